package org.takeup.chat;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.tenant.Role;

/** The chats of a workspace in the API. An address is taken and never told again: whoever knows it can write there. */
final class ChatApi {
    private static final String ALL = "/chats";
    private static final String ONE = "/chats/{chat}";

    private final Chats chats;

    ChatApi(Chats chats) {
        this.chats = chats;
    }

    List<Route> routes() {
        Access planners = Access.role(Role.PLANNER);
        Access admins = Access.role(Role.ADMIN);
        return List.of(
                Route.api("chats-list", HttpMethod.GET, ALL, planners, this::list),
                Route.api("chat-add", HttpMethod.POST, ALL, admins, this::add),
                Route.api("chat-try", HttpMethod.POST, ONE + "/trial", admins, this::tryOut)
                        .accepting(new Body.None()),
                Route.api("chat-remove", HttpMethod.DELETE, ONE, admins, this::remove));
    }

    /** A chat in the API. @param trouble why the last try did not arrive, or empty */
    public record Shown(
            String id,
            Service service,
            String name,
            String host,
            Instant created,
            Optional<Instant> lastArrived,
            String trouble) {
        static Shown of(ChatHook hook) {
            return new Shown(
                    hook.id(),
                    hook.service(),
                    hook.name(),
                    hook.host(),
                    hook.created(),
                    hook.lastArrived(),
                    hook.trouble());
        }
    }

    /** All of them, the oldest first. @param most how many there can be */
    public record Listing(List<Shown> chats, int most) {}

    /** What is added. @param url the webhook's address */
    public record Wanted(
            @Nullable Service service,
            @Nullable String name,
            @Nullable String url) {}

    private Reply list(Exchange exchange) {
        return Reply.json(new Listing(
                chats.list(exchange.workspace()).stream().map(Shown::of).toList(), Chats.MOST));
    }

    private Reply add(Exchange exchange) {
        Wanted wanted = exchange.json(Wanted.class);
        if (wanted.service() == null) {
            throw Problem.invalid("service", "Give SLACK or TEAMS.");
        }
        ChatHook made =
                chats.make(exchange.workspace(), exchange.caller(), wanted.service(), wanted.name(), wanted.url());
        exchange.changes("chat", null, made.id());
        exchange.changes("host", null, made.host());
        return Reply.json(201, Shown.of(made));
    }

    private Reply tryOut(Exchange exchange) {
        chats.tryOut(exchange.workspace(), exchange.path("chat"));
        return Reply.empty();
    }

    private Reply remove(Exchange exchange) {
        chats.remove(exchange.workspace(), exchange.path("chat"));
        return Reply.empty();
    }
}
