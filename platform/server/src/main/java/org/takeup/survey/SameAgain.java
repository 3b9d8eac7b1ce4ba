package org.takeup.survey;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.takeup.http.Problem;
import org.takeup.people.Person;
import org.takeup.tenant.Workspace;

/**
 * The attack of asking the same people the same again: if a group differs from the one that was asked before by fewer people
 * than a shown group needs, both results together tell what these few have said. A wave of such people is refused, a unit
 * of such people is not named in it.
 */
final class SameAgain {
    /** After that, people answer anew enough for a difference not to be what the newcomers said. */
    private static final Duration SOON = Duration.ofDays(28);

    /** How many earlier waves are looked at, the newest first. */
    private static final int MOST = Surveys.LATEST;

    private static final int BATCH = 500;

    private final Workspace workspace;
    private final Frame frame;

    SameAgain(Workspace workspace, Frame frame) {
        this.workspace = workspace;
        this.frame = frame;
    }

    /**
     * Of a group: who was not asked before, who was, and how many were asked who are not in it now.
     *
     * @param unsure how many of those who left may be in it nevertheless
     */
    private record Change(long came, long stayed, long left, long unsure) {
        private boolean tells(int smallest) {
            return stayed > 0 && came + left > 0 && came + Math.max(0, left - unsure) < smallest;
        }
    }

    /**
     * Whom a wave asks the same.
     *
     * @param own the wave's id once it is open, else empty: whoever is on its roll is asked whatever comes
     * @param invited how many of each unit are on its roll
     * @param named ids of the people, if they are named
     */
    private record Asks(
            String own, Map<String, Long> invited, String instrument, Audience audience, List<String> named) {}

    /** What tells what a few have said. @param whole the wave beside which all together do */
    private record Telling(Optional<Wave> whole, Set<String> units) {}

    /** How many came and how many stayed since an earlier wave. Used by one thread. */
    private static final class Counts {
        /** The third number is how many of them are on the wave's roll already. */
        private final Map<String, long[]> byUnit = new HashMap<>();
        /** Of those who are on the wave's roll and not in its audience now. Of which unit each was, nobody knows. */
        private final long[] gone = new long[2];

        /** Whether anybody is asked who is not on the wave's roll yet. */
        private boolean adds;

        /** How the people of a unit changed, of whom so many were asked before, and so many are on the wave's roll. */
        private Change ofUnit(String unit, long before, long onRoll) {
            long[] count = byUnit.getOrDefault(unit, new long[3]);
            long of = Math.clamp(onRoll - count[2], 0, gone[0] + gone[1]);
            // So many of them at least were asked before, and so many at most.
            long least = Math.max(0, of - gone[0]);
            long most = Math.min(of, gone[1]);
            return new Change(count[0], count[1] + most, Math.max(0, before - count[1] - least), most - least);
        }
    }

    /**
     * The units that may not be named in a wave that is about to open.
     *
     * @param named ids of the people, if they are named
     * @throws Problem 422 if these people may not be asked this yet
     */
    Set<String> unnamed(
            String instrument, Audience audience, List<String> named, Confidentiality privacy, Instant now) {
        Telling telling = telling(new Asks("", Map.of(), instrument, audience, named), privacy, now);
        if (telling.whole().isPresent()) {
            throw refused(audience, telling.whole().get(), privacy.smallestGroup());
        }
        return telling.units();
    }

    /**
     * Looks again at a wave whose people are about to be invited: since it opened, a panel may have taken some, or people came
     * or left. As when they open, waves that spare people are not looked at, and pilots.
     *
     * @throws Problem 409 if inviting these people would tell what a few of them have said
     */
    void refuseChanged(Wave wave, Instant now) {
        if (wave.fieldwork().sparing() || wave.fieldwork().pilot()) {
            return;
        }
        List<String> named =
                wave.audience() instanceof Audience.Named ? new Named(workspace, wave.id()).all() : List.of();
        Telling telling = telling(
                new Asks(
                        wave.id(),
                        invited(Turnout.exact(workspace, wave)),
                        wave.instrument().id(),
                        wave.audience(),
                        named),
                wave.privacy(),
                now);
        if (telling.whole().isPresent() || !Collections.disjoint(telling.units(), wave.units())) {
            throw new Problem(
                    409,
                    "wave-few-changed",
                    "A few people came or left since this survey opened, or a panel asks them.",
                    "Another survey asks nearly the same people the same, but for fewer than "
                            + wave.privacy().smallestGroup()
                            + ". Both results together would tell what these few said, so nobody was invited. Invite"
                            + " again when more people have come, or close this survey and open one for another"
                            + " group.");
        }
    }

