package org.takeup.identity.keycloak;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;

/**
 * The platform's hand in its realm at Keycloak, by areas. Each method brings something to a state and may be called again
 * and at the same time on several nodes. They throw {@link KeycloakAway} if Keycloak does not answer within some seconds
 * and {@link KeycloakRefused} if it will not. Thread-safe; every method blocks, for virtual threads.
 */
public final class KeycloakAdmin {
    private final Organizations organizations;
    private final CompanySignIns companySignIns;
    private final LocalAccounts localAccounts;
    private final Addresses addresses;
    private final Events events;
    private final RealmCheck realm;

    /**
     * How to reach the admin API.
     *
     * @param url of Keycloak, without a trailing slash
     * @param clientId a confidential client with a service account, whose roles platform/README.md names
     * @param webClientId the client that people sign in with
     */
    public record Settings(URI url, String realm, String clientId, String clientSecret, String webClientId) {
        @Override
        public String toString() {
            return clientId + " at " + url + "/realms/" + realm;
        }
    }

    public KeycloakAdmin(Vertx vertx, Settings settings, Clock clock) {
        var calls = new AdminCalls(vertx, settings, clock);
        this.organizations = new Organizations(calls);
        this.companySignIns = new CompanySignIns(calls);
        this.localAccounts = new LocalAccounts(calls);
        this.addresses = new Addresses(calls, settings.webClientId());
        this.events = new Events(calls);
        this.realm = new RealmCheck(calls, settings.webClientId(), clock);
    }

    /** One organisation a tenant. */
    public Organizations organizations() {
        return organizations;
    }

    /** Companies' identity providers. */
    public CompanySignIns companySignIns() {
        return companySignIns;
    }

    /** Accounts with a password at Keycloak itself. */
    public LocalAccounts localAccounts() {
        return localAccounts;
    }

    /** Where Keycloak may send people back to. */
    public Addresses addresses() {
        return addresses;
    }

    /** What Keycloak says of sign-ins that failed. */
    public Events events() {
        return events;
    }

    /** Whether Keycloak and its realm are as they must be. */
    public RealmCheck realm() {
        return realm;
    }
}
