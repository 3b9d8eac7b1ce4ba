package org.takeup.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.takeup.http.Changed;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.plan.schedule.Dependencies;
import org.takeup.plan.schedule.WorkingDays;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * Changes to the steps of a plan. Each takes the plan back to a draft and makes the next version. Two people who change
 * different steps at the same time both succeed; of two who change the same step, the later one is told what is there
 * now ({@link StepChanged}). Thread-safe; calls block.
 */
public final class PlanEditor {
    /** How often an edit is made anew to what somebody else stored in the same moment. */
    private static final int TRIES = 40;

    private final Stakeholders stakeholders;
    private final People people;
    private final PlanCalendar calendar;

    PlanEditor(Stakeholders stakeholders, People people, PlanCalendar calendar) {
        this.stakeholders = stakeholders;
        this.people = people;
        this.calendar = calendar;
    }

    /** What a change makes of the steps of a plan. */
    @FunctionalInterface
    interface Change {
        List<PlanStep> of(Plan plan, List<PlanStep> steps);
    }

    /** Adds a step. @throws Problem 422 naming every part that does not fit */
    public Plan add(Workspace workspace, Caller caller, String planId, long seen, StepEntry entry) {
        return edit(workspace, caller, planId, seen, (plan, steps) -> {
            steps.add(entry.added(around(workspace, plan)));
            return steps;
        });
    }

    /**
     * Changes a step that has not gone out. Of a series that has begun, only the end can be changed.
     *
     * @param seen the version of the plan that the caller saw
     * @throws StepChanged if this step has changed since
     */
    public Plan change(Workspace workspace, Caller caller, String planId, String stepId, long seen, StepEntry entry) {
        boolean out = isOut(workspace, planId, stepId);
        return edit(workspace, caller, planId, seen, (plan, steps) -> {
            StepEntry.Around around = around(workspace, plan);
            PlanStep step = plan.step(stepId).orElseThrow(Problem::notFound);
            PlanStep wanted = entry.changed(step, around);
            refuseIfChanged(workspace, plan, step, wanted, seen);
            if (out && !step.endsOtherwise(wanted)) {
                throw isOut();
            }
            steps.replaceAll(each -> each.id().equals(stepId) ? wanted : each);
            return steps;
        });
    }

    /** Removes a step that has not gone out; nothing waits for it any more. @throws StepChanged as {@link #change} */
    public Plan remove(Workspace workspace, Caller caller, String planId, String stepId, long seen) {
        refuseIfOut(workspace, planId, stepId);
        return edit(workspace, caller, planId, seen, (plan, steps) -> {
            PlanStep step = plan.step(stepId).orElseThrow(Problem::notFound);
            refuseIfChanged(workspace, plan, step, step, seen);
            steps.removeIf(each -> each.id().equals(stepId));
            steps.replaceAll(each -> withoutWaiting(each, stepId));
            return steps;
        });
    }

    private static PlanStep withoutWaiting(PlanStep step, String forId) {
        PlanStep.Planning was = step.planning();
        if (!was.waitsFor().contains(forId)) {
            return step;
        }
        Set<String> rest =
                was.waitsFor().stream().filter(id -> !id.equals(forId)).collect(Collectors.toSet());
        return step.with(
                new PlanStep.Planning(was.owner(), rest, was.time(), was.region(), was.recurrence(), was.changed()));
    }

    /**
     * Moves a step that has not gone out.
     *
     * @param along whether what waits for it moves by as many days too, each on to a working day
     * @throws Problem 422 if something would move to before today
     */
    public Plan move(
            Workspace workspace, Caller caller, String planId, String stepId, long seen, LocalDate to, boolean along) {
        refuseIfOut(workspace, planId, stepId);
        var store = new PlanStore(workspace);
        Set<String> out = store.progressOf(planId).keySet();
        WorkingDays days = calendar.workingDays(workspace);
        return edit(workspace, caller, planId, seen, (plan, steps) -> {
            PlanStep step = plan.step(stepId).orElseThrow(Problem::notFound);
            refuseIfChanged(workspace, plan, step, step.movedTo(to), seen);
            Map<String, LocalDate> moved =
                    along ? dependencies(steps).moved(stepId, to, fitting(plan, out, days)) : Map.of(stepId, to);
            moved.forEach((id, day) -> refuseUnlessAhead(plan, id, day, workspace.today(), out));
            steps.replaceAll(each -> moved.containsKey(each.id()) && !out.contains(each.id())
                    ? each.movedTo(moved.getOrDefault(each.id(), each.on()))
                    : each);
            return steps;
        });
    }

    /** Puts a step that has not gone out into another phase. @throws StepChanged as {@link #change} */
    public Plan move(
            Workspace workspace, Caller caller, String planId, String stepId, long seen, PlanDraft.Phase phase) {
        refuseIfOut(workspace, planId, stepId);
        return edit(workspace, caller, planId, seen, (plan, steps) -> {
            PlanStep step = plan.step(stepId).orElseThrow(Problem::notFound);
            refuseIfChanged(workspace, plan, step, step.in(phase), seen);
            steps.replaceAll(each -> each.id().equals(stepId) ? each.in(phase) : each);
            return steps;
        });
    }

