package org.takeup.plugin.api.survey;

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

    /** The question or statement as people read it. */
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
}
