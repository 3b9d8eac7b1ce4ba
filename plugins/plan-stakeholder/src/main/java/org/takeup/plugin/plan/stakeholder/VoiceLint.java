package org.takeup.plugin.plan.stakeholder;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.Finding.Severity;
import org.takeup.plugin.api.plan.Asks;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.plan.PlanDraft.Channel;
import org.takeup.plugin.api.plan.PlanDraft.Step;
import org.takeup.plugin.api.plan.Speakers;
import org.takeup.plugin.plan.drafting.Known;
import org.takeup.plugin.plan.drafting.Words;

/** Whether those who are to speak are there, are the right ones and are not asked too often, and whether anybody is left alone. */
final class VoiceLint {
    private static final int SWAPS = 3;
    private static final int LONGEST_NAME = 80;

    private final PlanContext context;
    private final List<Step> steps;
    private final Map<String, Audience> audiences;
    private final List<Finding> findings = new ArrayList<>();

    VoiceLint(PlanContext context, PlanDraft plan) {
        this.context = context;
        this.steps =
                plan.steps().stream().sorted(Comparator.comparing(Step::on)).toList();
        this.audiences = context.audiences().stream()
                .collect(Collectors.toMap(Audience::id, Function.identity(), (one, same) -> one));
    }

    List<Finding> findings() {
        Asks asks = new Asks();
        for (Step step : steps) {
            Audience audience = audiences.get(step.audienceId());
            if (audience != null) {
                checkExecutive(step, audience);
                checkThere(step, audience);
                checkSpan(step, asks);
            }
        }
        checkSilence();
        proposeSwaps();
        return findings;
    }

    private void checkExecutive(Step step, Audience audience) {
        if (Circle.isExecutive(audience) && step.messenger() != Messenger.SPONSOR) {
            add(Severity.WARNING, step.id(), "executive", Map.of("audience", shown(audience)));
        }
    }

    private void checkThere(Step step, Audience audience) {
        boolean missing = context.speakersFor(audience.id())
                .filter(all -> step.messenger() != Messenger.LEARNING_TEAM && !all.containsKey(step.messenger()))
                .isPresent();
        if (missing) {
            add(
                    Severity.WARNING,
                    step.id(),
                    "no-messenger",
                    Map.of("messenger", messenger(step.messenger()), "audience", shown(audience)));
        }
    }

    private void checkSpan(Step step, Asks asks) {
        if (step.channel() != Channel.HAND_OVER || step.messenger() == Messenger.LEARNING_TEAM) {
            return;
        }
        Speakers speakers = Known.speakers(context, step.messenger(), step.audienceId());
        if (!asks.mayAsk(speakers, step.on())) {
            add(
                    Severity.WARNING,
                    step.id(),
                    "over-span",
                    Map.of("messenger", messenger(step.messenger()), "most", speakers.asks(), "days", Asks.days()));
        }
        asks.ask(speakers, step.on());
    }

    /** Of those on whom the plan rests. */
    private void checkSilence() {
        Map<String, LocalDate> lastTo = new HashMap<>();
        for (Step step : steps) {
            LocalDate last = lastTo.put(step.audienceId(), step.on());
            Optional.ofNullable(audiences.get(step.audienceId()))
                    .filter(Quadrant::isKey)
                    .filter(audience -> last != null
                            && ChronoUnit.WEEKS.between(last, step.on())
                                    > 2L * Quadrant.of(audience).weeks())
                    .ifPresent(audience -> add(
                            Severity.HINT,
                            step.id(),
                            "silence",
                            Map.of(
                                    "audience", shown(audience),
                                    "from", Words.day(last == null ? step.on() : last),
                                    "to", Words.day(step.on()),
                                    "weeks", Quadrant.of(audience).weeks())));
        }
    }

    /** Where the learning team says most of a plan, the first steps that somebody else could say. */
    private void proposeSwaps() {
        List<Step> own = steps.stream()
                .filter(step -> step.messenger() == Messenger.LEARNING_TEAM)
                .toList();
        if (2 * own.size() > steps.size()) {
            own.stream()
                    .flatMap(step -> better(step).stream().map(other -> Map.entry(step, other)))
                    .limit(SWAPS)
                    .forEach(swap -> add(
                            Severity.HINT,
                            swap.getKey().id(),
                            "swap",
                            Map.of("messenger", messenger(swap.getValue()))));
        }
    }

    private Optional<Messenger> better(Step step) {
        if (!audiences.containsKey(step.audienceId())) {
            return Optional.empty();
        }
        return Stream.of(Messenger.LINE_MANAGER, Messenger.PEER, Messenger.CHAMPION, Messenger.SPONSOR)
                .filter(other -> context.speakersFor(step.audienceId())
                        .map(all -> all.containsKey(other))
                        .orElse(true))
                .findFirst();
    }

    private static Object messenger(Messenger messenger) {
        return StakeholderPlan.WORDS.form("messenger." + messenger.name());
    }

    private static String shown(Audience audience) {
        return Words.oneLine(audience.name(), LONGEST_NAME);
    }

    private void add(Severity severity, String step, String key, Map<String, ?> values) {
        findings.add(StakeholderPlan.WORDS.finding(severity, step, key, values));
    }
}
