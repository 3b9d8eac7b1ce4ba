package org.takeup.plugin.egress;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.takeup.plugin.api.http.HttpRefused;

/** The headers that a plugin may send. */
final class Headers {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]*");
    private static final int MOST_CHARACTERS = 16 * 1024;

    /** How a message is carried is the platform's affair. */
    private static final Set<String> PLATFORMS = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "accept-encoding",
            "keep-alive",
            "upgrade",
            "te",
            "trailer",
            "expect");

    private Headers() {}

    static void check(Map<String, String> headers) throws HttpRefused {
        int characters = 0;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!NAME.matcher(name).matches()
                    || !VALUE.matcher(header.getValue()).matches()) {
                throw malformed("A header has a name or a value that cannot be sent; use one line of ASCII.");
            }
            if (PLATFORMS.contains(name) || name.startsWith("proxy-")) {
                throw malformed("The platform sets the header " + name + " itself; leave it out.");
            }
            characters += name.length() + header.getValue().length();
        }
        if (characters > MOST_CHARACTERS) {
            throw new HttpRefused(HttpRefused.Reason.LIMIT, "The headers have more than 16 KB.");
        }
    }

    private static HttpRefused malformed(String message) {
        return new HttpRefused(HttpRefused.Reason.MALFORMED, message);
    }
}
