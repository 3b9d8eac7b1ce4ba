package org.takeup.business.pilot;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.model.Sorts;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.takeup.http.Json;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.tenant.Workspace;

/** Pilots in MongoDB, who takes part, one document a person, and what each came to. */
final class PilotStore {
    static final CollectionSpec PILOTS = CollectionSpec.named("pilots").index("changed");
    static final CollectionSpec PEOPLE = CollectionSpec.named("pilot_people").index("pilot", "draw");

    /** By the draw that they count. */
    static final CollectionSpec RESULTS = CollectionSpec.named("pilot_results");

    private static final int PAGE = 1_000;

    private final TenantCollection pilots;
    private final TenantCollection people;
    private final TenantCollection results;

    PilotStore(Workspace workspace) {
        this.pilots = workspace.collection(PILOTS);
        this.people = workspace.collection(PEOPLE);
        this.results = workspace.collection(RESULTS);
    }

    /** What a draw came to. @param on the day on which it was counted */
    record Counted(LocalDate on, Effect effect) {}

    Optional<Counted> counted(String draw) {
        return results.find(draw).map(row -> read(row, Counted.class));
    }

    /** Keeps what a draw came to, once. @return what is kept: of two who count at once, the first one's */
    Counted keep(String draw, Counted counted) {
        boolean first = results.insert(draw, document(counted));
        return first ? counted : counted(draw).orElse(counted);
    }

    /** The one that was changed last first. */
    List<Pilot> all() {
        return pilots.all()
                .sort(Sorts.descending("changed"))
                .map(PilotStore::read)
                .into(new ArrayList<>());
    }

    Optional<Pilot> find(String id) {
        return pilots.find(id).map(PilotStore::read);
    }

    /** @return false, changing nothing, unless the stored version is the one before, or there is none before the first */
    boolean put(Pilot pilot) {
        Document document = document(pilot);
        return pilot.version() == 1
                ? pilots.insert(pilot.id(), document)
                : pilots.updateIf(pilot.id(), eq("version", pilot.version() - 1), new Document("$set", document));
    }

    /** @return false, changing nothing, unless the stored version is this one */
    boolean delete(String id, long version) {
        return pilots.deleteIf(id, eq("version", version));
    }

    /** Stores who takes part. Nobody counts until the pilot names this draw. */
    void assign(String pilot, String draw, List<Member> members) {
        for (int from = 0; from < members.size(); from += PAGE) {
            List<Write> writes = members.subList(from, Math.min(members.size(), from + PAGE)).stream()
                    .<Write>map(each -> new Write.Insert(draw + "/" + each.person(), write(pilot, draw, each)))
                    .toList();
            people.write(writes);
        }
    }

    /** Deletes a draw that does not count. */
    void forget(String pilot, String draw) {
        people.deleteAll(and(eq("pilot", pilot), eq("draw", draw)));
    }

    /** Deletes what all draws of a pilot have left that is gone. */
    void forget(String pilot) {
        people.deleteAll(eq("pilot", pilot));
    }

    /** Deletes what other draws of a pilot have left. */
    void keepOnly(String pilot, String draw) {
        people.deleteAll(and(eq("pilot", pilot), ne("draw", draw)));
    }

    List<Member> members(String pilot, String draw) {
        return people.find(and(eq("pilot", pilot), eq("draw", draw)))
                .batchSize(PAGE)
                .map(row -> new Member(
                        row.getString("person"),
                        row.getString("unit"),
                        row.getBoolean("tries"),
                        row.getInteger("pair")))
                .into(new ArrayList<>());
    }

    private static Document write(String pilot, String draw, Member each) {
        return new Document("pilot", pilot)
                .append("draw", draw)
                .append("person", each.person())
                .append("unit", each.unit())
                .append("tries", each.pilot())
                .append("pair", each.pair());
    }

    private static Document document(Object value) {
        return Document.parse(new String(Json.write(value), StandardCharsets.UTF_8));
    }

    private static Pilot read(Document row) {
        return read(row, Pilot.class);
    }

    private static <T> T read(Document row, Class<T> type) {
        return Json.read(TenantCollection.body(row).toJson().getBytes(StandardCharsets.UTF_8), type);
    }
}
