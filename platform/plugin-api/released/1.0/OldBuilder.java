package released;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.BuilderProfile;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.survey.Signal;

/** A builder of the time of API 1.0: it uses every type of the plan API. */
@Extension
public final class OldBuilder implements PlanBuilder {
    @Override
    public BuilderProfile profile() {
        return new BuilderProfile("old-builder", LocalizedText.english("Old"), LocalizedText.english("As ever"));
    }

    @Override
    public List<FormField> wizard(PlanContext context) {
        return List.of(
                new FormField(
                        "goal",
                        LocalizedText.english("Goal"),
                        LocalizedText.english("In one sentence"),
                        FormField.Kind.TEXT,
                        List.of(),
                        true,
                        context.objective()),
                new FormField(
                        "pace",
                        LocalizedText.english("Pace"),
                        null,
                        FormField.Kind.CHOICE,
                        List.of(new Choice("slow", LocalizedText.english("Slow"))),
                        false,
                        null));
    }

    @Override
    public PlanDraft propose(PlanContext context, Map<String, Answer> answers) {
        List<PlanDraft.Step> steps = new ArrayList<>();
        for (Audience audience : context.audiences()) {
            steps.add(new PlanDraft.Step(
                    "step-" + (steps.size() + 1),
                    audience.id(),
                    PlanDraft.Purpose.ENGAGE,
                    PlanDraft.Phase.KNOW,
                    audience.kind() == Audience.Kind.SPONSOR ? Messenger.SPONSOR : Messenger.LINE_MANAGER,
                    PlanDraft.Channel.HAND_OVER,
                    context.today().plusWeeks(steps.size() + 1),
                    audience.name(),
                    said(answers.get("goal")) + " " + said(answers.get("pace")),
                    reason(context, audience),
                    new PlanDraft.Measure(PlanDraft.Metric.ENROLLED, 14)));
        }
        return new PlanDraft("Old plan", List.of("Nothing changes."), steps);
    }

    @Override
    public List<Finding> lint(PlanContext context, PlanDraft plan) {
        return plan.steps().stream()
                .filter(step -> step.on().isBefore(context.today()) || step.measure().days() < 1)
                .map(step -> new Finding(
                        Finding.Severity.ERROR,
                        step.id(),
                        LocalizedText.english(phase(step.phase()) + " " + channel(step.channel()) + " " + plan.title())))
                .toList();
    }

    private static String reason(PlanContext context, Audience audience) {
        MessengerWeight weight = context.weights().get(Messenger.LINE_MANAGER);
        String weighs = weight == null ? "unknown" : weight.share() + " of " + weight.source();
        List<String> signals = context.signals().stream().map(Signal::id).toList();
        return attitude(audience.attitude()) + ", power " + audience.power() + ", interest " + audience.interest() + ", "
                + audience.size() + " people, " + weighs + ", " + signals;
    }

    private static String said(Answer answer) {
        return switch (answer) {
            case null -> "-";
            case Answer.Rating rating -> "rated " + rating.value();
            case Answer.NotApplicable none -> "none";
            case Answer.Chosen chosen -> String.join("+", chosen.ids());
            case Answer.Text text -> text.value();
            default -> "something new";
        };
    }

    private static String channel(PlanDraft.Channel channel) {
        return switch (channel) {
            case EMAIL -> "by mail";
            case HAND_OVER -> "in person";
            default -> "in a new way";
        };
    }

    /** Without a default: attitudes and phases stay as they are. */
    private static String attitude(Audience.Attitude attitude) {
        return switch (attitude) {
            case CHAMPION, SUPPORTER -> "for it";
            case NEUTRAL -> "open";
            case DOUBTER, DISENCHANTED -> "against it";
        };
    }

    private static String phase(PlanDraft.Phase phase) {
        return switch (phase) {
            case KNOW, WANT -> "before";
            case LEARN -> "during";
            case DO, KEEP -> "after";
        };
    }
}
