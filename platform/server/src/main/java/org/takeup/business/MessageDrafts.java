package org.takeup.business;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
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
 * Drafts messages about what came of something: a step of a plan that is still written on, a week from now, whose words a planner
 * edits before anything goes out. Thread-safe; calls block.
 */
public final class MessageDrafts {
    private static final int DAYS_AHEAD = 7;

    private final Plans plans;
    private final Stakeholders stakeholders;

    public MessageDrafts(Plans plans, Stakeholders stakeholders) {
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
    public Places places(Workspace workspace) {
        return new Places(
                plans.all(workspace).stream()
                        .filter(each -> each.state() == PlanState.DRAFT)
                        .toList(),
                stakeholders.all(workspace));
    }

    /** What is told. */
    public record Text(String subject, String words) {}

    /** Where the words of a step are. */
    public record Drafted(String plan, String step) {
        /** The page on which they are edited. */
        public String path() {
            return "/plans/" + plan + "/steps/" + step + "/words";
        }
    }

    /**
     * Adds the message to a plan. Doing it twice for the same audience changes nothing.
     *
     * @param text asked once the plan and the audience are known to be there; a {@link Problem} of it passes on
     * @throws Problem 409 if the plan is no draft, 404 if there is no such plan, 422 if there is no such audience
     */
    public Drafted draft(Workspace workspace, Caller caller, String planId, String audienceId, Supplier<Text> text) {
        Plan plan = plans.require(workspace, planId);
        if (stakeholders.find(workspace, audienceId).isEmpty()) {
            throw Problem.invalid("audience", "Please choose one of your stakeholders.");
        }
        Text told = text.get();
        if (plan.state() != PlanState.DRAFT) {
            throw new Problem(
                    409,
                    "plan-no-draft",
                    "This plan is not a draft any more.",
                    "Choose a plan that is still written on, or begin one.");
        }
        String subject = cut(told.subject());
        return step(plan, audienceId, subject)
                .map(step -> new Drafted(planId, step.id()))
                .findFirst()
                .orElseGet(() -> {
                    LocalDate on = workspace.today().plusDays(DAYS_AHEAD);
                    var entry = new StepEntry(
                            audienceId, null, null, on, subject, told.words(), null, null, null, null, null, null);
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
