package org.takeup.preference;

import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.store.CollectionSpec;
import org.takeup.store.RandomCode;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** What was not sent because its person did not want it, in MongoDB. {@code sort} is the moment with chance behind it. */
final class SuppressedStore {
    static final CollectionSpec SUPPRESSED =
            CollectionSpec.named("told_suppressed").index("sort");

    private final TenantCollection suppressed;

    SuppressedStore(Workspace workspace) {
        this.suppressed = workspace.collection(SUPPRESSED);
    }

    /** What was not sent, and whose it was. @param one its cursor is made here */
    record Whose(String person, Suppressed one) {}

    void addAll(List<Whose> all) {
        suppressed.write(all.stream().map(SuppressedStore::write).toList());
    }

    private static TenantCollection.Write write(Whose whose) {
        Suppressed one = whose.one();
        String sort = "%015d".formatted(one.at().toEpochMilli()) + RandomCode.hex(6);
        return new TenantCollection.Write.Put(
                sort,
                new Document("person", whose.person())
                        .append("kind", one.kind())
                        .append("channel", one.channel())
                        .append("why", one.why().name())
                        .append("plan", one.plan().orElse(""))
                        .append("step", one.step().orElse(""))
                        .append("at", Date.from(one.at()))
                        .append("sort", sort));
    }

    /** The latest first. @param before the cursor of the part before, or empty for the first one */
    List<Suppressed> latest(Optional<String> before, int most) {
        Bson older = lt("sort", before.orElse("~"));
        return suppressed
                .find(older)
                .sort(Sorts.descending("sort"))
                .limit(most)
                .map(SuppressedStore::read)
                .into(new ArrayList<>());
    }

    /** Deletes some of what was not sent before a moment. @return whether there may be more */
    boolean trim(Instant before, int most) {
        List<String> old = suppressed
                .find(lt("sort", "%015d".formatted(before.toEpochMilli())))
                .limit(most)
                .map(TenantCollection::id)
                .into(new ArrayList<>());
        if (!old.isEmpty()) {
            suppressed.write(old.stream()
                    .<TenantCollection.Write>map(TenantCollection.Write.Delete::new)
                    .toList());
        }
        return old.size() == most;
    }

    private static Suppressed read(Document row) {
        return new Suppressed(
                row.getString("sort"),
                row.getDate("at").toInstant(),
                row.getString("kind"),
                row.getString("channel"),
                Suppressed.Why.valueOf(row.getString("why")),
                Optional.of(row.getString("plan")).filter(plan -> !plan.isEmpty()),
                Optional.of(row.getString("step")).filter(step -> !step.isEmpty()));
    }
}
