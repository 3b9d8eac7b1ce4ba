package org.takeup.plugin.api.survey;

import java.util.List;
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
     */
    record Rating(String id, LocalizedText text, boolean required, ResponseScale scale, boolean notApplicable)
            implements Item {}

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
}
