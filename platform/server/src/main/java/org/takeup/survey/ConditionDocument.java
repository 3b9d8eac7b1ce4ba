package org.takeup.survey;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import org.bson.Document;
import org.takeup.plugin.api.survey.Condition;

/** How conditions are written, in the store and in the API's JSON: one member, which says what kind it is. */
final class ConditionDocument {
    private ConditionDocument() {}

    static Document write(Condition condition) {
        return switch (condition) {
            case Condition.Is is ->
                new Document(
                        "is",
                        of(is.item(), "values", is.values().stream().sorted().toList()));
            case Condition.AtLeast least -> new Document("atLeast", of(least.item(), "value", text(least.value())));
            case Condition.AtMost most -> new Document("atMost", of(most.item(), "value", text(most.value())));
            case Condition.Answered answered -> new Document("answered", new Document("item", answered.item()));
            case Condition.All all -> new Document("all", write(all.conditions()));
            case Condition.Any any -> new Document("any", write(any.conditions()));
            case Condition.Not not -> new Document("not", write(not.condition()));
        };
    }

    private static List<Document> write(List<Condition> conditions) {
        return conditions.stream().map(ConditionDocument::write).toList();
    }

    private static Document of(String item, String member, Object value) {
        return new Document("item", item).append(member, value);
    }

    /** Text, because a binary number would not read back as what was written. */
    private static String text(BigDecimal number) {
        return number.toPlainString();
    }

    static Condition read(Document stored) {
        String kind = stored.keySet().iterator().next();
        return switch (kind) {
            case "is" -> {
                Document of = stored.get(kind, Document.class);
                yield new Condition.Is(of.getString("item"), new HashSet<>(of.getList("values", String.class)));
            }
            case "atLeast" -> {
                Document of = stored.get(kind, Document.class);
                yield new Condition.AtLeast(of.getString("item"), new BigDecimal(of.getString("value")));
            }
            case "atMost" -> {
                Document of = stored.get(kind, Document.class);
                yield new Condition.AtMost(of.getString("item"), new BigDecimal(of.getString("value")));
            }
            case "answered" ->
                new Condition.Answered(stored.get(kind, Document.class).getString("item"));
            case "all" -> new Condition.All(several(stored, kind));
            case "any" -> new Condition.Any(several(stored, kind));
            case "not" -> new Condition.Not(read(stored.get(kind, Document.class)));
            default -> throw new IllegalStateException("A condition is stored with an unknown kind");
        };
    }

    private static List<Condition> several(Document stored, String kind) {
        return stored.getList(kind, Document.class).stream()
                .map(ConditionDocument::read)
                .toList();
    }
}
