package org.takeup.survey;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.takeup.plugin.api.Answer;

/**
 * How answers are written: a point as a number, option ids as a list, a text as such, false for "does not apply", and what
 * else there is in a document whose only member says what it is.
 */
final class AnswerDocument {
    private static final String RANKED = "ranked";
    private static final String NUMBER = "number";
    private static final String DAY = "day";
    private static final String PERSONS = "persons";

    private AnswerDocument() {}

    static Object write(Answer answer) {
        return switch (answer) {
            case Answer.Rating rating -> rating.value();
            case Answer.NotApplicable _ -> false;
            case Answer.Chosen chosen -> chosen.ids();
            // Within a document, so that it reads back as what it was: a list alone is a choice.
            case Answer.Ranked ranked -> new Document(RANKED, ranked.ids());
            case Answer.Text text -> text.value();
            case Answer.Number number -> new Document(NUMBER, number.value().toPlainString());
            case Answer.Day day -> new Document(DAY, day.value().toString());
            case Answer.Persons persons -> new Document(PERSONS, persons.ids());
        };
    }

    static Document write(Map<String, Answer> answers) {
        var stored = new Document();
        answers.forEach((item, answer) -> stored.append(item, write(answer)));
        return stored;
    }

    static Map<String, Answer> read(Document stored) {
        var answers = new HashMap<String, Answer>();
        stored.forEach((item, value) -> answers.put(item, read(value)));
        return answers;
    }

    private static Answer read(Object stored) {
        return switch (stored) {
            case Integer rating -> new Answer.Rating(rating);
            case Boolean _ -> new Answer.NotApplicable();
            case List<?> ids ->
                new Answer.Chosen(ids.stream().map(String.class::cast).toList());
            case Document document -> ofMember(document);
            case String text -> new Answer.Text(text);
            default -> throw new IllegalStateException("An answer is stored as " + stored.getClass());
        };
    }

    private static Answer ofMember(Document stored) {
        String member = stored.keySet().iterator().next();
        return switch (member) {
            case RANKED -> new Answer.Ranked(stored.getList(RANKED, String.class));
            case NUMBER -> new Answer.Number(new BigDecimal(stored.getString(NUMBER)));
            case DAY -> new Answer.Day(LocalDate.parse(stored.getString(DAY)));
            case PERSONS -> new Answer.Persons(stored.getList(PERSONS, String.class));
            default -> throw new IllegalStateException("An answer is stored as an unknown kind");
        };
    }
}
