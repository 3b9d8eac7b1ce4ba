package org.takeup.plugin.plan.drafting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.Finding.Severity;
import org.takeup.plugin.api.plan.Asks;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft.Channel;
import org.takeup.plugin.api.plan.PlanDraft.Step;
import org.takeup.plugin.api.plan.Speakers;

/** Whether those who are to speak are there, are the right ones and are not asked too often. */
public final class VoiceCheck {
    private final PlanContext context;
    private final Words words;

    /** @param words with what is said of an executive, of nobody of a kind and of one who is asked too often */
    public VoiceCheck(PlanContext context, Words words) {
        this.context = context;
        this.words = words;
    }

    /** @param steps in the order of their dates @param audiences on the map, by id */
    public List<Finding> findings(List<Step> steps, Map<String, Audience> audiences) {
        List<Finding> findings = new ArrayList<>();
        Asks asks = new Asks();
        for (Step step : steps) {
            Audience audience = audiences.get(step.audienceId());
            if (audience != null) {
                checkWho(step, audience, findings);
                checkSpan(step, asks, findings);
            }
        }
        return findings;
    }

    private void checkWho(Step step, Audience audience, List<Finding> findings) {
        Map<String, ?> who = Map.of("messenger", messenger(step), "audience", PlanLint.shown(audience));
        if (Circle.isExecutive(audience) && step.messenger() != Messenger.SPONSOR) {
            findings.add(words.finding(Severity.WARNING, step.id(), "executive", who));
        }
        if (context.speakersFor(audience.id())
                .filter(all -> step.messenger() != Messenger.LEARNING_TEAM && !all.containsKey(step.messenger()))
                .isPresent()) {
            findings.add(words.finding(Severity.WARNING, step.id(), "no-messenger", who));
        }
    }

    private void checkSpan(Step step, Asks asks, List<Finding> findings) {
        if (step.channel() != Channel.HAND_OVER || step.messenger() == Messenger.LEARNING_TEAM) {
            return;
        }
        Speakers speakers = Known.speakers(context, step.messenger(), step.audienceId());
        if (!asks.mayAsk(speakers, step.on())) {
            findings.add(words.finding(
                    Severity.WARNING,
                    step.id(),
                    "over-span",
                    Map.of("messenger", messenger(step), "most", speakers.asks(), "days", Asks.days())));
        }
        asks.ask(speakers, step.on());
    }

    private Object messenger(Step step) {
        return words.form("messenger." + step.messenger().name());
    }
}
