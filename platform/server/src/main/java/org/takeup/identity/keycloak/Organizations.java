package org.takeup.identity.keycloak;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Organisations of the realm. Ours carry the alias as their name too, because names are unique there and can be looked up. */
public final class Organizations {
    private static final int PAGE = 100;
    private static final String OWNER = "takeup.tenant";

    private final AdminCalls calls;

    Organizations(AdminCalls calls) {
        this.calls = calls;
    }

    /**
     * An organisation.
     *
     * @param id Keycloak's
     * @param domains proven by whoever made them, lower case, in order
     */
    public record Organization(String id, String alias, List<String> domains) {
        public Organization {
            domains = List.copyOf(domains);
        }
    }

    /** The organisation with this alias. */
    public Optional<Organization> find(String alias) {
        return page(Map.of("search", alias, "exact", "true", "briefRepresentation", "false"))
                .filter(found -> found.alias().equals(alias))
                .or(() -> search(alias));
    }

    /** All organisations, some hundred at most: for whoever looks for leftovers. */
    public List<Organization> list() {
        var all = new ArrayList<Organization>();
        for (int first = 0; ; first += PAGE) {
            List<Organization> more = pages(first);
            all.addAll(more);
            if (more.size() < PAGE) {
                return all;
            }
        }
    }

    /**
     * Makes the organisation, or brings the one that is there to these domains. Domains count as proven: prove them first.
     *
     * @param title what people call it
     * @param domains may be empty, before one is proven
     * @throws KeycloakRefused if another organisation has one of the domains
     */
    public Organization put(String alias, String title, List<String> domains) {
        Optional<Organization> now = find(alias);
        if (now.isEmpty()) {
            try {
                return new Organization(
                        calls.post("/organizations", body(alias, alias, title, domains))
                                .madeId(),
                        alias,
                        domains);
            } catch (KeycloakRefused | KeycloakAway e) {
                // Another node may have made it in the meantime; in the very moment, Keycloak answers with a fault of
                // its own.
                now = find(alias);
                if (now.isEmpty()) {
                    throw e;
                }
            }
        }
        Organization there = now.orElseThrow();
        if (there.domains().equals(domains)) {
            return there;
        }
        JsonObject full = calls.get("/organizations/" + there.id(), Map.of()).object();
        calls.put(
                "/organizations/" + there.id(),
                full.put("domains", domains(domains)).put("enabled", true));
        return new Organization(there.id(), alias, domains);
    }

    /**
     * Makes the organisation for an owner, or finds the one that was made for it before: never another one of this alias,
     * whose people would get in.
     *
     * @param owner noted at the organisation
     * @throws KeycloakRefused if there is one of this alias that is not the owner's
     */
    public Organization found(String alias, String title, String owner) {
        Optional<Organization> now = find(alias);
        if (now.isEmpty()) {
            try {
                var body = body(alias, alias, title, List.of())
                        .put("attributes", new JsonObject().put(OWNER, new JsonArray().add(owner)));
                return new Organization(calls.post("/organizations", body).madeId(), alias, List.of());
            } catch (KeycloakRefused | KeycloakAway e) {
                // Made by a run that was cut off, or by another node at this moment.
                now = find(alias);
                if (now.isEmpty()) {
                    throw e;
                }
            }
        }
        Organization there = now.orElseThrow();
        if (!isOf(there, owner)) {
            throw new KeycloakRefused(
                    KeycloakRefused.Reason.TAKEN,
                    "The sign-in service has an organisation of that name already.",
                    "Choose another address.");
        }
        return there;
    }

    /** Deletes what {@link #found} has made for this owner, and nothing else. */
    public void disband(String alias, String owner) {
        find(alias)
                .filter(there -> isOf(there, owner))
                .ifPresent(there -> calls.delete("/organizations/" + there.id()));
    }

    private boolean isOf(Organization organization, String owner) {
        return calls.find("/organizations/" + organization.id(), Map.of())
                .map(AdminCalls.Answer::object)
                .map(full -> full.getJsonObject("attributes", new JsonObject()).getJsonArray(OWNER, new JsonArray()))
                .filter(owners -> owners.contains(owner))
                .isPresent();
    }

    /** Deletes the organisation; its people's accounts stay until {@link CompanySignIns#delete}. @return whether it was there */
    public boolean delete(String alias) {
        return find(alias)
                .map(found -> calls.delete("/organizations/" + found.id()))
                .orElse(false);
    }

    /** Lets an account that exists come in as a member. @param account Keycloak's id */
    public void join(Organization organization, String account) {
        try {
            calls.post("/organizations/" + organization.id() + "/members", account);
        } catch (KeycloakRefused e) {
            if (e.reason() != KeycloakRefused.Reason.TAKEN) {
                throw e;
            }
        }
    }

    private Optional<Organization> page(Map<String, String> query) {
        JsonArray found = calls.get("/organizations", query).array();
        return found.isEmpty() ? Optional.empty() : Optional.of(read(found.getJsonObject(0)));
    }

    /** One that was made by hand may have another name: then it has to be looked for. */
    private Optional<Organization> search(String alias) {
        for (int first = 0; ; first += PAGE) {
            List<Organization> some = pages(first);
            Optional<Organization> found =
                    some.stream().filter(each -> each.alias().equals(alias)).findFirst();
            if (found.isPresent() || some.size() < PAGE) {
                return found;
            }
        }
    }

    private List<Organization> pages(int first) {
        var query = Map.of("first", String.valueOf(first), "max", String.valueOf(PAGE), "briefRepresentation", "false");
        var some = new ArrayList<Organization>();
        for (Object each : calls.get("/organizations", query).array()) {
            some.add(read((JsonObject) each));
        }
        return some;
    }

    private static Organization read(JsonObject body) {
        var domains = new ArrayList<String>();
        for (Object each : body.getJsonArray("domains", new JsonArray())) {
            domains.add(((JsonObject) each).getString("name"));
        }
        domains.sort(null);
        return new Organization(body.getString("id"), body.getString("alias"), domains);
    }

    private static JsonObject body(String name, String alias, String title, List<String> domains) {
        return new JsonObject()
                .put("name", name)
                .put("alias", alias)
                .put("description", title)
                .put("enabled", true)
                .put("domains", domains(domains));
    }

    private static JsonArray domains(List<String> domains) {
        var array = new JsonArray();
        domains.forEach(domain -> array.add(new JsonObject().put("name", domain).put("verified", true)));
        return array;
    }
}
