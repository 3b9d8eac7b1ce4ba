package org.takeup.plan;

import org.takeup.http.Form;
import org.takeup.http.Typed;
import org.takeup.plugin.api.plan.Audience;

/**
 * The form of a stakeholder.
 *
 * @param id of the stakeholder; empty for one that is not on the map yet
 * @param version that the form was drawn with
 */
public record StakeholderForm(String id, Typed typed, long version) {
    /** Somebody who is not on the map yet. */
    public static StakeholderForm fresh() {
        return new StakeholderForm(
                "",
                Typed.blank()
                        .with("size", 1)
                        .with("power", 3)
                        .with("interest", 3)
                        .with("attitude", Audience.Attitude.NEUTRAL.name()),
                0);
    }

    /** Somebody as they are stored. */
    public static StakeholderForm of(Stakeholder from) {
        StakeholderRoutes.Shown shown = StakeholderRoutes.Shown.of(from, true);
        return new StakeholderForm(
                from.id(),
                Typed.blank()
                        .with("name", from.name())
                        .with("kind", from.kind().name())
                        .with("size", from.size())
                        .with("power", from.power())
                        .with("interest", from.interest())
                        .with("attitude", from.attitude().name())
                        .with("note", from.note())
                        .with("email", shown.email())
                        .with("segment", shown.segment())
                        .with("person", shown.person())
                        .with("vocabulary", Phrase.lines(from.vocabulary())),
                from.version());
    }

    static StakeholderEntry entry(Form form) {
        return new StakeholderEntry(
                form.required("name", 200),
                form.one("kind", Audience.Kind.class),
                form.number("size", 1, 10_000_000),
                form.number("power", 1, 5),
                form.number("interest", 1, 5),
                form.one("attitude", Audience.Attitude.class),
                form.text("note").orElse(""),
                form.text("email").orElse(""),
                form.text("segment").orElse(""),
                form.text("person").orElse(""),
                Phrase.entries(form.text("vocabulary").orElse("")));
    }

    /** What the ids of its fields begin with: the page has a form for everybody. */
    public String prefix() {
        return id.isEmpty() ? "new" : "s-" + id;
    }
}
