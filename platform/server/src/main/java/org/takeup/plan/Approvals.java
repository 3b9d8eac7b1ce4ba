package org.takeup.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.takeup.event.Event;
import org.takeup.event.Events;
import org.takeup.http.Changed;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/**
 * Who answers for a plan and who has approved it: from a draft to a review to an approval, and back when what its steps say
 * changes. Thread-safe; calls block.
 */
public final class Approvals {
    private static final int WORDS_ATTEMPTS = 10;

    private final PlanViews views;
    private final HoldOuts holdOuts;
    private final People people;
    private final Supplier<Wording> wording;
    private final DueSteps due;
    private final Events events;

    /** @param wording who keeps the words that are approved along with a plan */
    Approvals(
            PlanViews views, HoldOuts holdOuts, People people, Supplier<Wording> wording, DueSteps due, Events events) {
        this.views = views;
        this.holdOuts = holdOuts;
        this.people = people;
        this.wording = wording;
        this.due = due;
        this.events = events;
    }

    /**
     * Names the one person who answers for a plan. An approval stays: who gets what when is as it was.
     *
     * @param address of the person
     * @throws Problem 422 if nobody or several have it
     */
    public Plan answerFor(Workspace workspace, Caller caller, String planId, long seen, String address) {
        var store = new PlanStore(workspace);
        Plan plan = store.seen(planId, seen);
        var wrong = new ArrayList<Problem.Field>();
        String person = StepForm.person(workspace, people, address, "accountable", wrong);
        if (!wrong.isEmpty() || person == null) {
            throw Problem.invalid(wrong);
        }
        return store.put(
                plan.answeredForBy(person, caller.personId(), workspace.clock().instant()));
    }

    /** Asks for the approval of a draft. */
    public Plan review(Workspace workspace, Caller caller, String planId, long seen) {
        var store = new PlanStore(workspace);
        Plan plan = store.seen(planId, seen);
        if (plan.state() != PlanState.DRAFT) {
            throw PlanState.wrong("Only a draft can be sent for review.");
        }
        refuseTooFewHeldOut(workspace, plan);
        return store.put(plan.in(
                PlanState.IN_REVIEW,
                Optional.empty(),
                caller.personId(),
                workspace.clock().instant()));
    }

    /** Whether this person may approve the plan: any admin, or a planner who wrote nothing of it. */
    public boolean mayApprove(Caller caller, Plan plan) {
        return caller.is(Role.ADMIN)
                || caller.is(Role.PLANNER) && !plan.authors().contains(caller.personId());
    }

    /**
     * Approves exactly the version that the caller saw. From then on its steps go out when they are due.
     *
     * @throws Problem 403 for a planner's own plan, 409 if it is not in review, 422 if a check finds an error
     */
    public Plan approve(Workspace workspace, Caller caller, String planId, long seen) {
        var store = new PlanStore(workspace);
        Plan plan = store.require(planId);
        refuseIfApproved(plan);
        if (plan.version() != seen) {
            throw new Changed("plan");
        }
        if (plan.state() != PlanState.IN_REVIEW) {
            throw PlanState.wrong("Only a plan in review can be approved.");
        }
        if (!mayApprove(caller, plan)) {
            throw new Problem(
                    403,
                    "own-plan",
                    "You wrote on this plan yourself.",
                    "Have another planner or an admin approve it.");
        }
        if (views.view(workspace, plan).blocked()) {
            throw new Problem(
                    422,
                    "plan-has-errors",
                    "A check found an error in this plan.",
                    "Open the plan, correct what is marked as an error, and ask for approval again.");
        }
        refuseTooFewHeldOut(workspace, plan);
        wording.get().approving(workspace, plan);
        Instant now = workspace.clock().instant();
        var approval = new Plan.Approval(plan.hash(), caller.personId(), caller.name(), now);
        Plan approved = plan.in(PlanState.APPROVED, Optional.of(approval), caller.personId(), now);
        if (!store.replace(approved)) {
            refuseIfApproved(store.require(planId));
            throw new Changed("plan");
        }
        due.approved(workspace, planId);
        events.tell(workspace, Event.of(Event.Kind.PLAN_APPROVED, Map.of("plan", planId)));
        return approved;
    }

    /** Once a step went out, the draw is fixed and nothing can be mended. */
    private void refuseTooFewHeldOut(Workspace workspace, Plan plan) {
        if (new PlanStore(workspace).progressOf(plan.id()).isEmpty()) {
            holdOuts.refuseTooFew(workspace, plan);
        }
    }

    /** Of two who approve at once, the later one is told that it is done. */
    private static void refuseIfApproved(Plan plan) {
        if (plan.isAsApproved()) {
            throw new Problem(
                    409,
                    "already-approved",
                    plan.approval().map(Plan.Approval::name).orElse("Somebody") + " has approved this plan already.",
                    "There is nothing left to do: its steps go out when they are due.");
        }
    }

    /**
     * Takes a plan back to a draft, because what its steps say has changed outside of it. Changes nothing if it is a draft that
     * the caller has a part in.
     *
     * @throws Changed if others change it again and again meanwhile
     */
    public void wordsChanged(Workspace workspace, Caller caller, String planId) {
        var store = new PlanStore(workspace);
        for (int attempt = 0; attempt < WORDS_ATTEMPTS; attempt++) {
            Plan plan = store.require(planId);
            boolean known = plan.authors().contains(caller.personId());
            if (plan.state() == PlanState.DRAFT && known
                    || store.replace(
                            plan.edited(caller.personId(), workspace.clock().instant(), plan.steps()))) {
                return;
            }
        }
        throw new Changed("plan");
    }
}
