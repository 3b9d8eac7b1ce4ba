package org.takeup.learning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.takeup.learning.LearnerStore.Stored;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.plugin.api.lms.LearningRecord;
import org.takeup.plugin.api.lms.LearningRecord.Person;
import org.takeup.plugin.api.lms.LearningRecord.Removed;
import org.takeup.store.TenantCollection.Write;
import org.takeup.tenant.Workspace;

/**
 * Stores one batch of records. Storing it again changes nothing and tells the same outcomes. The catalogue comes first,
 * then people with all facts about them, each person read and written once.
 */
final class Batch {
    private final Workspace workspace;
    private final LearnerStore store;
    private final People people;
    private final String source;
    private final Stamp stamp;
    private final BiConsumer<Row, Outcome> outcomes;
    private final BiConsumer<Row, String> rejections;

    /**
     * @param source the connector that the records come from
     * @param outcomes is told what became of each row that was not rejected
     * @param rejections is told of each row that was, and why
     */
    Batch(
            Workspace workspace,
            People people,
            String source,
            Stamp stamp,
            BiConsumer<Row, Outcome> outcomes,
            BiConsumer<Row, String> rejections) {
        this.workspace = workspace;
        this.store = new LearnerStore(workspace);
        this.people = people;
        this.source = source;
        this.stamp = stamp;
        this.outcomes = outcomes;
        this.rejections = rejections;
    }

    /** Stores records of any kind but removed facts. */
    void store(List<Row> rows) {
        List<Row> fitting = withoutErased(rows.stream().filter(this::fits).toList());
        storeCatalogue(
                fitting.stream().filter(row -> !row.kind().isAboutAPerson()).toList());
        storePeople(fitting.stream().filter(row -> row.kind().isAboutAPerson()).toList());
    }

    /** What a source still sends of people who were erased is passed over, and counts as what changes nothing. */
    private List<Row> withoutErased(List<Row> rows) {
        Set<String> erased = people.erased(
                workspace,
                source,
                rows.stream()
                        .filter(row -> row.kind().isAboutAPerson())
                        .map(Row::person)
                        .collect(Collectors.toSet()));
        if (erased.isEmpty()) {
            return rows;
        }
        var welcome = new ArrayList<Row>();
        for (Row row : rows) {
            if (row.kind().isAboutAPerson() && erased.contains(row.person())) {
                outcomes.accept(row, Outcome.UNCHANGED);
            } else {
                welcome.add(row);
            }
        }
        return welcome;
    }

    private boolean fits(Row row) {
        Optional<String> misfit = row.misfit();
        misfit.ifPresent(why -> rejections.accept(row, why));
        return misfit.isEmpty();
    }

    private void storeCatalogue(List<Row> rows) {
        Map<String, List<Row>> byKey = group(
                rows, row -> CatalogueEntry.key(source, row.kind(), row.record().sourceId()));
        Map<String, Document> known = store.catalogue(byKey.keySet());
        var writes = new ArrayList<Write>();
        byKey.forEach((key, group) -> storeEntry(key, group, known.get(key), writes));
        store.writeCatalogue(writes);
    }

    private void storeEntry(String key, List<Row> rows, @Nullable Document stored, List<Write> writes) {
        Optional<List<Outcome>> told = stored == null ? Optional.empty() : stamp.outcomes(stored, rows.size());
        if (told.isPresent()) {
            tell(rows, told.get());
            return;
        }
        CatalogueEntry now = stored == null ? null : CatalogueEntry.read(key, stored);
        var results = new ArrayList<Outcome>();
        for (Row row : rows) {
            CatalogueEntry next = row.record() instanceof Removed ? null : CatalogueEntry.of(source, row.record());
            results.add(outcome(now, next));
            now = next;
        }
        if (results.stream().anyMatch(result -> result != Outcome.UNCHANGED)) {
            writes.add(now == null ? new Write.Delete(key) : new Write.Put(key, stamped(now.document(), results)));
        }
        tell(rows, results);
    }

    private Document stamped(Document document, List<Outcome> results) {
        stamp.put(document, results);
        return document;
    }

    private static Outcome outcome(@Nullable CatalogueEntry before, @Nullable CatalogueEntry now) {
        if (now == null) {
            return before == null ? Outcome.UNCHANGED : Outcome.REMOVED;
        }
        if (before == null) {
            return Outcome.ADDED;
        }
        return before.equals(now) ? Outcome.UNCHANGED : Outcome.CHANGED;
    }

    private void storePeople(List<Row> rows) {
        Set<String> offerings = knownOfferings(rows);
        var groups = new ArrayList<>(group(rows, Row::person).entrySet());
        for (int from = 0; from < groups.size(); from += LearnerStore.PAGE) {
            storePage(groups.subList(from, Math.min(groups.size(), from + LearnerStore.PAGE)), offerings);
        }
    }

    private Set<String> knownOfferings(List<Row> rows) {
        Set<String> named =
                rows.stream().flatMap(row -> row.offering().stream()).collect(Collectors.toSet());
        Map<String, Document> found = store.catalogue(named.stream()
                .map(id -> CatalogueEntry.key(source, RecordKind.OFFERING, id))
                .toList());
        var known = new HashSet<String>();
        for (String id : named) {
            if (found.containsKey(CatalogueEntry.key(source, RecordKind.OFFERING, id))) {
                known.add(id);
            }
        }
        return known;
    }

