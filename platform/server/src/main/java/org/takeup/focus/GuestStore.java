package org.takeup.focus;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Who was invited, what they agreed to, and apart from it who sits where. Nothing here has the time of a click, but a day. */
final class GuestStore {
    static final CollectionSpec GUESTS = CollectionSpec.named("focus_guests")
            .index("group", "queue")
            .unique("group", "person")
            .index("person");

    /** The only link from a speaker to a person. One document a seat, so that no seat is given twice. */
    static final CollectionSpec SEATS = CollectionSpec.named("focus_seats").unique("group", "person");

    private final TenantCollection guests;
    private final TenantCollection seats;
    private final String today;

    GuestStore(Workspace workspace) {
        this.guests = workspace.collection(GUESTS);
        this.seats = workspace.collection(SEATS);
        this.today = workspace.today().toString();
    }

    /**
     * Does nothing for who is invited already.
     *
     * @param quota label of the quota whose seats they are invited for, or empty
     * @param answerBy the last day on which their seat is kept for them, if it ends
     */
    void invite(String id, String group, String person, String quota, Optional<LocalDate> answerBy) {
        var guest = new Document("group", group)
                .append("person", person)
                .append("state", Guest.State.INVITED.name())
                .append("notesConsent", Guest.Consent.UNASKED.name())
                .append("quotesConsent", Guest.Consent.UNASKED.name())
                .append("queue", 0L)
                .append("quota", quota)
                .append("said", today);
        answerBy.ifPresent(day -> guest.append("answerBy", day.toString()));
        guests.insert(id, guest);
    }

    /** Frees the seats of those who have said nothing by their day. @param now the day that it is in the group's zone */
    void lapse(String group, LocalDate now) {
        guests.updateAll(
                and(eq("group", group), eq("state", Guest.State.INVITED.name()), lt("answerBy", now.toString())),
                Updates.set("state", Guest.State.LAPSED.name()));
    }

    Optional<Guest> find(String id) {
        return guests.find(id).map(GuestStore::read);
    }

    List<Guest> of(String group) {
        return guests.find(eq("group", group))
                .sort(Sorts.ascending("queue"))
                .map(GuestStore::read)
                .into(new ArrayList<>());
    }

    Optional<Guest> of(String group, String person) {
        return Optional.ofNullable(guests.find(and(eq("group", group), eq("person", person)))
                        .first())
                .map(GuestStore::read);
    }

    /** All invitations of a person; what is in no state that there is, is none. */
    List<Guest> everywhere(String person) {
        List<String> states = Stream.of(Guest.State.values()).map(Enum::name).toList();
        return guests.find(and(eq("person", person), in("state", states)))
                .map(GuestStore::read)
                .into(new ArrayList<>());
    }

    /** Moves somebody on, unless they are in another state than these by now. @return whether they moved */
    boolean move(Guest guest, Collection<Guest.State> from, Guest.State to, long queue) {
        return guests.updateIf(
                guest.id(),
                in("state", from.stream().map(Enum::name).toList()),
                Updates.combine(
                        Updates.set("state", to.name()), Updates.set("queue", queue), Updates.set("said", today)));
    }

    void notes(Guest guest, Guest.Consent consent) {
        says(guest, "notesConsent", consent);
    }

    void quotes(Guest guest, Guest.Consent consent) {
        says(guest, "quotesConsent", consent);
    }

    private void says(Guest guest, String question, Guest.Consent consent) {
        guests.update(guest.id(), Updates.combine(Updates.set(question, consent.name()), Updates.set("said", today)));
    }

    /** @return false if the seat is taken, or the person has one */
    boolean seat(String group, int number, String person) {
        return seats.insert(
                group + "/" + number,
                new Document("group", group).append("number", number).append("person", person));
    }

    /** People's ids by their numbers; empty once it is forgotten. */
    Map<Integer, String> seats(String group) {
        var byNumber = new HashMap<Integer, String>();
        seats.find(eq("group", group))
                .forEach(stored -> byNumber.put(stored.getInteger("number"), stored.getString("person")));
        return byNumber;
    }

    Optional<Integer> seatOf(String group, String person) {
        return Optional.ofNullable(seats.find(and(eq("group", group), eq("person", person)))
                        .first())
                .map(stored -> stored.getInteger("number"));
    }

    void leave(String group, int number) {
        seats.delete(group + "/" + number);
    }

    void forget(String group) {
        seats.deleteAll(eq("group", group));
    }

    private static Guest read(Document row) {
        return new Guest(
                TenantCollection.id(row),
                row.getString("group"),
                row.getString("person"),
                Guest.State.valueOf(row.getString("state")),
                Guest.Consent.valueOf(row.getString("notesConsent")),
                Guest.Consent.valueOf(row.getString("quotesConsent")),
                row.getLong("queue"),
                row.get("quota", ""),
                Optional.ofNullable(row.getString("answerBy")).map(LocalDate::parse));
    }
}
