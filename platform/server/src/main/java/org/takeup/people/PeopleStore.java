package org.takeup.people;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.tenant.Workspace;

/** How people and identities are written. Two collections, because one person may sign in in several ways. */
public final class PeopleStore {
    /** {@code sort} is the name in lower case with the id behind it: unique, so it is also the cursor. */
    public static final CollectionSpec PEOPLE = CollectionSpec.named("people")
            .index("email")
            .index("active", "sort")
            .index("unit", "active", "sort");

    public static final CollectionSpec IDENTITIES = CollectionSpec.named("identities");

    private static final int BATCH = 1_000;
    private static final String RECORD = "record";
    private static final String SIGN_IN = "sign-in";

    private final TenantCollection people;
    private final TenantCollection identities;

    PeopleStore(Workspace workspace) {
        this.people = workspace.collection(PEOPLE);
        this.identities = workspace.collection(IDENTITIES);
    }

    Optional<String> personOf(String identityKey) {
        return identities.find(identityKey).map(found -> found.getString("person"));
    }

    /** Lets the identity stand for this person, unless somebody else was faster. @return whom it stands for */
    String link(String identityKey, String own, String person) {
        if (identities.insert(identityKey, new Document("person", person))) {
            return person;
        }
        if (!person.equals(own) && identities.updateIf(identityKey, eq("person", own), set("person", person))) {
            // The person made by an earlier sign-in is now this record; they must not be counted twice.
            people.update(own, set("active", false));
        }
        return personOf(identityKey).orElse(person);
    }

