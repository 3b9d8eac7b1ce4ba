package org.takeup.people.upload;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** People from files, as pages and in the API. */
public final class UploadRoutes {
    private static final long MOST_UPLOAD = 30L * 1024 * 1024;
    private static final int PAGE = 20;
    private static final int SHOWN = 50;

    private final Uploads uploads;
    private final ObjLongConsumer<Workspace> storage;

    /** @param storage refuses so many bytes more, if the workspace may not store them */
    public UploadRoutes(Uploads uploads, ObjLongConsumer<Workspace> storage) {
        this.uploads = uploads;
        this.storage = storage;
    }

    public Room room() {
        Access admins = Access.role(Role.ADMIN);
        Body table = new Body.Upload(MOST_UPLOAD, Set.of(".csv", ".txt", ".tsv"));
        String one = "/people/uploads/{upload}";
        return new Room(
                List.of(
                        Route.page("people-uploads", "/people/uploads", admins, this::page),
                        Route.form("people-upload-form", "/people/uploads", admins, this::checkForm)
                                .accepting(table),
                        Route.page("people-upload", one, admins, this::uploadPage),
                        Route.form("people-upload-apply-form", one + "/apply", admins, this::applyForm),
                        Route.form("people-upload-undo-form", one + "/undo", admins, this::undoForm),
                        Route.form("people-upload-stop-form", one + "/stop", admins, this::stopForm),
                        Route.api("people-upload-check", HttpMethod.POST, "/people/uploads", admins, this::check)
                                .accepting(table),
                        Route.api("people-uploads-list", HttpMethod.GET, "/people/uploads", admins, this::list),
                        Route.api("people-upload-get", HttpMethod.GET, one, admins, this::get),
                        Route.api("people-upload-changes", HttpMethod.GET, one + "/changes", admins, this::changes),
                        Route.api("people-upload-notes", HttpMethod.GET, one + "/notes", admins, this::notes),
                        Route.api("people-upload-apply", HttpMethod.POST, one + "/apply", admins, this::apply),
                        Route.api("people-upload-undo", HttpMethod.POST, one + "/undo", admins, this::undo)
                                .accepting(new Body.None()),
                        Route.api("people-upload-stop", HttpMethod.POST, one + "/stop", admins, this::stop)
                                .accepting(new Body.None())),
                List.of());
    }

    /**
     * What the overview shows.
     *
     * @param next the moment for the parameter {@code before}, or empty
     * @param zones names of the time zones that a file may have
     */
    public record Home(List<UploadView> uploads, String next, List<String> zones) {}

    /** Some changes of a kind. */
    public record Part(RowChange.Kind kind, String title, long number, List<RowChange> shown) {}

    /** What the page of an upload shows. */
    public record Detail(UploadView view, List<Part> parts, List<RowNote> notes) {}

    /** What the API answers for a list. @param next for the parameter {@code before}, if there is more */
    public record Listing(List<UploadView> uploads, Optional<Instant> next) {}

    /** Changes. @param next for the parameter {@code after}, if there is more */
    public record Changes(List<RowChange> changes, Optional<Long> next) {}

    /** Notes on rows. @param next for the parameter {@code after}, if there is more */
    public record Notes(List<RowNote> notes, Optional<Integer> next) {}

    /** What the API is sent to take a file over. @param sure whether so many people have left */
    public record Apply(boolean sure) {}

    private Reply page(Exchange exchange) {
        Listing listing = listing(exchange);
        return Reply.page(
                "people/uploads.jte",
                "People from a file",
                new Home(
                        listing.uploads(), listing.next().map(Instant::toString).orElse(""), Whereabouts.zones()));
    }

    private Reply checkForm(Exchange exchange) {
        boolean whole = exchange.form().text("whole").isPresent();
        return toPage(exchange, compare(exchange, whole));
    }

    /** What a file says is kept until it is taken over: not a byte of it beyond what the workspace may store. */
    private Upload compare(Exchange exchange, boolean whole) {
        Exchange.Upload file = exchange.upload();
        storage.accept(exchange.workspace(), file.bytes());
        return uploads.check(exchange.workspace(), exchange.caller(), file, whole);
    }

    private Reply uploadPage(Exchange exchange) {
        Upload upload = upload(exchange);
        List<Part> parts = Arrays.stream(RowChange.Kind.values())
                .map(kind -> part(exchange, upload, kind))
                .filter(part -> part.number() > 0)
                .toList();
        return Reply.page(
                "people/upload.jte",
                upload.file(),
                new Detail(view(exchange, upload), parts, uploads.notes(exchange.workspace(), upload, 0, 2 * SHOWN)));
    }

