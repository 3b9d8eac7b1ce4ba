package org.takeup.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.takeup.plugin.api.plan.PlanDraft;

/**
 * What the steps of a plan wait for that has not happened. The n-th time of a step waits for the n-th time of another that
 * comes again, and for the last one if there are fewer; of a step that comes once, for its only time. A step that there is
 * not any more holds nothing back. Immutable, of one plan at one moment.
 */
final class Waiting {
    private final Map<String, List<PlanStep>> times = new HashMap<>();
    private final Map<String, StepProgress> progress;
    private final Set<String> released;

    /** @param progress of what has gone out, by the id of the time */
    Waiting(Plan plan, Map<String, StepProgress> progress) {
        this.progress = Map.copyOf(progress);
        this.released = plan.released();
        boolean any = plan.steps().stream()
                .anyMatch(step -> !step.planning().waitsFor().isEmpty());
        if (any) {
            plan.steps().forEach(step -> times.put(step.id(), step.times()));
        }
    }

    /** Why something holds a step back. */
    enum Why {
        /** It has not gone out. */
        NOT_OUT,
        /** It was handed over, and nobody has said it. */
        NOT_SAID,
        /** There was nobody who could be asked to say it, so that the learning team is left. */
        NOBODY_ASKED
    }

    /** Something that holds a step back. @param before the time that must come first */
    record Open(PlanStep before, Why why) {}

    /** Whether any step of the plan waits for another. */
    boolean any() {
        return !times.isEmpty();
    }

    boolean holds(PlanStep time) {
        return !open(time).isEmpty();
    }

    /** What holds this time of a step back, the earliest first; nothing if a planner let it go. */
    List<Open> open(PlanStep time) {
        if (time.planning().waitsFor().isEmpty() || released.contains(time.id())) {
            return List.of();
        }
        int n = PlanStep.numberOfTime(time.id());
        var open = new ArrayList<Open>();
        for (String id : time.planning().waitsFor()) {
            List<PlanStep> before = times.getOrDefault(id, List.of());
            if (!before.isEmpty()) {
                addIfOpen(before.get(Math.min(n, before.size()) - 1), open);
            }
        }
        open.sort(Comparator.comparing((Open each) -> each.before().on())
                .thenComparing(each -> each.before().id()));
        return open;
    }

    private void addIfOpen(PlanStep before, List<Open> open) {
        StepProgress out = progress.get(before.id());
        if (out == null) {
            open.add(new Open(before, Why.NOT_OUT));
        } else if (before.channel() == PlanDraft.Channel.HAND_OVER
                && out.saidBy().isEmpty()) {
            boolean asked = out.asked().stream().anyMatch(name -> !name.equals(StepProgress.LEARNING_TEAM));
            open.add(new Open(before, asked ? Why.NOT_SAID : Why.NOBODY_ASKED));
        }
    }
}
