package org.takeup.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.http.Problem;
import org.takeup.store.JobRunner.Later;
import org.takeup.store.JobRunner.Progress;
import org.takeup.tenant.Caller;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/**
 * Sends the steps of approved plans when they are due, and says what has gone out. A job a plan looks when its next step is due;
 * another looks once when something that a step waited for has happened ({@link #FREED}). Thread-safe; calls block.
 */
public final class DueSteps {
    private static final Logger LOG = LoggerFactory.getLogger(DueSteps.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(30);
    private static final String JOB = "plan-steps";
    /** Looks at a plan once: something that a step waited for may have happened. */
    static final String FREED = "plan-steps-freed";

    private final Dispatch dispatch;
    private final TenantJobs jobs;

    DueSteps(Dispatch dispatch, TenantJobs jobs) {
        this.dispatch = dispatch;
        this.jobs = jobs;
        jobs.registerQueue(
                JOB,
                (workspace, payload, progress) ->
                        safely(payload.getString("plan"), plan -> wake(workspace, plan, progress)));
        jobs.registerQueue(
                FREED,
                (workspace, payload, progress) ->
                        safely(payload.getString("plan"), plan -> sendDue(workspace, plan, progress)));
    }

    /** A plan's step that has gone out, for marking it in charts. */
    public record Mark(String planId, String stepId, String title, LocalDate on) {}

    /** From now on, the steps of this plan go out. */
    void approved(Workspace workspace, String planId) {
        jobs.add(workspace, JOB, new Document("plan", planId));
    }

    /**
     * Sends the steps that are due today or were due before, without waiting for the morning.
     *
     * @return how many went out
     * @throws Problem 409 if the plan is not as it was approved
     */
    public int dispatch(Workspace workspace, String planId) {
        new PlanStore(workspace).require(planId);
        LocalDate today = workspace.today();
        return dispatch.send(workspace, planId, step -> !step.on().isAfter(today));
    }

    /**
     * Lets a time of a step go out whatever it waits for. The approval stays: what was approved is said, and no earlier.
     *
     * @param stepId of a step, or of one of its times
     * @throws Problem 404 without it, 409 if the plan is not approved as it is, or the step is out or waits for nothing
     */
    public Plan letGo(Workspace workspace, Caller caller, String planId, String stepId, long seen) {
        var store = new PlanStore(workspace);
        Plan plan = store.seen(planId, seen);
        PlanStep time = plan.step(stepId).orElseThrow(Problem::notFound);
        Map<String, StepProgress> out = store.progressOf(planId);
        if (!plan.isAsApproved()) {
            throw PlanState.wrong("The steps of a plan go out once it is approved.");
        }
        if (out.containsKey(stepId) || !new Waiting(plan, out).holds(time)) {
            throw new Problem(
                    409,
                    "step-not-held",
                    "Nothing holds this step back any more.",
                    "There is nothing left to do: it has gone out, or goes out when it is due.");
        }
        Plan next =
                store.put(plan.letGo(time, caller.personId(), workspace.clock().instant()));
        jobs.add(workspace, FREED, new Document("plan", planId));
        return next;
    }

    private void wake(Workspace workspace, String planId, Progress progress) throws Later {
        Optional<Instant> next = sendDue(workspace, planId, progress);
        if (next.isPresent()) {
            throw Later.until("The next step is due at " + next.get(), next.get());
        }
    }

    /** @return when to look again, if anything is left to send */
    private Optional<Instant> sendDue(Workspace workspace, String planId, Progress progress) {
        Optional<Instant> next = dispatch.next(workspace, planId);
        Instant now = workspace.clock().instant();
        if (next.isPresent() && !next.get().isAfter(now)) {
            dispatch.send(
                    workspace, planId, step -> !Dispatch.at(workspace, step).isAfter(now));
            progress.made();
            next = dispatch.next(workspace, planId);
        }
        return next;
    }

    private interface Deed {
        void of(String planId) throws Later;
    }

    private static void safely(String planId, Deed deed) throws Later {
        try {
            deed.of(planId);
        } catch (RuntimeException e) {
            // A plan runs for weeks: trouble now must not end it, as a job's attempts would.
            LOG.warn("The steps of plan {} cannot go out now", planId, e);
            throw new Later("The steps cannot go out now", AFTER_TROUBLE);
        }
    }

    /** The steps that have gone out, the earliest first; of very many, the latest. */
    public List<Mark> marks(Workspace workspace) {
        return new PlanStore(workspace)
                .dispatched().stream()
                        .map(step -> new Mark(
                                step.planId(),
                                step.stepId(),
                                step.subject(),
                                LocalDate.ofInstant(
                                        step.dispatched(), workspace.settings().zone())))
                        .toList();
    }
}
