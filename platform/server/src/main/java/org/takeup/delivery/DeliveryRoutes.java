package org.takeup.delivery;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Role;

/** The outbox as a page and in the API: what waits, what went out, what a person must decide. */
public final class DeliveryRoutes {
    private final Outbox outbox;

    public DeliveryRoutes(Outbox outbox) {
        this.outbox = outbox;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("outbox", "/outbox", planners, this::page),
                        Route.form("outbox-decide-form", "/outbox/{mail}/decision", planners, this::decideByForm),
                        Route.api("outbox-summary", HttpMethod.GET, "/outbox", planners, this::summary),
                        Route.api("outbox-decide", HttpMethod.POST, "/outbox/{mail}/decision", planners, this::decide)),
                List.of(new Room.Entry(60, "Outbox", "/outbox", planners)));
    }

    /** What the page shows. @param heldUntil the end of the quiet hours, if they hold mail back now @param quotaUntil when the next day's quota begins, if that of today is used up */
    public record Overview(
            Tally tally,
            Optional<Instant> heldUntil,
            Optional<Instant> quotaUntil,
            List<OutboxEntry> unsure,
            List<OutboxEntry> failed) {}

    /** What the API answers. @param undecided mails that a person must decide about, the latest first */
    public record Summary(
            long queued,
            long sending,
            long sent,
            long failed,
            long unsure,
            Optional<Instant> heldUntil,
            List<Undecided> undecided) {}

    /** A mail that failed or is in doubt. Its address is left out: whoever asks can look the person up. */
    public record Undecided(String id, String personId, String kind, MailState state, int attempts, String reason) {}

    /** What is to happen with a mail. */
    public record DecisionBody(Outbox.Decision decision) {}

    private Reply page(Exchange exchange) {
        var workspace = exchange.workspace();
        return Reply.page(
                "delivery/outbox.jte",
                "Outbox",
                new Overview(
                        outbox.tally(workspace),
                        outbox.heldUntil(workspace),
                        outbox.quotaUntil(workspace),
                        outbox.inState(workspace, MailState.UNSURE),
                        outbox.inState(workspace, MailState.FAILED)));
    }

    private Reply decideByForm(Exchange exchange) {
        Outbox.Decision decision = exchange.form().one("decision", Outbox.Decision.class);
        outbox.decide(exchange.workspace(), exchange.path("mail"), decision);
        return Reply.redirect(exchange.link("/outbox"));
    }

    private Reply summary(Exchange exchange) {
        var workspace = exchange.workspace();
        Tally tally = outbox.tally(workspace);
        List<Undecided> undecided = List.of(MailState.UNSURE, MailState.FAILED).stream()
                .flatMap(state -> outbox.inState(workspace, state).stream())
                .map(DeliveryRoutes::undecided)
                .toList();
        return Reply.json(new Summary(
                tally.of(MailState.QUEUED),
                tally.of(MailState.SENDING),
                tally.of(MailState.SENT),
                tally.of(MailState.FAILED),
                tally.of(MailState.UNSURE),
                outbox.quotaUntil(workspace).or(() -> outbox.heldUntil(workspace)),
                undecided));
    }

    private static Undecided undecided(OutboxEntry entry) {
        return new Undecided(
                entry.id(),
                entry.mail().personId(),
                entry.mail().kind(),
                entry.state(),
                entry.attempt(),
                entry.reason());
    }

    private Reply decide(Exchange exchange) {
        DecisionBody body = exchange.json(DecisionBody.class);
        if (body.decision() == null) {
            throw Problem.invalid("decision", "Give SEND_AGAIN or LEAVE.");
        }
        outbox.decide(exchange.workspace(), exchange.path("mail"), body.decision());
        return Reply.empty();
    }
}
