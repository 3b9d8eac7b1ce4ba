package org.takeup.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a delivery that failed is tried again: the schedule that Standard Webhooks 1.0 gives, over three days. */
final class Backoff {
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private Backoff() {}

    /**
     * The wait after so many tries, up to a tenth longer by chance, so that not all come back in the same second; nothing
     * after the last one.
     *
     * @param tries from 1
     */
    static Optional<Duration> after(int tries, RandomGenerator random) {
        if (tries > WAITS.size()) {
            return Optional.empty();
        }
        Duration wait = WAITS.get(tries - 1);
        return Optional.of(wait.plusMillis(random.nextLong(wait.toMillis() / 10 + 1)));
    }
}
