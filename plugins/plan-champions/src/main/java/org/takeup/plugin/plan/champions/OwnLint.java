package org.takeup.plugin.plan.champions;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.Finding.Severity;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.plan.PlanDraft.Phase;
import org.takeup.plugin.api.plan.PlanDraft.Step;
import org.takeup.plugin.plan.drafting.Circle;
import org.takeup.plugin.plan.drafting.PlanLint;
import org.takeup.plugin.plan.drafting.Words;

/** What makes or breaks a network of champions: a sponsor, champions who are asked early, and doubters who are not singled out. */
final class OwnLint {
    /** As this builder writes it down among the assumptions; people do not edit those. */
    private static final Pattern LEAD =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})\\. Champions hear of it at least (\\d{1,2}) days");

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
            missing(Circle.CHAMPIONS, "no-champions");
        }
        checkLead();
        read.steps().forEach(this::checkNames);
        return findings;
    }

    private void missing(Circle circle, String key) {
        if (context.audiences().stream().noneMatch(each -> Circle.of(each) == circle)) {
            findings.add(Plays.WORDS.finding(Severity.WARNING, "", key, Map.of()));
        }
    }

    /** Whoever is asked late feels used. */
    private void checkLead() {
        Matcher said = LEAD.matcher(String.join("\n", plan.assumptions()));
        boolean known = said.find();
        int lead = known ? Integer.parseInt(said.group(2)) : Brief.USUAL_LEAD;
        Optional<LocalDate> launch = known ? launch(said.group(1)) : firstForLearners();
        launch.ifPresent(day -> read.audiences().stream()
                .filter(audience -> Circle.of(audience) == Circle.CHAMPIONS)
                .forEach(audience -> read.steps().stream()
                        .filter(step -> step.audienceId().equals(audience.id()))
                        .findFirst()
                        .filter(step -> step.on().isAfter(latest(day, lead)))
                        .ifPresent(step -> findings.add(Plays.WORDS.finding(
                                Severity.WARNING,
                                step.id(),
                                "late",
                                Map.of(
                                        "audience", PlanLint.shown(audience),
                                        "lead", lead,
                                        "launch", Words.day(day)))))));
    }

    /** The working day on which the lead time begins is early enough. */
    private LocalDate latest(LocalDate launch, int lead) {
        return launch.toEpochDay() - lead < LocalDate.MIN.toEpochDay()
                ? LocalDate.MIN
                : context.calendar().workdayFrom(launch.minusDays(lead));
    }

    private static Optional<LocalDate> launch(String said) {
        try {
            return Optional.of(LocalDate.parse(said));
        } catch (java.time.format.DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Optional<LocalDate> firstForLearners() {
        return read.steps().stream()
                .filter(step -> step.phase() != Phase.KNOW)
                .filter(step -> read.audience(step)
                        .filter(audience -> Circle.of(audience) == Circle.LEARNERS)
                        .isPresent())
                .map(Step::on)
                .findFirst();
    }

    /** Where a doubter stands is for planners' eyes: what is said to them names nobody. */
    private void checkNames(Step step) {
        read.audience(step)
                .filter(audience ->
                        Circle.of(audience) == Circle.PILOTS && !audience.name().isBlank())
                .filter(audience -> said(step).contains(audience.name().toLowerCase(Locale.ROOT)))
                .ifPresent(audience -> findings.add(Plays.WORDS.finding(
                        Severity.WARNING, step.id(), "by-name", Map.of("audience", PlanLint.shown(audience)))));
    }

    private static String said(Step step) {
        return (step.subject() + "\n" + step.words()).toLowerCase(Locale.ROOT);
    }
}
