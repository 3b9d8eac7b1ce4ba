package org.takeup.survey;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.tenant.Workspace;

/**
 * On which day each person was last invited to a survey, whichever it was, so that nobody is asked too often. By the
 * person's id; says nothing about whether they answered. Days are the workspace's.
 *
 * <p>Between being chosen and being invited a person is <em>held</em>, so that two surveys that begin at the same moment
 * never both ask them. The day takes the place of the hold: which survey asked them is not kept, only whether it was a
 * rotating panel. Whom a panel asks, no other survey asks for as long, whatever the planner chose.
 */
final class Asked {
    /** By who is held, so that a hold that nobody needs any more is found; and by panels' days. */
    static final CollectionSpec ASKED =
            CollectionSpec.named("survey_asked").index("held").index("panel");

    /** Within so many days, nobody is asked a second time unless the planner says so. */
    static final int DAYS = 30;

    private static final String DAY = "day";
    private static final String HELD = "held";
    private static final String SINCE = "heldOn";
    private static final String PANEL = "panel";
    /** How holders' names of panels begin. */
    private static final String OF_PANEL = "panel:";

    private static final String BEHIND_PANELS = "panel;";
    private static final int BATCH = 500;
    private static final Bson LET_GO = combine(unset(HELD), unset(SINCE));

    private final TenantCollection asked;
    private final LocalDate today;

    Asked(Workspace workspace) {
        this.asked = workspace.collection(ASKED);
        this.today = workspace.today();
    }

    /**
     * What is known of a person.
     *
     * @param day when they were last invited
     * @param free the first day on which they may be asked again, if that is not today or earlier
     */
    record Last(Optional<LocalDate> day, Optional<LocalDate> free) {
        static final Last NEVER = new Last(Optional.empty(), Optional.empty());
    }

    /** Whom a survey leaves out. */
    enum Sparing {
        /** Everybody who was asked lately, or is about to be, whichever survey it is. */
        ANYBODY,
        /** Only those whom a rotating panel asked lately, or is about to ask: nobody else was promised anything. */
        OF_PANELS;

        static Sparing by(Fieldwork fieldwork) {
            return fieldwork.sparing() ? ANYBODY : OF_PANELS;
        }
    }

    /** The name under which a wave holds people. */
    static String holder(Wave wave) {
        return holder(wave.id(), wave.audience(), wave.fieldwork().pilot());
    }

    /** The same. A pilot of a panel is no turn of it, and holds as any other survey does. */
    static String holder(String waveId, Audience audience, boolean pilot) {
        return audience instanceof Audience.Panel && !pilot ? holder(waveId) : waveId;
    }

    /** The name under which a wave holds people for its rotating panel, however often it is drawn. */
    static String holder(String waveId) {
        return OF_PANEL + waveId;
    }

    /** Those of these people whom a survey leaves out today that holds nobody yet. */
    Set<String> lately(Collection<String> people, Sparing sparing) {
        return lately(people, sparing, "");
    }

    /** Those of these people whom a survey leaves out today. @param holder whose own holds are none */
    Set<String> lately(Collection<String> people, Sparing sparing, String holder) {
        var lately = new HashSet<String>();
        if (!people.isEmpty()) {
            for (Document each : asked.findAll(people)) {
                free(each, holder, sparing).ifPresent(ignored -> lately.add(TenantCollection.id(each)));
            }
        }
        return lately;
    }

    /** Whether a panel asked anybody in the last days, or is about to. */
    boolean anyOfPanels() {
        String lately = today.minusDays(DAYS).toString();
        return asked.find(gt(PANEL, lately)).limit(1).first() != null
                || asked.find(and(gte(HELD, OF_PANEL), lt(HELD, BEHIND_PANELS)))
                                .limit(1)
                                .first()
                        != null;
    }

    /**
     * What is known of those of these people of whom anything is.
     *
     * @param holder whose own holds are none; empty if nobody's are
     */
    Map<String, Last> last(Collection<String> people, String holder) {
        var known = new HashMap<String, Last>();
        if (!people.isEmpty()) {
            for (Document each : asked.findAll(people)) {
                known.put(TenantCollection.id(each), new Last(day(each, DAY), free(each, holder, Sparing.ANYBODY)));
            }
        }
        return known;
    }