    private Part part(Exchange exchange, Upload upload, RowChange.Kind kind) {
        List<RowChange> shown = uploads.changes(exchange.workspace(), upload, Optional.of(kind), 0, SHOWN);
        return switch (kind) {
            case ADDED -> new Part(kind, "New", upload.counts().added(), shown);
            case CHANGED -> new Part(kind, "Changed", upload.counts().changed(), shown);
            case LEFT -> new Part(kind, "Left", upload.counts().left(), shown);
        };
    }

    private Reply applyForm(Exchange exchange) {
        boolean sure = exchange.form().text("sure").isPresent();
        return toPage(exchange, uploads.apply(exchange.workspace(), exchange.path("upload"), sure));
    }

    private Reply undoForm(Exchange exchange) {
        return toPage(exchange, uploads.undo(exchange.workspace(), exchange.path("upload")));
    }

    private Reply stopForm(Exchange exchange) {
        return toPage(exchange, uploads.stop(exchange.workspace(), exchange.path("upload")));
    }

    private static Reply toPage(Exchange exchange, Upload upload) {
        return Reply.redirect(exchange.link("/people/uploads/" + upload.id()));
    }

    private Reply check(Exchange exchange) {
        boolean whole = exchange.form().text("whole").filter("true"::equals).isPresent();
        Upload upload = compare(exchange, whole);
        return Reply.json(201, view(exchange, upload))
                .withHeader("location", exchange.link("/api/v1/people/uploads/" + upload.id()));
    }

    private Reply list(Exchange exchange) {
        return Reply.json(listing(exchange));
    }

    private Listing listing(Exchange exchange) {
        List<Upload> found = uploads.list(exchange.workspace(), moment(exchange), PAGE + 1);
        return new Listing(
                found.stream().limit(PAGE).map(each -> view(exchange, each)).toList(),
                found.size() > PAGE ? Optional.of(found.get(PAGE - 1).created()) : Optional.empty());
    }

    private Reply get(Exchange exchange) {
        return Reply.json(view(exchange, upload(exchange)));
    }

    private Reply changes(Exchange exchange) {
        Optional<RowChange.Kind> kind = exchange.query("kind").map(UploadRoutes::kind);
        List<RowChange> found =
                uploads.changes(exchange.workspace(), upload(exchange), kind, number(exchange, "after"), 2 * SHOWN);
        return Reply.json(new Changes(
                found, found.size() == 2 * SHOWN ? Optional.of(found.getLast().number()) : Optional.empty()));
    }

    private Reply notes(Exchange exchange) {
        List<RowNote> found =
                uploads.notes(exchange.workspace(), upload(exchange), (int) number(exchange, "after"), 2 * SHOWN);
        return Reply.json(new Notes(
                found, found.size() == 2 * SHOWN ? Optional.of(found.getLast().number()) : Optional.empty()));
    }

    private Reply apply(Exchange exchange) {
        boolean sure = exchange.json(Apply.class).sure();
        return accepted(exchange, uploads.apply(exchange.workspace(), exchange.path("upload"), sure));
    }

    private Reply undo(Exchange exchange) {
        return accepted(exchange, uploads.undo(exchange.workspace(), exchange.path("upload")));
    }

    private Reply stop(Exchange exchange) {
        return accepted(exchange, uploads.stop(exchange.workspace(), exchange.path("upload")));
    }

    private Reply accepted(Exchange exchange, Upload upload) {
        return Reply.json(202, view(exchange, upload));
    }

    private Upload upload(Exchange exchange) {
        return uploads.find(exchange.workspace(), exchange.path("upload"));
    }

    private UploadView view(Exchange exchange, Upload upload) {
        boolean undoable = (upload.state() == Upload.State.DONE || upload.state() == Upload.State.CANCELLED)
                && uploads.canBeUndone(exchange.workspace(), upload);
        return UploadView.of(upload, undoable, exchange.workspace());
    }

    private static RowChange.Kind kind(String key) {
        return Arrays.stream(RowChange.Kind.values())
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("kind", "Give added, changed or left."));
    }

    private static long number(Exchange exchange, String name) {
        return exchange.query(name)
                .map(text -> {
                    try {
                        return (long) Integer.parseInt(text);
                    } catch (NumberFormatException e) {
                        throw Problem.invalid(name, "Give the value of next from the answer before.");
                    }
                })
                .orElse(0L);
    }

    private static Optional<Instant> moment(Exchange exchange) {
        return exchange.query("before").map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw Problem.invalid("before", "Give the value of next from the answer before.");
            }
        });
    }
}
