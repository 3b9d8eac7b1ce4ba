package org.takeup.plugin.api.plan;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps count of who is asked to speak when, so that nobody is asked more often than {@link Speakers#asks} allows. Only what is
 * handed over to be said is an ask; a mail in somebody's name is none. For one plan and one thread. Since 1.3.
 *
 * <pre>{@code
 * Asks asks = new Asks();
 * for (Step step : steps) {
 *     if (asks.mayAsk(speakers, step.on())) {
 *         asks.ask(speakers, step.on());
 *     } else {
 *         // somebody else speaks
 *     }
 * }
 * }</pre>
 */
public final class Asks {
    private static final int DAYS = 30;

    private final Map<String, List<LocalDate>> days = new HashMap<>();

    /** With nobody asked yet. */
    public Asks() {}

    /** The length of the time for which asks are counted. */
    public static int days() {
        return DAYS;
    }

    /** Whether these may be asked on this day as well, in every span of {@link #days} days that the day is in. */
    public boolean mayAsk(Speakers speakers, LocalDate on) {
        List<LocalDate> asked = days.getOrDefault(speakers.group(), List.of());
        List<LocalDate> near = asked.stream()
                .filter(day -> Math.abs(ChronoUnit.DAYS.between(day, on)) < DAYS)
                .toList();
        return near.size() < speakers.asks() || mostWith(near, on) <= speakers.asks();
    }

    /** Counts that these are asked on this day. */
    public void ask(Speakers speakers, LocalDate on) {
        days.computeIfAbsent(speakers.group(), group -> new ArrayList<>()).add(on);
    }

    /** The most asks of any span that begins on one of these days and has the new one in it, the new one included. */
    private static int mostWith(List<LocalDate> near, LocalDate on) {
        int most = 1;
        List<LocalDate> starts = new ArrayList<>(near);
        starts.add(on);
        for (LocalDate start : starts) {
            if (start.isAfter(on)) {
                continue;
            }
            long inside = near.stream()
                    .filter(day -> !day.isBefore(start) && ChronoUnit.DAYS.between(start, day) < DAYS)
                    .count();
            most = Math.max(most, (int) inside + 1);
        }
        return most;
    }
}
