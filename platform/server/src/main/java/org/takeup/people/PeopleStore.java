package org.takeup.people;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Sorts;
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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** How people and identities are written. Two collections, because one person may sign in in several ways. */
public final class PeopleStore {
    /** {@code sort} is the name in lower case with the id behind it: unique, so it is also the cursor. */
    public static final CollectionSpec PEOPLE = CollectionSpec.named("people")
            .index("email")
            .index("sources")
            .index("active", "sort")
            .index("unit", "active", "sort")
            .index("manager", "active");

    public static final CollectionSpec IDENTITIES = CollectionSpec.named("identities");

    /** One document: the order of the sources. */
    public static final CollectionSpec RULES = CollectionSpec.named("people_rules");

    static final int BATCH = 1_000;
    private static final String ORDER = "order";
    /** The directory's id of somebody whom it does not have any more. */
    private static final String RELEASED = "";

    private final TenantCollection people;
    private final TenantCollection identities;
    private final TenantCollection settings;
    private final PersonBatch.Watch watch;

    /** @param watch hears who comes and who goes */
    PeopleStore(Workspace workspace, PersonBatch.Watch watch) {
        this.people = workspace.collection(PEOPLE);
        this.identities = workspace.collection(IDENTITIES);
        this.settings = workspace.collection(RULES);
        this.watch = watch;
    }

    MergeRules rules() {
        return settings.find(ORDER)
                .flatMap(stored -> MergeRules.of(stored.getList("sources", String.class).stream()
                        .flatMap(key -> Source.parse(key).stream())
                        .toList()))
                .orElse(MergeRules.USUAL);
    }

    void put(MergeRules rules) {
        settings.put(
                ORDER,
                new Document(
                        "sources",
                        rules.order().stream()
                                .filter(source -> source != Source.SIGN_IN)
                                .map(Source::key)
                                .toList()));
    }

    /** Makes everybody anew of what is said of them, by the rules of now. Safe to repeat. @param merged is told how many */
    void mergeAll(LongConsumer merged) {
        var part = new ArrayList<String>();
        long done = 0;
        Iterable<Document> everybody = () -> people.inPages(empty(), BATCH).iterator();
        for (Document stored : everybody) {
            part.add(TenantCollection.id(stored));
            if (part.size() == BATCH) {
                merge(part);
                done += part.size();
                merged.accept(done);
                part.clear();
            }
        }
        merge(part);
        merged.accept(done + part.size());
    }

    private void merge(List<String> ids) {
        change(batch -> {
            batch.load(ids);
            batch.mergeAnew();
        });
    }

    private <T> T write(Function<PersonBatch, T> work) {
        return PersonBatch.write(people, rules(), watch, work);
    }

