package org.takeup.questionnaire;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.plugin.api.survey.Condition;

/**
 * A condition as the fields of a form: comparisons of earlier answers of which all or one must hold. What is deeper than that
 * is shown, kept, and changed in the file.
 */
final class ConditionForm {
    /** How many comparisons the form has room for beyond those that are there. */
    static final int SPARE = 2;

    private static final int MOST = 12;

    private ConditionForm() {}

    /** How an answer is compared. */
    enum How {
        IS("is"),
        IS_NOT("is not"),
        AT_LEAST("is at least"),
        AT_MOST("is at most"),
        ANSWERED("was answered"),
        UNANSWERED("was not answered");

        final String words;

        How(String words) {
            this.words = words;
        }
    }

    /** The fields with their values; empty if the form has no room for such a condition. */
    static Optional<Map<String, String>> values(Optional<Condition> condition) {
        Map<String, String> values = new HashMap<>();
        values.put("if.join", "all");
        if (condition.isEmpty()) {
            return Optional.of(values);
        }
        List<Condition> parts = switch (condition.get()) {
            case Condition.All all -> all.conditions();
            case Condition.Any any -> {
                values.put("if.join", "any");
                yield any.conditions();
            }
            case Condition each -> List.of(each);
        };
        if (parts.size() > MOST) {
            return Optional.empty();
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!put(values, "if." + (i + 1) + ".", parts.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    private static boolean put(Map<String, String> values, String prefix, Condition part) {
        boolean not = part instanceof Condition.Not;
        Condition plain = part instanceof Condition.Not negated ? negated.condition() : part;
        return switch (plain) {
            case Condition.Is is ->
                put(
                        values,
                        prefix,
                        is.item(),
                        not ? How.IS_NOT : How.IS,
                        is.values().stream().sorted().collect(Collectors.joining(", ")));
            case Condition.Answered answered ->
                put(values, prefix, answered.item(), not ? How.UNANSWERED : How.ANSWERED, "");
            case Condition.AtLeast least
            when !not ->
                put(values, prefix, least.item(), How.AT_LEAST, least.value().toPlainString());
            case Condition.AtMost most
            when !not ->
                put(values, prefix, most.item(), How.AT_MOST, most.value().toPlainString());
            case Condition.AtLeast _, Condition.AtMost _, Condition.All _, Condition.Any _, Condition.Not _ -> false;
        };
    }

    private static boolean put(Map<String, String> values, String prefix, String item, How how, String value) {
        values.put(prefix + "item", item);
        values.put(prefix + "how", how.name());
        values.put(prefix + "value", value);
        return true;
    }

    /** How many comparisons these fields have. */
    static int size(Map<String, String> values) {
        return (int) values.keySet().stream()
                .filter(key -> key.matches("if\\.\\d+\\.item"))
                .count();
    }

    /** The condition that was entered; what does not fit is noted in {@code in}. @param kept that the form has no room for */
    static Optional<Condition> read(Entered in, Optional<Condition> kept) {
        if (kept.isPresent() && values(kept).isEmpty()) {
            return in.ticked("if.remove") ? Optional.empty() : kept;
        }
        List<Condition> parts = new ArrayList<>();
        for (int i = 1; i <= MOST + SPARE; i++) {
            String prefix = "if." + i + ".";
            in.plain(prefix + "item").ifPresent(item -> parts.add(part(in, prefix, item)));
        }
        if (parts.size() < 2) {
            return parts.stream().findFirst();
        }
        return Optional.of(
                in.plain("if.join").orElse("all").equals("any") ? new Condition.Any(parts) : new Condition.All(parts));
    }

    private static Condition part(Entered in, String prefix, String item) {
        How how = Arrays.stream(How.values())
                .filter(each -> each.name().equals(in.plain(prefix + "how").orElse("")))
                .findFirst()
                .orElse(How.IS);
        return switch (how) {
            case IS -> new Condition.Is(item, answers(in, prefix));
            case IS_NOT -> new Condition.Not(new Condition.Is(item, answers(in, prefix)));
            case AT_LEAST -> new Condition.AtLeast(item, number(in, prefix));
            case AT_MOST -> new Condition.AtMost(item, number(in, prefix));
            case ANSWERED -> new Condition.Answered(item);
            case UNANSWERED -> new Condition.Not(new Condition.Answered(item));
        };
    }

    private static BigDecimal number(Entered in, String prefix) {
        return in.decimal(prefix + "value");
    }

    private static Set<String> answers(Entered in, String prefix) {
        Set<String> answers = Arrays.stream(
                        in.plain(prefix + "value").orElse("").split("[,;\\s]+"))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (answers.isEmpty() || answers.size() > 100) {
            in.fault(prefix + "value", "Name the answers, with commas between them.");
            return Set.of("?");
        }
        return answers;
    }
}
