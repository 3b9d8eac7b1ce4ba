package org.takeup.survey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.http.Problem;
import org.takeup.people.Person;
import org.takeup.tenant.Workspace;

/**
 * The attack of asking the same people the same again: if a group differs from the one that was asked before by fewer people
 * than a shown group needs, both results together tell what these few have said. A wave of such people is refused, a unit
 * of such people is not named in it. Looks at whom the directory has now, before anybody is invited; what came of it is looked
 * at by {@link FewApart} when the wave closes. The directory is read once, whatever the number of earlier waves, and nobody of
 * it is kept in memory.
 */
final class SameAgain {
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
     * @param invited how many of each unit are on its roll, if it is open: they are asked whatever comes
     * @param round what it asks, and when
     * @param named ids of the people, if they are named
     * @param sparing whom it leaves out
     * @param holder the name under which it holds people
     */
    private record Asks(
            Map<String, Long> invited,
            Round round,
            Audience audience,
            List<String> named,
            Asked.Sparing sparing,
            String holder) {
        String own() {
            return round.own();
        }
    }

    /** What tells what a few have said. @param whole the wave beside which all together do */
    private record Telling(Optional<Wave> whole, Set<String> units) {}

    /** How many came and how many stayed since an earlier wave. Used by one thread. */
    private static final class Counts {
        /** The third number is how many of them are on the wave's roll already. */
        private final Map<String, long[]> byUnit = new HashMap<>();
        /** Of those who are on the wave's roll and not in its audience now. Of which unit each was, nobody knows. */
        private final long[] gone = new long[2];
        /** Of those who are on the wave's roll: how many are in its audience now and were asked before. */
        private long met;

        private void add(String unit, boolean before, boolean onRoll) {
            long[] count = byUnit.computeIfAbsent(unit, ignored -> new long[3]);
            count[before ? 1 : 0]++;
            count[2] += onRoll ? 1 : 0;
            met += before && onRoll ? 1 : 0;
        }

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
    Set<String> unnamed(Round round, Audience audience, List<String> named, Confidentiality privacy) {
        Telling telling = telling(new Asks(Map.of(), round, audience, named, Asked.Sparing.OF_PANELS, ""), privacy);
        if (telling.whole().isPresent()) {
            throw refused(audience, telling.whole().get(), privacy.smallestGroup());
        }
        return telling.units();
    }

