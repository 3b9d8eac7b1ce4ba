package org.takeup.plugin.api.survey;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.MayGrow;

/** One question. */
@MayGrow
public sealed interface Item {
    /** Stable within the questionnaire: lower-case letters, digits and hyphens, at most 64. Stored with every answer. */
    String id();

    /**
     * The question or statement as people read it. <code>{other}</code> in it stands for the answer that was given to the
     * item {@code other} of an earlier page, and <code>{{</code> for a brace. Since 1.2.
     */
    LocalizedText text();

    /** Whether a page with this item left empty is sent back. */
    boolean required();

    /**
     * A statement rated on a scale.
     *
     * @param scale the points, each with a label
     * @param notApplicable whether "does not apply / I don't know" is offered beside the scale
     * @param about what this rating and its neighbours with an equal {@code about} are about: it is shown once above
     *     them, and {@code text} is the question to it. So one thing can be rated in several ways. Since 1.1
     */
    record Rating(
            String id,
            LocalizedText text,
            boolean required,
            ResponseScale scale,
            boolean notApplicable,
            Optional<LocalizedText> about)
            implements Item {
        /** A rating that stands by itself. */
        public Rating(String id, LocalizedText text, boolean required, ResponseScale scale, boolean notApplicable) {
            this(id, text, required, scale, notApplicable, Optional.empty());
        }
    }

    /**
     * A choice from a list.
     *
     * @param most how many options may be chosen; 1 for a single choice
     */
    record Selection(String id, LocalizedText text, boolean required, List<Choice> choices, int most) implements Item {
        public Selection {
            choices = List.copyOf(choices);
        }
    }

    /**
     * Words of one's own.
     *
     * @param mostCharacters the longest accepted text, in Unicode characters
     */
    record FreeText(String id, LocalizedText text, boolean required, int mostCharacters) implements Item {}

    /**
     * Options put in order, the first one first. Answered with {@link org.takeup.plugin.api.Answer.Ranked}. Since 1.1.
     *
     * @param most how many places there are; at most as many as options. A person may fill fewer
     */
    record Ranking(String id, LocalizedText text, boolean required, List<Choice> choices, int most) implements Item {
        public Ranking {
            choices = List.copyOf(choices);
        }
    }

    /**
     * How likely one is to recommend something, from 0 to 10. Answered with {@link org.takeup.plugin.api.Answer.Rating}.
     * Reported as the share of 9 and 10 less the share of 0 to 6, not as part of a scale. Since 1.1.
     *
     * @param least what 0 means
     * @param most what 10 means
     */
    record Recommend(String id, LocalizedText text, boolean required, LocalizedText least, LocalizedText most)
            implements Item {
        /** The highest point. The lowest is 0. */
        public static int highest() {
            return 10;
        }
    }

    /**
     * A point between two ends, chosen on a slider. Answered with {@link org.takeup.plugin.api.Answer.Rating}. Since 1.2.
     *
     * @param min the lowest point
     * @param max the highest point
     * @param step from one point to the next; {@code max} is reached by whole steps from {@code min}, at most 1,000 of them
     * @param least what the lowest point means
     * @param most what the highest point means
     */
    record Slider(
            String id,
            LocalizedText text,
            boolean required,
            int min,
            int max,
            int step,
            LocalizedText least,
            LocalizedText most)
            implements Item {}

    /**
     * A number. Answered with {@link org.takeup.plugin.api.Answer.Number}. Since 1.2.
     *
     * @param min the smallest accepted number
     * @param max the largest accepted number
     * @param decimals how many digits after the point are accepted, 0 to 6
     * @param unit what is counted, shown behind the field
     */
    record Number(
            String id,
            LocalizedText text,
            boolean required,
            BigDecimal min,
            BigDecimal max,
            int decimals,
            Optional<LocalizedText> unit)
            implements Item {}

    /**
     * A day of the calendar. Answered with {@link org.takeup.plugin.api.Answer.Day}. Since 1.2.
     *
     * @param earliest the first accepted day
     * @param latest the last accepted day
     */
    record Day(String id, LocalizedText text, boolean required, LocalDate earliest, LocalDate latest) implements Item {}

    /**
     * An e-mail address. Answered with {@link org.takeup.plugin.api.Answer.Text}. It says who somebody is: an anonymous
     * survey cannot ask for it. Since 1.2.
     */
    record Email(String id, LocalizedText text, boolean required) implements Item {}

    /** Something to read. It is never answered. Since 1.2. */
    record Information(String id, LocalizedText text) implements Item {
        @Override
        public boolean required() {
            return false;
        }
    }

    /**
     * A statement to agree to by a tick. Answered with {@link org.takeup.plugin.api.Answer.Chosen} of {@link #YES}; without
     * the tick there is no answer. Since 1.2.
     */
    record Consent(String id, LocalizedText text, boolean required) implements Item {
        /** The id of the only option. */
        public static final String YES = "yes";
    }

    /**
     * People picked from the organisation's directory. Answered with {@link org.takeup.plugin.api.Answer.Persons}. It says who
     * somebody is, or whom they mean: an anonymous survey cannot ask for it. Since 1.2.
     *
     * @param most how many people can be picked, 1 to 20
     */
    record PersonPick(String id, LocalizedText text, boolean required, int most) implements Item {}
}
