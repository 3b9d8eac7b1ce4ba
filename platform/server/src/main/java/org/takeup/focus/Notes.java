package org.takeup.focus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.takeup.http.Changed;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/**
 * What was said, as the moderator writes it down. The only way to notes: a speaker's are stored and shown only while the
 * speaker agrees, quotes only of who agreed to be quoted. Thread-safe; calls block.
 */
public final class Notes {
    static final int MOST = 1_000;

    private final People people;

    Notes(People people) {
        this.people = people;
    }

    /** What somebody writes. @param speaker n of Pn, 0 or nothing for the talk as a whole */
    public record Entry(
            @org.jspecify.annotations.Nullable Integer speaker,
            @org.jspecify.annotations.Nullable String text,
            @org.jspecify.annotations.Nullable Boolean quote,
            @org.jspecify.annotations.Nullable List<String> codes) {}

    /** A seat that is taken. @param person their id */
    record Speaker(int number, String person, boolean notes, boolean quotes) {}

    /** A group that the caller moderates, or any for a planner. @throws Problem not found for everybody else */
    static FocusGroup group(Workspace workspace, Caller caller, String id) {
        return new FocusStore(workspace)
                .find(id)
                .filter(group -> caller.is(Role.PLANNER)
                        || caller.is(Role.ADMIN)
                        || group.moderator().equals(caller.personId()))
                .orElseThrow(Problem::notFound);
    }

    /** Who sits where, by number; nobody once it is forgotten. */
    static List<Speaker> speakers(Workspace workspace, FocusGroup group) {
        if (group.forgotten().isPresent()) {
            return List.of();
        }
        var guests = new HashMap<String, Guest>();
        var store = new GuestStore(workspace);
        store.of(group.id()).forEach(guest -> guests.put(guest.person(), guest));
        return store.seats(group.id()).entrySet().stream()
                .flatMap(seat -> Optional.ofNullable(guests.get(seat.getValue()))
                        .map(guest -> new Speaker(seat.getKey(), seat.getValue(), guest.notable(), guest.quotable()))
                        .stream())
                .sorted(Comparator.comparingInt(Speaker::number))
                .toList();
    }

    /** All that may be shown, in the order in which it was written. */
    static List<Note> shown(Workspace workspace, FocusGroup group) {
        return filtered(workspace, group, allowed(workspace, group));
    }

    /** What is stored and may not be: of speakers who are gone without a word. */
    static List<Note> refused(Workspace workspace, FocusGroup group) {
        return filtered(workspace, group, allowed(workspace, group).negate());
    }

    private static List<Note> filtered(Workspace workspace, FocusGroup group, Predicate<Note> which) {
        return new NoteStore(workspace).of(group.id()).stream().filter(which).toList();
    }

    private static Predicate<Note> allowed(Workspace workspace, FocusGroup group) {
        if (group.forgotten().isPresent()) {
            // What is left was agreed to; who takes it back now has all of it deleted.
            return note -> true;
        }
        var byNumber = new HashMap<Integer, Speaker>();
        speakers(workspace, group).forEach(speaker -> byNumber.put(speaker.number(), speaker));
        return note -> isAllowed(note, byNumber);
    }

    private static boolean isAllowed(Note note, Map<Integer, Speaker> speakers) {
        if (note.speaker() == 0) {
            return !note.quote();
        }
        Speaker speaker = speakers.get(note.speaker());
        return speaker != null && (note.quote() ? speaker.quotes() : speaker.notes());
    }

    /** @throws Problem 422 for what does not fit, 409 for what the speaker has not agreed to */
    Note add(Workspace workspace, FocusGroup group, Entry entry) {
        var store = new NoteStore(workspace);
        if (store.count(group.id()) >= MOST) {
            throw new Problem(
                    409,
                    "focus-notes-full",
                    "This talk has " + MOST + " notes.",
                    "Put what belongs together into one.");
        }
        long number = new FocusStore(workspace).nextNote(group.id());
        Note note = checked(workspace, group, FocusStore.freshId(), number, 1, entry);
        refuseDisagreed(workspace, group, note, Optional.empty());
        store.insert(note);
        lookAgain(workspace, group, note);
        return note;
    }

