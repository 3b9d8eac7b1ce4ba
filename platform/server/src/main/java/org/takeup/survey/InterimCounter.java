package org.takeup.survey;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.survey.scoring.Interim;
import org.takeup.survey.scoring.InterimGroup;
import org.takeup.survey.scoring.UnseenTally;
import org.takeup.tenant.Workspace;

/**
 * Counts finished answers into the running sums of their wave. It never delays the answer, and what a node that died had not
 * counted is counted with the next answer or when somebody looks. A pass costs the store a write for each unit, however few
 * answers there are, so they are gathered: for a moment while somebody looks, for seconds while nobody does; whoever comes to
 * look then has all counted first. Thread-safe.
 */
final class InterimCounter {
    private static final Logger LOG = LoggerFactory.getLogger(InterimCounter.class);
    /** Results that somebody looks at follow within a second. */
    private static final Duration GATHER = Duration.ofMillis(150);

    private static final Duration GATHER_UNSEEN = Duration.ofSeconds(5);
    /** An open page asks every second. */
    private static final Duration LOOKED_AT = Duration.ofSeconds(10);

    private static final int AT_ONCE = 500;
    private static final int TRIES = 20;
    private static final int MOST = 1_000;

    private final Waves waves;
    /** Waves that are being counted here. */
    private final ConcurrentHashMap<Key, Pass> passes = new ConcurrentHashMap<>();
    /** When somebody has looked at a wave, by {@link System#nanoTime}. */
    private final ConcurrentHashMap<Key, Long> looks = new ConcurrentHashMap<>();

    InterimCounter(Waves waves) {
        this.waves = waves;
    }

    private record Key(String tenant, String wave) {}

    /** @param more whether more has come since it began @param looked ends the gathering */
    private record Pass(boolean more, CountDownLatch looked) {}

    /** Whether a wave has live results, once enough have finished. */
    static boolean counts(Wave wave) {
        return !wave.privacy().isAnonymous() && !wave.fieldwork().pilot();
    }

    /** Somebody has finished, or changed what they had finished. Does not wait. */
    void finished(Workspace workspace, Wave wave) {
        if (!counts(wave)) {
            return;
        }
        Key key = key(workspace, wave);
        passes.compute(key, (same, running) -> {
            if (running == null) {
                Thread.ofVirtual().name("interim-results").start(() -> countSoon(workspace, key));
                return new Pass(true, new CountDownLatch(1));
            }
            return new Pass(true, running.looked());
        });
    }

    /**
     * Somebody is about to read the sums. The first who looks has all counted before this returns; while people look, what
     * comes is counted soon and nobody waits.
     */
    void look(Workspace workspace, Wave wave) {
        Key key = key(workspace, wave);
        if (looks.size() >= MOST) {
            looks.clear();
        }
        boolean first = !isLookedAt(key);
        looks.put(key, System.nanoTime());
        if (first) {
            attempt(workspace, key);
        } else {
            // Another node may have taken answers that it does not count yet.
            finished(workspace, wave);
        }
        // Not before: it would count the same beside us.
        Pass running = passes.get(key);
        if (running != null) {
            running.looked().countDown();
        }
    }

    private static Key key(Workspace workspace, Wave wave) {
        return new Key(workspace.tenant().id(), wave.id());
    }

    private boolean isLookedAt(Key key) {
        Long last = looks.get(key);
        return last != null && System.nanoTime() - last < LOOKED_AT.toNanos();
    }

    private void countSoon(Workspace workspace, Key key) {
        Pass quiet;
        do {
            quiet = new Pass(false, new CountDownLatch(1));
            passes.put(key, quiet);
            try {
                gather(key, quiet.looked());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                passes.remove(key);
                return;
            }
            attempt(workspace, key);
        } while (!passes.remove(key, quiet));
    }

    private void attempt(Workspace workspace, Key key) {
        try {
            count(workspace, key.wave());
        } catch (RuntimeException e) {
            // The ballots still say that they are due: they are counted with the next one, or when somebody looks.
            LOG.warn("Live results of wave {} wait: {}", key.wave(), e.toString());
        }
    }

    private void gather(Key key, CountDownLatch looked) throws InterruptedException {
        Thread.sleep(GATHER);
        if (!isLookedAt(key)) {
            looked.await(GATHER_UNSEEN.minus(GATHER).toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Counts what is finished and not counted. Safe to break off and to repeat, here and on several nodes at once. */
    void count(Workspace workspace, String waveId) {
        Waves.Known known = waves.reread(workspace, waveId);
        if (known.wave().state() != Wave.State.OPEN || !counts(known.wave())) {
            return;
        }
        var store = new InterimStore(workspace, waveId);
        List<InterimStore.Finished> due = store.due(AT_ONCE);
        while (!due.isEmpty()) {
            count(store, known, due);
            due = due.size() < AT_ONCE ? List.of() : store.due(AT_ONCE);
        }
        if (waves.reread(workspace, waveId).wave().state() == Wave.State.SEPARATED) {
            // It was closed and separated meanwhile, and the sums thrown away before the last of them were written.
            store.clear();
        }
    }

    private static void count(InterimStore store, Waves.Known known, List<InterimStore.Finished> due) {
        var interim =
                new Interim(known.snapshot().questionnaire(), known.snapshot().scoring());
        int smallest = known.wave().privacy().smallestGroup();
        Map<String, List<InterimStore.Finished>> left = due.stream()
                .collect(Collectors.groupingBy(InterimStore.Finished::unit, TreeMap::new, Collectors.toList()));
        for (int i = 0; i < TRIES && !left.isEmpty(); i++) {
            Map<String, InterimStore.Unit> units = store.find(left.keySet());
            // Asked after the units were read: another node may have counted some of them, noted it and forgotten it
            // meanwhile.
            var ids = new HashSet<String>();
            units.values().forEach(unit -> ids.addAll(unit.placed().keySet()));
            left.values().forEach(finished -> finished.forEach(each -> ids.add(each.id())));
            Set<String> unwritten = store.unwritten(ids);
            var placed = new TreeMap<String, Integer>();
            left.entrySet().removeIf(each -> {
                InterimStore.Unit before = units.getOrDefault(each.getKey(), InterimStore.Unit.empty(each.getKey()));
                InterimGroup group = before.kept()
                        .map(kept -> new InterimGroup(interim, smallest, kept))
                        .orElseGet(() -> new InterimGroup(interim, smallest));
                InterimStore.Unit after = with(before, group, each.getValue(), unwritten);
                boolean put = store.put(after);
                if (put) {
                    placed.putAll(after.placed());
                }
                return put;
            });
            store.write(placed);
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException("A unit was written by others " + TRIES + " times in a row");
        }
    }

    private static InterimStore.Unit with(
            InterimStore.Unit unit, InterimGroup group, List<InterimStore.Finished> finished, Set<String> unwritten) {
        var placed = new TreeMap<>(unit.placed());
        placed.keySet().retainAll(unwritten);
        long people = 0;
        long nobodys = 0;
        for (InterimStore.Finished each : finished) {
            if (unwritten.contains(each.id()) && !placed.containsKey(each.id())) {
                // Somebody who gives most answers of a batch by the open link would know what the one other person
                // says.
                placed.put(each.id(), each.nobodys() ? UnseenTally.NOBODYS : group.add(each.answers()));
                people += each.nobodys() ? 0 : 1;
                nobodys += each.nobodys() ? 1 : 0;
            }
        }
        return new InterimStore.Unit(
                unit.unit(),
                unit.version(),
                unit.finished() + people,
                unit.nobodys() + nobodys,
                placed,
                Optional.of(group.kept()));
    }
}
