package org.takeup.survey;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.people.Segment;
import org.takeup.people.SizedSegment;
import org.takeup.tenant.Workspace;

/**
 * Who is asked: reads an audience from the directory, a batch at a time, however many they are. Thread-safe; blocks on
 * the store.
 */
final class Frame {
    private static final int BATCH = 500;

    private final People people;

    Frame(People people) {
        this.people = people;
    }

    /**
     * Whom an audience has at this moment.
     *
     * @param audience with the limits of its sample, if it is one
     * @param byUnit how many of each unit; the unit's name is empty for whoever has none
     * @param leftOut how many are left out because they were asked lately
     */
    record Census(Audience audience, Map<String, Long> byUnit, long leftOut) {
        long people() {
            return byUnit.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Takes batches of people. */
    @FunctionalInterface
    interface Batches {
        /** @return whether to go on */
        boolean take(List<Person> batch) throws InterruptedException;
    }

    /**
     * Counts an audience, and draws it if it is a sample that was not drawn. A panel is drawn by {@link Rotation} alone and only
     * looked at here.
     *
     * @param named ids of the people, if they are named
     * @param sparing who is left out
     */
    Census census(Workspace workspace, Audience audience, List<String> named, Asked.Sparing sparing) {
        if (audience instanceof Audience.Panel panel) {
            return new Rotation(workspace, this).look(panel);
        }
        if (audience instanceof Audience.Whole whole
                && sparing == Asked.Sparing.OF_PANELS
                && !new Asked(workspace).anyOfPanels()) {
            return new Census(audience, sizes(workspace, whole.segment()), 0);
        }
        var spared = new Spared(workspace, sparing);
        if (audience instanceof Audience.Drawn drawn && drawn.limits().isEmpty()) {
            return draw(workspace, drawn, spared);
        }
        var byUnit = new TreeMap<String, Long>();
        all(
                workspace,
                audience,
                named,
                batch -> spared.rest(batch).forEach(person -> byUnit.merge(unit(person), 1L, Long::sum)));
        return new Census(audience, byUnit, spared.count);
    }

    /** Twice over the directory: once to see how many are to be drawn, once to draw them. */
    private Census draw(Workspace workspace, Audience.Drawn drawn, Spared spared) {
        Sample sample = drawn.sample();
        var sizes = new TreeMap<String, Long>();
        Audience all = Audience.of(drawn.segment());
        all(
                workspace,
                all,
                List.of(),
                batch ->
                        spared.rest(batch).forEach(person -> sizes.merge(sample.stratum(unit(person)), 1L, Long::sum)));
        long leftOut = spared.count;
        Sample.Draw draw = sample.draw(sample.shares(sizes));
        all(
                workspace,
                all,
                List.of(),
                batch -> spared.rest(batch).forEach(person -> draw.add(person.id(), unit(person))));
        return new Census(new Audience.Drawn(drawn.segment(), sample, draw.limits()), draw.byUnit(), leftOut);
    }

    private Map<String, Long> sizes(Workspace workspace, Segment segment) {
        var sizes = new TreeMap<String, Long>();
        long named = 0;
        for (SizedSegment each : people.segments(workspace)) {
            if (each.segment() instanceof Segment.Unit unit
                    && (segment.equals(Segment.everybody()) || segment.equals(unit))) {
                sizes.put(unit.name(), each.size());
                named += each.size();
            }
        }
        long rest = people.count(workspace, segment) - named;
        if (rest > 0) {
            sizes.merge("", rest, Long::sum);
        }
        return sizes;
    }

    /** Hands over everybody of the wave's audience who is active now, until {@code batches} has enough. */
    void each(Workspace workspace, Wave wave, Batches batches) throws InterruptedException {
        if (listed(wave).isPresent()) {
            hand(new Named(workspace, listed(wave).get()).read(), batch -> people.active(workspace, batch), batches);
        } else {
            members(workspace, wave.audience(), batches);
        }
    }

    /** What the list of the wave's people is kept under, if there is one. */
    private static Optional<String> listed(Wave wave) {
        return switch (wave.audience()) {
            case Audience.Named _ -> Optional.of(wave.id());
            case Audience.Panel panel -> Optional.of(panel.draw());
            case Audience.Whole _, Audience.Drawn _ -> Optional.empty();
        };
    }

    /** Ids of the people, if the wave goes by a list of them. */
    static List<String> named(Workspace workspace, Wave wave) {
        return listed(wave).map(list -> new Named(workspace, list).all()).orElse(List.of());
    }

    private void members(Workspace workspace, Audience audience, Batches batches) throws InterruptedException {
        try (Stream<Person> members = people.members(workspace, audience.segment())) {
            Iterator<Person> asked =
                    members.filter(person -> isDrawn(audience, person)).iterator();
            hand(asked, batch -> batch, batches);
        }
    }

    /** Everybody of an audience who is active now, also those who were asked lately. @param named ids of the people, if they are named */
    void all(Workspace workspace, Audience audience, List<String> named, Consumer<List<Person>> taker) {
        Batches batches = batch -> {
            taker.accept(batch);
            return true;
        };
        try {
            if (audience instanceof Audience.Named || audience instanceof Audience.Panel panel && panel.isDrawn()) {
                hand(named.iterator(), batch -> people.active(workspace, batch), batches);
            } else {
                members(workspace, audience, batches);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while people were counted", e);
        }
    }

    private static <T> void hand(Iterator<T> from, Function<List<T>, List<Person>> persons, Batches batches)
            throws InterruptedException {
        boolean more = true;
        while (more && from.hasNext()) {
            more = batches.take(persons.apply(next(from)));
        }
    }

    private static <T> List<T> next(Iterator<T> all) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var batch = new ArrayList<T>(BATCH);
        while (all.hasNext() && batch.size() < BATCH) {
            batch.add(all.next());
        }
        return batch;
    }

    private static boolean isDrawn(Audience audience, Person person) {
        return !(audience instanceof Audience.Drawn drawn)
                || drawn.sample().includes(drawn.limits(), person.id(), unit(person));
    }

    static String unit(Person person) {
        return person.unit().orElse("");
    }

    /** Leaves those out whom the survey spares, and counts them. Used by one thread. */
    private static final class Spared {
        private final Asked asked;
        private final Asked.Sparing sparing;
        private long count;

        Spared(Workspace workspace, Asked.Sparing sparing) {
            this.asked = new Asked(workspace);
            this.sparing = sparing;
        }

        List<Person> rest(List<Person> batch) {
            Set<String> lately = asked.lately(batch.stream().map(Person::id).toList(), sparing);
            count += lately.size();
            return batch.stream()
                    .filter(person -> !lately.contains(person.id()))
                    .toList();
        }
    }
}
