package org.takeup.survey;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.plugin.api.Answer;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.survey.privacy.AnonymousWave;
import org.takeup.tenant.Workspace;

/**
 * How the ballots of a wave are written while people answer, and read. Who was invited is in {@link RollStore}, which
 * shares no value with it.
 */
public final class BallotStore {
    /** {@code order} begins like the id and is as random: reading by it says nothing about who came when. */
    public static final CollectionSpec BALLOTS = CollectionSpec.named("ballots")
            .index("wave", "separated", "order")
            .index("wave", InterimStore.BATCH)
            .index("person");

    private static final int BATCH = 500;
    private static final int MOST_CHANGES = 1_000;

    private final TenantCollection ballots;
    private final String wave;

    BallotStore(Workspace workspace, String wave) {
        this.ballots = workspace.collection(BALLOTS);
        this.wave = wave;
    }

    /**
     * A ballot before anything is answered.
     *
     * @param unit under which it is counted; may be empty
     * @param messenger under whom it is counted as long as the wave is not separated, if the wave has several
     * @param person whose it is, if answers keep their people
     */
    record Blank(String unit, Optional<Fieldwork.Messenger> messenger, Optional<String> person) {}

    /** Lays out blank ballots, in the order of their random ids. One that is there is left as it is. @param blank by ballot id */
    void layOut(Map<String, Blank> blank) {
        var writes = new ArrayList<Write>();
        new TreeMap<>(blank).forEach((ballot, each) -> {
            var fields = new ArrayList<>(List.of(
                    setOnInsert("wave", wave),
                    setOnInsert("unit", each.unit()),
                    setOnInsert("order", ballot.substring(0, 16)),
                    setOnInsert("separated", false),
                    setOnInsert("touched", false),
                    setOnInsert("finished", false),
                    setOnInsert("changes", 0)));
            each.messenger().ifPresent(messenger -> fields.add(setOnInsert("messenger", messenger.name())));
            each.person().ifPresent(person -> fields.add(setOnInsert("person", person)));
            writes.add(new Write.Upsert(ballot, combine(fields)));
        });
        ballots.write(writes);
    }

    /** Lays out a blank ballot that belongs to nobody. */
    void layOutForNobody(String ballot) {
        ballots.insert(
                ballot,
                new Document("wave", wave)
                        .append("unit", "")
                        .append("order", ballot.substring(0, 16))
                        .append("separated", false)
                        .append("touched", false)
                        .append("finished", false)
                        .append("changes", 0)
                        .append("nobodys", true));
    }

    Optional<Ballot> find(String ballot) {
        return ballots.find(ballot).map(BallotStore::read);
    }

    /**
     * What is saved with one page.
     *
     * @param gone items of the page that are left empty
     * @param finishes whether this was the last page to be saved, as far as the caller knows
     */
    record PageSaved(
            String page,
            Map<String, Answer> answers,
            List<String> gone,
            boolean finishes,
            Date hour,
            String language) {}

    /** Saves a page in one write. @return the ballot afterwards; empty if there is no such ballot */
    Optional<Ballot> save(String ballot, PageSaved page) {
        var changes = new ArrayList<Bson>();
        page.answers().forEach((item, answer) -> changes.add(set("answers." + item, AnswerDocument.write(answer))));
        page.gone().forEach(item -> changes.add(Updates.unset("answers." + item)));
        changes.add(Updates.addToSet("pages", page.page()));
        if (page.finishes()) {
            changes.add(set("finished", true));
            changes.add(InterimStore.due());
        }
        return change(ballot, lt("changes", MOST_CHANGES), stamped(changes, page.hour(), page.language()));
    }

    /** All answers at once. @param key digest of the idempotency key, or empty; @param content digest of what was sent */
    record AllSaved(
            Map<String, Answer> answers,
            List<String> pages,
            boolean finished,
            String key,
            String content,
            Date hour,
            String language) {}

