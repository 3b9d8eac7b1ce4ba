package org.takeup.plan;

import org.takeup.http.Form;
import org.takeup.plugin.api.plan.Audience;

/**
 * The fields of a stakeholder's form as text: what is stored, or what somebody typed, so that a refused form comes back as it
 * was.
 *
 * @param id of the stakeholder; empty for one that is not on the map yet
 * @param version that the form was drawn with
 */
public record StakeholderForm(
        String id,
        String name,
        String kind,
        String size,
        String power,
        String interest,
        String attitude,
        String note,
        String email,
        String segment,
        String person,
        String vocabulary,
        long version) {
    private static final int MOST_CHARACTERS = 20_000;

    /** Somebody who is not on the map yet. */
    public static StakeholderForm fresh() {
        String middle = "3";
        return new StakeholderForm(
                "", "", "", "1", middle, middle, Audience.Attitude.NEUTRAL.name(), "", "", "", "", "", 0);
    }

    /** Somebody as they are stored. */
    public static StakeholderForm of(Stakeholder from) {
        StakeholderRoutes.Shown shown = StakeholderRoutes.Shown.of(from, true);
        return new StakeholderForm(
                from.id(),
                from.name(),
                from.kind().name(),
                Integer.toString(from.size()),
                Integer.toString(from.power()),
                Integer.toString(from.interest()),
                from.attitude().name(),
                from.note(),
                shown.email(),
                shown.segment(),
                shown.person(),
                Phrase.lines(from.vocabulary()),
                from.version());
    }

    /** What somebody typed, whatever it is. @param version that they are to change now */
    static StakeholderForm typed(String id, Form form, long version) {
        return new StakeholderForm(
                id,
                typed(form, "name"),
                typed(form, "kind"),
                typed(form, "size"),
                typed(form, "power"),
                typed(form, "interest"),
                typed(form, "attitude"),
                typed(form, "note"),
                typed(form, "email"),
                typed(form, "segment"),
                typed(form, "person"),
                typed(form, "vocabulary"),
                version);
    }

    private static String typed(Form form, String name) {
        String text = form.text(name).orElse("");
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
    }

    /** What the ids of its fields begin with: the page has a form for everybody. */
    public String prefix() {
        return id.isEmpty() ? "new" : "s-" + id;
    }
}
