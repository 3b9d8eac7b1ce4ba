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
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.plan.PlanDraft.Step;
import org.takeup.plugin.plan.drafting.PlanLint;
import org.takeup.plugin.plan.drafting.VoiceCheck;
import org.takeup.plugin.plan.drafting.Words;

/** Whether those who are to speak are there, are the right ones and are not asked too often, and whether anybody is left alone. */
final class VoiceLint {
    private static final int SWAPS = 3;

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
        findings.addAll(new VoiceCheck(context, StakeholderPlan.WORDS).findings(steps, audiences));
        checkSilence();
        proposeSwaps();
        return findings;
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
                                    "audience", PlanLint.shown(audience),
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

    private void add(Severity severity, String step, String key, Map<String, ?> values) {
        findings.add(StakeholderPlan.WORDS.finding(severity, step, key, values));
    }
}