    /** @param seen the version that the change is made to. @throws Problem as above, and 412 if it has another one by now */
    Note change(Workspace workspace, FocusGroup group, String id, long seen, Entry entry) {
        var store = new NoteStore(workspace);
        Note before = store.find(group.id(), id).orElseThrow(Problem::notFound);
        Note note = checked(workspace, group, id, before.number(), seen + 1, entry);
        refuseDisagreed(workspace, group, note, Optional.of(before));
        if (!store.replace(note)) {
            throw new Changed("note");
        }
        lookAgain(workspace, group, note);
        return note;
    }

    void remove(Workspace workspace, FocusGroup group, String id, long seen) {
        var store = new NoteStore(workspace);
        if (store.find(group.id(), id).isEmpty()) {
            throw Problem.notFound();
        }
        if (!store.delete(id, seen)) {
            throw new Changed("note");
        }
    }

    /** Somebody may have taken their consent back between the look and the writing. */
    private static void lookAgain(Workspace workspace, FocusGroup group, Note note) {
        FocusGroup now = new FocusStore(workspace).find(group.id()).orElseThrow(Problem::notFound);
        if (now.forgotten().isPresent() && group.forgotten().isEmpty() && note.speaker() > 0) {
            new NoteStore(workspace).delete(note.id());
            throw forgotten();
        }
        if (!allowed(workspace, now).test(note)) {
            new NoteStore(workspace).delete(note.id());
            throw disagreed(note);
        }
    }

    private static void refuseDisagreed(Workspace workspace, FocusGroup group, Note note, Optional<Note> before) {
        if (group.forgotten().isPresent()) {
            boolean same = before.filter(each -> each.speaker() == note.speaker()
                            && each.quote() == note.quote()
                            && (!note.quote() || each.text().equals(note.text())))
                    .isPresent();
            if (note.speaker() > 0 && !same) {
                throw forgotten();
            }
        } else if (!allowed(workspace, group).test(note)) {
            throw disagreed(note);
        }
    }

    private static Problem forgotten() {
        return new Problem(
                409,
                "focus-forgotten",
                "Nobody can tell any more who each speaker was, so nothing new can be noted of one.",
                "Write it as of everybody, in your own words.");
    }

    private static Problem disagreed(Note note) {
        String who = note.who();
        return note.quote()
                ? new Problem(
                        409,
                        "focus-not-agreed",
                        who + " has not agreed to be quoted.",
                        "Write what was meant in your own words, without the mark for a quote, if " + who
                                + " agreed to notes.")
                : new Problem(
                        409,
                        "focus-not-agreed",
                        who + " has not agreed to notes.",
                        "Nothing that " + who + " says may be written down.");
    }

    private Note checked(Workspace workspace, FocusGroup group, String id, long number, long version, Entry entry) {
        var wrong = new ArrayList<Problem.Field>();
        String text = Plain.text(entry.text(), "text", Note.LONGEST, true, wrong);
        int speaker = entry.speaker() == null ? 0 : entry.speaker();
        if (speaker < 0 || speaker > group.seats()) {
            wrong.add(new Problem.Field("speaker", "Choose one of the speakers, or everybody."));
        }
        boolean quote = Boolean.TRUE.equals(entry.quote());
        if (quote && speaker == 0) {
            wrong.add(new Problem.Field("speaker", "A quote is somebody's: choose whose."));
        }
        if (quote && namesSomebody(workspace, group, text)) {
            wrong.add(new Problem.Field("text", "The quote has the name of somebody who was invited. Leave it out."));
        }
        List<String> codes =
                entry.codes() == null ? List.of() : List.copyOf(new java.util.LinkedHashSet<>(entry.codes()));
        Set<String> known = new HashSet<>(new CodeStore(workspace).ids(codes));
        if (codes.size() > Note.MOST_CODES || !known.containsAll(codes)) {
            wrong.add(
                    new Problem.Field("codes", "Choose at most " + Note.MOST_CODES + " of the codes that there are."));
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return new Note(id, group.id(), number, speaker, text, quote, codes, version);
    }

    private boolean namesSomebody(Workspace workspace, FocusGroup group, String text) {
        List<String> ids = new GuestStore(workspace)
                .of(group.id()).stream().map(Guest::person).toList();
        String small = text.toLowerCase(java.util.Locale.ROOT);
        return people.names(workspace, ids).values().stream()
                .map(name -> name.strip().toLowerCase(java.util.Locale.ROOT))
                .anyMatch(name -> name.indexOf(' ') > 0 && small.contains(name));
    }
}
