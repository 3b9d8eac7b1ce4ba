package org.takeup.delivery;

import io.vertx.core.http.HttpMethod;
import java.time.Duration;
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
    private static final int MAILINGS = 20;

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
                List.of(new Room.Entry(Room.Group.TELL, 60, "Outbox", "/outbox", planners)));
    }

    /**
     * What the page shows.
     *
     * @param heldUntil the end of the quiet hours, if they hold mail back now
     * @param quotaUntil when the next day's quota begins, if that of today is used up
     * @param window how long the last mails were sent without our note of it
     * @param mailings the latest
     */
    public record Overview(
            Tally tally,
            Optional<Instant> heldUntil,
            Optional<Instant> quotaUntil,
            Optional<WindowWords> window,
            List<Mailings.Progress> mailings,
            List<OutboxEntry> unsure,
            List<OutboxEntry> failed,
            List<OutboxEntry> bounced) {}

    /** The window in words. @param median such as {@code 3 ms} */
    public record WindowWords(int mails, String median, String slowest) {
        static WindowWords of(Windows.Figures figures) {
            return new WindowWords(figures.count(), words(figures.median()), words(figures.slowest()));
        }

        private static String words(Duration window) {
            double millis = window.toNanos() / 1e6;
            return millis < 1 ? "less than a millisecond" : Math.round(millis) + " milliseconds";
        }
    }

    /** The window in figures, for the API. @param mails how many it was measured with */
    public record Window(int mails, double medianMillis, double slowestMillis) {
        static Window of(Windows.Figures figures) {
            return new Window(
                    figures.count(),
                    figures.median().toNanos() / 1e6,
                    figures.slowest().toNanos() / 1e6);
        }
    }

    /** What the API answers. @param undecided mails that a person must decide about, the latest first */
    public record Summary(
            long queued,
            long paused,
            long sending,
            long sent,
            long bounced,
            long failed,
            long cancelled,
            long unsure,
            Optional<Window> window,
            Optional<Instant> heldUntil,
            List<Undecided> undecided) {}

    /** A mail that failed, came back or is in doubt. Its address is left out: whoever asks can look the person up. */
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
                        outbox.windows(workspace).map(WindowWords::of),
                        outbox.mailings().latest(workspace, Optional.empty(), MAILINGS),
                        outbox.inState(workspace, MailState.UNSURE),
                        outbox.inState(workspace, MailState.FAILED),
                        outbox.inState(workspace, MailState.BOUNCED)));
    }

    private Reply decideByForm(Exchange exchange) {
        Outbox.Decision decision = exchange.form().one("decision", Outbox.Decision.class);
        outbox.decide(exchange.workspace(), exchange.path("mail"), decision);
        return Reply.redirect(exchange.link("/outbox"));
    }

    private Reply summary(Exchange exchange) {
        var workspace = exchange.workspace();
        Tally tally = outbox.tally(workspace);
        List<Undecided> undecided = List.of(MailState.UNSURE, MailState.FAILED, MailState.BOUNCED).stream()
                .flatMap(state -> outbox.inState(workspace, state).stream())
                .map(DeliveryRoutes::undecided)
                .toList();
        return Reply.json(new Summary(
                tally.of(MailState.QUEUED),
                tally.of(MailState.PAUSED),
                tally.of(MailState.SENDING),
                tally.of(MailState.SENT),
                tally.of(MailState.BOUNCED),
                tally.of(MailState.FAILED),
                tally.of(MailState.CANCELLED),
                tally.of(MailState.UNSURE),
                outbox.windows(workspace).map(Window::of),
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