    /**
     * Replaces all answers in one write, unless the key was used before. The ballot does not come back: its answers are
     * what was sent, and at the size of a ballot that would be half the work of the write.
     *
     * @return false if the key was used, or there is no ballot
     */
    boolean replace(String ballot, AllSaved all) {
        var changes = new ArrayList<Bson>();
        changes.add(set("answers", AnswerDocument.write(all.answers())));
        changes.add(set("pages", all.pages()));
        changes.add(set("finished", all.finished()));
        if (all.finished()) {
            changes.add(InterimStore.due());
        }
        Bson condition = lt("changes", MOST_CHANGES);
        if (!all.key().isEmpty()) {
            changes.add(set("sent." + all.key(), all.content()));
            condition = and(condition, exists("sent." + all.key(), false));
        }
        return ballots.updateIf(ballot, and(eq("wave", wave), condition), stamped(changes, all.hour(), all.language()));
    }

    /** The digest of what was sent with this key before, if it was used. */
    Optional<String> sentWith(String ballot, String key) {
        return ballots.find(ballot)
                .map(stored -> stored.get("sent", new Document()))
                .map(sent -> sent.getString(key));
    }

    /** Takes answers away that are not asked for any more. */
    Optional<Ballot> drop(String ballot, List<String> items) {
        return change(
                ballot,
                eq("separated", false),
                combine(items.stream()
                        .map(item -> Updates.unset("answers." + item))
                        .toList()));
    }

    Optional<Ballot> finish(String ballot) {
        return change(ballot, eq("separated", false), combine(set("finished", true), InterimStore.due()));
    }

    private Optional<Ballot> change(String ballot, Bson condition, Bson update) {
        return ballots.change(ballot, and(eq("wave", wave), condition), update).map(BallotStore::read);
    }

    private static Bson stamped(List<Bson> changes, Date hour, String language) {
        changes.add(set("touched", true));
        changes.add(set("hour", hour));
        changes.add(set("language", language));
        changes.add(inc("changes", 1));
        return combine(changes);
    }

    /** Those of these ballots that there are, by id. Of any waves. */
    static Map<String, Ballot> findAll(Workspace workspace, Collection<String> ids) {
        var found = new HashMap<String, Ballot>();
        if (ids.isEmpty()) {
            return found;
        }
        workspace
                .collection(BALLOTS)
                .findAll(ids)
                .forEach(stored -> found.put(TenantCollection.id(stored), read(stored)));
        // Of an anonymous wave one knows only who has asked for a token; what became of it, nobody.
        AnonymousWave.guests(
                        workspace,
                        ids.stream().filter(id -> !found.containsKey(id)).toList())
                .forEach((id, guest) ->
                        found.put(id, new Ballot(guest.unit(), guest.begun(), guest.begun(), Map.of(), Set.of())));
        return found;
    }

    /** Throws all ballots away. */
    void clear() {
        ballots.deleteAll(eq("wave", wave));
    }

    /** A named answer. @param order for going on behind it */
    record Named(String order, String person, String unit, Map<String, Answer> answers) {}

    /** Named answers of a separated wave in random order; not those of the open link, nor of who was erased. @param after the order of the last one, or empty */
    List<Named> named(String after, int most) {
        return ballots.find(and(eq("wave", wave), eq("separated", true), gt("order", after), exists("person")))
                .sort(Sorts.ascending("order"))
                .limit(most)
                .map(stored -> new Named(
                        stored.getString("order"),
                        stored.getString("person"),
                        stored.getString("unit"),
                        AnswerDocument.read(stored.get("answers", new Document()))))
                .into(new ArrayList<>());
    }

    /** Hands over each separated ballot, read by cursor. */
    void eachSeparated(Consumer<Ballot> consumer) {
        ballots.find(and(eq("wave", wave), eq("separated", true)))
                .batchSize(BATCH)
                .map(BallotStore::read)
                .forEach(consumer);
    }

    private static Ballot read(Document stored) {
        return new Ballot(
                stored.getString("unit"),
                stored.getBoolean("touched"),
                stored.getBoolean("finished"),
                AnswerDocument.read(stored.get("answers", new Document())),
                new HashSet<>(stored.getList("pages", String.class, List.of())));
    }
}
