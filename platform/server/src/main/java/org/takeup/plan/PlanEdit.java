package org.takeup.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * What one version of a plan has that the one before had not. Kept with the plan itself, so that no version is without
 * it, and from there in the history.
 *
 * @param version that it led to
 * @param by id of the person; empty for the platform itself
 * @param what in sentences
 * @param steps what it changed
 */
public record PlanEdit(long version, String by, Instant at, List<String> what, List<StepChange> steps) {
    private static final int MOST_SENTENCES = 20;

    public PlanEdit {
        what = List.copyOf(what);
        steps = List.copyOf(steps);
    }

    /** One step, added when there is nothing before and removed when there is nothing after. */
    public record StepChange(Optional<PlanStep> before, Optional<PlanStep> after) {
        String id() {
            return before.or(() -> after).map(PlanStep::id).orElseThrow();
        }
    }

    /** A step towards approval, which changes no step. */
    static PlanEdit of(long version, String by, Instant at, String what) {
        return new PlanEdit(version, by, at, List.of(what), List.of());
    }

    /** What lies between two lists of steps. */
    static PlanEdit between(long version, String by, Instant at, List<PlanStep> before, List<PlanStep> after) {
        List<StepChange> changes = changes(before, after);
        List<String> what = new ArrayList<>();
        changes.stream().limit(MOST_SENTENCES).forEach(change -> what.addAll(StepDifference.said(change)));
        if (changes.size() > MOST_SENTENCES) {
            what.add("And " + (changes.size() - MOST_SENTENCES) + " more steps.");
        }
        return new PlanEdit(version, by, at, what, changes);
    }

    /** The steps that differ, in the order of {@code before}, the added ones last. */
    static List<StepChange> changes(List<PlanStep> before, List<PlanStep> after) {
        var left = new LinkedHashMap<String, PlanStep>();
        after.forEach(step -> left.put(step.id(), step));
        var changes = new ArrayList<StepChange>();
        for (PlanStep step : before) {
            Optional<PlanStep> now = Optional.ofNullable(left.remove(step.id()));
            if (now.isEmpty() || !now.get().sameAs(step)) {
                changes.add(new StepChange(Optional.of(step), now));
            }
        }
        left.values().forEach(step -> changes.add(new StepChange(Optional.empty(), Optional.of(step))));
        return changes;
    }

    /** The steps as they were before this edit. */
    List<PlanStep> undone(List<PlanStep> now) {
        var all = new LinkedHashMap<String, PlanStep>();
        now.forEach(step -> all.put(step.id(), step));
        for (StepChange change : steps) {
            change.before().ifPresentOrElse(step -> all.put(step.id(), step), () -> all.remove(change.id()));
        }
        return List.copyOf(all.values());
    }
}