    /**
     * Holds those of these people who may be asked today. Of surveys that spare anybody and call at the same moment, one gets
     * the person. A survey that spares panels' people alone gets everybody whom no panel has, also whom another survey holds
     * or has asked today: it takes that hold, or leaves it, as either keeps panels away. Repeating it gives the same people; a
     * hold ends when it is {@value #DAYS} days old.
     *
     * @param holder 1 to 64 characters that no other survey uses
     * @return whom it may ask now, also from an earlier call
     */
    Set<String> hold(Collection<String> people, String holder, Sparing sparing) {
        if (people.isEmpty()) {
            return new HashSet<>();
        }
        var seen = new HashMap<String, Document>();
        asked.findAll(people).forEach(each -> seen.put(TenantCollection.id(each), each));
        String day = today.toString();
        var writes = new ArrayList<Write>();
        for (String person : people) {
            Document before = seen.get(person);
            if (before == null) {
                writes.add(new Write.Upsert(person, combine(setOnInsert(HELD, holder), setOnInsert(SINCE, day))));
            } else if (free(before, holder, sparing).isEmpty()) {
                writes.add(new Write.UpdateIf(
                        person,
                        and(as(before, DAY), as(before, HELD), as(before, SINCE), as(before, PANEL)),
                        combine(set(HELD, holder), set(SINCE, day))));
            }
        }
        asked.write(writes);
        var held = new HashSet<String>();
        for (Document each : asked.findAll(people)) {
            // Somebody else may have been quicker: that is no matter where nobody but a panel keeps a person.
            boolean ours = holder.equals(each.getString(HELD))
                    || sparing == Sparing.OF_PANELS && (each.containsKey(HELD) || day.equals(each.getString(DAY)));
            if (ours && free(each, holder, sparing).isEmpty()) {
                held.add(TenantCollection.id(each));
            }
        }
        return held;
    }

    /**
     * Lets everybody go who is held by this name and was not invited.
     *
     * @param but ids of those who stay held
     */
    void release(String holder, Set<String> but) {
        Bson held = eq(HELD, holder);
        if (but.isEmpty()) {
            asked.updateAll(held, LET_GO);
            return;
        }
        List<String> gone = asked.find(held).map(TenantCollection::id).into(new ArrayList<>()).stream()
                .filter(person -> !but.contains(person))
                .toList();
        for (int from = 0; from < gone.size(); from += BATCH) {
            asked.updateAllOf(gone.subList(from, Math.min(from + BATCH, gone.size())), held, LET_GO);
        }
    }

    private static Bson as(Document before, String field) {
        String value = before.getString(field);
        return value == null ? exists(field, false) : eq(field, value);
    }

    /** The first day on which the person may be asked by this holder, if it is still to come. */
    private Optional<LocalDate> free(Document stored, String holder, Sparing sparing) {
        boolean anybody = sparing == Sparing.ANYBODY;
        String by = stored.get(HELD, "");
        boolean counts = !by.equals(holder) && (anybody || by.startsWith(OF_PANEL));
        return Stream.of(day(stored, anybody ? DAY : PANEL), counts ? day(stored, SINCE) : Optional.<LocalDate>empty())
                .flatMap(Optional::stream)
                .map(day -> day.plusDays(DAYS))
                .filter(day -> day.isAfter(today))
                .max(LocalDate::compareTo);
    }

    private static Optional<LocalDate> day(Document stored, String field) {
        return Optional.ofNullable(stored.getString(field)).map(LocalDate::parse);
    }

    /**
     * Notes on which day people were asked, a few hundred at a time. Whoever was asked later still is left as they are, but is
     * not held any more; safe to repeat.
     *
     * @param holder who asked them
     */
    void on(Map<String, LocalDate> days, String holder) {
        note(days, holder, List.of(DAY));
    }

    /** As {@link #on}, for whom a rotating panel asked. */
    void onByPanel(Map<String, LocalDate> days, String holder) {
        note(days, holder, List.of(DAY, PANEL));
    }

    private void note(Map<String, LocalDate> days, String holder, List<String> fields) {
        if (days.isEmpty()) {
            return;
        }
        var news = new HashMap<>(days);
        asked.findAll(days.keySet())
                .forEach(each -> news.computeIfPresent(
                        TenantCollection.id(each),
                        (person, day) -> day(each, DAY)
                                        .filter(last -> !last.isBefore(day))
                                        .isEmpty()
                                ? day
                                : null));
        var writes = new ArrayList<Write>();
        news.forEach((person, day) -> {
            var changes = new ArrayList<>(List.of(unset(HELD), unset(SINCE)));
            fields.forEach(field -> changes.add(set(field, day.toString())));
            writes.add(new Write.Upsert(person, combine(changes)));
        });
        asked.write(writes);
        // Two surveys may ask a person on one day: the later one finds the day, and its hold beside it.
        asked.updateAllOf(days.keySet(), eq(HELD, holder), LET_GO);
    }

    /**
     * Gives whoever is held by one name to another. For a migration; safe to repeat.
     *
     * @param asked the collection of a tenant
     */
    static void rename(TenantCollection asked, String before, String after) {
        asked.updateAll(eq(HELD, before), set(HELD, after));
    }
}
