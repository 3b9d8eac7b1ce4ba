package @package@;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pf4j.Extension;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.Texts;
import org.takeup.plugin.api.plan.Asks;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.BuilderProfile;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.plan.PlanDraft.Step;
import org.takeup.plugin.api.plan.Speakers;

/** One message to each audience, a week apart, the most powerful first. Line managers say as many as they may be asked to. */
@Extension
public final class @class@ implements PlanBuilder {
    private static final Texts TEXTS = Texts.beside(@class@.class, "texts", "en", "de");
    private static final int MOST_STEPS = 40;

    @Override
    public BuilderProfile profile() {
        return new BuilderProfile("@id@", TEXTS.text("name"), TEXTS.text("method"));
    }

    @Override
    public List<FormField> wizard(PlanContext context) {
        return List.of();
    }

    @Override
    public PlanDraft propose(PlanContext context, Map<String, Answer> answers) {
        List<Audience> first = context.audiences().stream()
                .sorted((one, other) -> Integer.compare(other.power(), one.power()))
                .limit(MOST_STEPS)
                .toList();
        Asks asks = new Asks();
        List<Step> steps = new ArrayList<>();
        for (Audience audience : first) {
            int number = steps.size() + 1;
            LocalDate on = context.today().plusWeeks(number);
            steps.add(step("step-" + number, audience, messenger(context, audience, on, asks), on));
        }
        return new PlanDraft(english("title"), List.of(english("assumption")), steps);
    }

    /** The line managers, or the learning team if there are none, or if they have been asked enough. */
    private static Messenger messenger(PlanContext context, Audience audience, LocalDate on, Asks asks) {
        Optional<Map<Messenger, Speakers>> known = context.speakersFor(audience.id());
        if (known.isEmpty()) {
            return Messenger.LINE_MANAGER;
        }
        Speakers managers = known.get().get(Messenger.LINE_MANAGER);
        if (managers == null || !asks.mayAsk(managers, on)) {
            return Messenger.LEARNING_TEAM;
        }
        asks.ask(managers, on);
        return Messenger.LINE_MANAGER;
    }

    private static Step step(String id, Audience audience, Messenger messenger, LocalDate on) {
        return new Step(
                id,
                audience.id(),
                PlanDraft.Purpose.ENGAGE,
                PlanDraft.Phase.KNOW,
                messenger,
                PlanDraft.Channel.HAND_OVER,
                on,
                english("subject"),
                english("words"),
                english("reason"),
                new PlanDraft.Measure(PlanDraft.Metric.STARTED, 14));
    }

    @Override
    public List<Finding> lint(PlanContext context, PlanDraft plan) {
        Set<String> known = context.audiences().stream().map(Audience::id).collect(Collectors.toSet());
        List<Finding> findings = new ArrayList<>();
        for (Step step : plan.steps()) {
            if (!known.contains(step.audienceId())) {
                findings.add(new Finding(Finding.Severity.ERROR, step.id(), TEXTS.text("unknown-audience")));
            }
            if (step.on().isBefore(context.today())) {
                findings.add(new Finding(Finding.Severity.ERROR, step.id(), TEXTS.text("in-the-past")));
            }
        }
        return findings;
    }

    /** A draft is one text that people edit; this builder writes it in English. */
    private static String english(String key) {
        return TEXTS.text(key, Map.of(), "en");
    }
}
