package org.takeup.preference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one person got in the last seven days, and what is on its way to them. The seven days roll: no stretch of seven
 * days holds more than the cap, whichever day it begins on, and no Monday brings a burst. Immutable.
 *
 * @param held places taken by what is being sent at this moment
 * @param got what was sent
 * @param version 0 if nothing is stored yet
 */
record Week(List<Held> held, List<Got> got, long version) {
    static final Week EMPTY = new Week(List.of(), List.of(), 0);
    static final Duration LENGTH = Duration.ofDays(7);

    /** A sender that has not said by then that it sent has sent nothing. */
    static final Duration HOLD = Duration.ofMinutes(10);

    Week {
        held = List.copyOf(held);
        got = List.copyOf(got);
    }

    /** A place that is taken before it is known whether the sending goes well. */
    record Held(Instant at, String channel) {}

    /** Something that was sent. @param id of the sending: noting it again changes nothing */
    record Got(String id, Instant at, String plan, String step) {}

    /** How many places are taken at this moment. */
    int taken(Instant now) {
        return liveHeld(now).size() + liveGot(now).size();
    }

    /** When the first place is free again that is held now, if nobody says meanwhile what became of it. */
    Optional<Instant> known(Instant now) {
        return liveHeld(now).stream().map(each -> each.at().plus(HOLD)).min(Instant::compareTo);
    }

    /** Whether what was sent leaves no place, whatever becomes of what is on its way. */
    boolean isFull(int most, Instant now) {
        return liveGot(now).size() >= most;
    }

    private List<Held> liveHeld(Instant now) {
        return held.stream().filter(each -> each.at().plus(HOLD).isAfter(now)).toList();
    }

    private List<Got> liveGot(Instant now) {
        return got.stream().filter(each -> each.at().plus(LENGTH).isAfter(now)).toList();
    }

    /** This week with one more place taken; nothing if there is none left of so many. */
    Optional<Week> take(int most, String channel, Instant now) {
        if (taken(now) >= most) {
            return Optional.empty();
        }
        var more = new ArrayList<>(liveHeld(now));
        more.add(new Held(now, channel));
        return Optional.of(new Week(more, liveGot(now), version + 1));
    }

    /**
     * This week with something that was sent, and without the place that was held for it; nothing if it was noted before.
     *
     * @param channel empty if the sender did not say, and then the oldest place goes
     */
    Optional<Week> with(Got sent, String channel, Instant now) {
        if (got.stream().anyMatch(each -> each.id().equals(sent.id()))) {
            return Optional.empty();
        }
        var places = new ArrayList<>(liveHeld(now));
        places.stream()
                .filter(each -> channel.isEmpty() || each.channel().equals(channel))
                .min(Comparator.comparing(Held::at))
                .ifPresent(places::remove);
        var all = new ArrayList<>(got);
        all.add(sent);
        return Optional.of(new Week(places, new Week(List.of(), all, 0).liveGot(now), version + 1));
    }

    /** What was sent last: it has the place that another wanted. */
    Optional<Got> winner(Instant now) {
        return liveGot(now).stream().max(Comparator.comparing(Got::at));
    }
}
