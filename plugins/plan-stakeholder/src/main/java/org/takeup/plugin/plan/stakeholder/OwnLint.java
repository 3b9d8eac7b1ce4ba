package org.takeup.plugin.plan.stakeholder;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.Finding.Severity;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.plan.PlanDraft.Purpose;
import org.takeup.plugin.api.plan.PlanDraft.Step;
import org.takeup.plugin.plan.drafting.Days;
import org.takeup.plugin.plan.drafting.PlanLint;
import org.takeup.plugin.plan.drafting.Words;

/** Reads a plan as a careful colleague would: an {@code ERROR} cannot be sent, a {@code WARNING} is unwise. */
final class OwnLint {
    private static final int LONGEST_SUBJECT = 120;
    private static final int LONGEST_WORDS = 4000;
    private static final int MOST_DAYS_OF_A_MEASURE = 365;
    private static final int FURTHEST_YEARS = 3;
    /** A place such as {name} that nobody has filled in. */
    private static final Pattern PLACE = Pattern.compile("\\{\\w{1,40}}|\\[\\w{1,40}]");

    private final PlanContext context;
    private final PlanDraft plan;
    private final Map<String, Audience> audiences;
    private final List<Finding> findings = new ArrayList<>();

    OwnLint(PlanContext context, PlanDraft plan) {
        this.context = context;
        this.plan = plan;
        this.audiences = context.audiences().stream()
                .collect(Collectors.toMap(Audience::id, Function.identity(), (one, same) -> one));
    }

    List<Finding> findings() {
        checkMap();
        checkIds();
        plan.steps().forEach(this::checkStep);
        checkRhythm();
        checkPurposes();
        checkVoices();
        findings.addAll(new VoiceLint(context, plan).findings());
        return findings;
    }

    private void checkMap() {
        if (context.audiences().isEmpty()) {
            add(Severity.WARNING, "", "nobody", Map.of());
            return;
        }
        if (plan.steps().isEmpty()) {
            add(Severity.ERROR, "", "no-steps", Map.of());
        }
        if (noneIs(Audience.Kind.SPONSOR)) {
            add(Severity.WARNING, "", "no-sponsor", Map.of());
        }
        if (noneIs(Audience.Kind.LINE_MANAGERS)) {
            add(Severity.WARNING, "", "no-line-managers", Map.of());
        }
    }

    private void checkIds() {
        Set<String> seen = new HashSet<>();
        plan.steps().stream()
                .map(Step::id)
                .filter(id -> !seen.add(id))
                .distinct()
                .forEach(id -> add(Severity.ERROR, id, "same-id", Map.of()));
    }

    private void checkStep(Step step) {
        if (!audiences.containsKey(step.audienceId())) {
            add(Severity.ERROR, step.id(), "unknown-audience", Map.of());
        }
        checkDay(step);
        checkText(step);
        if (step.reason().isBlank()) {
            add(Severity.WARNING, step.id(), "no-reason", Map.of());
        }
        if (step.measure().days() < 1 || step.measure().days() > MOST_DAYS_OF_A_MEASURE) {
            add(Severity.ERROR, step.id(), "measure-days", Map.of("most", MOST_DAYS_OF_A_MEASURE));
        }
    }

    private void checkDay(Step step) {
        LocalDate today = context.today();
        if (step.on().isBefore(today)) {
            add(Severity.ERROR, step.id(), "past", Map.of("day", Words.day(step.on())));
        } else if (step.on().isAfter(today.plusYears(FURTHEST_YEARS))) {
            add(Severity.ERROR, step.id(), "far", Map.of("day", Words.day(step.on()), "years", FURTHEST_YEARS));
        } else if (!context.calendar().isWorkday(step.on())) {
            add(Severity.WARNING, step.id(), "weekend", Map.of("day", Words.day(step.on())));
        }
    }

    private void checkText(Step step) {
        if (step.subject().isBlank()) {
            add(Severity.ERROR, step.id(), "no-subject", Map.of());
        }
        if (step.words().isBlank()) {
            add(Severity.ERROR, step.id(), "no-words", Map.of());
        }
        if (step.subject().length() > LONGEST_SUBJECT || step.subject().contains("\n")) {
            add(Severity.ERROR, step.id(), "long-subject", Map.of("most", LONGEST_SUBJECT));
        }
        if (step.words().length() > LONGEST_WORDS) {
            add(Severity.ERROR, step.id(), "long-words", Map.of("most", LONGEST_WORDS));
        }
        if (PLACE.matcher(step.subject()).find() || PLACE.matcher(step.words()).find()) {
            add(Severity.WARNING, step.id(), "open-place", Map.of());
        }
    }

    private void checkRhythm() {
        Map<String, LocalDate> lastTo = new HashMap<>();
        for (Step step :
                plan.steps().stream().sorted(Comparator.comparing(Step::on)).toList()) {
            LocalDate last = lastTo.put(step.audienceId(), step.on());
            if (last != null && ChronoUnit.DAYS.between(last, step.on()) < Days.BETWEEN) {
                add(Severity.WARNING, step.id(), "too-soon", Map.of("audience", name(step), "day", Words.day(last)));
            }
        }
    }

    private void checkPurposes() {
        Map<String, Set<Purpose>> met = new HashMap<>();
        plan.steps()
                .forEach(step -> met.computeIfAbsent(step.audienceId(), id -> EnumSet.noneOf(Purpose.class))
                        .add(step.purpose()));
        for (Audience audience : audiences.values().stream()
                .filter(Quadrant::isKey)
                .sorted(Comparator.comparing(Audience::id))
                .toList()) {
            Set<Purpose> missing = EnumSet.allOf(Purpose.class);
            missing.removeAll(met.getOrDefault(audience.id(), Set.of()));
            for (Purpose purpose : missing) {
                Map<String, Object> values = Map.of(
                        "audience",
                        PlanLint.shown(audience),
                        "purpose",
                        StakeholderPlan.WORDS.form("purpose." + purpose.name()));
                add(Severity.WARNING, "", "missing-purpose", values);
            }
        }
    }

    private void checkVoices() {
        long all = plan.steps().size();
        long own = plan.steps().stream()
                .filter(step -> step.messenger() == Messenger.LEARNING_TEAM)
                .count();
        if (2 * own > all) {
            add(Severity.WARNING, "", "learning-team", Map.of("own", own, "all", all));
        }
        boolean managersSpeak = plan.steps().stream().anyMatch(step -> step.messenger() == Messenger.LINE_MANAGER);
        boolean learners = context.audiences().stream().anyMatch(one -> one.kind() == Audience.Kind.LEARNERS);
        if (all > 0 && learners && !managersSpeak) {
            add(Severity.WARNING, "", "silent-managers", Map.of());
        }
    }

    private boolean noneIs(Audience.Kind kind) {
        return context.audiences().stream().noneMatch(audience -> audience.kind() == kind);
    }

    private String name(Step step) {
        Audience audience = audiences.get(step.audienceId());
        return audience == null ? "?" : PlanLint.shown(audience);
    }

    private void add(Severity severity, String step, String key, Map<String, ?> values) {
        findings.add(StakeholderPlan.WORDS.finding(severity, step, key, values));
    }
}
