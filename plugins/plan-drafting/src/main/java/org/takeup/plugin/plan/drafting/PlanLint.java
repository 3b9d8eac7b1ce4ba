package org.takeup.plugin.plan.drafting;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.Finding.Severity;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.plan.PlanDraft.Purpose;
import org.takeup.plugin.api.plan.PlanDraft.Step;

/** Reads a plan as a careful colleague would: an {@code ERROR} cannot be sent, a {@code WARNING} is unwise. */
public final class PlanLint {
    private static final int LONGEST_SUBJECT = 120;
    private static final int LONGEST_WORDS = 4000;
    private static final int MOST_DAYS_OF_A_MEASURE = 365;
    private static final int FURTHEST_YEARS = 3;

    private final PlanContext context;
    private final Playbook playbook;
    private final Words words;
    private final List<Step> steps;
    private final Map<String, Audience> audiences;
    private final List<Finding> findings = new ArrayList<>();

    public PlanLint(PlanContext context, PlanDraft plan, Playbook playbook) {
        this.context = context;
        this.playbook = playbook;
        this.words = playbook.words();
        this.steps =
                plan.steps().stream().sorted(Comparator.comparing(Step::on)).toList();
        this.audiences = context.audiences().stream()
                .collect(Collectors.toMap(Audience::id, Function.identity(), (one, same) -> one));
    }

    /** The steps in the order of their dates. */
    public List<Step> steps() {
        return steps;
    }

    /** Of the step, if it is on the map. */
    public Optional<Audience> audience(Step step) {
        return Optional.ofNullable(audiences.get(step.audienceId()));
    }

    /** All audiences on the map, in a fixed order. */
    public List<Audience> audiences() {
        return audiences.values().stream()
                .sorted(Comparator.comparing(Audience::id))
                .toList();
    }

    /** What holds for every plan of this kind; a builder adds what makes or breaks its own. */
    public List<Finding> findings() {
        if (context.audiences().isEmpty()) {
            add(Severity.WARNING, "", "nobody", Map.of());
        } else if (steps.isEmpty()) {
            add(Severity.ERROR, "", "no-steps", Map.of());
        }
        checkIds();
        steps.forEach(this::checkStep);
        findings.addAll(new VoiceCheck(context, words).findings(steps, audiences));
        checkRhythm();
        checkPurposes();
        return List.copyOf(findings);
    }

    private void checkIds() {
        Set<String> seen = new HashSet<>();
        steps.stream()
                .map(Step::id)
                .filter(id -> !seen.add(id))
                .distinct()
                .forEach(id -> add(Severity.ERROR, id, "same-id", Map.of()));
    }

    private void checkStep(Step step) {
        if (!audiences.containsKey(step.audienceId())) {
            add(Severity.ERROR, step.id(), "unknown-audience", Map.of());
        }
        LocalDate today = context.today();
        if (step.on().isBefore(today)) {
            add(Severity.ERROR, step.id(), "past", Map.of("day", Words.day(step.on())));
        } else if (step.on().isAfter(today.plusYears(FURTHEST_YEARS))) {
            add(Severity.ERROR, step.id(), "far", Map.of("day", Words.day(step.on()), "years", FURTHEST_YEARS));
        } else if (!context.calendar().isWorkday(step.on())) {
            add(Severity.WARNING, step.id(), "free-day", Map.of("day", Words.day(step.on())));
        }
        if (step.subject().isBlank() || step.words().isBlank()) {
            add(Severity.ERROR, step.id(), "no-words", Map.of());
        }
        if (step.subject().length() > LONGEST_SUBJECT
                || step.subject().contains("\n")
                || step.words().length() > LONGEST_WORDS) {
            add(Severity.ERROR, step.id(), "long", Map.of("subject", LONGEST_SUBJECT, "words", LONGEST_WORDS));
        }
        if (step.measure().days() < 1 || step.measure().days() > MOST_DAYS_OF_A_MEASURE) {
            add(Severity.ERROR, step.id(), "measure-days", Map.of("most", MOST_DAYS_OF_A_MEASURE));
        }
        if (step.reason().isBlank()) {
            add(Severity.WARNING, step.id(), "no-reason", Map.of());
        }
    }

    private void checkRhythm() {
        Map<String, LocalDate> lastTo = new HashMap<>();
        for (Step step : steps) {
            LocalDate last = lastTo.put(step.audienceId(), step.on());
            Audience audience = audiences.get(step.audienceId());
            if (last != null && audience != null && ChronoUnit.DAYS.between(last, step.on()) < Days.BETWEEN) {
                add(
                        Severity.WARNING,
                        step.id(),
                        "too-soon",
                        Map.of("audience", shown(audience), "day", Words.day(last)));
            }
        }
    }

    /** Of the circles on which this kind of plan rests. */
    private void checkPurposes() {
        Map<String, Set<Purpose>> met = new HashMap<>();
        steps.forEach(step -> met.computeIfAbsent(step.audienceId(), id -> EnumSet.noneOf(Purpose.class))
                .add(step.purpose()));
        audiences.values().stream()
                .filter(audience -> playbook.needed().contains(Circle.of(audience)) && met.containsKey(audience.id()))
                .sorted(Comparator.comparing(Audience::id))
                .forEach(audience -> {
                    Set<Purpose> missing = EnumSet.allOf(Purpose.class);
                    missing.removeAll(met.getOrDefault(audience.id(), Set.of()));
                    missing.forEach(purpose -> add(
                            Severity.WARNING,
                            "",
                            "missing-purpose",
                            Map.of(
                                    "audience", shown(audience),
                                    "purpose", words.form("purpose." + purpose.name()))));
                });
    }

    /** A name as findings say it. */
    public static String shown(Audience audience) {
        return Words.oneLine(audience.name(), Words.LONGEST_NAME);
    }

    private void add(Severity severity, String step, String key, Map<String, ?> values) {
        findings.add(words.finding(severity, step, key, values));
    }
}