    /** The next working day on or after a step's own. */
    public LocalDate nextWorkingDay(Workspace workspace, PlanStep step) {
        return calendar.workingDays(workspace)
                .onOrAfter(step.on(), step.planning().region());
    }

    private static BiFunction<String, LocalDate, LocalDate> fitting(Plan plan, Set<String> out, WorkingDays days) {
        Map<String, PlanStep> byId = new HashMap<>();
        plan.steps().forEach(step -> byId.put(step.id(), step));
        return (id, day) -> {
            PlanStep step = byId.get(id);
            if (step == null) {
                return day;
            }
            return out.contains(id)
                    ? step.on()
                    : days.onOrAfter(day, step.planning().region());
        };
    }

    private static void refuseUnlessAhead(Plan plan, String id, LocalDate day, LocalDate today, Set<String> out) {
        PlanStep step = plan.step(id).orElseThrow(Problem::notFound);
        boolean stays = out.contains(id) || day.equals(step.on());
        if (!stays && (day.isBefore(today) || !StepEntry.sane(day, today))) {
            throw Problem.invalid(
                    "on",
                    "“" + step.subject() + "” would move to " + day + ": give a date from today to two years ahead.");
        }
    }

    private StepEntry.Around around(Workspace workspace, Plan plan) {
        return new StepEntry.Around(
                workspace.today(),
                stakeholders.all(workspace),
                plan,
                id -> people.find(workspace, id).filter(Person::active).isPresent());
    }

    /** Checks and stores a change; made again to what is there when somebody else was faster with another step. */
    Plan edit(Workspace workspace, Caller caller, String planId, long seen, Change change) {
        var store = new PlanStore(workspace);
        for (int n = 0; n < TRIES; n++) {
            Plan plan = store.require(planId);
            if (seen > plan.version()) {
                throw new Changed("plan");
            }
            List<PlanStep> steps = change.of(plan, new ArrayList<>(plan.steps()));
            Plan next = plan.edited(caller.personId(), workspace.clock().instant(), steps);
            refuseTooMuch(next);
            refuseCircle(next);
            if (store.replace(next)) {
                return next;
            }
        }
        throw new Changed("plan");
    }

    private static void refuseTooMuch(Plan plan) {
        if (plan.times().size() > Plan.MOST_STEPS) {
            throw Problem.invalid(
                    "steps",
                    "A plan has at most " + Plan.MOST_STEPS
                            + " steps, each time of a step that comes again among them.");
        }
        if (plan.bytes() > Plan.MOST_BYTES) {
            throw Problem.invalid(
                    "words", "All texts of a plan have at most " + Plan.MOST_BYTES + " bytes: make a second plan.");
        }
    }

    private static void refuseCircle(Plan plan) {
        dependencies(plan.steps()).circle().ifPresent(circle -> {
            var names = new ArrayList<String>();
            circle.forEach(id -> names.add(plan.step(id).map(PlanStep::subject).orElse(id)));
            names.add(names.getFirst());
            throw Problem.invalid(
                    "waitsFor",
                    "These wait for one another in a circle: “" + String.join("” waits for “", names)
                            + "”. Take one of them out.");
        });
    }

    static Dependencies dependencies(List<PlanStep> steps) {
        return new Dependencies(steps.stream()
                .map(step -> new Dependencies.Task(
                        step.id(), step.on(), step.planning().waitsFor()))
                .toList());
    }

    private void refuseIfChanged(Workspace workspace, Plan plan, PlanStep step, PlanStep wanted, long seen) {
        if (step.planning().changed() > seen) {
            throw new StepChanged(
                    step, wanted, by(workspace, plan, step.planning().changed()), plan.version());
        }
    }

    private String by(Workspace workspace, Plan plan, long version) {
        return new PlanStore(workspace)
                .edits(plan.id(), version + 1, 1).stream()
                        .map(PlanEdit::by)
                        .flatMap(id -> people.names(workspace, List.of(id)).values().stream())
                        .findFirst()
                        .orElse("");
    }

    static void refuseIfOut(Workspace workspace, String planId, String stepId) {
        if (isOut(workspace, planId, stepId)) {
            throw isOut();
        }
    }

    private static Problem isOut() {
        return new Problem(409, "step-is-out", "This step has gone out already.", "Add another step to say more.");
    }

    /** @throws Problem 404 if the plan has no step with this id */
    private static boolean isOut(Workspace workspace, String planId, String stepId) {
        var store = new PlanStore(workspace);
        if (store.find(planId).flatMap(plan -> plan.step(stepId)).isEmpty()
                || !PlanStep.ofTime(stepId).equals(stepId)) {
            throw Problem.notFound();
        }
        return store.progress(stepId).isPresent();
    }
}
