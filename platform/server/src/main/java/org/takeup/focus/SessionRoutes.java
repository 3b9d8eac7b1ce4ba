package org.takeup.focus;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/**
 * The talk itself: who sits where, what was said. For planners, and for the group's moderator, whoever that is; nobody
 * else learns that there is such a group.
 */
public final class SessionRoutes {
    private final FocusGroups groups;
    private final Codes codes = new Codes();

    public SessionRoutes(FocusGroups groups) {
        this.groups = groups;
    }

    public Room room() {
        Access people = Access.signedIn();
        String one = "/focus-groups/{focusGroup}";
        String note = one + "/notes/{focusNote}";
        return new Room(
                List.of(
                        Route.page("my-focus-groups", "/my-focus-groups", people, this::mine),
                        Route.page("focus-session", one + "/session", people, this::page),
                        Route.form("focus-note-form", one + "/notes", people, this::addByForm),
                        Route.form("focus-note-change-form", note, people, this::changeByForm),
                        Route.form("focus-note-remove-form", note + "/removal", people, this::removeByForm),
                        Route.form("focus-forget-form", one + "/speakers/removal", people, this::forgetByForm),
                        Route.api("focus-notes-list", HttpMethod.GET, one + "/notes", people, this::list),
                        Route.api("focus-note-add", HttpMethod.POST, one + "/notes", people, this::add),
                        Route.api("focus-note-change", HttpMethod.PUT, note, people, this::change),
                        Route.api("focus-note-remove", HttpMethod.DELETE, note, people, this::remove),
                        Route.api("focus-forget", HttpMethod.DELETE, one + "/speakers", people, this::forget)),
                List.of());
    }

    /** Groups that the reader moderates. */
    public record MinePage(List<GroupPages.Line> groups) {}

    /**
     * The page of a talk.
     *
     * @param api where scripts save notes
     * @param entered what was entered and could not be saved
     */
    public record SessionPage(
            FocusGroup group,
            boolean planner,
            boolean begun,
            String forgets,
            List<SpeakerLine> speakers,
            List<String> guide,
            List<NoteLine> notes,
            List<Code> codes,
            String api,
            Optional<Refused> refused) {
        /** The number that a new note begins with. */
        public int speaker() {
            return refused.filter(each -> each.note().isEmpty())
                    .map(Refused::speaker)
                    .orElse(0);
        }
    }

    /** A seat that is taken. @param name shown while it is known */
    public record SpeakerLine(int number, String name, boolean notes, boolean quotes) {}

    /** A note. */
    public record NoteLine(
            String id,
            long number,
            int speaker,
            String who,
            String text,
            boolean quote,
            List<String> codes,
            long version) {
        static NoteLine of(Note note) {
            return new NoteLine(
                    note.id(),
                    note.number(),
                    note.speaker(),
                    note.who(),
                    note.text(),
                    note.quote(),
                    note.codes(),
                    note.version());
        }
    }

    /** What could not be saved, and why. @param note its id; empty for a new one */
    public record Refused(String note, String title, String detail, String text, int speaker, boolean quote) {}

    /** All notes that may be shown. */
    public record NoteList(List<NoteLine> notes) {}

    private FocusGroup group(Exchange exchange) {
        return Notes.group(exchange.workspace(), exchange.caller(), exchange.path("focusGroup"));
    }

    private Reply mine(Exchange exchange) {
        var now = exchange.workspace().clock().instant();
        return Reply.page(
                "focus/mine.jte",
                "Focus groups that you moderate",
                new MinePage(groups
                        .moderatedBy(exchange.workspace(), exchange.caller().personId())
                        .stream()
                        .map(group -> new GroupPages.Line(
                                group.id(),
                                group.topic(),
                                group.dates(Locale.ENGLISH).fullMoment(group.begins()),
                                group.place(),
                                group.cancelled() ? "Called off" : group.over(now) ? "Over" : "To come"))
                        .toList()));
    }

    private Reply page(Exchange exchange) {
        return page(exchange, group(exchange), Optional.empty());
    }

