package org.takeup.delivery;

import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** Mailings as pages and in the API: how far each is, what became of each of its mails, and pausing, resuming, cancelling. */
public final class MailingRoutes {
    private static final int PAGE = 100;

    private final Mailings mailings;

    public MailingRoutes(Outbox outbox) {
        this.mailings = outbox.mailings();
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("mailing", "/mailings/{mailing}", planners, this::page),
                        Route.form("mailing-steer-form", "/mailings/{mailing}/course", planners, this::steerByForm),
                        Route.api("mailings-list", HttpMethod.GET, "/mailings", planners, this::list),
                        Route.api("mailing-get", HttpMethod.GET, "/mailings/{mailing}", planners, this::get),
                        Route.api("mailing-mails", HttpMethod.GET, "/mailings/{mailing}/mails", planners, this::mails),
                        Route.api(
                                "mailing-steer", HttpMethod.POST, "/mailings/{mailing}/course", planners, this::steer)),
                List.of());
    }

    /** What the page of a mailing shows. @param next cursor of the next page, or empty @param state which mails are shown, or empty for all */
    public record Detail(Mailings.Progress progress, List<OutboxEntry> mails, String next, String state) {}

    /** What the API answers for a mailing. */
    public record View(
            String id,
            String kind,
            String course,
            Instant added,
            long all,
            long waiting,
            long sending,
            long sent,
            long notSent,
            long unsure) {
        static View of(Mailings.Progress progress) {
            Tally tally = progress.tally();
            return new View(
                    progress.id(),
                    progress.kind(),
                    progress.course(),
                    progress.added(),
                    tally.all(),
                    tally.of(MailState.QUEUED) + tally.of(MailState.PAUSED),
                    tally.of(MailState.SENDING),
                    tally.of(MailState.SENT),
                    progress.notSent(),
                    tally.of(MailState.UNSURE));
        }
    }

    /** Mailings. @param next for the parameter {@code before}, if there is more */
    public record Listing(List<View> mailings, Optional<String> next) {}

    /** A mail of a mailing. Its address is left out: whoever asks can look the person up. */
    public record MailView(String id, String personId, MailState state, int attempts, Instant changed, String reason) {}

    /** Mails of a mailing. @param next for the parameter {@code after}, if there is more */
    public record Mails(List<MailView> mails, Optional<String> next) {}

    /** What is to happen with a mailing. */
    public record CourseBody(Mailings.Deed deed) {}

    private Reply page(Exchange exchange) {
        String id = exchange.path("mailing");
        List<OutboxEntry> found = found(exchange, id);
        String next = found.size() > PAGE ? encode(found.get(PAGE - 1).mail().key()) : "";
        return Reply.page(
                "delivery/mailing.jte",
                "Mailing",
                new Detail(
                        mailings.find(exchange.workspace(), id),
                        found.stream().limit(PAGE).toList(),
                        next,
                        state(exchange).map(MailState::name).orElse("")));
    }

    private List<OutboxEntry> found(Exchange exchange, String id) {
        return mailings.mails(exchange.workspace(), id, state(exchange), after(exchange), PAGE + 1);
    }

    private Reply steerByForm(Exchange exchange) {
        Mailings.Deed deed = exchange.form().one("deed", Mailings.Deed.class);
        Mailings.Progress progress = mailings.steer(exchange.workspace(), exchange.path("mailing"), deed);
        return Reply.redirect(exchange.link("/mailings/" + progress.id()));
    }

    private Reply list(Exchange exchange) {
        Optional<String> before = exchange.query("before").filter(text -> !text.isBlank());
        List<Mailings.Progress> found = latest(exchange.workspace(), before);
        return Reply.json(new Listing(
                found.stream().limit(PAGE).map(View::of).toList(),
                found.size() > PAGE ? Optional.of(found.get(PAGE - 1).id()) : Optional.empty()));
    }

    private List<Mailings.Progress> latest(Workspace workspace, Optional<String> before) {
        try {
            return mailings.latest(workspace, before, PAGE + 1);
        } catch (Problem unknown) {
            throw Problem.invalid("before", "Give the value of next from the answer before.");
        }
    }

    private Reply get(Exchange exchange) {
        return Reply.json(View.of(mailings.find(exchange.workspace(), exchange.path("mailing"))));
    }

    private Reply mails(Exchange exchange) {
        List<OutboxEntry> found = found(exchange, exchange.path("mailing"));
        return Reply.json(new Mails(
                found.stream().limit(PAGE).map(MailingRoutes::view).toList(),
                found.size() > PAGE
                        ? Optional.of(encode(found.get(PAGE - 1).mail().key()))
                        : Optional.empty()));
    }

    private static MailView view(OutboxEntry entry) {
        return new MailView(
                entry.id(), entry.mail().personId(), entry.state(), entry.attempt(), entry.changed(), entry.reason());
    }

    private Reply steer(Exchange exchange) {
        CourseBody body = exchange.json(CourseBody.class);
        if (body.deed() == null) {
            throw Problem.invalid("deed", "Give PAUSE, RESUME or CANCEL.");
        }
        return Reply.json(View.of(mailings.steer(exchange.workspace(), exchange.path("mailing"), body.deed())));
    }

    private static Optional<MailState> state(Exchange exchange) {
        return exchange.query("state")
                .filter(text -> !text.isBlank())
                .map(text -> Arrays.stream(MailState.values())
                        .filter(state -> state.name().equals(text))
                        .findFirst()
                        .orElseThrow(() ->
                                Problem.invalid("state", "Give one of " + Arrays.toString(MailState.values()) + ".")));
    }

    private static String after(Exchange exchange) {
        return exchange.query("after")
                .map(cursor -> {
                    try {
                        return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                    } catch (IllegalArgumentException e) {
                        throw Problem.invalid("after", "Give the value of next from the answer before.");
                    }
                })
                .orElse("");
    }

    private static String encode(String cursor) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(StandardCharsets.UTF_8));
    }
}
