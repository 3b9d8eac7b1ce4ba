package org.takeup.inbox;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Dates;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.language.LocalWords;

/** The inbox as a page and in the API. Everybody has one and sees their own. */
public final class InboxRoutes {
    private static final LocalWords WORDS = LocalWords.beside(InboxRoutes.class, "inbox");
    private static final int PART = 20;
    private static final Pattern CURSOR = Pattern.compile("[0-9]{15}[0-9a-f]{32}");

    private final Inbox inbox;
    private final InboxEvents events;

    public InboxRoutes(Inbox inbox) {
        this.inbox = inbox;
        this.events = new InboxEvents(inbox);
    }

    public Room room() {
        Access anybody = Access.signedIn();
        return new Room(
                List.of(
                        Route.page("inbox", "/inbox", anybody, this::page),
                        Route.page("inbox-events", "/inbox/events", anybody, events::reply),
                        Route.form("inbox-read-all", "/inbox/read", anybody, this::readAll),
                        Route.form("inbox-act-form", "/inbox/{inboxMessage}/deed", anybody, this::actByForm),
                        Route.api("inbox-list", HttpMethod.GET, "/me/inbox", anybody, this::list),
                        Route.api("inbox-read", HttpMethod.POST, "/me/inbox/read", anybody, this::readAllByApi)
                                .accepting(new Body.None()),
                        Route.api("inbox-act", HttpMethod.POST, "/me/inbox/{inboxMessage}/deed", anybody, this::act)),
                List.of(new Room.Entry(Room.Group.MINE, 5, "Inbox", "/inbox", anybody, inbox::unread)));
    }

    /** The page. @param next where the list goes on @param newest the cursor of what is on top; news begin after it */
    public record Page(
            LocalWords words,
            boolean archived,
            List<InboxEntry> messages,
            long unread,
            Optional<String> next,
            String newest) {}

    /** What the API lists. @param next the cursor of the next part, if there is one */
    public record Listing(List<Message> messages, long unread, Optional<String> next) {}

    /** A message in the API. */
    public record Message(
            String id,
            String from,
            String subject,
            String words,
            Optional<String> link,
            Instant sent,
            boolean read,
            boolean archived) {
        static Message of(InboxEntry entry) {
            return new Message(
                    entry.id(),
                    entry.from(),
                    entry.subject(),
                    entry.words(),
                    entry.link(),
                    entry.sent(),
                    entry.read(),
                    entry.archived());
        }
    }

    /** What is to happen with a message. */
    public record DeedBody(Inbox.Deed deed) {}

    private Reply page(Exchange exchange) {
        var words = WORDS.in(exchange.locale());
        Inbox.Part part = part(exchange);
        // A page without messages hears of all that come: nothing is older than this.
        String newest =
                part.messages().stream().findFirst().map(InboxEntry::cursor).orElse("0".repeat(47));
        return Reply.page(
                "inbox/inbox.jte",
                words.say("title"),
                new Page(
                        words,
                        archived(exchange),
                        part.messages(),
                        inbox.unread(exchange.workspace(), exchange.caller()),
                        part.next(),
                        exchange.query("after").isPresent() || archived(exchange) ? "" : newest));
    }

    private Inbox.Part part(Exchange exchange) {
        Optional<String> after = exchange.query("after");
        if (after.isPresent() && !CURSOR.matcher(after.get()).matches()) {
            throw Problem.invalid("after", "Use the cursor that the part before ended with.");
        }
        return inbox.list(exchange.workspace(), exchange.caller(), archived(exchange), after, PART);
    }

    private static boolean archived(Exchange exchange) {
        return exchange.query("folder").filter("archive"::equals).isPresent();
    }

    private Reply readAll(Exchange exchange) {
        inbox.readAll(exchange.workspace(), exchange.caller());
        return Reply.redirect(exchange.link("/inbox"));
    }

    private Reply readAllByApi(Exchange exchange) {
        inbox.readAll(exchange.workspace(), exchange.caller());
        return Reply.empty();
    }

    private Reply actByForm(Exchange exchange) {
        Inbox.Deed deed = exchange.form().one("deed", Inbox.Deed.class);
        inbox.act(exchange.workspace(), exchange.caller(), exchange.path("inboxMessage"), deed);
        return Reply.redirect(exchange.link(deed == Inbox.Deed.BRING_BACK ? "/inbox?folder=archive" : "/inbox"));
    }

    private Reply list(Exchange exchange) {
        Inbox.Part part = part(exchange);
        return Reply.json(new Listing(
                part.messages().stream().map(Message::of).toList(),
                inbox.unread(exchange.workspace(), exchange.caller()),
                part.next()));
    }

    private Reply act(Exchange exchange) {
        Inbox.Deed deed = exchange.json(DeedBody.class).deed();
        if (deed == null) {
            throw Problem.invalid("deed", "Give READ, UNREAD, PUT_AWAY or BRING_BACK.");
        }
        inbox.act(exchange.workspace(), exchange.caller(), exchange.path("inboxMessage"), deed);
        return Reply.empty();
    }

    /** How moments are written for this reader. */
    static Dates dates(Exchange exchange) {
        return new Dates(exchange.locale(), exchange.workspace().settings().zone());
    }
}
