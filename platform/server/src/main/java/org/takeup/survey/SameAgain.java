package org.takeup.survey;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private final Workspace workspace;
    private final Frame frame;

    SameAgain(Workspace workspace, Frame frame) {
        this.workspace = workspace;
        this.frame = frame;
    }

    /** Of a group: who was not asked before, who was, and how many were asked who are not in it now. */
    private record Change(long came, long stayed, long left) {
        private boolean tells(int smallest) {
            return stayed > 0 && came + left > 0 && came + left < smallest;
        }
    }

    /**
     * The units that may not be named.
     *
     * @param named ids of the people, if they are named
     * @throws Problem 422 if these people may not be asked this yet
     */
    Set<String> unnamed(
            String instrument, Audience audience, List<String> named, Confidentiality privacy, Instant now) {
        Set<String> unnamed = new HashSet<>();
        if (privacy.isNamed()) {
            return unnamed;
        }
        for (Wave before : new WaveStore(workspace).list(Optional.empty(), MOST)) {
            if (before.instrument().id().equals(instrument)
                    && !before.planned()
                    && !before.fieldwork().pilot()
                    && before.opened().plus(SOON).isAfter(now)) {
                unnamed.addAll(compare(before, audience, named, privacy.smallestGroup()));
            }
        }
        return unnamed;
    }

    private Set<String> compare(Wave before, Audience audience, List<String> named, int smallest) {
        Map<String, long[]> counts = cameAndStayed(before, audience, named);
        Participation asked = Turnout.exact(workspace, before);
        var invited = new HashMap<String, Long>();
        asked.units().forEach(unit -> invited.put(unit.unit(), unit.invited()));
        Set<String> telling = new HashSet<>();
        long came = 0;
        long stayed = 0;
        for (Map.Entry<String, long[]> unit : counts.entrySet()) {
            long[] count = unit.getValue();
            came += count[0];
            stayed += count[1];
            // Who left a unit that had no name then is known of the whole alone.
            long left = before.units().contains(unit.getKey())
                    ? Math.max(0, invited.getOrDefault(unit.getKey(), 0L) - count[1])
                    : 0;
            if (new Change(count[0], count[1], left).tells(smallest)) {
                telling.add(unit.getKey());
            }
        }
        boolean whole = new Change(came, stayed, Math.max(0, asked.invited() - stayed)).tells(smallest);
        if (whole || counts.size() == 1 && !telling.isEmpty()) {
            throw refused(audience, before, smallest);
        }
        return telling;
    }

    private Map<String, long[]> cameAndStayed(Wave before, Audience audience, List<String> named) {
        var roll = new RollStore(workspace, before.id());
        var asked = new Asked(workspace);
        var counts = new HashMap<String, long[]>();
        frame.all(workspace, audience, named, batch -> {
            List<String> ids = batch.stream().map(Person::id).toList();
            Set<String> enrolled = roll.enrolled(ids).keySet();
            // Whom a panel has is not asked now, and hides nobody who came.
            Set<String> spared = asked.lately(ids, Asked.Sparing.OF_PANELS);
            batch.stream()
                    .filter(person -> !spared.contains(person.id()))
                    .forEach(person -> counts.computeIfAbsent(person.unit().orElse(""), ignored -> new long[2])[
                            enrolled.contains(person.id()) ? 1 : 0]++);
        });
        return counts;
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
