package org.takeup.plugin;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How a plugin fares in a workspace, in words for its admin.
 *
 * @param since when this state began, if that is known
 * @param failedHere calls of this workspace that failed within the last hour; of a series that fails all the time one in
 *     ten seconds is counted
 * @param lastFailure of those
 * @param lately how it did on the whole platform within the last hour; empty if nobody called it. Shares and times, not
 *     numbers of calls: how much other tenants use it is theirs to tell
 */
public record Health(
        State state, Optional<Instant> since, long failedHere, Optional<Instant> lastFailure, Optional<Lately> lately) {
    /**
     * How the calls went.
     *
     * @param failedPercent of 100 calls, by a fault of the plugin
     * @param medianMillis half of the calls took no longer, rounded up
     * @param slowMillis 95 of 100 calls took no longer, rounded up
     */
    public record Lately(double failedPercent, double medianMillis, double slowMillis) {}

    /** A time as people read it: {@code 2.5 ms}, {@code 450 ms}, {@code 1.5 s}. */
    public static String time(double millis) {
        if (millis >= 1_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1_000);
        }
        return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }

    /** From well to not at all. */
    public enum State {
        WORKING("working", "It is loaded and answers.", ""),
        SLOW(
                "slow",
                "It answers, but some of its calls take several seconds.",
                "Large imports and long questionnaires take their time. If people wait, ask its provider, or pin an earlier"
                        + " version below."),
        FAILING(
                "failing",
                "Some of its calls give no result.",
                "See below what went wrong. Check its settings if it has some, pin an earlier version, or tell its provider."),
        STOPPED(
                "stopped for a moment",
                "It failed five times in a row for your workspace, so it is left alone. A call now and then tries whether it"
                        + " works again.",
                "Nothing is lost. If it does not come back within minutes, check its settings, pin an earlier version, or"
                        + " tell its provider."),
        QUARANTINED(
                "in quarantine",
                "It was taken out of use, because it did not stop when it was told to, or its process ended too often.",
                "The operator of this platform can load it anew. Until then, another version below may help."),
        REVOKED(
                "stopped, publisher not approved",
                "The operator of this platform does not approve its publisher any more, so nothing of it runs.",
                "What was made with it stays readable. Ask the operator why, or use another plugin."),
        NOT_LOADED(
                "not loaded",
                "It is installed but does not run on the server that answers you.",
                "After a change it takes a few seconds: load this page again. If it stays so, tell the operator of this"
                        + " platform.");

        private final String label;
        private final String what;
        private final String remedy;

        State(String label, String what, String remedy) {
            this.label = label;
            this.what = what;
            this.remedy = remedy;
        }

        /** One or a few words, as the rest of "Health:". */
        public String label() {
            return label;
        }

        /** What it means, as a sentence. */
        public String what() {
            return what;
        }

        /** What an admin can do; empty if nothing is to be done. */
        public String remedy() {
            return remedy;
        }
    }
}
