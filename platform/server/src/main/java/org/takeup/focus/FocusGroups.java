package org.takeup.focus;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.takeup.delivery.Outbox;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.people.Segment;
import org.takeup.store.CollectionSpec;
import org.takeup.survey.Surveys;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/**
 * The focus groups of a workspace: makes them, invites people, reminds them the day before, and forgets who each speaker
 * was when it is time. Thread-safe; calls block.
 */
public final class FocusGroups {
    public static final List<CollectionSpec> COLLECTIONS =
            List.of(FocusStore.GROUPS, GuestStore.GUESTS, GuestStore.SEATS, NoteStore.NOTES, CodeStore.CODES);

    static final int MOST = 500;
    static final int MOST_AT_ONCE = 200;
    static final int MOST_GUESTS = 500;
    private static final String REMIND = "focus-remind";
    private static final String FORGET = "focus-forget";
    private static final Duration BEFORE = Duration.ofDays(1);

    private final People people;
    private final Surveys surveys;
    private final TenantJobs jobs;
    private final FocusMails mails;
    private final Recruiting recruiting;
    private final Places places;
    private final Notes notes;

    public FocusGroups(People people, Surveys surveys, Outbox outbox, TenantJobs jobs, URI publicUrl) {
        this.people = people;
        this.surveys = surveys;
        this.jobs = jobs;
        this.mails = new FocusMails(outbox, people, publicUrl);
        this.recruiting = new Recruiting(people, mails, jobs);
        this.places = new Places(mails, recruiting);
        this.notes = new Notes(people);
        jobs.register(REMIND, (workspace, payload) -> remind(workspace, payload.getString("group")));
        jobs.register(FORGET, (workspace, payload) -> forgetInTime(workspace, payload.getString("group")));
    }

    /** Whether the directory has a unit of this name. */
    boolean isUnit(Workspace workspace, String name) {
        return people.count(workspace, Segment.unit(name)) > 0;
    }

    Recruiting recruiting() {
        return recruiting;
    }

    Places places() {
        return places;
    }

    Notes notes() {
        return notes;
    }

    People people() {
        return people;
    }

    /** The latest first. */
    List<FocusGroup> latest(Workspace workspace) {
        return new FocusStore(workspace).latest(MOST);
    }

    List<FocusGroup> moderatedBy(Workspace workspace, String person) {
        return new FocusStore(workspace).moderatedBy(person, MOST);
    }

    /** @throws Problem not found */
    FocusGroup find(Workspace workspace, String id) {
        return new FocusStore(workspace).find(id).orElseThrow(Problem::notFound);
    }

    /** Makes a group and tells its moderator. Nobody is invited by it. @throws Problem 422 naming what does not fit, 409 if there are too many */
    FocusGroup make(Workspace workspace, FocusEntry entry) {
        var store = new FocusStore(workspace);
        FocusGroup group = entry.checked(workspace, people, FocusStore.freshId());
        // Not found says it for a survey of somebody else's as well.
        group.wave().ifPresent(wave -> surveys.find(workspace, wave));
        if (store.count() >= MOST) {
            throw new Problem(409, "focus-groups-full", "There are " + MOST + " focus groups.", "Ask your operator.");
        }
        store.insert(group, GroupKey.fresh());
        var payload = new Document("group", group.id());
        jobs.add(workspace, REMIND, payload, group.begins().minus(BEFORE));
        jobs.add(workspace, FORGET, payload, group.forgets());
        mails.tellModerator(workspace, group);
        return group;
    }

