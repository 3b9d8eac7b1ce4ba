package org.takeup.focus;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.takeup.focus.Guest.Consent;
import org.takeup.focus.Guest.State;
import org.takeup.http.Problem;
import org.takeup.tenant.Workspace;

/**
 * What the invited do with their link: come, stay away, agree, take it back. Whoever takes something back is obeyed at
 * once: what was noted of them is deleted, not hidden. Everything can be repeated. Thread-safe; calls block.
 *
 * <p>Once the link from speakers to people is deleted, what somebody said cannot be told from the rest any more. Taking
 * back the consent to quotes then deletes all quotes of the group, and taking back the consent to notes all that any
 * speaker said: rather too much goes than something stays that somebody took back. The page says so before it asks.
 */
final class Places {
    private static final Set<State> NOT_COMING =
            EnumSet.of(State.INVITED, State.LAPSED, State.DECLINED, State.LEFT, State.WAITING);

    private final FocusMails mails;
    private final Recruiting recruiting;

    Places(FocusMails mails, Recruiting recruiting) {
        this.mails = mails;
        this.recruiting = recruiting;
    }

    /** Whoever's link this is. */
    record Held(FocusGroup group, Guest guest) {}

    /** What can be agreed to. */
    enum Question {
        NOTES,
        QUOTES
    }

    /** @throws Problem not found for a link that was not made for this group, or whose person is gone */
    Held open(Workspace workspace, String group, String ticket) {
        if (!GroupKey.isTicket(ticket)) {
            throw Problem.notFound();
        }
        Guest guest = new GuestStore(workspace)
                .find(GroupKey.guest(group, ticket))
                .filter(each -> each.group().equals(group))
                .orElseThrow(Problem::notFound);
        return new Held(new FocusStore(workspace).find(group).orElseThrow(Problem::notFound), guest);
    }

    /** Takes a seat, or a place on the waiting list if there is none. @throws Problem 409 if it is cancelled or over */
    void come(Workspace workspace, Held held) {
        refuseLate(workspace, held.group());
        var store = new GuestStore(workspace);
        Guest guest = held.guest();
        if (guest.state() == State.COMING) {
            return;
        }
        if (sit(store, held.group(), guest)) {
            store.move(guest, NOT_COMING, State.COMING, 0);
        } else if (guest.state() != State.WAITING) {
            long queue = new FocusStore(workspace).nextInQueue(held.group().id());
            store.move(
                    guest, EnumSet.of(State.INVITED, State.LAPSED, State.DECLINED, State.LEFT), State.WAITING, queue);
        }
    }

    private static void refuseLate(Workspace workspace, FocusGroup group) {
        if (group.cancelled()) {
            throw new Problem(409, "focus-cancelled", "This talk does not take place.", "There is nothing to decide.");
        }
        if (group.over(workspace.clock().instant()) || group.forgotten().isPresent()) {
            throw new Problem(
                    409, "focus-over", "This talk is over.", "What you agreed to you can still take back here.");
        }
    }

    /** @return whether the person has a seat now. Which one is chance, so that it says nothing about who came first */
    private static boolean sit(GuestStore store, FocusGroup group, Guest guest) {
        if (!hasPlace(store, group, guest)) {
            return false;
        }
        boolean seated = seat(store, group, guest.person());
        if (!seated) {
            leaveQuota(store, group, guest.person());
        }
        return seated;
    }

    /**
     * Takes one of the places of the guest's quota, if seats go by quota. Places have numbers of their own, so that the number
     * of a seat, which stands at notes, says nothing about the unit.
     */
    private static boolean hasPlace(GuestStore store, FocusGroup group, Guest guest) {
        if (group.quotas().isEmpty()) {
            return true;
        }
        String places = places(group);
        for (int i = 0; i < group.quotas().size(); i++) {
            Quota quota = group.quotas().get(i);
            for (int n = 0; quota.label().equals(guest.quota()) && n < quota.seats(); n++) {
                if (store.seat(places, FocusGroups.MOST_GUESTS * i + n, guest.person())) {
                    return true;
                }
            }
        }
        return store.seatOf(places, guest.person()).isPresent();
    }

    private static String places(FocusGroup group) {
        return group.id() + ":quotas";
    }

    private static void leaveQuota(GuestStore store, FocusGroup group, String person) {
        store.seatOf(places(group), person).ifPresent(place -> store.leave(places(group), place));
    }

    private static boolean seat(GuestStore store, FocusGroup group, String person) {
        List<Integer> numbers =
                new ArrayList<>(IntStream.rangeClosed(1, group.seats()).boxed().toList());
        numbers.removeAll(store.seats(group.id()).keySet());
        Collections.shuffle(numbers);
        return numbers.stream().anyMatch(number -> store.seat(group.id(), number, person))
                || store.seatOf(group.id(), person).isPresent();
    }

