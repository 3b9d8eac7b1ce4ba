package org.takeup.message.format;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.takeup.message.source.Variable;

/**
 * A message in one format for one recipient.
 *
 * @param language BCP 47 tag of its words
 * @param subject one line, without control characters
 * @param text the same as plain text: a mail's twin, what a phone shows before a card is opened
 * @param bytes the format's own content, of {@link Format#mediaType()}
 * @param missing variables of which nothing was known, with what stands there instead
 * @param notes what had to be shortened to fit, in sentences for the planner
 */
@SuppressWarnings("ArrayRecordComponent") // A file, and compared by nobody.
public record Rendered(
        Format format,
        String language,
        String subject,
        String text,
        byte[] bytes,
        Map<Variable, String> missing,
        List<String> notes) {
    public Rendered {
        missing = Map.copyOf(missing);
        notes = List.copyOf(notes);
    }

    /** Its content as text. Not for PDFs. */
    public String content() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
