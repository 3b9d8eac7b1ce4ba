package org.takeup.plan;

import static com.mongodb.client.model.Filters.eq;

import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Problem;
import org.takeup.store.CollectionSpec;
import org.takeup.store.RandomCode;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/** What stakeholders are to one another. Thread-safe; calls block. */
public final class Relations {
    static final CollectionSpec RELATIONS = CollectionSpec.named("stakeholder_relations")
            .unique("from", "to", "kind")
            .index("to");

    private static final int MOST = 1_000;

    private final Stakeholders stakeholders;

    public Relations(Stakeholders stakeholders) {
        this.stakeholders = stakeholders;
    }

    /** What a planner says. @param to another stakeholder's id */
    public record Entry(@Nullable String to, Relation.@Nullable Kind kind) {}

    /** All between those who are on the map. */
    List<Relation> all(Workspace workspace) {
        return collection(workspace).all().map(Relations::read).into(new ArrayList<>());
    }

    /**
     * Adds one; one that there is stays as it is.
     *
     * @throws Problem 404 if there is no such stakeholder, 422 if the other end does not fit, 409 if it is there or there are
     *     too many
     */
    Relation add(Workspace workspace, Caller caller, String from, Entry entry) {
        Stakeholder one = stakeholders.require(workspace, from);
        if (entry.to() == null || entry.to().equals(from)) {
            throw Problem.invalid("to", "Choose another stakeholder.");
        }
        if (entry.kind() == null) {
            throw Problem.invalid("kind", "Please choose one of the options.");
        }
        Stakeholder other = stakeholders.require(workspace, entry.to());
        var relation = new Relation(RandomCode.hex(12), from, other.id(), entry.kind());
        boolean fits = collection(workspace).count(new Document()) < MOST;
        if (!fits
                || !collection(workspace)
                        .insert(
                                relation.id(),
                                new Document("from", from)
                                        .append("to", other.id())
                                        .append("kind", relation.kind().name()))) {
            throw new Problem(
                    409,
                    "relation-there",
                    "This relation is on the map, or there are " + MOST + ".",
                    "Choose another one, or remove some.");
        }
        new Past(workspace)
                .note(
                        caller,
                        from,
                        "Said that " + one.name() + " " + relation.kind().words() + " " + other.name() + ".");
        return relation;
    }

    /** @throws Problem 404 unless this stakeholder has it */
    void remove(Workspace workspace, Caller caller, String from, String id) {
        Relation relation = collection(workspace)
                .find(id)
                .map(Relations::read)
                .filter(each -> each.from().equals(from))
                .orElseThrow(Problem::notFound);
        if (!collection(workspace).delete(id)) {
            throw Problem.notFound();
        }
        String name = stakeholders.find(workspace, from).map(Stakeholder::name).orElse("somebody");
        new Past(workspace)
                .note(
                        caller,
                        from,
                        "Took back that " + name + " " + relation.kind().words() + " somebody.");
    }

    /** Ends with the stakeholder. */
    static void removeOf(Workspace workspace, String stakeholder) {
        collection(workspace).deleteAll(eq("from", stakeholder));
        collection(workspace).deleteAll(eq("to", stakeholder));
    }

    private static TenantCollection collection(Workspace workspace) {
        return workspace.collection(RELATIONS);
    }

    private static Relation read(Document stored) {
        return new Relation(
                TenantCollection.id(stored),
                stored.getString("from"),
                stored.getString("to"),
                Relation.Kind.valueOf(stored.getString("kind")));
    }
}
