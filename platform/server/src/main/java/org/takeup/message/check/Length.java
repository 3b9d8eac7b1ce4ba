package org.takeup.message.check;

import java.util.ArrayList;
import java.util.List;
import org.takeup.message.format.Format;
import org.takeup.message.format.Letter;
import org.takeup.message.format.Renderer;

/**
 * How a text fits into a format.
 *
 * @param fits whether all of it does
 * @param said in a sentence
 */
public record Length(Format format, boolean fits, String said) {
    /** From here on, phones cut subjects. */
    private static final int SHORT_SUBJECT = 60;

    /** Of each format, in their order. @param letter for somebody of whom nothing is known */
    public static List<Length> of(Letter letter) {
        var lengths = new ArrayList<Length>();
        for (Format format : Format.values()) {
            List<String> notes = new ArrayList<>(Renderer.notes(letter, format));
            int subject = letter.subject().length();
            if (format == Format.MAIL && subject > SHORT_SUBJECT && notes.isEmpty()) {
                notes.add("The subject has " + subject + " characters; phones show about " + SHORT_SUBJECT + ".");
            }
            lengths.add(new Length(
                    format,
                    notes.isEmpty(),
                    notes.isEmpty() ? "Fits: " + format.limit() + "." : String.join(" ", notes)));
        }
        return lengths;
    }
}