    /**
     * Looks again at a wave whose people are about to be invited: since it opened, a panel may have taken some, or people came
     * or left, or another wave has asked those who are on its roll. Pilots are not looked at.
     *
     * @throws Problem 409 if inviting these people would tell what a few of them have said
     */
    void refuseChanged(Wave wave, Instant now) {
        if (wave.fieldwork().pilot()) {
            return;
        }
        Telling telling = telling(
                new Asks(
                        invited(Turnout.exact(workspace, wave)),
                        Round.of(workspace, wave).until(now),
                        wave.audience(),
                        Frame.named(workspace, wave),
                        Asked.Sparing.by(wave.fieldwork()),
                        Asked.holder(wave)),
                wave.privacy());
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

    private Telling telling(Asks asks, Confidentiality privacy) {
        Set<String> units = new HashSet<>();
        List<Wave> before = before(asks);
        if (before.isEmpty()) {
            return new Telling(Optional.empty(), units);
        }
        if (privacy.isNamed()) {
            return new Telling(leavesFew(before, asks), units);
        }
        Map<String, Counts> counts = count(before, asks);
        Map<String, Participation> asked = Turnout.exact(workspace, before);
        for (Wave each : before) {
            Telling one = compare(
                    each,
                    asked.getOrDefault(each.id(), Participation.none()),
                    counts.getOrDefault(each.id(), new Counts()),
                    asks,
                    privacy.smallestGroup());
            if (one.whole().isPresent()) {
                return one;
            }
            units.addAll(one.units());
        }
        return new Telling(Optional.empty(), units);
    }

    /** The newest first. */
    private List<Wave> before(Asks asks) {
        return asks.round().beside(workspace).stream()
                .sorted(Comparator.comparing(Wave::opened).reversed())
                .toList();
    }

    private static Telling compare(Wave before, Participation asked, Counts counts, Asks asks, int smallest) {
        Set<String> telling = new HashSet<>();
        Map<String, Long> invited = invited(asked);
        long came = counts.gone[0];
        long stayed = counts.gone[1];
        for (Map.Entry<String, long[]> unit : counts.byUnit.entrySet()) {
            long[] count = unit.getValue();
            came += count[0];
            stayed += count[1];
            // Who left a unit that had no name then is known of the whole alone.
            long then =
                    before.units().contains(unit.getKey()) && !before.privacy().isNamed()
                            ? invited.getOrDefault(unit.getKey(), 0L)
                            : 0;
            long onRoll = asks.invited().getOrDefault(unit.getKey(), 0L);
            if (counts.ofUnit(unit.getKey(), then, onRoll).tells(smallest)) {
                telling.add(unit.getKey());
            }
        }
        // Of a named one any answers can be left out: who left hides nobody.
        long left = before.privacy().isNamed() ? 0 : Math.max(0, asked.invited() - stayed);
        boolean whole = new Change(came, stayed, left, 0).tells(smallest);
        return new Telling(
                Optional.of(before).filter(ignored -> whole || counts.byUnit.size() == 1 && !telling.isEmpty()),
                telling);
    }

    /** The first wave of whose answers a few would be left once those of the people of a named one are taken from them. */
    private Optional<Wave> leavesFew(List<Wave> before, Asks asks) {
        List<Wave> others =
                before.stream().filter(each -> !each.privacy().isNamed()).toList();
        Map<String, Map<String, Long>> reached = reached(others, asks);
        Map<String, FewApart.Shown> shown =
                new ShownStore(workspace).of(others.stream().map(Wave::id).toList());
        Map<String, Participation> asked = Turnout.exact(workspace, others);
        return others.stream()
                .filter(each -> leavesFew(
                        each,
                        asked.getOrDefault(each.id(), Participation.none()),
                        reached.getOrDefault(each.id(), Map.of()),
                        shown.get(each.id()) == FewApart.Shown.NO_UNITS))
                .findFirst();
    }

    private static boolean leavesFew(Wave before, Participation asked, Map<String, Long> reached, boolean wholeAlone) {
        int smallest = before.privacy().smallestGroup();
        long all = reached.values().stream().mapToLong(Long::longValue).sum();
        return leavesFew(asked.invited(), all, smallest)
                || !wholeAlone
                        && asked.units().stream()
                                .anyMatch(unit ->
                                        leavesFew(unit.invited(), reached.getOrDefault(unit.unit(), 0L), smallest));
    }

    private static boolean leavesFew(long group, long reached, int smallest) {
        return group >= smallest && reached > 0 && group > reached && group - reached < smallest;
    }

    /** How many of each cell of other waves this one has on its roll, or would ask. */
    private Map<String, Map<String, Long>> reached(List<Wave> others, Asks asks) {
        List<String> ids = others.stream().map(Wave::id).toList();
        var reached = new HashMap<String, Map<String, Long>>();
        var roll = new RollStore(workspace, asks.own());
        if (!asks.own().isEmpty()) {
            roll.each(batch -> reach(
                    reached, ids, batch.stream().map(RollStore.Member::person).toList()));
        }
        var asked = new Asked(workspace);
        frame.all(workspace, asks.audience(), asks.named(), batch -> {
            var people = new ArrayList<>(batch.stream().map(Person::id).toList());
            people.removeAll(asked.lately(people, asks.sparing(), asks.holder()));
            if (!asks.own().isEmpty()) {
                people.removeAll(roll.enrolled(people).keySet());
            }
            reach(reached, ids, people);
        });
        return reached;
    }

    private void reach(Map<String, Map<String, Long>> reached, List<String> waves, List<String> people) {
        RollStore.on(workspace, waves, people)
                .forEach((wave, cells) -> cells.values()
                        .forEach(cell -> reached.computeIfAbsent(wave, ignored -> new HashMap<>())
                                .merge(cell, 1L, Long::sum)));
    }

    private static Map<String, Long> invited(Participation participation) {
        var invited = new HashMap<String, Long>();
        participation.units().forEach(unit -> invited.put(unit.unit(), unit.invited()));
        return invited;
    }

    /** By the id of the earlier wave. All are empty if the wave asks nobody who is not on its roll: what that tells is told. */
    private Map<String, Counts> count(List<Wave> before, Asks asks) {
        Map<String, Counts> counts = before.stream().collect(Collectors.toMap(Wave::id, ignored -> new Counts()));
        var rolls = new ArrayList<>(counts.keySet());
        if (!asks.own().isEmpty()) {
            rolls.add(asks.own());
        }
        var asked = new Asked(workspace);
        long[] onRoll = {0};
        boolean[] adds = {false};
        frame.all(workspace, asks.audience(), asks.named(), batch -> {
            List<String> ids = batch.stream().map(Person::id).toList();
            Map<String, Map<String, String>> enrolled = RollStore.on(workspace, rolls, ids);
            Set<String> invited = enrolled.getOrDefault(asks.own(), Map.of()).keySet();
            // Whom it leaves out is not asked now, and hides nobody who came.
            Set<String> spared = asked.lately(ids, asks.sparing(), asks.holder());
            for (Person person : batch) {
                boolean already = invited.contains(person.id());
                if (already || !spared.contains(person.id())) {
                    adds[0] |= !already;
                    onRoll[0] += already ? 1 : 0;
                    counts.forEach((wave, each) -> each.add(
                            Frame.unit(person),
                            enrolled.getOrDefault(wave, Map.of()).containsKey(person.id()),
                            already));
                }
            }
        });
        if (!adds[0] && !asks.own().isEmpty()) {
            counts.replaceAll((wave, each) -> new Counts());
        } else if (!asks.own().isEmpty()) {
            countGone(asks.own(), onRoll[0], counts);
        }
        return counts;
    }

    /** Who is on the wave's roll less who of them is in its audience. */
    private void countGone(String own, long met, Map<String, Counts> counts) {
        var stayed = new HashMap<String, Long>();
        long[] all = {0};
        new RollStore(workspace, own).each(batch -> {
            all[0] += batch.size();
            RollStore.on(
                            workspace,
                            counts.keySet(),
                            batch.stream().map(RollStore.Member::person).toList())
                    .forEach((wave, people) -> stayed.merge(wave, (long) people.size(), Long::sum));
        });
        counts.forEach((wave, each) -> {
            each.gone[1] = Math.max(0, stayed.getOrDefault(wave, 0L) - each.met);
            each.gone[0] = Math.max(0, all[0] - met - each.gone[1]);
        });
    }

    private Problem refused(Audience audience, Wave before, int smallest) {
        String until = Times.inWords(
                before.ends().plus(Round.SOON), workspace.settings().zone(), AnswerWords.ENGLISH.locale());
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
