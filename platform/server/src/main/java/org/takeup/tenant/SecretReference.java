package org.takeup.tenant;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a secret of a tenant is, as its file says. The file, the database and an export hold this and never the secret;
 * {@link TenantSecrets} fetches it at the moment in which it is used.
 */
public sealed interface SecretReference {
    /** A variable of the node's environment. @param name begins with {@code TAKEUP_TENANT_<SLUG>__} */
    record FromEnv(String name) implements SecretReference {}

    /** A file. @param path below the tenant's own folder of the operator's secrets */
    record FromFile(String path) implements SecretReference {}

    /** A Kubernetes secret that is mounted for the tenant. @param name of the secret @param key in it */
    record FromSecret(String name, String key) implements SecretReference {}

    /** The reference as a file has it: an object with one of the three members. */
    static Optional<SecretReference> read(@Nullable JsonObject written) {
        if (written == null) {
            return Optional.empty();
        }
        if (written.containsKey("fromEnv")) {
            return Optional.of(new FromEnv(written.getString("fromEnv")));
        }
        if (written.containsKey("fromFile")) {
            return Optional.of(new FromFile(written.getString("fromFile")));
        }
        JsonObject secret = written.getJsonObject("fromSecret");
        return Optional.of(new FromSecret(secret.getString("name"), secret.getString("key")));
    }

    /** As a file has it. */
    default JsonObject written() {
        return switch (this) {
            case FromEnv(String name) -> new JsonObject().put("fromEnv", name);
            case FromFile(String path) -> new JsonObject().put("fromFile", path);
            case FromSecret(String name, String key) ->
                new JsonObject()
                        .put("fromSecret", new JsonObject().put("name", name).put("key", key));
        };
    }
}
