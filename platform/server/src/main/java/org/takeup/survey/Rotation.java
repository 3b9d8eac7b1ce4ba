package org.takeup.survey;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Problem;
import org.takeup.people.Person;
import org.takeup.people.Segment;
import org.takeup.store.JobRunner.Later;
import org.takeup.store.RandomCode;
import org.takeup.tenant.Workspace;

/**
 * Draws the people of a rotating panel: nobody who was invited to any survey in the last {@value Asked#DAYS} days, those
 * first who were never asked, then those whose last time is longest ago; of equal ones the lowest places of the sample's
 * seed. So everybody has their turn before anybody has a second one. Whoever is drawn is held, so that no other survey
 * asks them meanwhile. Used by one thread; blocks on the store.
 */
final class Rotation {
    /** How many people one draw takes: they are kept in memory while they are drawn. */
    static final int MOST = 100_000;

    private static final String NOBODY = "";
    private static final int BATCH = 500;
    /** Draws again for whom other surveys took at the same moment; then the panel is what it is. */
    private static final int ROUNDS = 5;

    private final Workspace workspace;
    private final Frame frame;
    private final Asked asked;
    /** Of the draw that is under way; none while it is only looked. */
    private @Nullable Pulse pulse;

    Rotation(Workspace workspace, Frame frame) {
        this.workspace = workspace;
        this.frame = frame;
        this.asked = new Asked(workspace);
    }

