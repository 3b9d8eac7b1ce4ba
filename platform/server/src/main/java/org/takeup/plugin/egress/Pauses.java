package org.takeup.plugin.egress;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.takeup.plugin.api.http.HttpAnswer;

/**
 * Who asked to be left alone, and until when: {@code Retry-After} (RFC 9110, 10.2.3) with status 429 or 503. Kept on this
 * node, per tenant, plugin and host. Thread-safe.
 */
final class Pauses {
    /** A host that asks for more gets this. */
    static final Duration LONGEST = Duration.ofHours(1);

    private final ConcurrentHashMap<Key, Instant> until = new ConcurrentHashMap<>();

    record Key(String tenant, String plugin, String host) {}

    /** When the pause ends, if there is one. */
    Optional<Instant> until(Key key, Instant now) {
        return Optional.ofNullable(until.get(key)).filter(now::isBefore);
    }

    /** Takes note of what an answer asks for. */
    void note(Key key, HttpAnswer answer, Instant now) {
        if (answer.status() != 429 && answer.status() != 503) {
            return;
        }
        answer.header("retry-after").flatMap(value -> end(value.strip(), now)).ifPresent(end -> {
            until.values().removeIf(past -> !now.isBefore(past));
            Instant most = now.plus(LONGEST);
            until.put(key, end.isAfter(most) ? most : end);
        });
    }

    private static Optional<Instant> end(String value, Instant now) {
        if (value.matches("[0-9]{1,9}")) {
            return Optional.of(now.plusSeconds(Long.parseLong(value)));
        }
        try {
            return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
