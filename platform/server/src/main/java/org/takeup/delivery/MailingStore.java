package org.takeup.delivery;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** The mailings of a workspace: mails with the same reference, and whether a person has paused or cancelled them. */
final class MailingStore {
    static final CollectionSpec MAILINGS = CollectionSpec.named("mailings").index("added", "reference");

    private final TenantCollection mailings;

    MailingStore(Workspace workspace) {
        this.mailings = workspace.collection(MAILINGS);
    }

    /** Whether the mails of a mailing go out. */
    enum Course {
        GOING,
        PAUSED,
        CANCELLED
    }

    /** Where a mailing stands in the list of them. */
    record Place(Instant added, String reference) {}

    /** @param id for addresses of pages and of the API @param added when its first mail was */
    record Known(String id, String reference, String kind, Course course, Instant added) {}

    /** Lets mailings be known, those that are new. @param kinds by reference */
    void add(Map<String, String> kinds, Instant now) {
        mailings.write(kinds.entrySet().stream()
                .<TenantCollection.Write>map(each -> new TenantCollection.Write.Upsert(
                        OutboxStore.idOf(each.getKey()),
                        combine(
                                setOnInsert("reference", each.getKey()),
                                setOnInsert("kind", each.getValue()),
                                setOnInsert("course", Course.GOING.name()),
                                setOnInsert("added", Date.from(now)))))
                .toList());
    }

    Optional<Known> find(String id) {
        return mailings.find(id).map(MailingStore::read);
    }

    /** The latest first, of the same moment by reference. @param after only those behind this one, which is the last of a page */
    List<Known> latest(Optional<Place> after, int most) {
        if (after.isEmpty()) {
            return latest(empty(), most);
        }
        // Two ranges of the index, one after the other: several are often added at the same moment.
        var moment = Date.from(after.get().added());
        var page = new ArrayList<>(
                latest(and(eq("added", moment), lt("reference", after.get().reference())), most));
        if (page.size() < most) {
            page.addAll(latest(lt("added", moment), most - page.size()));
        }
        return page;
    }

    private List<Known> latest(Bson filter, int most) {
        return mailings.find(filter)
                .sort(Sorts.descending("added", "reference"))
                .limit(most)
                .map(MailingStore::read)
                .into(new ArrayList<>());
    }

    void steer(String id, Course course) {
        mailings.update(id, set("course", course.name()));
    }

    /** The courses of those of these references that do not just go. */
    Map<String, Course> stopped(Collection<String> references) {
        var stopped = new HashMap<String, Course>();
        mailings.findAll(references.stream().map(OutboxStore::idOf).distinct().toList())
                .map(MailingStore::read)
                .forEach(known -> {
                    if (known.course() != Course.GOING) {
                        stopped.put(known.reference(), known.course());
                    }
                });
        return stopped;
    }

    private static Known read(Document row) {
        return new Known(
                TenantCollection.id(row),
                row.getString("reference"),
                row.getString("kind"),
                Course.valueOf(row.getString("course")),
                row.getDate("added").toInstant());
    }
}