    /**
     * Stays away: declines, leaves the waiting list, or gives the seat back, which the first who waits gets. All consent
     * ends with it.
     */
    void stayAway(Workspace workspace, Held held) {
        var store = new GuestStore(workspace);
        Guest guest = held.guest();
        boolean took = guest.state() == State.COMING || guest.state() == State.LEFT;
        store.move(guest, EnumSet.allOf(State.class), took ? State.LEFT : State.DECLINED, 0);
        takeBack(workspace, held, Question.QUOTES);
        takeBack(workspace, held, Question.NOTES);
        store.seatOf(guest.group(), guest.person()).ifPresent(seat -> {
            new NoteStore(workspace).deleteOf(guest.group(), seat, false);
            store.leave(guest.group(), seat);
        });
        leaveQuota(store, held.group(), guest.person());
        if (!held.group().cancelled()
                && workspace.clock().instant().isBefore(held.group().begins())) {
            moveUp(workspace, held.group());
            recruiting.goOn(workspace, guest.group());
        }
    }

    /** Whoever waits longest gets the seats that are free. */
    private void moveUp(Workspace workspace, FocusGroup group) {
        var store = new GuestStore(workspace);
        for (Guest next : store.of(group.id())) {
            if (next.state() != State.WAITING) {
                continue;
            }
            if (!sit(store, group, next)) {
                if (group.quotas().isEmpty()) {
                    return;
                }
                // Somebody of another unit may still find a place.
                continue;
            }
            if (store.move(next, EnumSet.of(State.WAITING), State.COMING, 0)) {
                mails.seatIsFree(workspace, group, next.person());
            } else if (store.of(group.id(), next.person())
                    .filter(now -> now.state() == State.COMING)
                    .isEmpty()) {
                // Left the list at this very moment.
                store.seatOf(group.id(), next.person()).ifPresent(seat -> store.leave(group.id(), seat));
                leaveQuota(store, group, next.person());
            }
        }
    }

    /** @throws Problem 409 for who does not come, or once nobody can tell any more who said what */
    void agree(Workspace workspace, Held held, Question question) {
        State state = held.guest().state();
        if (held.group().cancelled() || held.group().forgotten().isPresent()) {
            throw new Problem(
                    409, "focus-over", "This talk is over.", "What you agreed to you can still take back here.");
        }
        if (state != State.COMING && state != State.WAITING) {
            throw new Problem(409, "focus-not-coming", "You have not said that you come.", "Say so first.");
        }
        answer(workspace, held.guest(), question, Consent.YES);
    }

    /** Says no, or takes a yes back. */
    void takeBack(Workspace workspace, Held held, Question question) {
        Guest before = new GuestStore(workspace).find(held.guest().id()).orElseThrow(Problem::notFound);
        // First the no, then the notes: whoever writes meanwhile looks at it afterwards and takes the note back.
        answer(workspace, before, question, Consent.NO);
        boolean onlyQuotes = question == Question.QUOTES;
        Consent was = onlyQuotes ? before.quotes() : before.notes();
        var store = new GuestStore(workspace);
        var notes = new NoteStore(workspace);
        String group = before.group();
        Optional<Integer> seat = store.seatOf(group, before.person());
        seat.ifPresent(number -> notes.deleteOf(group, number, onlyQuotes));
        if (seat.isEmpty() && was == Consent.YES && isForgotten(workspace, group)) {
            notes.deleteOfSpeakers(group, onlyQuotes);
        }
    }

    /** Looked up anew: it may have been forgotten since the page was opened. */
    private static boolean isForgotten(Workspace workspace, String group) {
        return new FocusStore(workspace)
                .find(group)
                .flatMap(FocusGroup::forgotten)
                .isPresent();
    }

    private static void answer(Workspace workspace, Guest guest, Question question, Consent consent) {
        var store = new GuestStore(workspace);
        switch (question) {
            case NOTES -> store.notes(guest, consent);
            case QUOTES -> store.quotes(guest, consent);
        }
    }

    /** All that somebody agreed to anywhere ends, as if they had said so themselves. For who is erased. */
    void takeAllBack(Workspace workspace, String person) {
        var groups = new FocusStore(workspace);
        for (Guest guest : new GuestStore(workspace).everywhere(person)) {
            groups.find(guest.group()).ifPresent(group -> stayAway(workspace, new Held(group, guest)));
        }
    }

    /**
     * Deletes the link from speakers to people, and before it whatever nobody who can still be asked has agreed to.
     * Safe to repeat.
     */
    void forget(Workspace workspace, FocusGroup group, Instant now) {
        var notes = new NoteStore(workspace);
        Notes.refused(workspace, group).forEach(note -> notes.delete(note.id()));
        new FocusStore(workspace).forgotten(group.id(), now);
        var seats = new GuestStore(workspace);
        seats.forget(group.id());
        seats.forget(places(group));
    }
}
