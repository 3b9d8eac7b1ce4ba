package org.takeup.survey;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
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
 * never both ask them. The day takes the place of the hold: what asked them is not kept.
 */
final class Asked {
    static final CollectionSpec ASKED = CollectionSpec.named("survey_asked");
    /** Within so many days, nobody is asked a second time unless the planner says so. */
    static final int DAYS = 30;

    private static final String DAY = "day";
    private static final String HELD = "held";
    private static final String SINCE = "heldOn";

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

    /** Those of these people who were asked in the last days, or are about to be. */
    Set<String> lately(Collection<String> people) {
        var lately = new HashSet<String>();
        last(people).forEach((person, last) -> last.free().ifPresent(ignored -> lately.add(person)));
        return lately;
    }

    /** What is known of those of these people of whom anything is. */
    Map<String, Last> last(Collection<String> people) {
        var known = new HashMap<String, Last>();
        if (!people.isEmpty()) {
            for (Document each : asked.findAll(people)) {
                known.put(TenantCollection.id(each), new Last(day(each, DAY), free(each, "")));
            }
        }
        return known;
    }

    /**
     * Holds those of these people who may be asked today, for one survey alone. Whoever calls at the same moment for another
     * survey gets none of them. Repeating it gives the same people; a hold ends when it is {@value #DAYS} days old.
     *
     * @param holder 1 to 64 characters that no other survey uses
     * @return whom it holds now, also from an earlier call
     */
    Set<String> hold(Collection<String> people, String holder) {
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
            } else if (free(before, holder).isEmpty()) {
                writes.add(new Write.UpdateIf(
                        person,
                        and(as(before, DAY), as(before, HELD), as(before, SINCE)),
                        combine(set(HELD, holder), set(SINCE, day))));
            }
        }
        asked.write(writes);
        var held = new HashSet<String>();
        for (Document each : asked.findAll(people)) {
            if (holder.equals(each.getString(HELD)) && free(each, holder).isEmpty()) {
                held.add(TenantCollection.id(each));
            }
        }
        return held;
    }

    /** Lets those of these people go, at most a few hundred, who are held for this survey and were not invited. */
    void release(Collection<String> people, String holder) {
        asked.updateAllOf(people, eq(HELD, holder), combine(unset(HELD), unset(SINCE)));
    }

    private static Bson as(Document before, String field) {
        String value = before.getString(field);
        return value == null ? exists(field, false) : eq(field, value);
    }

    /** The first day on which the person may be asked by this holder, if it is still to come. */
    private Optional<LocalDate> free(Document stored, String holder) {
        Optional<LocalDate> asked = day(stored, DAY);
        Optional<LocalDate> held = holder.equals(stored.getString(HELD)) ? Optional.empty() : day(stored, SINCE);
        return java.util.stream.Stream.of(asked, held)
                .flatMap(Optional::stream)
                .map(day -> day.plusDays(DAYS))
                .filter(day -> day.isAfter(today))
                .max(LocalDate::compareTo);
    }

    private static Optional<LocalDate> day(Document stored, String field) {
        return Optional.ofNullable(stored.getString(field)).map(LocalDate::parse);
    }

    /** Notes on which day people were asked. Whoever was asked later still is left as they are; safe to repeat. */
    void on(Map<String, LocalDate> days) {
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
        List<Write> writes = news.entrySet().stream()
                .<Write>map(each -> new Write.Put(
                        each.getKey(), new Document(DAY, each.getValue().toString())))
                .toList();
        asked.write(writes);
    }
}