    /**
     * Who could be asked today.
     *
     * @param can how many people
     * @param free how many become free on which day, of those who are left out
     */
    record Outlook(long can, SortedMap<LocalDate, Long> free) {
        long leftOut() {
            return free.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** The name of one draw of a wave's panel. Who was drawn is kept under it; random, so that no two draws mix. */
    static String newDraw(String waveId) {
        return waveId + "." + RandomCode.hex(8);
    }

    private record Turn(String last, String place, String person, String unit) {
        static final Comparator<Turn> ORDER = Comparator.comparing(Turn::last).thenComparing(Turn::place);
    }

    Outlook outlook(Segment segment) {
        return outlook(segment, NOBODY);
    }

    private Outlook outlook(Segment segment, String holder) {
        long[] can = {0};
        var free = new TreeMap<LocalDate, Long>();
        each(
                segment,
                holder,
                (person, last) -> last.free().ifPresentOrElse(day -> free.merge(day, 1L, Long::sum), () -> can[0]++));
        return new Outlook(can[0], free);
    }

    /** What a draw would come to today. Holds nobody. */
    Frame.Census look(Audience.Panel panel) {
        Outlook outlook = outlook(panel.segment());
        var byUnit = new TreeMap<String, Long>();
        turns(panel, NOBODY, shares(panel, NOBODY), Map.of(), Set.of())
                .forEach(turn -> byUnit.merge(turn.unit(), 1L, Long::sum));
        return new Frame.Census(panel, byUnit, outlook.leftOut());
    }

    /**
     * Draws, keeps who was drawn and holds them until {@link #end}. A wave that is drawn again, because a node died before
     * what it drew was kept, finds those whom it holds and draws from them as well; whom it does not need it lets go.
     *
     * @param holder the name under which the wave holds people
     * @param draw from {@link #newDraw}; {@link #settle} must be asked for before this is called
     * @return the panel with what it is kept under
     * @throws Problem 422 if it is more than {@value #MOST} people
     */
    Frame.Census draw(String holder, String draw, Audience.Panel panel) {
        pulse = new Pulse(workspace, draw);
        pulse.begin();
        Outlook outlook = outlook(panel.segment(), holder);
        Map<String, Integer> shares = shares(panel, holder);
        var in = new HashMap<String, Turn>();
        for (int round = 0; round < ROUNDS; round++) {
            var got = new HashMap<String, Integer>();
            in.values().forEach(turn -> got.merge(panel.sample().stratum(turn.unit()), 1, Integer::sum));
            List<Turn> wanted = turns(panel, holder, shares, got, in.keySet());
            if (wanted.isEmpty()) {
                break;
            }
            hold(wanted, holder).forEach(turn -> in.put(turn.person(), turn));
        }
        var drawn = new Named(workspace, draw);
        for (List<String> batch : Named.batches(List.copyOf(in.keySet()))) {
            drawn.put(batch);
            sign();
        }
        asked.release(holder, in.keySet());
        var byUnit = new TreeMap<String, Long>();
        in.values().forEach(turn -> byUnit.merge(turn.unit(), 1L, Long::sum));
        return new Frame.Census(panel.drawn(draw, in.size()), byUnit, outlook.leftOut());
    }

    /**
     * Undoes a draw unless its wave goes by it: forgets who was drawn and lets those go whom the wave does not need. So what is
     * left of a draw that was broken off, of a wave that never opened or was deleted, holds nobody. Safe to repeat. If another
     * draw of the wave is under way it may let too many go; none of them is asked twice, as inviting holds them anew.
     */
    static void settle(Workspace workspace, String waveId, String draw) {
        // First: a draw that goes on nevertheless finds that it is undone.
        new Pulse(workspace, draw).end();
        Optional<Audience> audience =
                new WaveStore(workspace).find(waveId).map(found -> found.wave().audience());
        String inForce = audience.map(each -> each instanceof Audience.Panel panel ? panel.draw() : "")
                .orElse("");
        if (inForce.equals(draw)) {
            return;
        }
        new Named(workspace, draw).clear();
        Set<String> needed = inForce.isEmpty() ? Set.of() : new HashSet<>(new Named(workspace, inForce).all());
        var asked = new Asked(workspace);
        asked.release(Asked.holder(waveId), needed);
        // What a pilot drew. A wave that is no panel by now may hold people under this name as it invites them.
        if (audience.isEmpty() || audience.get() instanceof Audience.Panel) {
            asked.release(waveId, needed);
        }
    }

    /**
     * Undoes a draw that nobody is at any more, unless its wave goes by it. As {@link #settle}.
     *
     * @throws Later while the draw goes on: it gives signs of life
     */
    static void settleAbandoned(Workspace workspace, String waveId, String draw) throws Later {
        boolean inForce = new WaveStore(workspace)
                .find(waveId)
                .filter(found -> found.wave().audience() instanceof Audience.Panel panel
                        && panel.draw().equals(draw))
                .isPresent();
        Optional<Duration> wait =
                new Pulse(workspace, draw).wait(workspace.clock().instant());
        if (!inForce && wait.isPresent()) {
            throw new Later("The draw is under way", wait.get());
        }
        settle(workspace, waveId, draw);
    }

    /** Forgets who was drawn, if it is a panel, and lets those go who are held for the wave and were not invited. */
    static void end(Workspace workspace, Wave wave) {
        if (wave.audience() instanceof Audience.Panel panel && panel.isDrawn()) {
            new Named(workspace, panel.draw()).clear();
            new Pulse(workspace, panel.draw()).end();
        }
        var asked = new Asked(workspace);
        asked.release(wave.id(), Set.of());
        asked.release(Asked.holder(wave.id()), Set.of());
    }

    private void sign() {
        if (pulse != null) {
            pulse.beat();
        }
    }

    private List<Turn> hold(List<Turn> wanted, String holder) {
        var held = new ArrayList<Turn>();
        for (int from = 0; from < wanted.size(); from += BATCH) {
            List<Turn> batch = wanted.subList(from, Math.min(from + BATCH, wanted.size()));
            sign();
            Set<String> ours = asked.hold(batch.stream().map(Turn::person).toList(), holder, Asked.Sparing.ANYBODY);
            batch.stream().filter(turn -> ours.contains(turn.person())).forEach(held::add);
        }
        return held;
    }

    private Map<String, Integer> shares(Audience.Panel panel, String holder) {
        var sizes = new TreeMap<String, Long>();
        each(panel.segment(), holder, (person, last) -> {
            if (last.free().isEmpty()) {
                sizes.merge(panel.sample().stratum(Frame.unit(person)), 1L, Long::sum);
            }
        });
        Map<String, Integer> shares = panel.sample().shares(sizes);
        if (shares.values().stream().mapToLong(Integer::longValue).sum() > MOST) {
            throw Problem.invalid("sample", "A panel asks at most " + MOST + " people at a time. Choose fewer.");
        }
        return shares;
    }

    /** The next ones of each stratum, as many as are missing. @param without ids of those who are in */
    private List<Turn> turns(
            Audience.Panel panel,
            String holder,
            Map<String, Integer> shares,
            Map<String, Integer> got,
            Set<String> without) {
        Sample sample = panel.sample();
        var next = new HashMap<String, PriorityQueue<Turn>>();
        each(panel.segment(), holder, (person, last) -> {
            String stratum = sample.stratum(Frame.unit(person));
            int missing = shares.getOrDefault(stratum, 0) - got.getOrDefault(stratum, 0);
            if (missing <= 0 || last.free().isPresent() || without.contains(person.id())) {
                return;
            }
            var queue = next.computeIfAbsent(stratum, ignored -> new PriorityQueue<>(Turn.ORDER.reversed()));
            queue.add(new Turn(
                    last.day().map(LocalDate::toString).orElse(""),
                    sample.place(person.id()),
                    person.id(),
                    Frame.unit(person)));
            if (queue.size() > missing) {
                queue.remove();
            }
        });
        return next.values().stream().flatMap(PriorityQueue::stream).toList();
    }

    private void each(Segment segment, String holder, BiConsumer<Person, Asked.Last> taker) {
        frame.all(workspace, Audience.of(segment), List.of(), batch -> {
            sign();
            Map<String, Asked.Last> last =
                    asked.last(batch.stream().map(Person::id).toList(), holder);
            batch.forEach(person -> taker.accept(person, last.getOrDefault(person.id(), Asked.Last.NEVER)));
        });
    }
}