    private void storePage(List<Map.Entry<String, List<Row>>> page, Set<String> offerings) {
        Map<String, Stored> stored =
                store.learners(source, page.stream().map(Map.Entry::getKey).toList());
        var writes = new ArrayList<Write>();
        var profiles = new ArrayList<Person>();
        var told = new ArrayList<Runnable>();
        for (var group : page) {
            told.add(storeLearner(
                    group.getKey(), group.getValue(), stored.get(group.getKey()), offerings, writes, profiles));
        }
        // The directory first: a crash in between repeats it, because the learner is not stored yet.
        people.upsert(workspace, records(profiles));
        store.writeLearners(writes);
        told.forEach(Runnable::run);
    }

    /** @return tells the outcomes, once they are true */
    private Runnable storeLearner(
            String id,
            List<Row> rows,
            @Nullable Stored stored,
            Set<String> offerings,
            List<Write> writes,
            List<Person> profiles) {
        boolean known = stored != null || rows.stream().anyMatch(row -> row.record() instanceof Person);
        var taken = new ArrayList<Row>();
        for (Row row : rows) {
            Optional<String> why = known ? unknownOffering(row, offerings) : unknownPerson(row);
            why.ifPresentOrElse(reason -> rejections.accept(row, reason), () -> taken.add(row));
        }
        Optional<List<Outcome>> told =
                stored == null ? Optional.empty() : stamp.outcomes(stored.document(), taken.size());
        if (told.isPresent()) {
            return () -> tell(taken, told.get());
        }
        List<Outcome> results = apply(id, taken, stored, writes, profiles);
        return () -> tell(taken, results);
    }

    private List<Outcome> apply(
            String id, List<Row> rows, @Nullable Stored stored, List<Write> writes, List<Person> profiles) {
        Learner learner = stored == null ? new Learner() : stored.learner();
        Optional<Person> before = learner.person();
        var results = new ArrayList<Outcome>();
        boolean removed = false;
        for (Row row : rows) {
            removed = row.record() instanceof Removed;
            if (removed) {
                results.add(learner.person().isPresent() ? Outcome.REMOVED : Outcome.UNCHANGED);
                learner.person().ifPresent(person -> profiles.add(inactive(person)));
                learner = new Learner();
            } else {
                results.add(learner.put(row.record()));
            }
        }
        if (removed) {
            writes.add(LearnerStore.delete(source, id));
        } else if (results.stream().anyMatch(result -> result != Outcome.UNCHANGED)) {
            learner.person()
                    .filter(person -> !before.equals(Optional.of(person)))
                    .ifPresent(profiles::add);
            writes.add(write(id, stored, learner, results));
        }
        return results;
    }

    private Write write(String id, @Nullable Stored stored, Learner learner, List<Outcome> results) {
        return stored == null
                ? LearnerStore.insert(source, id, learner, stamp, results)
                : LearnerStore.replace(
                        new Stored(source, id, stored.revision(), learner, stored.document()), stamp, results);
    }

    private static Person inactive(Person person) {
        return new Person(
                person.sourceId(), person.displayName(), person.email(), person.unitIds(), person.role(), false);
    }

    private static Optional<String> unknownPerson(Row row) {
        return row.record() instanceof Removed
                ? Optional.empty()
                : Optional.of("It names the person " + row.person()
                        + ", who is neither in this file before it nor known from an earlier import. Add the person, or "
                        + "leave the row out.");
    }

    private static Optional<String> unknownOffering(Row row, Set<String> offerings) {
        return row.offering()
                .filter(offering -> !offerings.contains(offering))
                .map(offering -> "It names the offering " + offering
                        + ", which is neither in this file before it nor known from an earlier import. Add the offering, "
                        + "or leave the row out.");
    }

    private List<PersonRecord> records(List<Person> profiles) {
        Set<String> units = profiles.stream()
                .flatMap(person -> person.unitIds().stream().limit(1))
                .map(unit -> CatalogueEntry.key(source, RecordKind.UNIT, unit))
                .collect(Collectors.toSet());
        Map<String, Document> known = store.catalogue(units);
        return profiles.stream().map(person -> record(person, known)).toList();
    }

    private PersonRecord record(Person person, Map<String, Document> units) {
        Optional<String> unit = person.unitIds().stream()
                .findFirst()
                .map(id -> units.get(CatalogueEntry.key(source, RecordKind.UNIT, id)))
                .map(document -> document.getString("name"));
        String email = person.email();
        return new PersonRecord(
                source,
                person.sourceId(),
                person.displayName(),
                email == null ? "" : email,
                unit,
                Optional.empty(),
                person.active());
    }

    private void tell(List<Row> rows, List<Outcome> results) {
        for (int i = 0; i < rows.size(); i++) {
            outcomes.accept(rows.get(i), results.get(i));
        }
    }

    private static Map<String, List<Row>> group(Collection<Row> rows, Function<Row, String> key) {
        var groups = new LinkedHashMap<String, List<Row>>();
        rows.forEach(row -> groups.computeIfAbsent(key.apply(row), ignored -> new ArrayList<>())
                .add(row));
        return groups;
    }

    /** Whether the record says that a fact about a person is gone, without saying of whom. */
    static boolean removesAFact(LearningRecord record) {
        return record instanceof Removed removed
                && switch (removed.of()) {
                    case ENROLMENT, ACTIVITY, COMPLETION -> true;
                    case ORG_UNIT, PERSON, COURSE, OFFERING -> false;
                };
    }
}
