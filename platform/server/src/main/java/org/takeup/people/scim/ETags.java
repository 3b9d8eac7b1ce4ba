package org.takeup.people.scim;

import java.util.Arrays;
import java.util.Optional;
import org.takeup.http.Exchange;

/** Versions as HTTP carries them. Weak ones, because the form of an answer may change without the resource. */
final class ETags {
    private ETags() {}

    static String of(long version) {
        return "W/\"" + version + "\"";
    }

    /** Whether the caller has this version already. */
    static boolean known(Exchange exchange, long version) {
        return exchange.header("if-none-match")
                .filter(sent -> names(sent, version))
                .isPresent();
    }

    /** Refuses a change that was made for another version. @throws org.takeup.http.Problem 412 */
    static void require(Exchange exchange, long version) {
        Optional<String> sent = exchange.header("if-match");
        if (sent.isPresent() && !names(sent.get(), version)) {
            throw ScimProblems.stale();
        }
    }

    /** Weak or strong: providers send back either. */
    private static boolean names(String sent, long version) {
        return Arrays.stream(sent.split(",", 50))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals("\"" + version + "\""));
    }
}
