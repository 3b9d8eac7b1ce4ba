package org.takeup.survey.scoring;

import java.util.List;
import java.util.Map;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;

/** Counts the finished responses of a wave as they come: memory does not grow with them. For one thread. */
public final class Tally {
    private final List<ScaleTally> scales;
    private final List<ItemTally> items;
    private long responses;

    public Tally(Questionnaire questionnaire, ScoringModel scoring) {
        this.scales = scoring.scales().stream()
                .map(scale -> new ScaleTally(scale, questionnaire))
                .toList();
        this.items = questionnaire.items().map(ItemTally::new).toList();
    }

    /** Counts one finished response. @param unit as it was frozen with the response; empty for small units */
    public void add(String unit, Map<String, Answer> answers) {
        responses++;
        scales.forEach(scale -> scale.add(unit, answers));
        items.forEach(item -> item.add(answers));
    }

    /** What may be shown so far, to anybody. @param threshold the smallest group that may be shown */
    public Released released(int threshold) {
        return new Released(
                responses,
                threshold,
                scales.stream().map(scale -> scale.result(threshold)).toList(),
                items.stream().map(item -> item.result(threshold)).toList());
    }

    /**
     * Figures that may be shown. Whatever is too small, or would give away what is too small, is not in here at all; so
     * no page, file or API answer made from it can show it.
     */
    public record Released(long responses, int threshold, List<ScaleResult> scales, List<ItemResult> items) {
        public Released {
            scales = List.copyOf(scales);
            items = List.copyOf(items);
        }
    }
}
