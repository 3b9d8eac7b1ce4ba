package org.takeup.identity.keycloak;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.http.Problem;

/**
 * Whether Keycloak and the platform's realm are as safe signing in needs them. While they are not, nothing new is set up
 * in the realm; who signs in already goes on. Thread-safe; {@link #look} and {@link #require} block.
 */
public final class RealmCheck {
    private static final Logger LOG = LoggerFactory.getLogger(RealmCheck.class);

    /** What health says when nothing is to be changed. */
    private static final String OK = "ok";

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final int SHORTEST_PASSWORD = 8;
    private static final Pattern LENGTH = Pattern.compile("(?:^| and )length\\((\\d+)\\)");
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\..*");
    /** Older ones take SAML answers with wrapped signatures (CVE-2024-8698), or lack organisations. */
    private static final int OLDEST = 26;

    private final AdminCalls calls;
    private final String webClientId;
    private final Clock clock;
    private volatile Seen seen = new Seen(Instant.EPOCH, "not looked yet", List.of());

    /** @param faults sentences for the operator; empty if nothing is to be changed, or if nobody could look */
    private record Seen(Instant at, String state, List<String> faults) {
        boolean fits() {
            return state.equals(OK);
        }
    }

    RealmCheck(AdminCalls calls, String webClientId, Clock clock) {
        this.calls = calls;
        this.webClientId = webClientId;
        this.clock = clock;
    }

    /** {@code ok}, or what keeps companies from connecting their sign-in, for the operator. */
    public String state() {
        return seen.state();
    }

    /** Looks now. What differs from the time before is logged. @return sentences of what to change, empty if nothing */
    public List<String> look() {
        Seen now = seeing();
        if (!now.state().equals(seen.state())) {
            if (now.fits()) {
                LOG.info("Keycloak's realm is as the platform needs it");
            } else {
                LOG.warn("Companies cannot connect their sign-in. {}", now.state());
            }
        }
        seen = now;
        return now.faults();
    }

    /**
     * Returns if the realm was as it must be a short while ago, or is so now.
     *
     * @throws KeycloakAway if nobody can say
     * @throws Problem {@code keycloak-unfit} if something is to be changed there
     */
    public void require() {
        if (seen.fits() && seen.at().plus(FRESH).isAfter(clock.instant())) {
            return;
        }
        boolean unfit = !look().isEmpty();
        if (unfit) {
            throw new Problem(
                    503,
                    "keycloak-unfit",
                    "The sign-in service is not set up as it must be for this.",
                    "Nothing was changed. The operator of this platform must change it first; the platform's health report"
                            + " names what.");
        }
        if (!seen.fits()) {
            throw new KeycloakAway();
        }
    }

    private Seen seeing() {
        try {
            List<String> faults = faults();
            return new Seen(clock.instant(), faults.isEmpty() ? OK : String.join(" ", faults), faults);
        } catch (KeycloakAway e) {
            return new Seen(
                    clock.instant(), "Keycloak does not answer; its realm is looked at when it does.", List.of());
        } catch (ClassCastException e) {
            LOG.warn("Keycloak's admin API answers something else than a realm: {}", e.getMessage());
            return new Seen(clock.instant(), "What Keycloak's admin API answers is no realm.", List.of());
        } catch (KeycloakRefused e) {
            String why = e.getMessage() + " " + e.detail();
            return new Seen(clock.instant(), why, List.of(why));
        }
    }

    private List<String> faults() {
        var faults = new ArrayList<String>();
        version().flatMap(RealmCheck::tooOld).ifPresent(faults::add);
        JsonObject realm = calls.get("", Map.of()).object();
        if (!realm.containsKey("duplicateEmailsAllowed")) {
            faults.add(
                    "Give the service account of the admin client the role view-realm of realm-management: without it"
                            + " nobody can see whether the realm is safe.");
            return faults;
        }
        inRealm(realm, faults);
        JsonArray clients =
                calls.get("/clients", Map.of("clientId", webClientId)).array();
        if (clients.isEmpty()) {
            faults.add("Make the client " + webClientId + ", or name another one in TAKEUP_OIDC_CLIENT_ID.");
        } else {
            inClient(clients.getJsonObject(0), faults);
        }
        return faults;
    }

