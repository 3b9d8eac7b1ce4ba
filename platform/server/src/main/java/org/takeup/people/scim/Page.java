package org.takeup.people.scim;

import java.util.List;
import java.util.Optional;
import org.takeup.http.Exchange;

/**
 * Which part of a list is asked for (RFC 7644, 3.4.2.4).
 *
 * @param startIndex from 1
 * @param count how many at most, 0 for the number of all alone
 */
record Page(int startIndex, int count) {
    /** How many are given at most, however many are asked for. */
    static final int MOST = 200;

    private static final int USUAL = 100;

    /** A part. @param total how many there are in all */
    record Part<T>(long total, Page page, List<T> resources) {
        Part {
            resources = List.copyOf(resources);
        }
    }

    /** @throws org.takeup.http.Problem 400 if one of the two is no number */
    static Page of(Exchange exchange) {
        return new Page(
                Math.max(1, number(exchange.query("startIndex"), "startIndex", 1)),
                Math.clamp(number(exchange.query("count"), "count", USUAL), 0, MOST));
    }

    private static int number(Optional<String> text, String name, int otherwise) {
        try {
            return text.map(Integer::valueOf).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw ScimProblems.value(name, "Give a whole number.");
        }
    }
}
