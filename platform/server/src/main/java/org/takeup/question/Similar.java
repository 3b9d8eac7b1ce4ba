package org.takeup.question;

import java.util.List;

/**
 * A published question that is like a text, or was searched for.
 *
 * @param language of this version
 * @param score 0 to 1
 * @param question in pieces, what was looked for marked
 */
public record Similar(Question full, String language, double score, List<Marked> question, String answer) {
    public Similar {
        question = List.copyOf(question);
    }

    public String id() {
        return full.id();
    }

    /** The question in one piece. */
    public String text() {
        return String.join("", question.stream().map(Marked::text).toList());
    }
}