    /** The record with this address, if exactly one source and person has it: a shared mailbox identifies nobody. */
    Optional<String> onlyRecordWith(String email) {
        List<String> found = people.find(and(eq("email", email), eq("origin", RECORD), exists("same", false)))
                .limit(2)
                .map(TenantCollection::id)
                .into(new ArrayList<>());
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** Lets this identity and no other sign in as the record. @return false if another one does */
    boolean hold(String record, String identityKey) {
        Bson free = or(exists("identity", false), eq("identity", identityKey));
        return people.updateIf(record, free, set("identity", identityKey));
    }

    void putSignedIn(String id, String name, String email) {
        people.upsert(
                id,
                combine(
                        set("origin", SIGN_IN),
                        set("name", name),
                        set("email", email),
                        set("active", true),
                        set("sort", sort(name, id))));
    }

    /**
     * Of whom the company's own directory brings, nothing is taken from others; and a record with the proven address of
     * one of them is kept, but is nobody beside them.
     */
    void putRecords(List<PersonRecord> records, Predicate<String> isProven) {
        for (int from = 0; from < records.size(); from += BATCH) {
            List<PersonRecord> part = records.subList(from, Math.min(from + BATCH, records.size()));
            Map<String, String> byEmail = provisioned(part, isProven);
            var owned = new HashSet<String>();
            people.findAll(part.stream().map(PersonRecord::personId).toList()).forEach(person -> {
                if (person.getBoolean("provisioned", false)) {
                    owned.add(TenantCollection.id(person));
                }
            });
            people.write(part.stream()
                    .filter(record -> !owned.contains(record.personId()))
                    .<Write>map(record -> new Write.Upsert(
                            record.personId(),
                            update(record, Optional.ofNullable(byEmail.get(People.lowerCase(record.email()))))))
                    .toList());
        }
    }

    /** Ids of provisioned people by those addresses of the records that are proven. */
    private Map<String, String> provisioned(List<PersonRecord> records, Predicate<String> isProven) {
        List<String> emails = records.stream()
                .map(record -> People.lowerCase(record.email()))
                .filter(isProven)
                .distinct()
                .toList();
        var byEmail = new HashMap<String, String>();
        var shared = new HashSet<String>();
        if (!emails.isEmpty()) {
            people.find(and(in("email", emails), eq("provisioned", true))).forEach(found -> {
                if (byEmail.put(found.getString("email"), TenantCollection.id(found)) != null) {
                    shared.add(found.getString("email"));
                }
            });
        }
        byEmail.keySet().removeAll(shared);
        return byEmail;
    }

    /** The one record with this address, from now on the company's own directory's; or one that it let go before. */
    Optional<String> claim(String email) {
        Bson free = or(exists("provisioned", false), eq("released", true));
        return onlyRecordWith(email)
                .filter(id -> people.updateIf(id, free, combine(set("provisioned", true), unset("released"))));
    }

    void putProvisioned(List<Person> provisioned) {
        for (int from = 0; from < provisioned.size(); from += BATCH) {
            people.write(provisioned.subList(from, Math.min(from + BATCH, provisioned.size())).stream()
                    .<Write>map(person -> new Write.Upsert(person.id(), update(person)))
                    .toList());
        }
    }

    void release(String id) {
        people.update(id, combine(set("active", false), set("released", true)));
    }

    private static Bson update(Person person) {
        return combine(
                set("origin", RECORD),
                set("provisioned", true),
                set("name", person.name()),
                set("email", People.lowerCase(person.email())),
                set("active", person.active()),
                set("sort", sort(person.name(), person.id())),
                person.unit().map(unit -> set("unit", unit)).orElseGet(() -> unset("unit")),
                person.managerId().map(manager -> set("manager", manager)).orElseGet(() -> unset("manager")));
    }

    private static Bson update(PersonRecord record, Optional<String> same) {
        return combine(
                set("origin", RECORD),
                set("name", record.name()),
                set("email", People.lowerCase(record.email())),
                set("active", record.active() && same.isEmpty()),
                same.map(person -> set("same", person)).orElseGet(() -> unset("same")),
                set("sort", sort(record.name(), record.personId())),
                record.unit().map(unit -> set("unit", unit)).orElseGet(() -> unset("unit")),
                record.manager()
                        .map(manager -> set("manager", PersonIds.ofRecord(record.source(), manager)))
                        .orElseGet(() -> unset("manager")));
    }

    long count() {
        return people.count(eq("active", true));
    }

    long count(Segment segment) {
        return people.count(filter(segment));
    }

    List<SizedSegment> units() {
        var group = new Document("$group", new Document("_id", "$unit").append("size", new Document("$sum", 1)));
        var units = new ArrayList<SizedSegment>();
        for (Document each : people.aggregate(List.of(new Document("$match", new Document("active", true)), group))) {
            if (each.get("_id") instanceof String unit) {
                units.add(new SizedSegment(
                        Segment.unit(unit), each.get("size", Number.class).longValue()));
            }
        }
        units.sort(Comparator.comparing(unit -> unit.segment().label()));
        return units;
    }

    Stream<Person> members(Segment segment) {
        var found = people.find(filter(segment)).batchSize(BATCH);
        var cursor = found.iterator();
        Iterable<Document> once = () -> cursor;
        return StreamSupport.stream(once.spliterator(), false)
                .map(PeopleStore::read)
                .onClose(cursor::close);
    }

    Map<String, String> names(Collection<String> ids) {
        var names = new HashMap<String, String>();
        people.findAll(ids).forEach(found -> names.put(TenantCollection.id(found), found.getString("name")));
        return names;
    }

    List<Person> managers(Segment segment) {
        var ids = new ArrayList<String>();
        people.aggregate(List.of(
                        Aggregates.match(and(filter(segment), exists("manager"))), Aggregates.group("$manager")))
                .forEach(group -> ids.add(group.getString("_id")));
        var managers = new ArrayList<Person>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            people.findAll(ids.subList(from, Math.min(from + BATCH, ids.size())))
                    .map(PeopleStore::read)
                    .into(managers);
        }
        managers.removeIf(manager -> !manager.active());
        return managers;
    }

    Optional<Person> find(String id) {
        return people.find(id).map(PeopleStore::read);
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
                shown.stream().map(PeopleStore::read).toList(),
                more ? Optional.of(shown.getLast().getString("sort")) : Optional.empty());
    }

    private static Bson filter(Segment segment) {
        return switch (segment) {
            case Segment.Everybody _ -> eq("active", true);
            case Segment.Unit unit -> and(eq("unit", unit.name()), eq("active", true));
        };
    }

    private static String sort(String name, String id) {
        return name.toLowerCase(Locale.ROOT) + " " + id;
    }

    private static Person read(Document stored) {
        return new Person(
                TenantCollection.id(stored),
                stored.getString("name"),
                stored.getString("email"),
                Optional.ofNullable(stored.getString("unit")),
                Optional.ofNullable(stored.getString("manager")),
                stored.getBoolean("active"));
    }
}
