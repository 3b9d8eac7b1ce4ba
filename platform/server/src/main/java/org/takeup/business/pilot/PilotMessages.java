package org.takeup.business.pilot;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.http.Problem;
import org.takeup.plan.Plan;
import org.takeup.plan.PlanState;
import org.takeup.plan.PlanStep;
import org.takeup.plan.Plans;
import org.takeup.plan.Stakeholder;
import org.takeup.plan.Stakeholders;
import org.takeup.plan.StepEntry;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * Makes the draft of a message from what came of a pilot: a step of a plan that is still written on, whose words a planner
 * edits. What the result claims and does not claim goes along in its own sentences. Thread-safe; calls block.
 */
public final class PilotMessages {
    /** The figures, the difference with its interval, and what can be concluded. */
    private static final int SENTENCES = 3;

    private static final int DAYS_AHEAD = 7;

    private final Pilots pilots;
    private final Plans plans;
    private final Stakeholders stakeholders;

    public PilotMessages(Pilots pilots, Plans plans, Stakeholders stakeholders) {
        this.pilots = pilots;
        this.plans = plans;
        this.stakeholders = stakeholders;
    }

    /** What a message can be made of. @param plans that are drafts @param audiences of the map */
    public record Places(List<Plan> plans, List<Stakeholder> audiences) {
        public Places {
            plans = List.copyOf(plans);
            audiences = List.copyOf(audiences);
        }

        /** Whether one press is enough. */
        public boolean any() {
            return !plans.isEmpty() && !audiences.isEmpty();
        }
    }

    /** Where a message may go. */
    Places places(Workspace workspace) {
        return new Places(
                plans.all(workspace).stream()
                        .filter(each -> each.state() == PlanState.DRAFT)
                        .toList(),
                stakeholders.all(workspace));
    }

    /** Where the words of a step are. */
    record Drafted(String plan, String step) {}

    /**
     * Adds the message to a plan. Doing it twice for the same audience changes nothing.
     *
     * @throws Problem 409 if the pilot has no result or the plan is no draft, 404 if there is no such plan, 422 if there is no
     *     such audience
     */
    Drafted draft(Workspace workspace, Caller caller, Pilot pilot, String planId, String audienceId) {
        Plan plan = plans.require(workspace, planId);
        if (stakeholders.find(workspace, audienceId).isEmpty()) {
            throw Problem.invalid("audience", "Please choose one of your stakeholders.");
        }
        Result result = pilots.result(workspace, pilot);
        if (result.state() != Result.State.READY) {
            throw new Problem(
                    409,
                    "pilot-no-result",
                    "There is nothing to tell of this pilot yet.",
                    "Wait for its result; its page says when.");
        }
        if (plan.state() != PlanState.DRAFT) {
            throw new Problem(
                    409,
                    "plan-no-draft",
                    "This plan is not a draft any more.",
                    "Choose a plan that is still written on, or begin one.");
        }
        String subject = cut("What came of " + pilot.name());
        String words = result.sentences().stream().limit(SENTENCES).collect(Collectors.joining("\n\n"));
        return step(plan, audienceId, subject)
                .map(step -> new Drafted(planId, step.id()))
                .findFirst()
                .orElseGet(() -> {
                    LocalDate on = workspace.today().plusDays(DAYS_AHEAD);
                    var entry = new StepEntry(
                            audienceId, null, null, on, subject, words, null, null, null, null, null, null);
                    Plan added = plans.editor().add(workspace, caller, planId, plan.version(), entry);
                    return new Drafted(
                            planId,
                            step(added, audienceId, subject)
                                    .findFirst()
                                    .orElseThrow(Problem::notFound)
                                    .id());
                });
    }

    private static Stream<PlanStep> step(Plan plan, String audienceId, String subject) {
        return plan.steps().stream()
                .filter(each ->
                        each.audienceId().equals(audienceId) && each.subject().equals(subject));
    }

    private static String cut(String line) {
        return line.length() <= StepEntry.LONGEST_SUBJECT
                ? line
                : line.substring(0, StepEntry.LONGEST_SUBJECT - 1).stripTrailing() + "\u2026";
    }
}
