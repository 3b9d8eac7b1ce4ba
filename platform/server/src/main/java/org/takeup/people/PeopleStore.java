package org.takeup.people;

import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** How people and identities are written; they are read by {@link DirectoryStore}. Two collections, because one person may sign in in several ways. */
public final class PeopleStore {
    /** {@code sort} is the name in lower case with the id behind it: unique, so it is also the cursor. */
    public static final CollectionSpec PEOPLE = CollectionSpec.named("people")
            .index("email")
            .index("sources")
            .index("active", "sort")
            .index("unit", "active", "sort")
            .index("manager", "active")
            .index("language", "active")
            .index("zone", "active");

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
                            new Facts(said.name(), said.email(), said.unit(), said.manager(), false, said.local())));
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
                                new Facts(
                                        said.name(), said.email(), said.unit(), manager, said.active(), said.local())));
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
}
