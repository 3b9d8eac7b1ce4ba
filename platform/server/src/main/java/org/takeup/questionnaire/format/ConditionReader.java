package org.takeup.questionnaire.format;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.takeup.plugin.api.survey.Condition;

/** Reads {@code showIf}. */
final class ConditionReader {
    private static final int MOST = 20;

    private ConditionReader() {}

    static Optional<Condition> read(Fields owner) {
        return owner.node("showIf").map(node -> condition(node, owner.path("showIf"), owner.reading()));
    }

    private static Condition condition(Node node, String where, Reading reading) {
        Fields fields = Fields.of(node, where, reading);
        Condition condition = fields.has("all")
                ? new Condition.All(several(fields, "all"))
                : fields.has("any")
                        ? new Condition.Any(several(fields, "any"))
                        : fields.node("not")
                                .<Condition>map(not -> new Condition.Not(condition(not, where + "/not", reading)))
                                .orElseGet(() -> comparison(fields));
        fields.done();
        return condition;
    }

    private static List<Condition> several(Fields fields, String key) {
        List<Node> nodes = fields.list(key, true, MOST);
        if (nodes.isEmpty() && fields.reading().isClean()) {
            fields.fault(key, "The list is empty; name at least one condition");
        }
        return IntStream.range(0, nodes.size())
                .mapToObj(i -> condition(nodes.get(i), fields.path(key) + "/" + (i + 1), fields.reading()))
                .toList();
    }

    private static Condition comparison(Fields fields) {
        String item = fields.id("item");
        Set<String> kinds = new LinkedHashSet<>(List.of("is", "atLeast", "atMost", "answered"));
        kinds.removeIf(key -> !fields.has(key));
        if (kinds.size() != 1) {
            fields.fault("item", "Say one thing of the answer: is, atLeast, atMost or answered: true");
            return new Condition.Answered(item);
        }
        return switch (kinds.iterator().next()) {
            case "is" -> new Condition.Is(item, values(fields));
            case "atLeast" -> new Condition.AtLeast(item, fields.decimal("atLeast", BigDecimal.ZERO, true));
            case "atMost" -> new Condition.AtMost(item, fields.decimal("atMost", BigDecimal.ZERO, true));
            default -> {
                if (!fields.truth("answered", true)) {
                    fields.fault("answered", "Write true here, and not: around it for the opposite");
                }
                yield new Condition.Answered(item);
            }
        };
    }

    private static Set<String> values(Fields fields) {
        if (fields.node("is").orElseThrow() instanceof Node.Scalar scalar) {
            return Set.of(value(scalar));
        }
        var values = new LinkedHashSet<String>();
        for (Node node : fields.list("is", true, Format.MOST_CHOICES)) {
            if (node instanceof Node.Scalar scalar) {
                values.add(value(scalar));
            } else {
                fields.fault("is", "Name the answers by their ids or numbers");
            }
        }
        if (values.isEmpty()) {
            fields.fault("is", "Name at least one answer");
        }
        return values;
    }

    /** A number is the same number however it is written. */
    private static String value(Node.Scalar scalar) {
        return scalar.type() == Node.Type.NUMBER
                ? Decimals.read(scalar.text()).map(BigDecimal::toPlainString).orElse(scalar.text())
                : scalar.text();
    }
}
