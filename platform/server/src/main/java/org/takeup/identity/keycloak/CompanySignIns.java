package org.takeup.identity.keycloak;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.identity.keycloak.Organizations.Organization;

/** Companies' sign-ins: what Keycloak calls identity providers. Each belongs to one organisation. */
public final class CompanySignIns {
    private static final String PATH = "/identity-provider/instances";
    private static final int PAGE = 100;

    private final AdminCalls calls;

    CompanySignIns(AdminCalls calls) {
        this.calls = calls;
    }

    /** Whether there is a sign-in with this alias. */
    public boolean has(String alias) {
        return calls.find(PATH + "/" + alias, Map.of()).isPresent();
    }

    /** The aliases of an organisation's sign-ins. */
    public List<String> of(Organization organization) {
        return calls.get("/organizations/" + organization.id() + "/identity-providers", Map.of()).array().stream()
                .map(each -> ((JsonObject) each).getString("alias"))
                .sorted()
                .toList();
    }

    /**
     * Makes the sign-in, or brings the one that is there to this; links it to the organisation.
     *
     * @throws KeycloakRefused if the alias is another organisation's
     */
    public void put(Organization organization, CompanySignIn wanted) {
        String path = PATH + "/" + wanted.alias();
        JsonObject body = Representation.of(wanted, organization.id());
        Optional<JsonObject> now = calls.find(path, Map.of()).map(AdminCalls.Answer::object);
        if (now.isPresent()) {
            refuseForeign(now.get(), organization);
            calls.put(path, body.put("internalId", now.get().getString("internalId")));
        } else {
            calls.post(PATH, body);
        }
        putMappers(path, wanted);
        link(organization, wanted.alias());
    }

    /** Whether it can be used. A sign-in that is switched off keeps everything else. */
    public void setEnabled(String alias, boolean enabled) {
        JsonObject now = calls.get(PATH + "/" + alias, Map.of()).object();
        calls.put(PATH + "/" + alias, now.put("enabled", enabled));
    }

    /** Deletes the sign-in and every account that came through it. @return whether it was there */
    public boolean delete(String alias) {
        forgetPeople(alias);
        return calls.delete(PATH + "/" + alias);
    }

    /**
     * Deletes the accounts that came through a sign-in; accounts of Keycloak's own that were connected with it stay, without
     * the connection.
     */
    public void forgetPeople(String alias) {
        if (!has(alias)) {
            return;
        }
        // By name as well: a sign-in that broke off leaves an account without a connection.
        forget(Map.of("username", alias + ".", "exact", "false"), alias);
        forget(Map.of("idpAlias", alias), alias);
    }

    private void forget(Map<String, String> query, String alias) {
        int kept = 0;
        while (true) {
            var page = new HashMap<>(query);
            page.putAll(
                    Map.of("first", String.valueOf(kept), "max", String.valueOf(PAGE), "briefRepresentation", "true"));
            JsonArray some = calls.get("/users", page).array();
            for (Object each : some) {
                JsonObject user = (JsonObject) each;
                String path = "/users/" + user.getString("id");
                // Only our mapper gives such names; see Representation.
                if (user.getString("username", "").startsWith(alias + ".")) {
                    calls.delete(path);
                } else if (!query.containsKey("idpAlias") || !calls.delete(path + "/federated-identity/" + alias)) {
                    kept++;
                }
            }
            if (some.size() < PAGE) {
                return;
            }
        }
    }

    private static void refuseForeign(JsonObject now, Organization organization) {
        String owner = now.getString("organizationId");
        if (owner != null && !owner.equals(organization.id())) {
            throw new KeycloakRefused(
                    KeycloakRefused.Reason.TAKEN,
                    "The sign-in service has a company sign-in of that name already.",
                    "It belongs to another organisation; choose another name.");
        }
    }

    private void link(Organization organization, String alias) {
        if (of(organization).contains(alias)) {
            return;
        }
        try {
            calls.post("/organizations/" + organization.id() + "/identity-providers", alias);
        } catch (KeycloakRefused e) {
            if (!of(organization).contains(alias)) {
                throw e;
            }
        }
    }

    /** Mappers have no names in Keycloak's addresses, so what is there is compared by name. */
    private void putMappers(String path, CompanySignIn wanted) {
        Map<String, JsonObject> left = new LinkedHashMap<>();
        for (Object each : calls.get(path + "/mappers", Map.of()).array()) {
            left.put(((JsonObject) each).getString("name"), (JsonObject) each);
        }
        for (JsonObject mapper : Representation.mappers(wanted)) {
            JsonObject there = left.remove(mapper.getString("name"));
            if (there == null) {
                calls.post(path + "/mappers", mapper);
            } else if (!there.getJsonObject("config").equals(mapper.getJsonObject("config"))) {
                calls.put(path + "/mappers/" + there.getString("id"), mapper.put("id", there.getString("id")));
            }
        }
        left.values().forEach(mapper -> calls.delete(path + "/mappers/" + mapper.getString("id")));
    }
}
