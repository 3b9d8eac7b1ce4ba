package org.takeup.survey;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.takeup.people.Segment;

/**
 * One round of asking: an instrument, an audience, a time.
 *
 * @param id 128 random bits in hexadecimal
 * @param opened when it opened, or will open
 * @param closes no answer is taken from this moment
 * @param closed when it was closed, by hand or by time; empty while it is open
 * @param instrument as it was when the wave opened; of one that is planned, as it was when it was planned
 * @param privacy what respondents are promised
 * @param units of the audience that were large enough to be named when it was opened
 * @param participation final counts once it is separated; {@link Surveys} counts until then
 * @param fieldwork how its people are asked
 */
public record Wave(
        String id,
        String title,
        State state,
        Instant opened,
        Instant closes,
        Optional<Instant> closed,
        Instrument instrument,
        Audience audience,
        Confidentiality privacy,
        List<String> units,
        Participation participation,
        Fieldwork fieldwork) {
    public Wave {
        units = List.copyOf(units);
    }

    /** How long after its time whoever has begun can finish. */
    static final Duration GRACE = Duration.ofMinutes(10);

    /** A wave that asks a segment in the plain way, its times in UTC. */
    public Wave(
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
        this(
                id,
                title,
                state,
                opened,
                closes,
                closed,
                instrument,
                Audience.of(segment),
                privacy,
                units,
                participation,
                Fieldwork.plain(ZoneOffset.UTC));
    }

    /** The part of the directory that is asked, or drawn from. */
    public Segment segment() {
        return audience.segment();
    }

    /** How far a wave is. States follow one another in this order and never go back. */
    public enum State {
        /** Opens by itself when its time comes; until then it can be changed and deleted. */
        PLANNED,
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

    /**
     * Whether it takes answers of whoever has begun: {@link #GRACE} longer, so that nobody is cut off in the middle of a page.
     * Not if it was closed by hand.
     */
    boolean takesLast(Instant now) {
        return state == State.OPEN && now.isBefore(closes.plus(GRACE));
    }

    /** Whether it has not opened yet. */
    public boolean planned() {
        return state == State.PLANNED;
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
