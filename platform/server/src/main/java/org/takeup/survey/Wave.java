package org.takeup.survey;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.takeup.people.Segment;

/**
 * One round of asking: an instrument, a segment, a time.
 *
 * @param id 128 random bits in hexadecimal
 * @param closes no answer is taken from this moment
 * @param closed when it was closed, by hand or by time; empty while it is open
 * @param privacy what respondents are promised
 * @param units of the segment that were large enough to be named when it was opened
 * @param participation final counts once it is separated; {@link Surveys} counts until then
 */
public record Wave(
        String id,
        String title,
        State state,
        Instant opened,
        Instant closes,
        Optional<Instant> closed,
        Instrument instrument,
        Segment segment,
        Confidentiality privacy,
        List<String> units,
        Participation participation) {
    public Wave {
        units = List.copyOf(units);
    }

    /** How far a wave is. States follow one another in this order and never go back. */
    public enum State {
        /** Takes answers until it closes. */
        OPEN,
        /** Takes no more answers; answers can still be joined to people with the wave's key. */
        CLOSED,
        /** Answers are getting new ids; they cannot be counted at this moment. */
        SEPARATING,
        /** The keys are destroyed. Results can be shown. */
        SEPARATED
    }

    /** Whether it takes answers at this moment. */
    public boolean takesAnswers(Instant now) {
        return state == State.OPEN && now.isBefore(closes);
    }

    /** When it stopped, or will stop, taking answers. */
    public Instant ends() {
        return closed.orElse(closes);
    }

    /** The name that a unit's people are counted under: the unit's own if it was large enough, else empty. */
    String cell(Optional<String> unit) {
        return unit.filter(units::contains).orElse("");
    }
}
