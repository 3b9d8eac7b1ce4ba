package org.takeup.plugin.plan.launch;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.Finding.Severity;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.plan.PlanDraft.Step;
import org.takeup.plugin.plan.drafting.Circle;
import org.takeup.plugin.plan.drafting.PlanLint;
import org.takeup.plugin.plan.drafting.Words;

/** What makes or breaks a launch: the order in which people hear of it. */
final class OwnLint {
    /** Champions are asked so many days before a launch, if a sponsor says nothing else. */
    private static final int LEAD = 30;

    /** As this builder writes it down among the assumptions; people do not edit those. */
    private static final Pattern LAUNCH = Pattern.compile("The launch is on (\\d{4}-\\d{2}-\\d{2})\\.");

    private final PlanContext context;
    private final PlanDraft plan;
    private final PlanLint read;
    private final List<Finding> findings = new ArrayList<>();

    /** @param read the plan as it was read for what every plan has to keep to */
    OwnLint(PlanContext context, PlanDraft plan, PlanLint read) {
        this.context = context;
        this.plan = plan;
        this.read = read;
    }

    List<Finding> findings() {
        if (!context.audiences().isEmpty()) {
            missing(Circle.LEADERS, "no-sponsor");
            missing(Circle.MANAGERS, "no-line-managers");
            missing(Circle.LEARNERS, "no-learners");
        }
        Optional<Step> sponsor = first(Circle.LEADERS);
        if (sponsor.isPresent()
                && sponsor.get().on().isAfter(read.steps().getFirst().on())) {
            add(sponsor.get(), "sponsor-first", Map.of());
        }
        Optional<Step> learners = first(Circle.LEARNERS);
        first(Circle.MANAGERS)
                .filter(managers -> learners.filter(early -> !managers.on().isBefore(early.on()))
                        .isPresent())
                .ifPresent(managers -> add(managers, "managers-late", Map.of()));
        launch().ifPresent(day -> first(Circle.CHAMPIONS)
                .filter(step -> day.toEpochDay() - step.on().toEpochDay() < LEAD)
                .ifPresent(step -> add(step, "late", Map.of("lead", LEAD, "launch", Words.day(day)))));
        return findings;
    }

    private void missing(Circle circle, String key) {
        if (context.audiences().stream().noneMatch(each -> Circle.of(each) == circle)) {
            findings.add(Plays.WORDS.finding(Severity.WARNING, "", key, Map.of()));
        }
    }

    private Optional<Step> first(Circle circle) {
        return read.steps().stream()
                .filter(step -> read.audience(step)
                        .filter(audience -> Circle.of(audience) == circle)
                        .isPresent())
                .findFirst();
    }

    private Optional<LocalDate> launch() {
        Matcher said = LAUNCH.matcher(String.join("\n", plan.assumptions()));
        try {
            return said.find() ? Optional.of(LocalDate.parse(said.group(1))) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private void add(Step step, String key, Map<String, ?> values) {
        findings.add(Plays.WORDS.finding(Severity.WARNING, step.id(), key, values));
    }
}
