package org.takeup.effect;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.takeup.effect.Measured.State;
import org.takeup.plan.Plan;
import org.takeup.plan.PlanStep;
import org.takeup.plan.StepProgress;
import org.takeup.tenant.Workspace;

/**
 * What is stored about a plan's steps, and how far each is by that.
 *
 * @param out steps that have gone out @param hypotheses that somebody has said @param measured results; all by the step's id
 * @param learning when the learning data that there is was counted
 */
record Known(
        Map<String, StepProgress> out,
        Map<String, Hypothesis> hypotheses,
        Map<String, Measured> measured,
        Optional<Instant> learning) {
    /** What is expected of a step: what somebody said, or what it has by itself. */
    Hypothesis hypothesis(Plan plan, PlanStep step) {
        return Optional.ofNullable(hypotheses.get(PlanStep.ofTime(step.id())))
                .orElseGet(() -> Hypothesis.usual(plan.id(), step));
    }

    /** A step as it is shown. */
    Effects.Line line(Workspace workspace, Plan plan, PlanStep step) {
        Hypothesis hypothesis = hypothesis(plan, step);
        boolean frozen = out.containsKey(PlanStep.ofTime(step.id()));
        Optional<Measured> result =
                Optional.ofNullable(measured.get(step.id())).filter(each -> each.state() != State.TOO_EARLY);
        State state = result.map(Measured::state).orElseGet(() -> state(workspace, step));
        String says = switch (state) {
            case NOT_OUT -> "It has not gone out yet. Until then you can say what you expect.";
            case TOO_EARLY -> EffectWords.early(end(workspace, step), measured.containsKey(step.id()));
            case WAITING -> EffectWords.waiting(end(workspace, step));
            case DUE -> "Its weeks are over and the learning data is there. Compute it now.";
            case TOO_FEW, WITHHELD, SHOWN -> "";
        };
        return new Effects.Line(step, hypothesis, frozen, state, says, result);
    }

    /** What became of a step that has gone out. */
    StepProgress outOf(PlanStep step) {
        return Objects.requireNonNull(out.get(step.id()), "It has gone out");
    }

    /** When the weeks are over of all whom it is known to have reached: later than its own if it was looked at too early. */
    private LocalDate end(Workspace workspace, PlanStep step) {
        LocalDate own =
                Comparing.Due.spell(workspace, step, outOf(step)).after().end();
        return Optional.ofNullable(measured.get(step.id()))
                .filter(each -> each.state() == State.TOO_EARLY)
                .map(Measured::until)
                .filter(own::isBefore)
                .orElse(own);
    }

    private State state(Workspace workspace, PlanStep step) {
        if (!out.containsKey(step.id())) {
            return State.NOT_OUT;
        }
        LocalDate end = end(workspace, step);
        if (workspace.today().isBefore(end)) {
            return State.TOO_EARLY;
        }
        boolean there = learning.map(
                        counted -> !counted.atZone(workspace.settings().zone())
                                .toLocalDate()
                                .isBefore(end))
                .orElse(false);
        return there ? State.DUE : State.WAITING;
    }

    /** Those that can be computed and are not, or of older learning data. */
    List<PlanStep> due(Workspace workspace, List<PlanStep> times) {
        return times.stream()
                .filter(step -> state(workspace, step) == State.DUE)
                .filter(step -> Optional.ofNullable(measured.get(step.id()))
                        .map(each -> learning.filter(counted -> counted.isAfter(each.learning()))
                                .isPresent())
                        .orElse(true))
                .toList();
    }
}