    /**
     * Invites the next so many of the draw by mail. Whoever was invited before keeps their invitation and gets no second
     * mail.
     *
     * @return how many were invited by this
     * @throws Problem 409 if it is cancelled or has begun, or as many were invited as can be
     */
    int invite(Workspace workspace, String id, int many) {
        FocusGroup group = find(workspace, id);
        if (many < 1 || many > MOST_AT_ONCE) {
            throw Problem.invalid("many", "Please give a whole number from 1 to " + MOST_AT_ONCE + ".");
        }
        if (!group.quotas().isEmpty()) {
            throw Problem.invalid("many", "This group recruits by quota. Say how many beyond each quota to ask.");
        }
        refuseLate(workspace, group);
        var store = new GuestStore(workspace);
        Set<String> known = store.of(id).stream().map(Guest::person).collect(Collectors.toSet());
        if (known.size() + many > MOST_GUESTS) {
            throw new Problem(
                    409,
                    "focus-guests-full",
                    "A focus group can have " + MOST_GUESTS + " invitations.",
                    "Invite fewer.");
        }
        // Whoever moderates does not sit among those who are asked.
        var passedOver = new HashSet<>(known);
        passedOver.add(group.moderator());
        List<Person> next = Draw.next(from(workspace, group), group.seed(), many, passedOver);
        GroupKey key = new FocusStore(workspace).key(id);
        next.forEach(person ->
                store.invite(GroupKey.guest(id, key.ticket(person.id())), id, person.id(), "", Optional.empty()));
        // All of them: those of a call that was broken off have no mail yet.
        mails.invite(workspace, group, persons(workspace, id, Set.of(Guest.State.INVITED)));
        return next.size();
    }

    /** @throws Problem 409 if it is cancelled or has begun */
    static void refuseLate(Workspace workspace, FocusGroup group) {
        if (group.cancelled() || !workspace.clock().instant().isBefore(group.begins())) {
            throw new Problem(
                    409, "focus-over", "This talk is over, or does not take place.", "Make another focus group.");
        }
    }

    private Stream<Person> from(Workspace workspace, FocusGroup group) {
        return group.segment()
                .map(segment -> people.members(workspace, segment))
                .orElseGet(() -> people.active(workspace, group.people()).stream());
    }

    private static List<String> persons(Workspace workspace, String group, Set<Guest.State> states) {
        return new GuestStore(workspace)
                .of(group).stream()
                        .filter(guest -> states.contains(guest.state()))
                        .map(Guest::person)
                        .toList();
    }

    /** Calls it off and tells everybody who might have come. */
    void cancel(Workspace workspace, String id) {
        FocusGroup group = find(workspace, id);
        if (!workspace.clock().instant().isBefore(group.begins())) {
            throw new Problem(409, "focus-over", "This talk has begun.", "There is nothing to call off.");
        }
        new FocusStore(workspace).cancel(id);
        mails.cancelled(
                workspace,
                group,
                persons(workspace, id, Set.of(Guest.State.INVITED, Guest.State.WAITING, Guest.State.COMING)));
    }

    /** Everybody who was invited. */
    List<Guest> guests(Workspace workspace, String id) {
        return new GuestStore(workspace).of(id);
    }

    /** How many people are in each state. */
    Map<Guest.State, Long> tally(Workspace workspace, String id) {
        var tally = new EnumMap<Guest.State, Long>(Guest.State.class);
        for (Guest guest : guests(workspace, id)) {
            tally.merge(guest.state(), 1L, Long::sum);
        }
        return tally;
    }

    /**
     * Deletes at once who each speaker was.
     *
     * @throws Problem 409 before the talk begins: until then the seats are what says who comes
     */
    void forget(Workspace workspace, FocusGroup group) {
        Instant now = workspace.clock().instant();
        if (!group.cancelled() && now.isBefore(group.begins())) {
            throw new Problem(
                    409, "focus-not-begun", "This talk has not begun.", "Do this when it is over, or call it off.");
        }
        places.forget(workspace, group, now);
    }

    private void forgetInTime(Workspace workspace, String id) {
        Instant now = workspace.clock().instant();
        new FocusStore(workspace)
                .find(id)
                .filter(group -> group.forgotten().isEmpty() && !now.isBefore(group.forgets()))
                .ifPresent(group -> places.forget(workspace, group, now));
    }

    private void remind(Workspace workspace, String id) {
        new FocusStore(workspace)
                .find(id)
                .filter(group -> !group.cancelled())
                .ifPresent(group -> mails.remind(workspace, group, persons(workspace, id, Set.of(Guest.State.COMING))));
    }

    /** All that somebody agreed to ends, and what was noted of them goes. For who is erased. */
    public void takeAllBack(Workspace workspace, String person) {
        places.takeAllBack(workspace, person);
    }
}
