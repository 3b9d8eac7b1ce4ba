package org.takeup.question;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A question. Says nothing of who asked: that is with the {@link Asker}s.
 *
 * @param order moment and id, so that a later question comes after an earlier one
 * @param language of the question, BCP 47
 * @param from short code of the page or mail where it came up; may be empty
 * @param owner person who sees to it; empty while it is nobody
 * @param due last day on which it is answered in time
 * @param listed whether everybody may read it and say "me too" before it is answered
 * @param asked people who asked it @param votes people who said "me too"
 * @param closed why it was closed; empty unless it is
 * @param mergedInto id of the question that it went into; empty unless it did
 * @param version grows with each change of the team
 */
public record Question(
        String id,
        String order,
        String text,
        String language,
        String from,
        Instant at,
        State state,
        String owner,
        LocalDate due,
        boolean listed,
        long asked,
        long votes,
        Optional<Answer> answer,
        Optional<Faq> faq,
        Optional<Done> done,
        String closed,
        String mergedInto,
        Use use,
        long version) {

    /** Where a question stands. */
    public enum State {
        NEW("New"),
        BEING_ANSWERED("Being answered"),
        ANSWERED("Answered"),
        PUBLISHED("Published"),
        CLOSED("Closed");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** For the team's pages, which are in English. */
        public String label() {
            return label;
        }

        /** Whether it waits for an answer. */
        public boolean open() {
            return this == NEW || this == BEING_ANSWERED;
        }
    }

    /**
     * What was answered.
     *
     * @param number counts the answers that this question got: each is mailed once
     * @param first when the first one was given
     * @param grade how hard it is to read, in words
     * @param reason why it is harder than it should be; empty if it is not
     */
    public record Answer(
            String text,
            String language,
            int number,
            Instant first,
            Instant at,
            String by,
            String grade,
            String reason) {}

    /** As everybody reads it. @param texts by language tag; at least one */
    public record Faq(List<String> categories, Map<String, Wording> texts, Instant at) {
        public Faq {
            categories = List.copyOf(categories);
            texts = Map.copyOf(texts);
        }
    }

    /** Question and answer in one language. */
    public record Wording(String question, String answer) {}

    /** What the team did because of it: "you said, we did". @param number counts the notes: each is mailed once */
    public record Done(String text, int number, Instant at) {}

    /** How the published answer is used. */
    public record Use(long views, long helped, long unhelped) {}

    /** Whether it is open and its last day is over. */
    public boolean overdue(LocalDate today) {
        return state.open() && today.isAfter(due);
    }

    /** Whether it went into another one. */
    public boolean merged() {
        return !mergedInto.isEmpty();
    }
}
