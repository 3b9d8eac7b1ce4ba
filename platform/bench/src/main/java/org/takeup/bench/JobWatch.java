package org.takeup.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Looks at a job of the platform as its page does, and prints how far it is. */
final class JobWatch {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private JobWatch() {}

    /** @param path of the job in the API @return its state at the end */
    static JsonObject awaitEnd(Member admin, String path, Instant begin) throws IOException, InterruptedException {
        String shown = "";
        while (true) {
            JsonObject state = admin.api("GET", path, null);
            if (state.getBoolean("over")) {
                return state;
            }
            Integer percent = state.getInteger("percent");
            String now = state.getString("phase") + (percent == null ? "" : ", " + percent / 10 * 10 + " %");
            if (!now.equals(shown)) {
                System.out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds(begin), now);
                shown = now;
            }
            if (Instant.now().isAfter(begin.plus(LONGEST))) {
                throw new Bench.Failed("It is not over after " + LONGEST.toMinutes() + " minutes.");
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    static double seconds(Instant begin) {
        return Duration.between(begin, Instant.now()).toMillis() / 1000.0;
    }
}
