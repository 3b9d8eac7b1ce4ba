package org.takeup.survey;

import static com.mongodb.client.model.Filters.eq;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** The people whom planners name one by one, and how they are kept with a wave. */
final class Named {
    static final CollectionSpec LISTS = CollectionSpec.named("survey_lists").index("wave");
    /** How many people a list names at most. */
    static final int MOST = 20_000;

    private static final int BATCH = 500;
    private static final int SAID = 20;

    private final TenantCollection lists;
    private final String wave;

    Named(Workspace workspace, String wave) {
        this.lists = workspace.collection(LISTS);
        this.wave = wave;
    }

    /**
     * Finds the people who are named by mail address or by the directory's id, one a line or with commas or semicolons
     * between them. Whoever is named twice counts once.
     *
     * @return their ids
     * @throws Problem 422 for the field {@code people}, naming those whom the directory does not have, or has twice
     */
    static List<String> find(People people, Workspace workspace, String text) {
        Set<String> names = text.lines()
                .flatMap(line -> List.of(line.split("[,;\\t]")).stream())
                .map(Named::address)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (names.isEmpty()) {
            throw Problem.invalid("people", "Name at least one person, by mail address or by the directory's id.");
        }
        if (names.size() > MOST) {
            throw Problem.invalid("people", "This names " + names.size() + " people; a list has at most " + MOST + ".");
        }
        var ids = new LinkedHashSet<String>();
        var unknown = new ArrayList<String>();
        var shared = new ArrayList<String>();
        for (List<String> batch : batches(new ArrayList<>(names))) {
            Map<String, List<Person>> found = whoIs(people, workspace, batch);
            for (String name : batch) {
                List<Person> persons = found.getOrDefault(name, List.of());
                switch (persons.size()) {
                    case 0 -> unknown.add(name);
                    case 1 -> ids.add(persons.getFirst().id());
                    default -> shared.add(name);
                }
            }
        }
        refuse(unknown, shared);
        return List.copyOf(ids);
    }

    /** What is between angle brackets if something is, as mail programs copy it. */
    private static String address(String entry) {
        int open = entry.lastIndexOf('<');
        int close = entry.lastIndexOf('>');
        return (open >= 0 && close > open ? entry.substring(open + 1, close) : entry).strip();
    }

    private static Map<String, List<Person>> whoIs(People people, Workspace workspace, List<String> names) {
        var found = new LinkedHashMap<String, List<Person>>();
        Map<String, List<Person>> byAddress = people.withAddress(
                workspace, names.stream().filter(name -> name.contains("@")).toList());
        names.forEach(name -> found.put(name, byAddress.getOrDefault(name.toLowerCase(Locale.ROOT), List.of())));
        people.active(workspace, names).forEach(person -> found.put(person.id(), List.of(person)));
        return found;
    }

    private static void refuse(List<String> unknown, List<String> shared) {
        var wrong = new ArrayList<String>();
        if (!unknown.isEmpty()) {
            wrong.add("Nobody active in the directory is: " + some(unknown) + ".");
        }
        if (!shared.isEmpty()) {
            wrong.add("More than one person has this address; give the directory's id: " + some(shared) + ".");
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid("people", String.join(" ", wrong) + " Correct the list or take these out.");
        }
    }

    private static String some(List<String> names) {
        String first = names.stream()
                .limit(SAID)
                .map(name -> name.length() > 80 ? name.substring(0, 80) + "…" : name)
                .collect(Collectors.joining(", "));
        return names.size() > SAID ? first + " and " + (names.size() - SAID) + " more" : first;
    }

    /** Keeps who is named. Repeating it changes nothing. */
    void put(Collection<String> people) {
        for (List<String> batch : batches(new ArrayList<>(people))) {
            lists.write(batch.stream()
                    .<TenantCollection.Write>map(person -> new TenantCollection.Write.Put(
                            wave + ":" + person, new Document("wave", wave).append("person", person)))
                    .toList());
        }
    }

    /** Forgets who is named. */
    void clear() {
        lists.deleteAll(eq("wave", wave));
    }

    /** Their ids. */
    List<String> all() {
        return lists.find(eq("wave", wave))
                .map(each -> each.getString("person"))
                .into(new ArrayList<>());
    }

    /** Their ids, read from the store in batches while they are asked for. */
    Iterator<String> read() {
        return lists.inPages(eq("wave", wave), BATCH)
                .map(each -> each.getString("person"))
                .iterator();
    }

    /** In parts that are written at once. */
    static List<List<String>> batches(List<String> all) {
        var batches = new ArrayList<List<String>>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(from + BATCH, all.size())));
        }
        return batches;
    }
}
