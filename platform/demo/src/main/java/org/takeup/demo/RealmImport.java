package org.takeup.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Puts realm files where Keycloak imports them at its start. */
final class RealmImport {
    private RealmImport() {}

    /**
     * Writes the files into {@code data/import} below a server's folder. Keycloak leaves a realm alone that it already has,
     * so a changed file would be ignored: in that case the old database is removed first.
     */
    static void into(Path server, Map<String, String> realms) throws IOException {
        Path folder = server.resolve("data/import");
        if (!holds(folder, realms)) {
            Folders.delete(server.resolve("data"));
            Files.createDirectories(folder);
            for (Map.Entry<String, String> realm : realms.entrySet()) {
                Files.writeString(folder.resolve(realm.getKey()), realm.getValue());
            }
        }
    }

    private static boolean holds(Path folder, Map<String, String> realms) throws IOException {
        for (Map.Entry<String, String> realm : realms.entrySet()) {
            Path file = folder.resolve(realm.getKey());
            if (!Files.exists(file) || !Files.readString(file).equals(realm.getValue())) {
                return false;
            }
        }
        return true;
    }
}
