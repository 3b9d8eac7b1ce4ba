package org.takeup.survey;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.takeup.plugin.api.Answer;

/** How answers are written: a number, a list of option ids, a document with one in order, a text, or false for "does not apply". */
final class AnswerDocument {
    private static final String RANKED = "ranked";

    private AnswerDocument() {}

    static Object write(Answer answer) {
        return switch (answer) {
            case Answer.Rating rating -> rating.value();
            case Answer.NotApplicable _ -> false;
            case Answer.Chosen chosen -> chosen.ids();
            // Within a document, so that it reads back as what it was: a list alone is a choice.
            case Answer.Ranked ranked -> new Document(RANKED, ranked.ids());
            case Answer.Text text -> text.value();
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
            case Document ranked -> new Answer.Ranked(ranked.getList(RANKED, String.class));
            case String text -> new Answer.Text(text);
            default -> throw new IllegalStateException("An answer is stored as " + stored.getClass());
        };
    }
}
