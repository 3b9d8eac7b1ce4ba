package org.takeup.survey.scoring;

import java.util.BitSet;
import java.util.Set;
import org.takeup.plugin.api.survey.ScoringModel.Scale;
import org.takeup.survey.scoring.LeftOut.Alike;

/** Something that has to be left out, so that the figures tell of nobody. */
sealed interface Step {
    /** These people's answers to the items. @param people told by the items of the scales in question */
    record Answers(Set<Alike> people, BitSet items) implements Step {}

    /** The scores of these units on a scale. */
    record Cells(Scale scale, Set<String> units) implements Step {}

    /** The scores of units on these scales; the second time, these scales. */
    record Whole(Set<Scale> scales) implements Step {}
}
