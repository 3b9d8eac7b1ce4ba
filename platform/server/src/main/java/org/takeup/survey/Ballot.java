package org.takeup.survey;

import java.util.Map;
import java.util.Set;
import org.takeup.plugin.api.Answer;

/**
 * One person's answers, without the person.
 *
 * @param unit what they are counted under; empty for all small units together
 * @param touched whether anything was saved
 * @param pages ids of the pages that were saved
 */
record Ballot(String unit, boolean touched, boolean finished, Map<String, Answer> answers, Set<String> pages) {
    Ballot {
        answers = Map.copyOf(answers);
        pages = Set.copyOf(pages);
    }
}
