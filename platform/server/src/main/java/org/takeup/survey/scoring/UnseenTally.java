package org.takeup.survey.scoring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Item;

/** Counts who is in no release of a wave that has closed. For one thread. */
public final class UnseenTally {
    private final Interim interim;
    private final Map<String, InterimGroup> units;
    private final List<ScaleTally> scales;
    private final Map<String, Map<String, Long>> ofScales = new HashMap<>();
    private final Map<String, Long> ofItems = new HashMap<>();

    /** @param units as they were shown last */
    public UnseenTally(Interim interim, Map<String, InterimGroup> units) {
        this.interim = interim;
        this.units = Map.copyOf(units);
        this.scales = interim.scoring().scales().stream()
                .map(scale -> new ScaleTally(scale, interim.questionnaire()))
                .toList();
    }

    /**
     * A finished answer of nobody who was invited: somebody may have given several. It does not count where something was
     * shown, for whoever gave it knows it and who waits beside it would be fewer.
     */
    public static final int NOBODYS = Integer.MAX_VALUE;

    /** @param batch in which the person was counted while it was open; 0 if they were not; or {@link #NOBODYS} */
    public void add(String unit, Map<String, Answer> answers, int batch) {
        for (ScaleTally scale : scales) {
            String id = scale.scale().id();
            if (scale.score(answers).isPresent() && unseen(unit, batch, id)) {
                ofScales.computeIfAbsent(id, ignored -> new HashMap<>()).merge(unit, 1L, Long::sum);
            }
        }
        interim.questionnaire().items().map(Item::id).forEach(id -> {
            Answer answer = answers.get(id);
            if (answer != null && !(answer instanceof Answer.NotApplicable) && unseen(unit, batch, id)) {
                ofItems.merge(id, 1L, Long::sum);
            }
        });
    }

    private boolean unseen(String unit, int batch, String scaleOrItem) {
        int bundle = interim.bundleOf(scaleOrItem);
        InterimGroup group = units.get(unit);
        int through = bundle < 0 || group == null ? 0 : group.through(bundle);
        return through == 0 || batch == 0 || batch > through && batch != NOBODYS;
    }

    public Unseen result() {
        return new Unseen(ofScales, ofItems);
    }
}
