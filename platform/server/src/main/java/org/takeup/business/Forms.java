package org.takeup.business;

import java.util.ArrayList;
import java.util.List;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.http.Typed;

/** Priorities, programmes and settings as the fields of a form, and back. */
final class Forms {
    private Forms() {}

    static Typed of(Priority priority) {
        Typed typed = Typed.blank()
                .with("name", priority.name())
                .with("owner", priority.owner())
                .with("weight", priority.weight())
                .with("from", priority.from())
                .with("deadline", priority.deadline());
        priority.claims()
                .forEach(claim -> typed.with("claimed", claim.segment()).with("hours", Figures.typed(claim.hours())));
        return typed;
    }

    static PriorityEntry priority(Form form) {
        var claims = new ArrayList<PriorityEntry.ClaimEntry>();
        List<String> claimed = form.values("claimed");
        for (int i = 0; i < claimed.size(); i++) {
            if (!claimed.get(i).isBlank()) {
                claims.add(new PriorityEntry.ClaimEntry(
                        claimed.get(i), Typed.decimal(form, "hours", i).orElse(null)));
            }
        }
        return new PriorityEntry(
                form.text("name").orElse(""),
                form.text("owner").orElse(""),
                form.number("weight", 1, 5),
                form.text("from").isEmpty() ? null : form.date("from"),
                form.date("deadline"),
                claims);
    }

    static Typed of(Programme programme) {
        Typed typed = Typed.blank()
                .with("name", programme.name())
                .with("need", programme.need())
                .with("priority", programme.priority())
                .with("sponsor", programme.sponsor())
                .with("from", programme.from())
                .with("until", programme.until())
                .with("minutesPerWeek", programme.minutesPerWeek())
                .with("kind", programme.indicator().kind().name())
                .with("indicator", programme.indicator().name())
                .with("unit", programme.indicator().unit())
                .with("baseline", Figures.typed(programme.indicator().baseline()))
                .with("target", Figures.typed(programme.indicator().target()));
        programme
                .statutory()
                .ifPresent(law -> typed.with("statutory", "yes")
                        .with("rule", law.rule())
                        .with("due", law.due())
                        .with("audience", law.audience()));
        programme.segments().forEach(segment -> typed.with("segment", segment));
        programme.measures().forEach(chosen -> with(typed.with("measure", chosen.measure()), "days", chosen.days()));
        with(typed, "effect", programme.effect());
        with(typed, "gain", programme.gain());
        return with(typed, "purchases", programme.purchases());
    }

    private static Typed with(Typed typed, String name, Estimate estimate) {
        return typed.with(name + "Low", Figures.typed(estimate.low()))
                .with(name + "Likely", Figures.typed(estimate.likely()))
                .with(name + "High", Figures.typed(estimate.high()));
    }

    static ProgrammeEntry programme(Form form) {
        var chosen = new ArrayList<ProgrammeEntry.ChosenEntry>();
        List<String> measures = form.values("measure");
        for (int i = 0; i < measures.size(); i++) {
            if (!measures.get(i).isBlank()) {
                chosen.add(new ProgrammeEntry.ChosenEntry(measures.get(i), estimate(form, "days", i)));
            }
        }
        return new ProgrammeEntry(
                form.text("name").orElse(""),
                form.text("need").orElse(""),
                form.text("priority").orElse(""),
                form.text("sponsor").orElse(""),
                form.text("statutory").isEmpty()
                        ? null
                        : new ProgrammeEntry.StatutoryEntry(
                                form.text("rule").orElse(""),
                                form.text("due").isEmpty() ? null : form.date("due"),
                                form.text("audience").orElse("")),
                form.text("from").isEmpty() ? null : form.date("from"),
                form.date("until"),
                form.values("segment"),
                form.number("minutesPerWeek", 0, ProgrammeEntry.MOST_MINUTES),
                chosen,
                new ProgrammeEntry.IndicatorEntry(
                        form.one("kind", Programme.Indicator.Kind.class),
                        form.text("indicator").orElse(""),
                        form.text("unit").orElse(""),
                        needed(form, "baseline"),
                        needed(form, "target")),
                estimate(form, "effect", 0),
                estimate(form, "gain", 0),
                estimate(form, "purchases", 0));
    }

    private static Estimate.Entry estimate(Form form, String name, int row) {
        return new Estimate.Entry(
                Typed.decimal(form, name + "Low", row).orElse(null),
                Typed.decimal(form, name + "Likely", row).orElse(null),
                Typed.decimal(form, name + "High", row).orElse(null));
    }

    static Typed of(CaseSettings settings) {
        return Typed.blank()
                .with("currency", settings.currency())
                .with("perDay", Figures.typed(settings.perDay()))
                .with("perHour", Figures.typed(settings.perHour()))
                .with("learningMinutes", settings.learningMinutes())
                .with("workHours", Figures.typed(settings.workHours()));
    }

    static CaseSettings.Entry settings(Form form) {
        return new CaseSettings.Entry(
                form.text("currency").orElse(""),
                needed(form, "perDay"),
                needed(form, "perHour"),
                form.number("learningMinutes", 1, ProgrammeEntry.MOST_MINUTES),
                needed(form, "workHours"));
    }

    private static double needed(Form form, String name) {
        return Typed.decimal(form, name, 0).orElseThrow(() -> Problem.invalid(name, "Please fill this in."));
    }
}
