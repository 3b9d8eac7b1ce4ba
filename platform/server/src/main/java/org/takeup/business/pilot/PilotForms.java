package org.takeup.business.pilot;

import java.util.List;
import java.util.Map;
import org.takeup.http.Form;
import org.takeup.http.Typed;

/** Pilots as the fields of a form, and back. */
final class PilotForms {
    private PilotForms() {}

    static Typed of(Pilot pilot) {
        return Typed.blank()
                .with("name", pilot.name())
                .with("programme", pilot.programme())
                .with("segment", pilot.segment())
                .with("design", pilot.design().name())
                .with("people", String.join("\n", pilot.named()))
                .with("percent", pilot.percent())
                .with("seed", pilot.seed())
                .with("metric", pilot.metric().name())
                .with("course", pilot.course())
                .with("starts", pilot.starts())
                .with("weeksBefore", pilot.weeksBefore())
                .with("weeksAfter", pilot.weeksAfter())
                .with("caliper", pilot.caliper());
    }

    static PilotEntry entry(Form form) {
        return new PilotEntry(
                form.text("name").orElse(""),
                form.text("programme").orElse(""),
                form.text("segment").orElse(""),
                form.one("design", Pilot.Design.class),
                form.text("people").stream().flatMap(String::lines).toList(),
                form.number("percent", 10, 90),
                form.text("seed").orElse(""),
                form.one("metric", Pilot.Metric.class),
                form.text("course").orElse(""),
                form.date("starts"),
                form.number("weeksBefore", 1, 52),
                form.number("weeksAfter", 1, 52),
                Typed.decimal(form, "caliper", 0).orElse(null));
    }

    static PilotEntry.AgreementEntry agreement(Form form) {
        return new PilotEntry.AgreementEntry(
                form.text("owner").orElse(""),
                form.text("success").orElse(""),
                Typed.decimal(form, "least", 0).orElse(null),
                form.text("reason").orElse(""));
    }

    /** What is agreed, to be changed. */
    static Typed of(Pilot.Agreement agreed) {
        return Typed.blank()
                .with("owner", agreed.owner())
                .with("success", agreed.success().words())
                .with("least", agreed.success().least());
    }

    /** What is in an empty form. */
    static Typed usual(Map<String, String> chosen) {
        Typed typed = Typed.blank()
                .with("segment", "everybody")
                .with("design", Pilot.Design.RANDOM.name())
                .with("percent", 50)
                .with("metric", Pilot.Metric.ACTIVE.name())
                .with("weeksBefore", 4)
                .with("weeksAfter", 4)
                .with("caliper", "0.5");
        List.copyOf(chosen.entrySet()).forEach(each -> typed.with(each.getKey(), each.getValue()));
        return typed;
    }
}
