package org.takeup.delivery;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How many mails are in each state. */
public record Tally(Map<MailState, Long> byState) {
    public static final Tally NONE = new Tally(Map.of());

    public Tally {
        var copy = new EnumMap<MailState, Long>(MailState.class);
        copy.putAll(byState);
        byState = Collections.unmodifiableMap(copy);
    }

    public long of(MailState state) {
        return byState.getOrDefault(state, 0L);
    }

    /** All of them. */
    public long all() {
        return byState.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Those that wait or are under way. */
    public long open() {
        return of(MailState.QUEUED) + of(MailState.PAUSED) + of(MailState.SENDING);
    }
}
