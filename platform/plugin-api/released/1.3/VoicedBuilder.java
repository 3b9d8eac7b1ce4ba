package released;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.PluginApi;
import org.takeup.plugin.api.plan.Asks;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.BuilderProfile;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.plan.Speakers;

/** A builder of the time of API 1.3: it asks who could speak, keeps to how often they may be asked, and to working days. */
@Extension
public final class VoicedBuilder implements PlanBuilder {
    @Override
    public BuilderProfile profile() {
        return new BuilderProfile("voiced-builder", LocalizedText.english("Voiced"), LocalizedText.english("Ask the right ones"));
    }

    @Override
    public List<FormField> wizard(PlanContext context) {
        return List.of();
    }

    @Override
    public PlanDraft propose(PlanContext context, Map<String, Answer> answers) {
        Asks asks = new Asks();
        List<PlanDraft.Step> steps = new ArrayList<>();
        for (Audience audience : context.audiences()) {
            var on = context.calendar().workdayFrom(context.today().plusDays(steps.size()));
            Messenger messenger = Messenger.LEARNING_TEAM;
            Speakers speakers = context.speakersFor(audience.id()).orElse(Map.of()).get(Messenger.PEER);
            if (speakers != null && asks.mayAsk(speakers, on)) {
                asks.ask(speakers, on);
                messenger = Messenger.PEER;
            }
            MessengerWeight weight = context.weightsFor(audience.id()).get(messenger);
            String reason = PluginApi.VERSION + " "
                    + (weight == null ? "unknown" : weight.isOwn() + " of " + weight.answers() + "/" + MessengerWeight.enough())
                    + " " + (speakers == null ? "nobody" : speakers.people() + " reach " + speakers.reaches());
            steps.add(new PlanDraft.Step(
                    "step-" + (steps.size() + 1),
                    audience.id(),
                    PlanDraft.Purpose.ENGAGE,
                    PlanDraft.Phase.KNOW,
                    messenger,
                    PlanDraft.Channel.HAND_OVER,
                    on,
                    audience.name(),
                    "Every " + Asks.days() + " days",
                    reason,
                    new PlanDraft.Measure(PlanDraft.Metric.ENROLLED, 14)));
        }
        return new PlanDraft("Voiced plan", List.of(), steps);
    }

    @Override
    public List<Finding> lint(PlanContext context, PlanDraft plan) {
        return plan.steps().stream()
                .filter(step -> !context.calendar().isWorkday(step.on()))
                .map(step -> new Finding(Finding.Severity.ERROR, step.id(), LocalizedText.english("No working day")))
                .toList();
    }
}
