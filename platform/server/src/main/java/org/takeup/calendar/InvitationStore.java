package org.takeup.calendar;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.FindIterable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.store.CollectionSpec;
import org.takeup.store.RandomCode;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.tenant.Workspace;

/** Meetings as people were invited to them last, and who was, in MongoDB. */
final class InvitationStore {
    static final CollectionSpec MEETINGS =
            CollectionSpec.named("calendar_meetings").index("group");
    static final CollectionSpec GUESTS = CollectionSpec.named("calendar_guests").index("meeting", "sequence");

    private final TenantCollection meetings;
    private final TenantCollection guests;

    InvitationStore(Workspace workspace) {
        this.meetings = workspace.collection(MEETINGS);
        this.guests = workspace.collection(GUESTS);
    }

    /**
     * A meeting as it is stored.
     *
     * @param names what it is called, by tag of language
     * @param settled whether everybody whom this version concerns has their mail in the outbox
     * @param guests how many are invited, and how many have no address, as of the last version that was settled
     */
    record Stored(
            Meeting meeting,
            Map<String, String> names,
            String uid,
            long sequence,
            Instant changed,
            boolean cancelled,
            boolean settled,
            int guests,
            int passedOver) {
        CalendarEntry entry() {
            return new CalendarEntry(
                    uid,
                    sequence,
                    changed,
                    meeting.begins(),
                    meeting.ends(),
                    meeting.summary(),
                    meeting.description(),
                    "",
                    meeting.link(),
                    cancelled);
        }
    }

    Optional<Stored> find(String reference) {
        return meetings.find(reference).map(InvitationStore::read);
    }

    List<Stored> ofGroup(String group) {
        return meetings.find(eq("group", group)).map(InvitationStore::read).into(new ArrayList<>());
    }

    /** Stores its first version. @return false if there is one */
    boolean begin(Meeting meeting, Map<String, String> names, Instant now) {
        return meetings.insert(
                meeting.reference(),
                new Document("group", meeting.group())
                        .append("uid", RandomCode.hex(16) + "@takeup")
                        .append("sequence", 0L)
                        .append("begins", Date.from(meeting.begins()))
                        .append("ends", Date.from(meeting.ends()))
                        .append("summary", meeting.summary())
                        .append("description", meeting.description())
                        .append("beside", meeting.beside())
                        .append("names", new Document(names))
                        .append("link", meeting.link().orElse(null))
                        .append("changed", Date.from(now))
                        .append("cancelled", false)
                        .append("settled", false)
                        .append("guests", 0)
                        .append("passedOver", 0));
    }

    /** Stores the next version in place of this one. @return false if somebody else was faster */
    boolean replace(Stored before, Meeting next, Map<String, String> names, Instant now) {
        return next(
                before,
                combine(
                        set("begins", Date.from(next.begins())),
                        set("ends", Date.from(next.ends())),
                        set("summary", next.summary()),
                        set("description", next.description()),
                        set("beside", next.beside()),
                        set("names", new Document(names)),
                        set("link", next.link().orElse(null)),
                        set("cancelled", false)),
                now);
    }

    /** Stores what this version is called, which makes no other one of it. @return false if there is another one already */
    boolean rename(Stored version, Map<String, String> names) {
        return meetings.updateIf(
                version.meeting().reference(), eq("sequence", version.sequence()), set("names", new Document(names)));
    }

    /** Stores in place of this version that the meeting is off. @return false if somebody else was faster */
    boolean cancel(Stored before, Instant now) {
        return next(before, set("cancelled", true), now);
    }

    private boolean next(Stored before, Bson change, Instant now) {
        return meetings.updateIf(
                before.meeting().reference(),
                eq("sequence", before.sequence()),
                combine(change, set("changed", Date.from(now)), set("settled", false), inc("sequence", 1L)));
    }

    void settle(Stored stored, int count, int passedOver) {
        meetings.updateIf(
                stored.meeting().reference(),
                eq("sequence", stored.sequence()),
                combine(set("settled", true), set("guests", count), set("passedOver", passedOver)));
    }

    /** Notes that these people have, or will have, an invitation to this version. */
    void invite(Stored stored, List<Meeting.Guest> more) {
        guests.write(more.stream()
                .<Write>map(guest -> new Write.Upsert(
                        stored.meeting().reference() + "/" + guest.personId(),
                        combine(
                                set("meeting", stored.meeting().reference()),
                                set("person", guest.personId()),
                                set("to", guest.email()),
                                set("sequence", stored.sequence()))))
                .toList());
    }

    /** Who was invited to an earlier version and is not to this one. */
    FindIterable<Document> left(Stored stored) {
        Bson earlier = and(eq("meeting", stored.meeting().reference()), lt("sequence", stored.sequence()));
        return guests.find(earlier).batchSize(500);
    }

    /** Whether this person is invited to the meeting as it is. */
    boolean isInvited(Stored stored, String person) {
        return !stored.cancelled()
                && guests.find(stored.meeting().reference() + "/" + person).isPresent();
    }

    static Meeting.Guest guest(Document row) {
        return new Meeting.Guest(row.getString("person"), row.getString("to"));
    }

    void forget(Stored stored, List<Meeting.Guest> gone) {
        guests.write(gone.stream()
                .<Write>map(guest -> new Write.Delete(stored.meeting().reference() + "/" + guest.personId()))
                .toList());
    }

    private static Stored read(Document row) {
        return new Stored(
                new Meeting(
                        TenantCollection.id(row),
                        row.getString("group"),
                        row.getDate("begins").toInstant(),
                        row.getDate("ends").toInstant(),
                        row.getString("summary"),
                        row.getString("description"),
                        // Meetings from before languages were told apart have none.
                        row.get("beside", ""),
                        Optional.ofNullable(row.getString("link"))),
                names(row),
                row.getString("uid"),
                row.getLong("sequence"),
                row.getDate("changed").toInstant(),
                row.getBoolean("cancelled"),
                row.getBoolean("settled"),
                row.getInteger("guests"),
                row.getInteger("passedOver"));
    }

    /** Meetings from before cancellations were told in each language have none. */
    private static Map<String, String> names(Document row) {
        return row.get("names", new Document()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, name -> String.valueOf(name.getValue())));
    }
}
