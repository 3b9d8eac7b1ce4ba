package org.takeup.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.http.Problem;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/**
 * What people are asked to say, and their tick-offs. Everybody finds what they were asked to say themselves, whatever
 * their role; what a mailbox was asked, managers and planners find. Thread-safe; calls block on the store.
 */
public final class HandOvers {
    /**
     * A pack: ready-made words for somebody's own mouth. Why the builder chose them is left out, because that can tell
     * where somebody stands.
     *
     * @param on the day on which it is to be said
     * @param said whether this person has ticked it off
     */
    public record Pack(String stepId, String audience, LocalDate on, String subject, String words, boolean said) {}

    /** What the caller is asked to say, the latest first; what they have not said comes before the rest. */
    public List<Pack> all(Workspace workspace, Caller caller) {
        var store = new PlanStore(workspace);
        Map<String, Optional<Plan>> plans = new HashMap<>();
        var open = new ArrayList<Pack>();
        var said = new ArrayList<Pack>();
        for (StepProgress progress : store.askedOf(namesOf(caller))) {
            plans.computeIfAbsent(progress.planId(), store::find)
                    .flatMap(plan -> plan.step(progress.stepId()))
                    .map(step -> pack(step, progress, caller))
                    .ifPresent(pack -> (pack.said() ? said : open).add(pack));
        }
        open.addAll(said);
        return open;
    }

    /** What the caller is asked to say and has not said, the latest first. */
    public List<Pack> waitingFor(Workspace workspace, Caller caller) {
        return all(workspace, caller).stream().filter(pack -> !pack.said()).toList();
    }

    /** @throws Problem 404 unless the caller is asked to say a step with this id */
    public Pack require(Workspace workspace, Caller caller, String stepId) {
        var store = new PlanStore(workspace);
        StepProgress progress = store.progress(stepId)
                .filter(known -> known.asked().stream().anyMatch(namesOf(caller)::contains))
                .orElseThrow(Problem::notFound);
        return store.find(progress.planId())
                .flatMap(plan -> plan.step(stepId))
                .map(step -> pack(step, progress, caller))
                .orElseThrow(Problem::notFound);
    }

    /** Notes that the caller has said it. Doing it twice changes nothing. @throws Problem as {@link #require} */
    public void said(Workspace workspace, Caller caller, String stepId) {
        require(workspace, caller, stepId);
        new PlanStore(workspace)
                .tick(stepId, caller.personId(), workspace.clock().instant());
    }

    /** Everything that the caller may be meant by in {@link StepProgress#asked()}. */
    private static Set<String> namesOf(Caller caller) {
        var names = new HashSet<String>();
        names.add(caller.personId());
        if (caller.is(Role.MANAGER) || caller.is(Role.PLANNER)) {
            names.add(StepProgress.MANAGERS);
        }
        if (caller.is(Role.PLANNER)) {
            names.add(StepProgress.LEARNING_TEAM);
        }
        return names;
    }

    private static Pack pack(PlanStep step, StepProgress progress, Caller caller) {
        return new Pack(
                step.id(),
                step.audience(),
                step.on(),
                step.subject(),
                step.words(),
                progress.saidBy().contains(caller.personId()));
    }
}
