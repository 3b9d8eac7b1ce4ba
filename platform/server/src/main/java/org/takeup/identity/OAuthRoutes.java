package org.takeup.identity;

import io.vertx.core.http.HttpMethod;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;

/**
 * OAuth 2.0 client credentials (RFC 6749, 4.4) for programs that know nothing else: an API token of the workspace is the
 * client, its id the client_id and its secret the client_secret. What they get lasts for minutes, so that the secret need
 * not travel with each request; it ends at once with the API token.
 */
public final class OAuthRoutes {
    private static final String BASIC = "basic ";

    private final ApiTokens tokens;

    public OAuthRoutes(ApiTokens tokens) {
        this.tokens = tokens;
    }

    public Room room() {
        return new Room(
                List.of(new Route(
                        "oauth-token",
                        Route.Realm.WORKSPACE,
                        Route.Style.API,
                        HttpMethod.POST,
                        "/oauth/token",
                        Access.everyone(),
                        new Body.Form(Body.SMALL),
                        this::token)),
                List.of());
    }

    /** A refusal by RFC 6749, 5.2. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final int status;
        private final String error;

        Refused(int status, String error, String description) {
            super(description, null, false, false);
            this.status = status;
            this.error = error;
        }

        static Refused badRequest(String description) {
            return new Refused(400, "invalid_request", description);
        }

        static Refused badClient() {
            return new Refused(401, "invalid_client", "There is no such client with this secret here.");
        }
    }

    private record Client(String id, String secret) {}

    private Reply token(Exchange exchange) {
        try {
            return unkept(Reply.json(granted(exchange)));
        } catch (Refused e) {
            Reply reply = Reply.json(
                            e.status, Map.of("error", e.error, "error_description", String.valueOf(e.getMessage())))
                    .withStatus(e.status);
            return unkept(e.status == 401 ? reply.withHeader("www-authenticate", "Basic realm=\"takeup\"") : reply);
        }
    }

    private static Reply unkept(Reply reply) {
        return reply.withHeader("cache-control", "no-store").withHeader("pragma", "no-cache");
    }

    private Map<String, Object> granted(Exchange exchange) throws Refused {
        Form form = exchange.form();
        String grant = one(form, "grant_type")
                .orElseThrow(() -> Refused.badRequest("Send grant_type=client_credentials as a form."));
        if (!grant.equals("client_credentials")) {
            throw new Refused(400, "unsupported_grant_type", "Only client_credentials are taken here.");
        }
        Client client = client(exchange, form);
        Optional<Set<String>> asked = one(form, "scope").map(OAuthRoutes::scopes);
        ApiTokens.Token known =
                tokens.find(exchange.workspace(), client.id(), client.secret()).orElseThrow(Refused::badClient);
        Set<String> granted = new TreeSet<>(asked.orElse(known.scopes()));
        if (granted.isEmpty() || !known.scopes().containsAll(granted)) {
            throw new Refused(400, "invalid_scope", "This client may have " + String.join(" ", known.inOrder()) + ".");
        }
        var lent = tokens.lend(exchange.workspace(), known, granted);
        return Map.of(
                "access_token", lent.value(),
                "token_type", "Bearer",
                "expires_in", lent.seconds(),
                "scope", String.join(" ", granted));
    }

    private static Set<String> scopes(String text) {
        return new LinkedHashSet<>(Arrays.asList(text.split(" +")));
    }

    /** A parameter must not come twice (RFC 6749, 3.2). */
    private static Optional<String> one(Form form, String name) throws Refused {
        if (form.values(name).size() > 1) {
            throw Refused.badRequest("Send " + name + " once.");
        }
        return form.text(name);
    }

    private static Client client(Exchange exchange, Form form) throws Refused {
        Optional<String> id = one(form, "client_id");
        Optional<String> secret = one(form, "client_secret");
        Optional<String> header = exchange.header("authorization");
        if (header.isPresent()) {
            if (secret.isPresent()) {
                throw Refused.badRequest("Send the secret in the header or in the form, not in both.");
            }
            Client client = basic(header.get());
            if (id.isPresent() && !id.get().equals(client.id())) {
                throw Refused.badRequest("The header and the form name two clients.");
            }
            return client;
        }
        if (id.isEmpty() || secret.isEmpty()) {
            throw new Refused(401, "invalid_client", "Send client_id and client_secret by HTTP Basic or in the form.");
        }
        return new Client(id.get(), secret.get());
    }

    /** RFC 6749, 2.3.1: both parts are form-encoded before they are joined. */
    private static Client basic(String header) throws Refused {
        try {
            if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
                byte[] decoded = Base64.getDecoder()
                        .decode(header.substring(BASIC.length()).strip());
                String[] both = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
                if (both.length == 2) {
                    return new Client(decoded(both[0]), decoded(both[1]));
                }
            }
        } catch (IllegalArgumentException e) {
            // No base64 or no form encoding: as good as a wrong secret.
            throw Refused.badClient();
        }
        throw Refused.badClient();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
