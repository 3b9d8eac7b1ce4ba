package org.takeup.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.http.Problem;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/** What messengers are asked to say, and their tick-offs. Thread-safe; calls block on the store. */
public final class HandOvers {
    /**
     * A pack: ready-made words for somebody's own mouth.
     *
     * @param said whether this person has ticked it off
     */
    public record Pack(String stepId, String audience, String subject, String words, String reason, boolean said) {}

    /** What has been handed over, the latest first; those that this person has not said come before the others. */
    public List<Pack> all(Workspace workspace, Caller caller) {
        var store = new PlanStore(workspace);
        Map<String, Optional<Plan>> plans = new HashMap<>();
        var open = new ArrayList<Pack>();
        var said = new ArrayList<Pack>();
        for (StepProgress progress : store.dispatched().reversed()) {
            plans.computeIfAbsent(progress.planId(), store::find)
                    .flatMap(plan -> plan.step(progress.stepId()))
                    .filter(Dispatch::isHandOver)
                    .map(step -> pack(step, progress, caller))
                    .ifPresent(pack -> (pack.said() ? said : open).add(pack));
        }
        open.addAll(said);
        return open;
    }

    /** @throws Problem 404 unless a step with this id has been handed over */
    public Pack require(Workspace workspace, Caller caller, String stepId) {
        var store = new PlanStore(workspace);
        StepProgress progress = store.progress(stepId).orElseThrow(Problem::notFound);
        return store.find(progress.planId())
                .flatMap(plan -> plan.step(stepId))
                .filter(Dispatch::isHandOver)
                .map(step -> pack(step, progress, caller))
                .orElseThrow(Problem::notFound);
    }

    /** Notes that the caller has said it. Doing it twice changes nothing. */
    public void said(Workspace workspace, Caller caller, String stepId) {
        require(workspace, caller, stepId);
        new PlanStore(workspace)
                .tick(stepId, caller.personId(), workspace.clock().instant());
    }

    private static Pack pack(PlanStep step, StepProgress progress, Caller caller) {
        return new Pack(
                step.id(),
                step.audience(),
                step.subject(),
                step.words(),
                step.reason(),
                progress.saidBy().contains(caller.personId()));
    }
}
