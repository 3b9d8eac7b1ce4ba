package org.takeup.identity;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.identity.ApiTokens.Made;
import org.takeup.identity.ApiTokens.Token;
import org.takeup.tenant.Role;

/** API tokens as a page and in the API, for admins. */
public final class TokenRoutes {
    private static final int LONGEST_NAME = 100;

    private final ApiTokens tokens;

    public TokenRoutes(ApiTokens tokens) {
        this.tokens = tokens;
    }

    public Room room() {
        Access admins = Access.role(Role.ADMIN);
        return new Room(
                List.of(
                        Route.page("tokens", "/tokens", admins, this::page),
                        Route.form("token-make-form", "/tokens", admins, this::makeByForm),
                        Route.form("token-revoke-form", "/tokens/{token}/removal", admins, this::revokeByForm),
                        Route.api("tokens-list", HttpMethod.GET, "/tokens", admins, this::list),
                        Route.api("token-make", HttpMethod.POST, "/tokens", admins, this::make),
                        Route.api("token-revoke", HttpMethod.DELETE, "/tokens/{token}", admins, this::revoke)),
                List.of());
    }

    /**
     * What the page shows.
     *
     * @param made the token that was just made, or null
     * @param now for telling which have ended
     */
    public record Page(
            List<Token> tokens,
            List<Scopes.Area> areas,
            @Nullable Made made,
            Instant now) {}

    /** What the API answers. */
    public record Listing(List<Token> tokens) {}

    /** What the API is told. */
    public record NewToken(
            @Nullable String name,
            @Nullable Set<String> scopes,
            @Nullable Integer days) {}

    private Reply page(Exchange exchange) {
        return show(exchange, null);
    }

    private Reply show(Exchange exchange, @Nullable Made made) {
        var workspace = exchange.workspace();
        return Reply.page(
                        "identity/tokens.jte",
                        "API tokens",
                        new Page(
                                tokens.list(workspace),
                                Scopes.areas(),
                                made,
                                workspace.clock().instant()))
                .withHeader("cache-control", "no-store");
    }

    /** Not a redirect: the secret is shown here, once, and in no address. */
    private Reply makeByForm(Exchange exchange) {
        var form = exchange.form();
        var scopes = new HashSet<>(form.values("scope"));
        return show(exchange, make(exchange, form.required("name", LONGEST_NAME), scopes, form.number("days", 1, 366)));
    }

    private Reply make(Exchange exchange) {
        NewToken wanted = exchange.json(NewToken.class);
        String name = wanted.name() == null ? "" : wanted.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw Problem.invalid("name", "Give a name of at most " + LONGEST_NAME + " characters.");
        }
        Set<String> scopes = wanted.scopes() == null ? Set.of() : wanted.scopes();
        return Reply.json(201, make(exchange, name, scopes, wanted.days() == null ? 90 : wanted.days()))
                .withHeader("cache-control", "no-store");
    }

    private Made make(Exchange exchange, String name, Set<String> scopes, int days) {
        Made made = tokens.make(exchange.workspace(), exchange.caller(), name, scopes, days);
        exchange.changes("token", null, made.token().id());
        exchange.changes("scopes", null, String.join(" ", made.token().inOrder()));
        exchange.changes("expires", null, made.token().expires());
        return made;
    }

    private Reply list(Exchange exchange) {
        return Reply.json(new Listing(tokens.list(exchange.workspace())));
    }

    private Reply revokeByForm(Exchange exchange) {
        tokens.revoke(exchange.workspace(), exchange.path("token"));
        return Reply.redirect(exchange.link("/tokens"));
    }

    private Reply revoke(Exchange exchange) {
        tokens.revoke(exchange.workspace(), exchange.path("token"));
        return Reply.empty();
    }
}
