package org.takeup.people;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Sorts;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/**
 * The directory as it is read: single people, lists, sizes, and who reports to whom. Writes nothing; that is
 * {@link PeopleStore}. Thread-safe; calls block.
 */
final class DirectoryStore {
    private static final int BATCH = PeopleStore.BATCH;

    private final TenantCollection people;

    DirectoryStore(Workspace workspace) {
        this.people = workspace.collection(PeopleStore.PEOPLE);
    }

    boolean hasLeft(String id) {
        return people.find(id)
                .filter(PersonDocument::isCompanys)
                .map(stored -> !stored.getBoolean("active"))
                .orElse(false);
    }

    /** How many people a source says something of. */
    long countFrom(Source source) {
        return people.count(eq("sources", source.key()));
    }

    long count() {
        return people.count(eq("active", true));
    }

    long count(Segment segment) {
        return people.count(filter(segment));
    }

    /** Everybody first, then each unit by name. */
    List<SizedSegment> segments() {
        var group = new Document("$group", new Document("_id", "$unit").append("size", new Document("$sum", 1)));
        var units = new ArrayList<SizedSegment>();
        long everybody = 0;
        for (Document each : people.aggregate(List.of(new Document("$match", new Document("active", true)), group))) {
            long size = each.get("size", Number.class).longValue();
            everybody += size;
            if (each.get("_id") instanceof String unit) {
                units.add(new SizedSegment(Segment.unit(unit), size));
            }
        }
        units.sort(Comparator.comparing(unit -> unit.segment().label()));
        units.addFirst(new SizedSegment(Segment.everybody(), everybody));
        return units;
    }

    /** Of a page at a time: who writes to all of them takes longer than a cursor may live. */
    Stream<Person> members(Segment segment) {
        return people.inPages(filter(segment), BATCH).map(PersonDocument::read);
    }

    /** Whether a source says of an active person that they work in another zone than this one. */
    boolean anyOutside(ZoneId zone) {
        return people.find(and(gt("zone", ""), ne("zone", zone.getId()), eq("active", true)))
                        .first()
                != null;
    }

    /** Ids of the active people of whom a source says that they read one of these languages, a page at a time. */
    Stream<String> reading(Collection<String> languages) {
        return people.inPages(and(in("language", languages), eq("active", true)), BATCH)
                .map(TenantCollection::id);
    }

    /** What learning records call these people, {@code source/id}, by id; whoever has none is left out. */
    Map<String, String> learners(Collection<String> ids) {
        var learners = new HashMap<String, String>();
        people.findAll(ids)
                .batchSize(BATCH)
                .forEach(found -> PersonDocument.idFor(found, Source.LEARNING)
                        .ifPresent(key -> learners.put(TenantCollection.id(found), key)));
        return learners;
    }

    Map<String, String> names(Collection<String> ids) {
        var names = new HashMap<String, String>();
        people.findAll(ids).forEach(found -> names.put(TenantCollection.id(found), found.getString("name")));
        return names;
    }

    List<Person> active(Collection<String> ids) {
        return people.findAll(ids).map(PersonDocument::read).into(new ArrayList<>()).stream()
                .filter(Person::active)
                .toList();
    }

    Map<String, List<Person>> withAddress(Collection<String> emails) {
        var found = new HashMap<String, List<Person>>();
        if (!emails.isEmpty()) {
            // By the address alone, so that every engine plans the look-up by its index.
            people.find(in("email", emails)).map(PersonDocument::read).forEach(person -> {
                if (person.active()) {
                    found.computeIfAbsent(person.email(), ignored -> new ArrayList<>())
                            .add(person);
                }
            });
        }
        return found;
    }

    List<Person> managers(Segment segment) {
        var ids = new ArrayList<String>();
        people.aggregate(List.of(
                        Aggregates.match(and(filter(segment), exists("manager"))), Aggregates.group("$manager")))
                .forEach(group -> ids.add(group.getString("_id")));
        var managers = new ArrayList<Person>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            people.findAll(ids.subList(from, Math.min(from + BATCH, ids.size())))
                    .map(PersonDocument::read)
                    .into(managers);
        }
        managers.removeIf(manager -> !manager.active());
        return managers;
    }

    /** How many active people report to this one, by their units; those without one are under an empty name. */
    Map<String, Integer> unitsOfReports(String manager) {
        var units = new HashMap<String, Integer>();
        people.aggregate(List.of(
                        Aggregates.match(and(eq("manager", manager), eq("active", true))),
                        Aggregates.group("$unit", Accumulators.sum("n", 1))))
                .forEach(group -> units.put(
                        Objects.requireNonNullElse(group.getString("_id"), ""),
                        group.get("n", Number.class).intValue()));
        return units;
    }

    /** The units of those who report to these people, by manager; who leads nobody is left out. */
    Map<String, Set<String>> unitsLed(Collection<String> managers) {
        var units = new HashMap<String, Set<String>>();
        var each = new Document("manager", "$manager").append("unit", "$unit");
        people.aggregate(List.of(
                        Aggregates.match(and(in("manager", managers), eq("active", true))), Aggregates.group(each)))
                .forEach(group -> {
                    Document id = group.get("_id", Document.class);
                    units.computeIfAbsent(id.getString("manager"), ignored -> new HashSet<>())
                            .add(Objects.requireNonNullElse(id.getString("unit"), ""));
                });
        return units;
    }

    Optional<Person> find(String id) {
        return people.find(id).map(PersonDocument::read);
    }

    PeoplePage list(Segment segment, Optional<String> after, int most) {
        Bson filter =
                after.map(cursor -> and(filter(segment), gt("sort", cursor))).orElseGet(() -> filter(segment));
        List<Document> found = people.find(filter)
                .sort(Sorts.ascending("sort"))
                .limit(most + 1)
                .into(new ArrayList<>());
        boolean more = found.size() > most;
        List<Document> shown = more ? found.subList(0, most) : found;
        return new PeoplePage(
                shown.stream().map(PersonDocument::read).toList(),
                more ? Optional.of(shown.getLast().getString("sort")) : Optional.empty());
    }

    private static Bson filter(Segment segment) {
        return switch (segment) {
            case Segment.Everybody _ -> eq("active", true);
            case Segment.Unit unit -> and(eq("unit", unit.name()), eq("active", true));
        };
    }
}
