package org.takeup.identity.keycloak;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where Keycloak may send browsers back to. Every address is registered in full: no pattern, so that no code can be sent
 * elsewhere.
 */
public final class Addresses {
    private static final String AFTER_SIGN_OUT = "post.logout.redirect.uris";
    private static final int MOST_TRIES = 5;

    private final AdminCalls calls;
    private final String webClientId;
    private final ReentrantLock changing = new ReentrantLock();

    Addresses(AdminCalls calls, String webClientId) {
        this.calls = calls;
        this.webClientId = webClientId;
    }

    /**
     * Lets people of a workspace come back from signing in and out. Keycloak has no way to add to the list, so two nodes
     * can overwrite one another: this reads back what it wrote, and a later call mends what was lost since.
     *
     * @param workspace address of the workspace, without a trailing slash
     */
    public void admit(String workspace) {
        change(workspace, true);
    }

    /** Takes the addresses of a workspace away. */
    public void dismiss(String workspace) {
        change(workspace, false);
    }

    private void change(String workspace, boolean wanted) {
        List<String> in = List.of(workspace + "/signed-in", workspace + "/sign-in-setup/tried");
        List<String> out = List.of(workspace, workspace + "/signed-out");
        changing.lock();
        try {
            for (int tries = 0; tries < MOST_TRIES; tries++) {
                JsonObject client = client();
                JsonObject attributes = client.getJsonObject("attributes", new JsonObject());
                Set<String> back = texts(client.getJsonArray("redirectUris", new JsonArray()));
                Set<String> left = new LinkedHashSet<>(
                        List.of(attributes.getString(AFTER_SIGN_OUT, "").split("##", -1)));
                left.remove("");
                boolean changed =
                        wanted ? back.addAll(in) | left.addAll(out) : back.removeAll(in) | left.removeAll(out);
                if (!changed) {
                    return;
                }
                client.put("redirectUris", new JsonArray(new ArrayList<>(back)))
                        .put("attributes", attributes.put(AFTER_SIGN_OUT, String.join("##", left)));
                calls.put("/clients/" + client.getString("id"), client);
            }
        } finally {
            changing.unlock();
        }
        throw new KeycloakAway();
    }

    private JsonObject client() {
        JsonArray found = calls.get("/clients", Map.of("clientId", webClientId)).array();
        if (found.isEmpty()) {
            throw new KeycloakRefused(
                    KeycloakRefused.Reason.MISSING,
                    "The sign-in service has no client " + webClientId + ".",
                    "The operator must check TAKEUP_OIDC_CLIENT_ID and TAKEUP_KEYCLOAK_REALM.");
        }
        return found.getJsonObject(0);
    }

    private static Set<String> texts(JsonArray array) {
        var texts = new LinkedHashSet<String>();
        array.forEach(each -> texts.add((String) each));
        return texts;
    }
}
