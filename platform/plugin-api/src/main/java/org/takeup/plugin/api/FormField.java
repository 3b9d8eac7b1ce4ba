package org.takeup.plugin.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of a form that the platform draws: a question of a plan builder. It is answered by an {@link Answer.Chosen} if
 * its kind is {@code CHOICE}, and by an {@link Answer.Text} else; a field that was left empty has no answer. What an
 * organisation sets once for a plugin stands in {@code settings.schema.json} instead.
 *
 * @param id stable within the form
 * @param label what the field is called
 * @param help one sentence below the label, or null
 * @param kind how it is asked
 * @param choices the options when the kind is {@code CHOICE}, else empty
 * @param required whether the form is refused without it
 * @param preset the value that stands there at first, or null
 */
public record FormField(
        String id,
        LocalizedText label,
        @Nullable LocalizedText help,
        Kind kind,
        List<Choice> choices,
        boolean required,
        @Nullable String preset) {

    /** How a field is asked. {@code DATE} is answered by an ISO 8601 date, {@code NUMBER} by a whole number. */
    @MayGrow
    public enum Kind {
        TEXT,
        LONG_TEXT,
        NUMBER,
        DATE,
        CHOICE
    }

    public FormField {
        choices = List.copyOf(choices);
        if ((kind == Kind.CHOICE) == choices.isEmpty()) {
            throw new IllegalArgumentException("Field " + id + ": a CHOICE has choices, any other kind has none");
        }
    }
}
