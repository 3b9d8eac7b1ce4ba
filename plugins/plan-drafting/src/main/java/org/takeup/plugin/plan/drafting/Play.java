package org.takeup.plugin.plan.drafting;

import java.util.Optional;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft.Measure;
import org.takeup.plugin.api.plan.PlanDraft.Metric;
import org.takeup.plugin.api.plan.PlanDraft.Phase;
import org.takeup.plugin.api.plan.PlanDraft.Purpose;

/**
 * One kind of message: for whom, what for, on which day, and the key of its words.
 *
 * @param day days before (below 0) or after the day that the {@link Occasion} counts from
 * @param voice who should say it, if it is made for somebody
 */
public record Play(Circle circle, String key, Purpose purpose, Phase phase, int day, Optional<Messenger> voice) {
    /** For whoever speaks best to this circle. */
    public Play(Circle circle, String key, Purpose purpose, Phase phase, int day) {
        this(circle, key, purpose, phase, day, Optional.empty());
    }

    /** Made for one kind of messenger. */
    public Play(Circle circle, String key, Purpose purpose, Phase phase, int day, Messenger voice) {
        this(circle, key, purpose, phase, day, Optional.of(voice));
    }

    /** What people do next if the message worked, and how long that takes. */
    Measure measure() {
        return measure(phase);
    }

    /** The same of any message of a phase. */
    public static Measure measure(Phase phase) {
        return switch (phase) {
            case KNOW, WANT -> new Measure(Metric.ENROLLED, 14);
            case LEARN -> new Measure(Metric.STARTED, 14);
            case DO -> new Measure(Metric.ACTIVE, 21);
            case KEEP -> new Measure(Metric.FINISHED, 30);
        };
    }
}
