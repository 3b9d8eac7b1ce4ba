package org.takeup.message.format;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.takeup.message.source.Source;

/**
 * A message for one recipient, from which all formats are made.
 *
 * @param id stable for the step, for calendars
 * @param text without variables
 * @param link where it leads; an https address, or the platform's own
 * @param action whether the writer gave the link, so that it has a button
 * @param organisation in whose name it is
 * @param accent colour of the organisation, {@code #rrggbb}
 * @param logo full address of the organisation's logo, if it has one
 * @param when the step's moment, for calendars
 */
public record Letter(
        String id,
        Locale language,
        String subject,
        Source text,
        String link,
        boolean action,
        String organisation,
        String accent,
        Optional<Logo> logo,
        Instant when) {

    /** A picture that mails show. @param width and {@code height} in pixels as shown */
    public record Logo(String address, int width, int height) {}
}