    private void change(Consumer<PersonBatch> work) {
        write(batch -> {
            work.accept(batch);
            return batch;
        });
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
            change(batch -> {
                batch.load(List.of(own));
                batch.same(own, Optional.of(person));
            });
        }
        return personOf(identityKey).orElse(person);
    }

    /** The record with this address, if exactly one source and person has it: a shared mailbox identifies nobody. */
    Optional<Document> onlyRecordWith(String email) {
        List<Document> found = people.find(eq("email", email)).into(new ArrayList<>());
        found.removeIf(stored -> !PersonDocument.isRecord(stored));
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** Lets this identity and no other sign in as the record. @return false if another one does */
    boolean hold(String record, String identityKey) {
        Bson free = or(exists("identity", false), eq("identity", identityKey));
        return people.updateIf(record, free, combine(set("identity", identityKey), inc("revision", 1)));
    }

    void putSignedIn(String id, String name, String email) {
        change(batch -> {
            batch.load(List.of(id));
            batch.say(id, Source.SIGN_IN, id, new Facts(name, email, Optional.empty(), Optional.empty(), true));
        });
    }

    /** A record with the proven address of somebody whom the company names is that person, and is kept beside them. */
    void putRecords(List<PersonRecord> records, Predicate<String> isProven) {
        for (int from = 0; from < records.size(); from += BATCH) {
            List<PersonRecord> part = records.subList(from, Math.min(from + BATCH, records.size()));
            change(batch -> put(batch, part, isProven));
        }
    }

    private void put(PersonBatch batch, List<PersonRecord> part, Predicate<String> isProven) {
        batch.load(part.stream().map(PersonRecord::personId).toList());
        List<String> emails =
                part.stream().map(record -> People.lowerCase(record.email())).toList();
        Map<String, String> byEmail = onlyOnes(batch, emails, PersonDocument::isCompanys, isProven);
        for (PersonRecord record : part) {
            String id = record.personId();
            String by = record.source() + "/" + record.externalId();
            batch.say(id, Source.LEARNING, by, record.facts());
            Optional<String> same = Optional.ofNullable(byEmail.get(People.lowerCase(record.email())))
                    .filter(other ->
                            !batch.find(id).map(PersonDocument::isCompanys).orElse(false));
            batch.same(id, same);
            same.ifPresent(other -> batch.say(other, Source.LEARNING, by, record.facts()));
        }
    }

    /** Ids of people by those proven addresses that exactly one of them has; they are in the batch afterwards. */
    private Map<String, String> onlyOnes(
            PersonBatch batch, List<String> emails, Predicate<Document> which, Predicate<String> isProven) {
        List<String> proven = emails.stream().filter(isProven).distinct().toList();
        var byEmail = new HashMap<String, String>();
        var shared = new HashSet<String>();
        if (!proven.isEmpty()) {
            // By the address alone, so that every engine plans the look-up by its index.
            people.find(in("email", proven)).forEach(found -> {
                if (which.test(found) && !found.containsKey("same")) {
                    batch.take(found);
                    if (byEmail.put(found.getString("email"), TenantCollection.id(found)) != null) {
                        shared.add(found.getString("email"));
                    }
                }
            });
        }
        byEmail.keySet().removeAll(shared);
        return byEmail;
    }

    /** The one record with this address, from now on also the company's own directory's; or one that it let go before. */
    Optional<String> claim(String email, String by) {
        return write(batch -> onlyRecordWith(email)
                .filter(stored -> isFree(stored, Source.DIRECTORY, by))
                .map(stored -> {
                    String id = TenantCollection.id(stored);
                    batch.take(stored);
                    batch.say(id, Source.DIRECTORY, by, saysNothing(stored.getBoolean("active")));
                    return id;
                }));
    }

    private static Facts saysNothing(boolean active) {
        return new Facts("", "", Optional.empty(), Optional.empty(), active);
    }

    /** Whether no other entry of the source is this person. */
    private static boolean isFree(Document stored, Source source, String by) {
        return PersonDocument.idFor(stored, source)
                .map(id -> id.equals(RELEASED) || id.equals(by))
                .orElse(true);
    }

    void putProvisioned(List<Person> provisioned) {
        for (int from = 0; from < provisioned.size(); from += BATCH) {
            List<Person> part = provisioned.subList(from, Math.min(from + BATCH, provisioned.size()));
            change(batch -> {
                batch.load(part.stream().map(Person::id).toList());
                part.forEach(person -> batch.say(person.id(), Source.DIRECTORY, person.id(), person.facts()));
            });
        }
    }

    void release(String id) {
        change(batch -> {
            batch.load(List.of(id));
            batch.find(id)
                    .flatMap(stored -> PersonDocument.said(stored, Source.DIRECTORY))
                    .ifPresent(said -> batch.say(
                            id,
                            Source.DIRECTORY,
                            RELEASED,
                            new Facts(said.name(), said.email(), said.unit(), said.manager(), false)));
        });
    }

    /**
     * Whom entries of a file are: the person they were before; or the one record with their proven address; or somebody
     * new. Says of them what the entry says, but for the manager.
     *
     * @return ids of the directory by those of the file
     */
    Map<String, String> putEntries(List<FileEntry> entries, Map<String, String> known, Predicate<String> isProven) {
        return write(batch -> {
            var ids = new HashMap<String, String>();
            List<FileEntry> fresh = entries.stream()
                    .filter(entry -> !known.containsKey(entry.id()))
                    .toList();
            Map<String, String> byEmail =
                    onlyOnes(batch, fresh.stream().map(FileEntry::email).toList(), PersonDocument::isRecord, isProven);
            batch.load(entries.stream()
                    .map(entry -> known.getOrDefault(entry.id(), entry.freshId()))
                    .toList());
            for (FileEntry entry : entries) {
                String id = Optional.ofNullable(known.get(entry.id()))
                        .or(() -> Optional.ofNullable(byEmail.get(entry.email()))
                                .filter(found -> batch.find(found)
                                        .filter(stored -> isFree(stored, Source.FILE, entry.id()))
                                        .isPresent()))
                        .orElseGet(entry::freshId);
                Optional<String> manager = batch.find(id)
                        .flatMap(stored -> PersonDocument.said(stored, Source.FILE))
                        .flatMap(Facts::manager);
                batch.say(id, Source.FILE, entry.id(), entry.facts(manager));
                ids.put(entry.id(), id);
            }
            return ids;
        });
    }

    /** Says who reports to whom. @param managers by the person's id; nothing for somebody who reports to nobody */
    void putManagers(Map<String, Optional<String>> managers) {
        change(batch -> {
            batch.load(managers.keySet());
            managers.forEach((id, manager) -> batch.find(id).ifPresent(stored -> {
                Optional<String> by = PersonDocument.idFor(stored, Source.FILE);
                PersonDocument.said(stored, Source.FILE)
                        .ifPresent(said -> batch.say(
                                id,
                                Source.FILE,
                                by.orElseThrow(),
                                new Facts(said.name(), said.email(), said.unit(), manager, said.active())));
            }));
        });
    }

    /** Takes back all that a file said of these people. */
    void takeBack(Collection<String> ids) {
        change(batch -> {
            batch.load(ids);
            ids.forEach(id -> batch.unsay(id, Source.FILE));
        });
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
