package org.takeup.identity.keycloak;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.identity.keycloak.Organizations.Organization;

/** Accounts with a password at Keycloak itself: the first admin, before the company's sign-in, and break-glass admins. */
public final class LocalAccounts {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Without the letters and digits that are taken for one another. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int PASSWORD_LENGTH = 20;

    private final AdminCalls calls;

    LocalAccounts(AdminCalls calls) {
        this.calls = calls;
    }

    /**
     * An account.
     *
     * @param id Keycloak's, the subject of its tokens
     * @param ready whether its owner has set a password and a second factor
     */
    public record Account(String id, String username, String email, boolean ready) {}

    /** What somebody has to do before they get in. Names are Keycloak's. */
    public enum Demand {
        UPDATE_PASSWORD,
        CONFIGURE_TOTP
    }

    /**
     * Makes an account and lets it into the organisation, or finds the one that is there; what is demanded of a new one, it
     * has to do at its first sign-in. The user name begins with the organisation's alias, so that none is another's.
     *
     * @param name tells the accounts of one organisation apart; letters, digits, hyphens
     * @param email lower case; says nothing about who else has it
     */
    public Account put(
            Organization organization,
            String name,
            String email,
            String givenName,
            String familyName,
            List<Demand> demands) {
        String username = username(organization.alias(), name);
        Account account = find(username).orElseGet(() -> make(username, email, givenName, familyName, demands));
        new Organizations(calls).join(organization, account.id());
        return account;
    }

    /** What an account of an organisation is called. */
    public static String username(String alias, String name) {
        return alias + "_" + name;
    }

    /** The account of this name. */
    public Optional<Account> find(String username) {
        JsonArray found = calls.get("/users", Map.of("username", username, "exact", "true"))
                .array();
        return found.isEmpty() ? Optional.empty() : Optional.of(read(found.getJsonObject(0)));
    }

    /** The account with this id. */
    public Optional<Account> byId(String id) {
        return calls.find("/users/" + id, Map.of()).map(answer -> read(answer.object()));
    }

    /**
     * A password for one sign-in, at which its owner must choose their own. The only way to learn it is this answer.
     *
     * @return 20 letters and digits
     */
    public String oneTimePassword(Account account) {
        var password = new StringBuilder(PASSWORD_LENGTH);
        for (int i = 0; i < PASSWORD_LENGTH; i++) {
            password.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        calls.put(
                "/users/" + account.id() + "/reset-password",
                new JsonObject()
                        .put("type", "password")
                        .put("value", password.toString())
                        .put("temporary", true));
        return password.toString();
    }

    /**
     * Has Keycloak mail a link by which the owner does what is demanded. Its realm must have a mail server.
     *
     * @param back where the link leads to in the end; admitted by {@link Addresses}
     * @param hours the link's life
     */
    public void mailLink(Account account, List<Demand> demands, String webClientId, String back, int hours) {
        calls.put(
                "/users/" + account.id() + "/execute-actions-email",
                Map.of("client_id", webClientId, "redirect_uri", back, "lifespan", String.valueOf(hours * 3_600)),
                names(demands));
    }

    /** Ends an account and its sessions. @return whether it was there */
    public boolean delete(String id) {
        return calls.delete("/users/" + id);
    }

    private Account make(String username, String email, String givenName, String familyName, List<Demand> demands) {
        JsonObject body = user(username, email, givenName, familyName)
                .put("enabled", true)
                .put("emailVerified", false)
                .put("requiredActions", names(demands));
        return new Account(calls.post("/users", body).madeId(), username, email, false);
    }

    private static JsonObject user(String username, String email, String givenName, String familyName) {
        return new JsonObject()
                .put("username", username)
                .put("email", email)
                .put("firstName", givenName)
                .put("lastName", familyName);
    }

    private static Account read(JsonObject user) {
        return new Account(
                user.getString("id"),
                user.getString("username"),
                user.getString("email", ""),
                user.getJsonArray("requiredActions", new JsonArray()).isEmpty());
    }

    private static JsonArray names(List<Demand> demands) {
        var names = new JsonArray();
        demands.forEach(demand -> names.add(demand.name()));
        return names;
    }
}
