package org.takeup.survey;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A wave as the API shows it.
 *
 * @param state {@code open} or {@code closed}
 * @param resultsReady whether scores can be read
 */
public record WaveView(
        String id,
        String title,
        String state,
        boolean resultsReady,
        Instant opened,
        Instant closes,
        Optional<Instant> closed,
        InstrumentView instrument,
        String segment,
        int smallestGroup,
        Taken participation) {

    /** The instrument, in the tenant's language. */
    public record InstrumentView(String plugin, String id, String version, String name, int minutes) {}

    /** Who took part. @param percent finished of invited */
    public record Taken(long invited, long started, long finished, long percent, List<Participation.OfUnit> units) {}

    static WaveView of(Wave wave, Participation participation, Instant now, Locale language) {
        Instrument instrument = wave.instrument();
        return new WaveView(
                wave.id(),
                wave.title(),
                wave.takesAnswers(now) ? "open" : "closed",
                wave.state() == Wave.State.SEPARATED,
                wave.opened(),
                wave.closes(),
                wave.closed(),
                new InstrumentView(
                        instrument.plugin(),
                        instrument.id(),
                        instrument.version(),
                        instrument.name().in(language),
                        instrument.minutes()),
                wave.segment().key(),
                wave.privacy().smallestGroup(),
                new Taken(
                        participation.invited(),
                        participation.started(),
                        participation.finished(),
                        participation.percent(),
                        participation.units()));
    }
}
