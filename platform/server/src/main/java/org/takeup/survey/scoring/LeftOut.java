package org.takeup.survey.scoring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Scale;

/**
 * The scales that count only for whoever answered all of them, as {@link Gaps} found.
 *
 * @param scales of which fewer people than the smallest group left a part out
 */
public record LeftOut(List<Scale> scales) {
    public LeftOut {
        scales = List.copyOf(scales);
    }

    /** Whether everything counts. */
    public boolean isNothing() {
        return scales.isEmpty();
    }

    /** One person's answers, without those that count nowhere. */
    public Map<String, Answer> counted(Map<String, Answer> answers) {
        Map<String, Answer> counted = answers;
        boolean more = !scales.isEmpty();
        while (more) {
            more = false;
            for (Scale scale : scales) {
                if (hasGap(counted, scale)) {
                    counted = without(counted, scale);
                    more = true;
                }
            }
        }
        return counted;
    }

    private static boolean hasGap(Map<String, Answer> answers, Scale scale) {
        long answered = scale.items().stream()
                .filter(ref -> answers.get(ref.itemId()) instanceof Answer.Rating)
                .count();
        return answered > 0 && answered < scale.items().size();
    }

    private static Map<String, Answer> without(Map<String, Answer> answers, Scale scale) {
        var kept = new HashMap<>(answers);
        scale.items().stream().map(ItemRef::itemId).forEach(kept::remove);
        return kept;
    }
}
