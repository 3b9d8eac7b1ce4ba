package org.takeup.lifecycle;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file that a client asks for (RFC 9110, 14.2). Several parts at once are not served: the whole file is.
 *
 * @param from first byte
 * @param until the byte after the last one
 */
record ByteRange(long from, long until) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** Thrown for a part that the file does not have. */
    static final class Unsatisfiable extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** The part of a header; empty if the whole file is to be sent. */
    static Optional<ByteRange> of(String header, long size) throws Unsatisfiable {
        Matcher one = ONE.matcher(header.strip());
        if (!one.matches() || one.group(1).isEmpty() && one.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (one.group(1).isEmpty()) {
            long last = Long.parseLong(one.group(2));
            if (last == 0 || size == 0) {
                throw new Unsatisfiable();
            }
            return Optional.of(new ByteRange(Math.max(0, size - last), size));
        }
        long from = Long.parseLong(one.group(1));
        long last = one.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(one.group(2)));
        if (!one.group(2).isEmpty() && Long.parseLong(one.group(2)) < from) {
            return Optional.empty();
        }
        if (from >= size) {
            throw new Unsatisfiable();
        }
        return Optional.of(new ByteRange(from, last + 1));
    }

    String of(long size) {
        return "bytes " + from + "-" + (until - 1) + "/" + size;
    }
}
