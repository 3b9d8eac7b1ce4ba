package org.takeup.plugin.settings;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** What is stored of a workspace's settings, one document a plugin. Secrets go in and out through the tenant's sealer. */
final class SettingsStore {
    static final CollectionSpec SETTINGS = CollectionSpec.named("plugin_settings");

    private final Workspace workspace;
    private final TenantCollection documents;

    SettingsStore(Workspace workspace) {
        this.workspace = workspace;
        this.documents = workspace.collection(SETTINGS);
    }

    /** A secret that was set. Its value is opened only to be handed over. */
    record Sealed(byte[] sealed, Instant since) {}

    /** What is stored of a plugin; empty until somebody saves something. */
    record Stored(Map<String, String> values, Map<String, Sealed> secrets) {
        Stored {
            values = Map.copyOf(values);
            secrets = Map.copyOf(secrets);
        }
    }

    Stored find(String plugin) {
        Optional<Document> found = documents.find(plugin);
        var values = new HashMap<String, String>();
        var secrets = new HashMap<String, Sealed>();
        found.map(document -> document.get("values", Document.class))
                .ifPresent(each -> each.forEach((name, value) -> values.put(name, String.valueOf(value))));
        found.map(document -> document.get("secrets", Document.class))
                .ifPresent(all -> all.keySet().forEach(name -> {
                    Document secret = all.get(name, Document.class);
                    secrets.put(
                            name,
                            new Sealed(
                                    secret.get("sealed", Binary.class).getData(),
                                    secret.getDate("since").toInstant()));
                }));
        return new Stored(values, secrets);
    }

    void put(String plugin, Stored settings) {
        var values = new Document();
        settings.values().forEach(values::append);
        var secrets = new Document();
        settings.secrets()
                .forEach((name, secret) -> secrets.append(
                        name,
                        new Document("sealed", new Binary(secret.sealed()))
                                .append("since", Date.from(secret.since()))));
        documents.put(plugin, new Document("values", values).append("secrets", secrets));
    }

    Sealed seal(String plugin, String name, String secret) {
        byte[] sealed = workspace.sealer().seal(secret.getBytes(StandardCharsets.UTF_8), purpose(plugin, name));
        return new Sealed(sealed, workspace.clock().instant());
    }

    /** The secret in the clear, or nothing if it was sealed for another setting or with a key that is gone. */
    Optional<String> open(String plugin, String name, Sealed secret) {
        return workspace
                .sealer()
                .open(secret.sealed(), purpose(plugin, name))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static String purpose(String plugin, String name) {
        return "plugin-setting:" + plugin + ":" + name;
    }
}
