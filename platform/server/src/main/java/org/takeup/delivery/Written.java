package org.takeup.delivery;

import java.util.List;
import java.util.Optional;

/**
 * A mail, or a part of one, as it goes over the wire: ASCII alone.
 *
 * @param headers in this order; long values are folded with CRLF and a space
 * @param body lines that end with LF, which the conversation turns into CRLF
 */
record Written(List<Header> headers, String body) {
    Written {
        headers = List.copyOf(headers);
    }

    /** One header field (RFC 5322, 2.2). */
    record Header(String name, String value) {
        /** @throws IllegalArgumentException if the value could begin a header of its own */
        Header {
            boolean folded = value.replace("\r\n ", " ").chars().noneMatch(each -> each < 32 || each > 126);
            if (!folded) {
                throw new IllegalArgumentException("The header " + name + " is one line of ASCII, or folded");
            }
        }
    }

    /** The value of the first header of this name, whatever its case. */
    Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }
}