    private Reply page(Exchange exchange, FocusGroup group, Optional<Refused> refused) {
        Workspace workspace = exchange.workspace();
        List<Notes.Speaker> speakers = Notes.speakers(workspace, group);
        Map<String, String> names = groups.people()
                .names(workspace, speakers.stream().map(Notes.Speaker::person).toList());
        return Reply.page(
                "focus/session.jte",
                group.topic(),
                new SessionPage(
                        group,
                        exchange.caller().is(Role.PLANNER) || exchange.caller().is(Role.ADMIN),
                        group.cancelled() || !workspace.clock().instant().isBefore(group.begins()),
                        group.dates(Locale.ENGLISH).longDay(group.forgotten().orElse(group.forgets())),
                        speakers.stream()
                                .map(each -> new SpeakerLine(
                                        each.number(),
                                        names.getOrDefault(each.person(), "Somebody who is not here any more"),
                                        each.notes(),
                                        each.quotes()))
                                .toList(),
                        new FocusStore(workspace).guide(group.id()).questions(),
                        Notes.shown(workspace, group).reversed().stream()
                                .map(NoteLine::of)
                                .toList(),
                        codes.all(workspace),
                        exchange.link("/api/v1/focus-groups/" + group.id() + "/notes/"),
                        refused));
    }

    private static Notes.Entry entry(Form form) {
        return new Notes.Entry(
                form.text("speaker").isEmpty() ? 0 : form.number("speaker", 0, 1_000),
                form.text("text").orElse(""),
                form.text("quote").isPresent(),
                form.values("code"));
    }

    /** What a moderator typed is never lost by a refusal. */
    private Reply saved(Exchange exchange, FocusGroup group, String note, Notes.Entry entry, Runnable save) {
        try {
            save.run();
            return Reply.redirect(exchange.link("/focus-groups/" + group.id() + "/session"));
        } catch (Problem e) {
            // A code that is not on the page was not chosen there.
            if (e.status() == 404
                    || e.fields().stream().anyMatch(field -> field.name().equals("codes"))) {
                throw e;
            }
            String detail = e.fields().isEmpty()
                    ? e.detail()
                    : String.join(
                            " ", e.fields().stream().map(Problem.Field::message).toList());
            int speaker = entry.speaker() == null ? 0 : entry.speaker();
            String text = entry.text() == null ? "" : entry.text();
            var refused = new Refused(note, e.title(), detail, text, speaker, Boolean.TRUE.equals(entry.quote()));
            return page(
                            exchange,
                            Notes.group(exchange.workspace(), exchange.caller(), group.id()),
                            Optional.of(refused))
                    .withStatus(e.status());
        }
    }

    private Reply addByForm(Exchange exchange) {
        FocusGroup group = group(exchange);
        Notes.Entry entry = entry(exchange.form());
        return saved(exchange, group, "", entry, () -> groups.notes().add(exchange.workspace(), group, entry));
    }

    private Reply changeByForm(Exchange exchange) {
        FocusGroup group = group(exchange);
        Notes.Entry entry = entry(exchange.form());
        long seen = Versions.ofForm(exchange);
        String note = exchange.path("focusNote");
        return saved(
                exchange,
                group,
                note,
                entry,
                () -> groups.notes().change(exchange.workspace(), group, note, seen, entry));
    }

    private Reply removeByForm(Exchange exchange) {
        groups.notes()
                .remove(exchange.workspace(), group(exchange), exchange.path("focusNote"), Versions.ofForm(exchange));
        return Reply.redirect(exchange.link("/focus-groups/" + exchange.path("focusGroup") + "/session"));
    }

    private Reply forgetByForm(Exchange exchange) {
        groups.forget(exchange.workspace(), group(exchange));
        return Reply.redirect(exchange.link("/focus-groups/" + exchange.path("focusGroup") + "/session"));
    }

    private Reply list(Exchange exchange) {
        return Reply.json(new NoteList(Notes.shown(exchange.workspace(), group(exchange)).stream()
                .map(NoteLine::of)
                .toList()));
    }

    private Reply add(Exchange exchange) {
        FocusGroup group = group(exchange);
        Note note = groups.notes().add(exchange.workspace(), group, exchange.json(Notes.Entry.class));
        return tagged(201, note)
                .withHeader("location", exchange.link("/api/v1/focus-groups/" + group.id() + "/notes/" + note.id()));
    }

    private Reply change(Exchange exchange) {
        FocusGroup group = group(exchange);
        long seen = Versions.seen(exchange);
        Notes.Entry entry = exchange.json(Notes.Entry.class);
        return tagged(200, groups.notes().change(exchange.workspace(), group, exchange.path("focusNote"), seen, entry));
    }

    private static Reply tagged(int status, Note note) {
        return Reply.json(status, NoteLine.of(note)).withHeader("etag", Versions.tag(note.version()));
    }

    private Reply remove(Exchange exchange) {
        FocusGroup group = group(exchange);
        groups.notes().remove(exchange.workspace(), group, exchange.path("focusNote"), Versions.seen(exchange));
        return Reply.empty();
    }

    private Reply forget(Exchange exchange) {
        groups.forget(exchange.workspace(), group(exchange));
        return Reply.empty();
    }
}
