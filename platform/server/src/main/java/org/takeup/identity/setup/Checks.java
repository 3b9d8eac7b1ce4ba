package org.takeup.identity.setup;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.takeup.http.Problem;
import org.takeup.identity.company.Connection;
import org.takeup.identity.keycloak.CompanySignIn.Oidc;
import org.takeup.identity.keycloak.KeycloakAdmin;
import org.takeup.identity.keycloak.KeycloakAway;
import org.takeup.plugin.api.http.HttpAnswer;
import org.takeup.plugin.api.http.HttpCall;
import org.takeup.tenant.Workspace;

/** Looks at a company's sign-in from outside and says what its admin must change. Changes nothing. Blocks. */
public final class Checks {
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final Duration RECENT = Duration.ofHours(1);

    private final Outside outside;
    private final Optional<KeycloakAdmin> keycloak;

    Checks(Outside outside, Optional<KeycloakAdmin> keycloak) {
        this.outside = outside;
        this.keycloak = keycloak;
    }

    /** What was looked at. @param todo what to change; empty if all is well */
    public record Finding(String what, String todo) {
        public boolean good() {
            return todo.isEmpty();
        }
    }

    /** @param back where the company sends people back to */
    List<Finding> of(Workspace workspace, Connection connection, String alias, String back) {
        var findings = new ArrayList<Finding>();
        Instant now = workspace.clock().instant();
        connection.oidc().ifPresent(oidc -> {
            findings.add(guarded("Your discovery document", () -> clock(workspace, oidc, now)));
            findings.add(guarded("The client ID and secret", () -> secret(workspace, oidc, back)));
            findings.add(guarded("Our address at your side", () -> address(workspace, oidc, back)));
        });
        if (connection.saml().isPresent()) {
            findings.add(guarded("Your sign-in's address and clock", () -> clock(workspace, connection, now)));
        }
        findings.addAll(failures(alias, now));
        return findings;
    }

    private interface Look {
        Optional<String> todo();
    }

    private static Finding guarded(String what, Look look) {
        try {
            return new Finding(what, look.todo().orElse(""));
        } catch (Problem e) {
            String todo =
                    e.fields().isEmpty() ? e.detail() : e.fields().getFirst().message();
            return new Finding(what, todo);
        }
    }

    private Optional<String> clock(Workspace workspace, Oidc oidc, Instant now) {
        new Discovery(outside).read(workspace, oidc.issuer(), oidc.clientId(), oidc.clientSecret());
        URI address = URI.create(oidc.issuer().replaceAll("/+$", "") + "/.well-known/openid-configuration");
        return clock(outside.answer(workspace, Discovery.FIELD, HttpCall.get(address)), now);
    }

    private Optional<String> clock(Workspace workspace, Connection connection, Instant now) {
        URI address = URI.create(connection.saml().orElseThrow().signOn());
        HttpAnswer answer = outside.answer(workspace, SamlMetadata.FIELD, HttpCall.get(address));
        if (answer.status() == 404 || answer.status() >= 500) {
            return Optional.of("The sign-in address of your metadata answers with the status " + answer.status()
                    + ". Check that it is the right one and works.");
        }
        return clock(answer, now);
    }

    /** Also for tests: what is to be said of an answer's clock. */
    static Optional<String> clock(HttpAnswer answer, Instant now) {
        return Outside.clockAhead(answer, now)
                .filter(ahead -> ahead.abs().compareTo(SKEW) > 0)
                .map(ahead -> "The clock of your sign-in is " + words(ahead.abs())
                        + (ahead.isNegative() ? " behind" : " ahead of")
                        + " ours. Sign-ins are refused when it is more than a minute. Set its time by NTP.");
    }

    private static String words(Duration off) {
        return off.toMinutes() >= 2 ? off.toMinutes() + " minutes" : off.toSeconds() + " seconds";
    }

    /** Asks for a token for a code that nobody gave: who answers "invalid grant" has accepted the client. */
    private Optional<String> secret(Workspace workspace, Oidc oidc, String back) {
        var form = Map.of(
                "grant_type",
                "authorization_code",
                "code",
                "takeup-checks-the-client",
                "redirect_uri",
                back,
                "client_id",
                oidc.clientId(),
                "client_secret",
                oidc.clientSecret(),
                "code_verifier",
                "takeup-checks-the-client-takeup-checks-the-client");
        HttpAnswer answer = outside.posted(workspace, Discovery.FIELD, URI.create(oidc.token()), encoded(form));
        String said = answer.text().toLowerCase(Locale.ROOT);
        boolean refused =
                answer.status() == 401 || said.contains("invalid_client") || said.contains("unauthorized_client");
        return refused
                ? Optional.of(
                        "Your side does not accept the client ID with this secret. Copy both again; a secret may have"
                                + " run out, and some consoles show the secret's ID beside the secret.")
                : Optional.empty();
    }

    private Optional<String> address(Workspace workspace, Oidc oidc, String back) {
        var query = Map.of(
                "response_type", "code",
                "client_id", oidc.clientId(),
                "redirect_uri", back,
                "scope", "openid",
                "state", "takeup-checks",
                "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                "code_challenge_method", "S256");
        String separator = oidc.authorization().contains("?") ? "&" : "?";
        HttpAnswer answer = outside.answer(
                workspace,
                Discovery.FIELD,
                HttpCall.get(URI.create(oidc.authorization() + separator + encoded(query))));
        String said = answer.text().toLowerCase(Locale.ROOT);
        if (said.contains("redirect_uri") && answer.status() >= 400 || said.contains("aadsts50011")) {
            return Optional.of("Your side rejects our address. Register exactly " + back);
        }
        if (answer.status() >= 400 || said.contains("aadsts700016")) {
            return Optional.of("Your side answers our question with the status " + answer.status()
                    + ". Compare the client ID letter for letter, and check that the application is switched on.");
        }
        return Optional.empty();
    }

    private List<Finding> failures(String alias, Instant now) {
        if (keycloak.isEmpty()) {
            return List.of();
        }
        try {
            return keycloak.get().events().failures(alias, now.minus(RECENT)).stream()
                    .map(Explanations::of)
                    .flatMap(Optional::stream)
                    .distinct()
                    .limit(3)
                    .map(each -> new Finding("A try within the last hour: " + each.cause(), each.todo()))
                    .toList();
        } catch (KeycloakAway e) {
            return List.of(new Finding("What happened in the last tries", e.detail()));
        }
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
