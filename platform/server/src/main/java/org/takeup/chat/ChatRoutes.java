package org.takeup.chat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.delivery.MailState;
import org.takeup.delivery.Outbox;
import org.takeup.delivery.Tally;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Typed;
import org.takeup.tenant.Role;

/** Chats as a page and in the API: which there are, for admins to set up, and what became of messages, for planners to decide about. */
public final class ChatRoutes {
    private static final String GONE = "a chat that was taken away";

    private final Chats chats;

    public ChatRoutes(Chats chats) {
        this.chats = chats;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        Access admins = Access.role(Role.ADMIN);
        return new Room(
                with(
                        new ChatApi(chats).routes(),
                        Route.page("chats", "/chats", planners, this::page),
                        Route.form("chat-add-form", "/chats", admins, this::add),
                        Route.form("chat-try-form", "/chats/{chat}/trial", admins, this::tryOut),
                        Route.form("chat-remove-form", "/chats/{chat}/removal", admins, this::remove),
                        Route.form(
                                "chat-decide-form", "/chats/messages/{chatMessage}/decision", planners, this::decide)),
                List.of(new Room.Entry(Room.Group.TELL, 61, "Chats", "/chats", planners)));
    }

    private static List<Route> with(List<Route> api, Route... pages) {
        return Stream.concat(Arrays.stream(pages), api.stream()).toList();
    }

    /**
     * The page.
     *
     * @param admin whether the reader may set up chats
     * @param undecided what is in doubt or was not sent, the latest first
     * @param typed what was refused, to be corrected; fields and words for what is wrong, or empty
     */
    public record Page(
            List<ChatHook> chats,
            boolean admin,
            boolean more,
            Tally tally,
            List<Undecided> undecided,
            List<Service> services,
            Typed typed) {}

    /** A message that a person may decide about. @param chat its name */
    public record Undecided(ChatPost post, String chat) {
        public boolean unsure() {
            return post.state() == MailState.UNSURE;
        }
    }

    private Reply page(Exchange exchange) {
        return shown(exchange, Typed.blank());
    }

    private Reply shown(Exchange exchange, Typed typed) {
        List<ChatHook> all = chats.list(exchange.workspace());
        Map<String, String> names = all.stream().collect(Collectors.toMap(ChatHook::id, ChatHook::name));
        List<Undecided> undecided = List.of(MailState.UNSURE, MailState.FAILED).stream()
                .flatMap(state -> chats.inState(exchange.workspace(), state).stream())
                .map(post -> new Undecided(post, names.getOrDefault(post.hook(), GONE)))
                .toList();
        return Reply.page(
                        "chat/chats.jte",
                        "Chats",
                        new Page(
                                all,
                                exchange.caller().is(Role.ADMIN),
                                all.size() < Chats.MOST,
                                chats.tally(exchange.workspace()),
                                undecided,
                                Arrays.asList(Service.values()),
                                typed))
                .withHeader("cache-control", "no-store");
    }

    private Reply add(Exchange exchange) {
        Form form = exchange.form();
        return Typed.kept(
                exchange,
                () -> {
                    ChatHook made = chats.make(
                            exchange.workspace(),
                            exchange.caller(),
                            form.one("service", Service.class),
                            form.text("name").orElse(""),
                            form.text("url").orElse(""));
                    exchange.changes("chat", null, made.id());
                    exchange.changes("host", null, made.host());
                    return back(exchange);
                },
                typed -> shown(exchange, typed));
    }

    private Reply tryOut(Exchange exchange) {
        chats.tryOut(exchange.workspace(), exchange.path("chat"));
        return back(exchange);
    }

    private Reply remove(Exchange exchange) {
        chats.remove(exchange.workspace(), exchange.path("chat"));
        return back(exchange);
    }

    private Reply decide(Exchange exchange) {
        Outbox.Decision decision = exchange.form().one("decision", Outbox.Decision.class);
        chats.decide(exchange.workspace(), exchange.path("chatMessage"), decision);
        return back(exchange);
    }

    private static Reply back(Exchange exchange) {
        return Reply.redirect(exchange.link("/chats"));
    }
}