    private static void inRealm(JsonObject realm, List<String> faults) {
        need(
                faults,
                !realm.getBoolean("loginWithEmailAllowed", true),
                "Switch login with e-mail off (loginWithEmailAllowed): an address is no account.");
        need(
                faults,
                realm.getBoolean("duplicateEmailsAllowed", false),
                "Allow duplicate e-mails (duplicateEmailsAllowed): otherwise a company that states another's addresses keeps"
                        + " their owners out.");
        need(
                faults,
                !realm.getBoolean("registrationAllowed", false),
                "Switch user registration off (registrationAllowed): accounts are made by companies and by the platform.");
        need(
                faults,
                realm.getBoolean("organizationsEnabled", false),
                "Switch organisations on (organizationsEnabled): each tenant is one.");
        need(
                faults,
                realm.getBoolean("bruteForceProtected", false),
                "Switch brute force detection on (bruteForceProtected): local and emergency accounts have passwords.");
        need(
                faults,
                !"none".equalsIgnoreCase(realm.getString("sslRequired", "none")),
                "Require HTTPS, at least for external requests (sslRequired).");
        need(
                faults,
                shortestPassword(realm.getString("passwordPolicy", "")) >= SHORTEST_PASSWORD,
                "Demand passwords of at least " + SHORTEST_PASSWORD + " characters, better 12 (passwordPolicy).");
    }

    private static void inClient(JsonObject client, List<String> faults) {
        String id = client.getString("clientId");
        need(
                faults,
                !client.getBoolean("publicClient", false),
                "Make the client " + id + " confidential (publicClient).");
        need(
                faults,
                !client.getBoolean("implicitFlowEnabled", false)
                        && !client.getBoolean("directAccessGrantsEnabled", false),
                "Leave the client " + id
                        + " the standard flow alone (implicitFlowEnabled, directAccessGrantsEnabled).");
        need(
                faults,
                "S256"
                        .equals(client.getJsonObject("attributes", new JsonObject())
                                .getString("pkce.code.challenge.method")),
                "Demand PKCE with S256 of the client " + id + " (pkce.code.challenge.method).");
        need(
                faults,
                client.getJsonArray("redirectUris", new JsonArray()).stream()
                        .noneMatch(uri -> String.valueOf(uri).contains("*")),
                "Name each redirect address of the client " + id
                        + " in full, without * (redirectUris); the platform adds those of new workspaces itself.");
    }

    private static void need(List<String> faults, boolean holds, String remedy) {
        if (!holds) {
            faults.add(remedy);
        }
    }

    private static int shortestPassword(String policy) {
        Matcher length = LENGTH.matcher(policy);
        return length.find() ? Integer.parseInt(length.group(1)) : 0;
    }

    /**
     * The server's version, if it tells us. Since 26.2.10 it tells only who administers the whole server, so one that keeps
     * silent is new enough.
     */
    private Optional<String> version() {
        try {
            return Optional.ofNullable(calls.serverInfo().getJsonObject("systemInfo"))
                    .map(system -> system.getString("version"));
        } catch (KeycloakRefused e) {
            // Whatever else we may not do, the realm says next.
            LOG.debug("Keycloak does not tell its version: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<String> tooOld(String version) {
        Matcher parts = VERSION.matcher(version);
        return parts.matches() && Integer.parseInt(parts.group(1)) < OLDEST
                ? Optional.of("Update Keycloak " + version + " to " + OLDEST
                        + " or newer: older ones take forged SAML answers.")
                : Optional.empty();
    }
}
