package org.takeup.survey;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.tenant.Workspace;

/**
 * Who was invited to a wave, on which day, and under which unit's name they are counted there. Holds nothing that leads to a
 * ballot. Thread-safe; calls block.
 */
final class RollStore {
    static final CollectionSpec ROLL = CollectionSpec.named("survey_roll").index("wave");

    /** In place of a cell where none was noted. No unit has such a name. */
    static final String UNTOLD = "\0";

    private static final String SEPARATOR = ":";
    private static final int BATCH = 500;
    /** How many ids one query names at most. */
    private static final int IDS = 5_000;

    private final TenantCollection roll;
    private final String wave;

    RollStore(Workspace workspace, String wave) {
        this.roll = workspace.collection(ROLL);
        this.wave = wave;
    }

    /**
     * Somebody on a roll.
     *
     * @param cell the unit whose name they are counted under; empty for the nameless rest, {@link #UNTOLD} on a roll that an older
     *     Takeup kept
     */
    record Member(String person, String cell) {}

    /**
     * Puts people on the roll, with the day of their invitation. Repeating it changes nothing, but that a roll of an older Takeup
     * has their cells then.
     *
     * @param cells the name that each is counted under, by the person's id
     */
    void enrol(Map<String, String> cells, LocalDate day) {
        roll.write(cells.entrySet().stream()
                .<Write>map(each -> new Write.Upsert(
                        rollId(each.getKey()),
                        combine(
                                setOnInsert("wave", wave),
                                setOnInsert("day", day.toString()),
                                setOnInsert("unit", each.getValue()))))
                .toList());
        var untold = new ArrayList<Write>();
        roll.findAll(cells.keySet().stream().map(this::rollId).toList()).forEach(each -> {
            if (!each.containsKey("unit")) {
                untold.add(new Write.UpdateIf(
                        TenantCollection.id(each),
                        exists("unit", false),
                        set("unit", cells.getOrDefault(person(each), ""))));
            }
        });
        roll.write(untold);
    }

    /**
     * Those of these people who are on the rolls of these waves, by wave: what they are counted under, by their ids. A few
     * queries, whatever the number of waves.
     *
     * @param people at most a few hundred
     */
    static Map<String, Map<String, String>> on(
            Workspace workspace, Collection<String> waves, Collection<String> people) {
        var found = new HashMap<String, Map<String, String>>();
        waves.forEach(wave -> found.put(wave, new HashMap<>()));
        var ids = new ArrayList<String>();
        for (String wave : waves) {
            people.forEach(person -> ids.add(wave + SEPARATOR + person));
        }
        TenantCollection roll = workspace.collection(ROLL);
        for (int from = 0; from < ids.size(); from += IDS) {
            for (Document each : roll.findAll(ids.subList(from, Math.min(from + IDS, ids.size())))) {
                found.computeIfAbsent(each.getString("wave"), ignored -> new HashMap<>())
                        .put(person(each), each.get("unit", UNTOLD));
            }
        }
        return found;
    }

    boolean isEnrolled(String person) {
        return roll.find(rollId(person)).isPresent();
    }

    /** On which day those of these people were invited who are on the roll. At most a few thousand at a time. */
    Map<String, LocalDate> enrolled(Collection<String> people) {
        var days = new HashMap<String, LocalDate>();
        if (!people.isEmpty()) {
            roll.findAll(people.stream().map(this::rollId).toList())
                    .forEach(each -> days.put(person(each), LocalDate.parse(each.getString("day"))));
        }
        return days;
    }

    private String rollId(String person) {
        return wave + SEPARATOR + person;
    }

    private static String person(Document stored) {
        return TenantCollection.id(stored).substring(stored.getString("wave").length() + 1);
    }

    /** Everybody on the roll, read from the store in batches while they are asked for. */
    Stream<String> all() {
        return members().map(Member::person);
    }

    /** The same, with what each is counted under, in the order of their ids. */
    Stream<Member> members() {
        return roll.beginning(wave + SEPARATOR, BATCH).map(each -> new Member(person(each), each.get("unit", UNTOLD)));
    }

    /**
     * Hands over everybody who is on any of these rolls once: what they are counted under, by the id of each wave that has them.
     * Reads each roll once, side by side, and keeps a few hundred people of each in memory.
     */
    static void together(Workspace workspace, Collection<String> waves, Consumer<Map<String, String>> taker) {
        // Ids of people are ASCII, so the store has them in the order of strings.
        var next = new PriorityQueue<Page>(
                Comparator.comparing(page -> page.member().person()));
        for (String wave : waves) {
            Iterator<Member> members = new RollStore(workspace, wave).members().iterator();
            if (members.hasNext()) {
                next.add(new Page(wave, members, members.next()));
            }
        }
        while (!next.isEmpty()) {
            String person = next.element().member().person();
            var cells = new HashMap<String, String>();
            while (!next.isEmpty() && next.element().member().person().equals(person)) {
                Page page = next.remove();
                cells.put(page.wave(), page.member().cell());
                if (page.left().hasNext()) {
                    next.add(new Page(page.wave(), page.left(), page.left().next()));
                }
            }
            taker.accept(cells);
        }
    }

    /** A roll that is read, and whom it has next. */
    private record Page(String wave, Iterator<Member> left, Member member) {}

    /** Hands over everybody on the roll, a few hundred at a time. */
    void each(Consumer<List<Member>> taker) {
        try (Stream<Member> all = members()) {
            Iterator<Member> left = all.iterator();
            while (left.hasNext()) {
                var batch = new ArrayList<Member>(BATCH);
                while (left.hasNext() && batch.size() < BATCH) {
                    batch.add(left.next());
                }
                taker.accept(batch);
            }
        }
    }

    /** Throws the roll away. */
    void clear() {
        roll.deleteAll(eq("wave", wave));
    }
}