    private Telling telling(Asks asks, Confidentiality privacy, Instant now) {
        Set<String> units = new HashSet<>();
        if (privacy.isNamed()) {
            return new Telling(Optional.empty(), units);
        }
        for (Wave before : new WaveStore(workspace).list(Optional.empty(), MOST)) {
            if (before.instrument().id().equals(asks.instrument())
                    && !before.id().equals(asks.own())
                    && !before.planned()
                    && !before.fieldwork().pilot()
                    && before.opened().plus(SOON).isAfter(now)) {
                Telling one = compare(before, asks, privacy.smallestGroup());
                if (one.whole().isPresent()) {
                    return one;
                }
                units.addAll(one.units());
            }
        }
        return new Telling(Optional.empty(), units);
    }

    private Telling compare(Wave before, Asks asks, int smallest) {
        Counts counts = count(before, asks);
        Set<String> telling = new HashSet<>();
        if (!asks.own().isEmpty() && !counts.adds) {
            // What its roll tells beside the other's is told already.
            return new Telling(Optional.empty(), telling);
        }
        Participation asked = Turnout.exact(workspace, before);
        Map<String, Long> invited = invited(asked);
        long came = counts.gone[0];
        long stayed = counts.gone[1];
        for (Map.Entry<String, long[]> unit : counts.byUnit.entrySet()) {
            long[] count = unit.getValue();
            came += count[0];
            stayed += count[1];
            // Who left a unit that had no name then is known of the whole alone.
            long then = before.units().contains(unit.getKey()) ? invited.getOrDefault(unit.getKey(), 0L) : 0;
            long onRoll = asks.invited().getOrDefault(unit.getKey(), 0L);
            if (counts.ofUnit(unit.getKey(), then, onRoll).tells(smallest)) {
                telling.add(unit.getKey());
            }
        }
        boolean whole = new Change(came, stayed, Math.max(0, asked.invited() - stayed), 0).tells(smallest);
        return new Telling(
                Optional.of(before).filter(ignored -> whole || counts.byUnit.size() == 1 && !telling.isEmpty()),
                telling);
    }

    private static Map<String, Long> invited(Participation participation) {
        var invited = new HashMap<String, Long>();
        participation.units().forEach(unit -> invited.put(unit.unit(), unit.invited()));
        return invited;
    }

    private Counts count(Wave before, Asks asks) {
        var roll = new RollStore(workspace, before.id());
        var own = new RollStore(workspace, asks.own());
        var asked = new Asked(workspace);
        var counts = new Counts();
        Set<String> met = new HashSet<>();
        frame.all(workspace, asks.audience(), asks.named(), batch -> {
            List<String> ids = batch.stream().map(Person::id).toList();
            Set<String> enrolled = roll.enrolled(ids).keySet();
            Set<String> invited =
                    asks.own().isEmpty() ? Set.of() : own.enrolled(ids).keySet();
            met.addAll(invited);
            // Whom a panel has is not asked now, and hides nobody who came.
            Set<String> spared = asked.lately(ids, Asked.Sparing.OF_PANELS);
            for (Person person : batch) {
                boolean adds = !invited.contains(person.id()) && !spared.contains(person.id());
                if (adds || invited.contains(person.id())) {
                    counts.adds |= adds;
                    long[] count = counts.byUnit.computeIfAbsent(Frame.unit(person), ignored -> new long[3]);
                    count[enrolled.contains(person.id()) ? 1 : 0]++;
                    count[2] += adds ? 0 : 1;
                }
            }
        });
        if (!asks.own().isEmpty()) {
            countGone(own, roll, met, counts);
        }
        return counts;
    }

    private static void countGone(RollStore own, RollStore roll, Set<String> met, Counts counts) {
        var gone = new ArrayList<String>();
        try (Stream<String> all = own.all()) {
            all.filter(person -> !met.contains(person)).forEach(gone::add);
        }
        for (int from = 0; from < gone.size(); from += BATCH) {
            List<String> batch = gone.subList(from, Math.min(from + BATCH, gone.size()));
            int stayed = roll.enrolled(batch).size();
            counts.gone[0] += batch.size() - stayed;
            counts.gone[1] += stayed;
        }
    }

    private Problem refused(Audience audience, Wave before, int smallest) {
        String until =
                Times.inWords(before.opened().plus(SOON), workspace.settings().zone(), AnswerWords.ENGLISH.locale());
        return Problem.invalid(
                switch (audience) {
                    case Audience.Whole _ -> "segment";
                    case Audience.Named _ -> "people";
                    case Audience.Drawn _, Audience.Panel _ -> "sample";
                },
                "These people were asked the same in \"" + before.title() + "\", but for fewer than " + smallest
                        + " who came or left: both results together would tell what these few said. Choose another"
                        + " group, or ask again after " + until + ".");
    }
}
