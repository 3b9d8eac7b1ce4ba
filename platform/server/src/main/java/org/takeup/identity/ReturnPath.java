package org.takeup.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Where to go after signing in: a path of the same realm, whatever the request asked for. */
final class ReturnPath {
    static final String HOME = "/";

    private static final int MOST_CHARACTERS = 1_000;
    /** Letters, digits and what paths and queries are made of; no backslash, no control character, nothing to decode into one. */
    private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*");

    private static final Pattern DOTS = Pattern.compile("/\\.{1,2}(?:/|$)");
    private static final Pattern ENCODED_TROUBLE = Pattern.compile("(?i)%(?:2f|5c|2e|25|0.|1.|7f|[89a-f].)");

    private ReturnPath() {}

    /** The asked path if it surely stays within the realm, else the realm's home. */
    static String of(String asked) {
        return staysHere(asked) ? asked : HOME;
    }

    private static boolean staysHere(String asked) {
        if (asked.length() > MOST_CHARACTERS || !PLAIN.matcher(asked).matches()) {
            return false;
        }
        String path = asked.split("[?]", 2)[0];
        return !path.contains("//")
                && !DOTS.matcher(path).find()
                && !ENCODED_TROUBLE.matcher(path).find()
                && parses(asked)
                && !isSignIn(path);
    }

    /** Whether the whole is a path with perhaps a query, and nothing else, by RFC 3986. */
    private static boolean parses(String asked) {
        try {
            URI uri = new URI(asked);
            return uri.getScheme() == null && uri.getRawAuthority() == null && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isSignIn(String path) {
        return path.equals("/sign-in") || path.equals("/signed-in") || path.equals("/sign-out");
    }
}
