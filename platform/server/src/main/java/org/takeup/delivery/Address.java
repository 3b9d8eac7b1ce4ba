package org.takeup.delivery;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What may stand in the header and the envelope of a mail. Stricter than the standard: no quoting, no comments, no groups. */
public final class Address {
    private static final int LONGEST = 254;
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

    private Address() {}

    /** Whether this is one plain address, {@code name@domain}. */
    public static boolean isPlain(String text) {
        return text.length() <= LONGEST
                && text.indexOf('@') <= 64
                && PLAIN.matcher(text).matches();
    }

    /** The domain in lower case, or nothing if this is no plain address. */
    public static Optional<String> domain(String text) {
        return isPlain(text)
                ? Optional.of(text.substring(text.indexOf('@') + 1).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    static void require(String text) {
        if (!isPlain(text)) {
            throw new IllegalArgumentException("Not one plain mail address; write it like name@example.com");
        }
    }

    /** Control characters and line separators could begin a header of their own. */
    static boolean breaksHeader(int character) {
        return Character.isISOControl(character) || character == 0x2028 || character == 0x2029;
    }
}
