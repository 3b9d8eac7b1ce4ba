package org.takeup.plugin.lms.oneroster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.lms.Archive;
import org.takeup.plugin.api.lms.UnreadableSource;

/** An uploaded export: which files it has, what its manifest says of them, and whether their headers fit. */
final class Export {
    private static final String MANIFEST = "manifest.csv";
    private static final int MOST_MANIFEST_ROWS = 500;

    private final Archive archive;
    private final Map<RosterFile, String> present;
    private final Map<String, String> manifest;
    private final List<Finding> findings = new ArrayList<>();

    private Export(Archive archive, Map<RosterFile, String> present, Map<String, String> manifest) {
        this.archive = archive;
        this.present = present;
        this.manifest = manifest;
    }

    /**
     * Looks into the archive: names, manifest and headers, no records.
     *
     * @throws UnreadableSource if there is nothing of OneRoster in it, or it is damaged
     */
    static Export open(Archive archive) throws UnreadableSource {
        Map<String, String> byFile = namesWithoutFolder(archive);
        Map<RosterFile, String> present = new EnumMap<>(RosterFile.class);
        for (RosterFile file : RosterFile.values()) {
            Optional.ofNullable(byFile.get(lower(file.fileName()))).ifPresent(name -> present.put(file, name));
        }
        if (present.isEmpty()) {
            throw new UnreadableSource(Words.text("no-files"));
        }
        String manifestName = byFile.get(MANIFEST);
        Export export =
                new Export(archive, present, manifestName == null ? Map.of() : readManifest(archive, manifestName));
        export.check(manifestName != null);
        return export;
    }

    /** What was noticed while looking. An {@code ERROR} means that nothing should be read. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    boolean has(RosterFile file) {
        return present.containsKey(file);
    }

    /** Whether the file lists everything there is of its kind, and not only what has changed. */
    boolean isComplete(RosterFile file) {
        return has(file) && !"delta".equals(mode(file));
    }

    /** Unpacked bytes of all files that are read, or -1 if the archive does not say. */
    long totalBytes() {
        long total = 0;
        for (String name : present.values()) {
            long size = archive.size(name);
            if (size < 0) {
                return -1;
            }
            total += size;
        }
        return total;
    }

    /** @throws UnreadableSource if the file has no header */
    Table table(RosterFile file) throws IOException, UnreadableSource {
        return Table.open(file, archive.open(Objects.requireNonNull(present.get(file))));
    }

    private void check(boolean hasManifest) throws UnreadableSource {
        if (!hasManifest) {
            findings.add(Words.warning(MANIFEST, "no-manifest", Map.of()));
        }
        checkVersion();
        checkPromisedFiles();
        for (RosterFile file : present.keySet()) {
            checkHeader(file);
        }
        if (!has(RosterFile.ENROLLMENTS) && !manifest.containsValue("delta")) {
            findings.add(Words.warning(RosterFile.ENROLLMENTS.fileName(), "no-enrolments", Map.of()));
        }
    }

    private void checkVersion() {
        String version = manifest.getOrDefault("oneroster.version", "1.1");
        if (!version.equals("1.1") && !version.equals("1.2")) {
            findings.add(Words.error(MANIFEST, "wrong-version", Map.of("version", Row.clipped(version))));
        }
    }

    private void checkPromisedFiles() {
        for (RosterFile file : RosterFile.values()) {
            String mode = mode(file);
            if (!has(file) && (mode.equals("bulk") || mode.equals("delta"))) {
                findings.add(Words.error(file.fileName(), "promised-file-missing", Map.of("file", file.fileName())));
            }
        }
    }

    private void checkHeader(RosterFile file) throws UnreadableSource {
        try (Table table = table(file)) {
            findings.addAll(table.header().check(file));
            if (file == RosterFile.USERS && !table.header().has("role") && !has(RosterFile.ROLES)) {
                findings.add(Header.missing(file, "role"));
            }
        } catch (IOException e) {
            throw Reading.damaged(file.fileName(), 1, e);
        }
    }

    private String mode(RosterFile file) {
        return lower(manifest.getOrDefault(file.manifestProperty(), "").strip());
    }

    /** By lower-case name. Exports are often zipped with one folder around them: then that folder is looked into. */
    private static Map<String, String> namesWithoutFolder(Archive archive) {
        String folder = archive.names().stream()
                .filter(name -> lower(name).endsWith("/" + MANIFEST))
                .map(name -> name.substring(0, name.lastIndexOf('/') + 1))
                .sorted()
                .findFirst()
                .filter(found -> !archive.names().contains(MANIFEST))
                .orElse("");
        Map<String, String> names = new HashMap<>();
        for (String name : archive.names()) {
            if (name.startsWith(folder)) {
                names.putIfAbsent(lower(name.substring(folder.length())), name);
            }
        }
        return names;
    }

    private static Map<String, String> readManifest(Archive archive, String name) throws UnreadableSource {
        Map<String, String> properties = new HashMap<>();
        try (CsvReader rows = new CsvReader(archive.open(name))) {
            for (int i = 0; i < MOST_MANIFEST_ROWS && rows.next(); i++) {
                if (rows.fault() == CsvReader.Fault.NONE && rows.size() >= 2) {
                    properties.put(rows.field(0).strip(), rows.field(1).strip());
                }
            }
        } catch (IOException e) {
            throw Reading.damaged(MANIFEST, 1, e);
        }
        return properties;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
