package org.takeup.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.language.LocalWords;

/** What the pages for respondents show. Made here so that the templates decide about looks only. */
public final class AnswerView {
    private AnswerView() {}

    /** How a question is answered. */
    public enum Kind {
        ONE,
        SEVERAL,
        /** One of the points from 0 to 10. */
        POINTS,
        /** A list to choose from for each place of a ranking. */
        PLACES,
        WORDS,
        /** Words of one line. */
        LINE,
        /** A point between two ends. */
        SLIDER,
        NUMBER,
        DAY,
        EMAIL,
        /** A tick. */
        CONSENT,
        PEOPLE,
        /** Nothing to answer. */
        INFORMATION
    }

    /** One answer that can be chosen. @param aside whether it is beside the scale, such as "does not apply" */
    public record Option(String value, String label, boolean chosen, boolean aside) {}

    /** A place of a ranking. @param options what can stand there; the first one leaves it free */
    public record Place(String label, List<Option> options) {}

    /**
     * One question.
     *
     * @param about what it is asked about, together with its neighbours; may be empty
     * @param note what to know before answering; may be empty
     * @param range of what is neither chosen nor written freely; else {@link Range#NONE}
     * @param problem what was wrong with the answer; may be empty
     */
    public record Question(
            String id,
            String field,
            String about,
            String text,
            Kind kind,
            boolean required,
            List<Option> options,
            List<Place> places,
            String entered,
            String note,
            Range range,
            String problem) {
        /** Whether it is answered by ticks, of which there can be several. */
        public boolean ticked() {
            return kind == Kind.CONSENT || kind == Kind.SEVERAL || kind == Kind.PEOPLE;
        }

        /** For an attribute: nothing where all is well. */
        public @Nullable String invalid() {
            return problem.isEmpty() ? null : "true";
        }

        /** For an attribute: nothing where one may leave it open. */
        public @Nullable String demanded() {
            return required ? "true" : null;
        }

        /** The ids of the elements that say more, for screen readers; null if there are none. */
        public @Nullable String describedBy() {
            String ids = ((problem.isEmpty() ? "" : "e-" + id) + (note.isEmpty() ? "" : " n-" + id)).strip();
            return ids.isEmpty() ? null : ids;
        }
    }

    /**
     * Bounds of a field, as its attributes have them.
     *
     * @param start where a slider stands before it is moved
     * @param unit what is counted; may be empty
     */
    public record Range(String min, String max, String step, String start, String unit) {
        static final Range NONE = new Range("", "", "", "", "");
    }

    /** A language to read in. @param name in that language */
    public record Tongue(String tag, String name, boolean current) {}

    /** Neighbours about the same. @param about what that is; empty for a question that stands by itself */
    public record Block(String about, List<Question> questions) {}

    /**
     * One page of questions.
     *
     * @param language of the questions
     * @param number counts from 1
     * @param action where the form goes; empty for a preview, which has none
     * @param back the page before; empty on the first
     * @param token the word that says who made the token of an anonymous ballot; else empty
     * @param tongues the languages of the questions
     */
    public record Screen(
            LocalWords words,
            String language,
            String survey,
            String title,
            int number,
            int pages,
            int minutesLeft,
            String action,
            String back,
            List<Question> questions,
            int wrong,
            String token,
            List<Tongue> tongues) {
        /** Whether people are searched for on it. */
        public boolean searches() {
            return questions.stream().anyMatch(question -> question.kind() == Kind.PEOPLE);
        }

        public boolean last() {
            return number == pages;
        }

        /** The questions in order, neighbours about the same put together. */
        public List<Block> blocks() {
            var blocks = new ArrayList<Block>();
            for (Question question : questions) {
                boolean joins = !question.about().isEmpty()
                        && !blocks.isEmpty()
                        && blocks.getLast().about().equals(question.about());
                if (!joins) {
                    blocks.add(new Block(question.about(), new ArrayList<>()));
                }
                blocks.getLast().questions().add(question);
            }
            return blocks;
        }
    }

    /** The first screen, with the promise. */
    public record Welcome(
            LocalWords words,
            String language,
            String survey,
            String purpose,
            int minutes,
            String openUntil,
            Confidentiality promise,
            boolean asksForWords,
            String start,
            Optional<Admission> admission,
            List<Tongue> tongues) {
        /** Who will see what. */
        public String promised() {
            return promise.promise(words);
        }

        /** How that is kept. */
        public String kept() {
            return promise.how(words);
        }
    }

    /**
     * How one is let into an anonymous survey.
     *
     * @param slip what a browser without script sends
     * @param redeem where a browser with script sends its token
     * @param unit the name of the unit, for which the token counts
     * @param modulus of the unit's key
     */
    public record Admission(String slip, String redeem, String unit, String modulus) {}

    /** An anonymous survey that was begun, at the link that let its reader in. */
    public record Begun(LocalWords words, String language, String survey) {}

    /** The last screen. @param again the first page, to look at the answers; @param anonymous whether only its address leads back */
    public record Done(
            LocalWords words,
            String language,
            String survey,
            String openUntil,
            String again,
            boolean anonymous,
            List<Tongue> tongues) {}

    /** Said to whom the survey was closed before they could save. @param words what they wrote, to be copied */
    public record TooLate(LocalWords words, String language, String survey, String closed, List<String> written) {}
}
