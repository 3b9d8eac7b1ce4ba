package org.takeup.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions as entity tags (RFC 9110, 8.8.3), so that no change is lost that somebody else made. */
public final class Versions {
    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

    private Versions() {}

    /** A version as a header's value. */
    public static String tag(long version) {
        return "\"" + version + "\"";
    }

    /** The version that the caller saw. @throws Problem 428 without an If-Match header, 400 if it is no tag of ours */
    public static long seen(Exchange exchange) {
        String header = exchange.header("if-match")
                .orElseThrow(() -> new Problem(
                        428,
                        "version-missing",
                        "This change says not which version it is made to.",
                        "Send the ETag that you got as If-Match."));
        Matcher matcher = TAG.matcher(header);
        if (!matcher.matches()) {
            throw new Problem(
                    400, "bad-version", "The If-Match header cannot be read.", "Send one ETag as you got it.");
        }
        return Long.parseLong(matcher.group(1));
    }

    /** The version that a form was drawn from. */
    public static long ofForm(Exchange exchange) {
        String text = exchange.form().required("version", 18);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Problem.invalid("version", "Open the page again and use its form.");
        }
    }
}
