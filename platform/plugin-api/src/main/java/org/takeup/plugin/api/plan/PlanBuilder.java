package org.takeup.plugin.api.plan;

import java.util.List;
import java.util.Map;
import org.pf4j.ExtensionPoint;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.FormField;

/**
 * Drafts a communication plan. A person edits and approves it; the platform sends it.
 *
 * <p>Thread and time rules as for {@link org.takeup.plugin.api.survey.SurveyInstrument}. Equal arguments give an equal
 * draft. A builder sees audiences and aggregates, never an address and never a single answer. Nobody is asked to speak more
 * often than {@link Speakers#asks} says; {@link Asks} keeps count.
 *
 * <pre>{@code
 * public PlanDraft propose(PlanContext context, Map<String, Answer> answers) {
 *     List<Step> steps = new ArrayList<>();
 *     for (Audience audience : context.audiences()) {
 *         LocalDate on = context.today().plusWeeks(steps.size() + 1);
 *         steps.add(step("step-" + (steps.size() + 1), audience, on));
 *     }
 *     return new PlanDraft("A message a week", List.of("Line managers have ten minutes a week."), steps);
 * }
 *
 * public List<Finding> lint(PlanContext context, PlanDraft plan) {
 *     return plan.steps().stream()
 *             .filter(step -> step.on().isBefore(context.today()))
 *             .map(step -> new Finding(Finding.Severity.ERROR, step.id(), TEXTS.text("in-the-past")))
 *             .toList();
 * }
 * }</pre>
 */
public interface PlanBuilder extends ExtensionPoint {
    /** Who this builder is. */
    BuilderProfile profile();

    /** The questions a planner answers before a draft is made. May be empty. */
    List<FormField> wizard(PlanContext context);

    /**
     * A draft with a reason for every step.
     *
     * @param answers by field id, already checked against {@link #wizard}
     */
    PlanDraft propose(PlanContext context, Map<String, Answer> answers);

    /** What is missing or unwise in a plan, also after people have edited it. Its own fresh proposal has no {@code ERROR}. */
    List<Finding> lint(PlanContext context, PlanDraft plan);
}
