package org.takeup.tenant;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tenants as code: reads a folder of YAML files at start and again whenever one changes, and brings each tenant to what
 * its file says. A file that does not fit changes nothing and touches no other tenant. A file that is taken away leaves
 * its tenant as it is. Thread-safe.
 *
 * <p>The folder is looked at every {@value #LOOK_SECONDS} s by content, not by file events: that also sees the symbolic
 * links of a Kubernetes ConfigMap change.
 */
public final class TenantConfig implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TenantConfig.class);
    private static final int LOOK_SECONDS = 1;

    private final Path folder;
    private final Tenants tenants;
    private final TenantFile reader = new TenantFile();
    private final Map<String, String> applied = new HashMap<>();
    private volatile List<Problem> problems = List.of();
    private volatile boolean open = true;

    public TenantConfig(Path folder, Tenants tenants) {
        this.folder = folder;
        this.tenants = tenants;
    }

    /** Why a file was not carried out. @param line counted from 1 */
    public record Problem(String file, int line, String reason) {}

    /** Reads the folder now and keeps watching it. */
    public void start() {
        reconcile();
        Thread.ofVirtual().name("tenant-config").start(this::watch);
    }

    /** What is wrong with the files as they are now. Empty if all is well. */
    public List<Problem> problems() {
        return problems;
    }

    private void watch() {
        while (open) {
            LockSupport.parkNanos(Duration.ofSeconds(LOOK_SECONDS).toNanos());
            try {
                if (open) {
                    reconcile();
                }
            } catch (RuntimeException e) {
                LOG.warn("Cannot reconcile the tenants of {}: {}", folder, e.getMessage());
            }
        }
    }

    /** Brings every tenant to its file. Does nothing for files that have not changed. */
    public synchronized void reconcile() {
        var found = new ArrayList<Problem>();
        Map<String, String> files = read(found);
        if (files.equals(applied) && problems.stream().noneMatch(problem -> !files.containsKey(problem.file()))) {
            return;
        }
        var accepted = new TreeMap<String, TenantFile.Content.Accepted>();
        files.forEach((file, text) -> {
            switch (reader.read(text)) {
                case TenantFile.Content.Accepted content -> accepted.put(file, content);
                case TenantFile.Content.Refused refused ->
                    refused.faults().forEach(fault -> found.add(new Problem(file, fault.line(), fault.reason())));
            }
        });
        carryOut(accepted, found);
        report(found);
        applied.clear();
        applied.putAll(files);
    }

    private void carryOut(Map<String, TenantFile.Content.Accepted> accepted, List<Problem> found) {
        var fileOfSlug = new HashMap<String, String>();
        accepted.forEach((file, content) -> {
            String slug = content.tenant().slug();
            String first = fileOfSlug.putIfAbsent(slug, file);
            if (first != null) {
                found.add(new Problem(
                        file,
                        content.slugLine(),
                        "The tenant '" + slug + "' is already in " + first + "; choose another slug"));
                return;
            }
            try {
                if (tenants.apply(content.tenant())) {
                    LOG.info("Tenant {} now is as {} says", slug, file);
                }
            } catch (Tenants.Conflict e) {
                found.add(new Problem(file, content.slugLine(), String.valueOf(e.getMessage())));
            }
        });
    }

    private void report(List<Problem> found) {
        problems = List.copyOf(found);
        found.forEach(problem -> LOG.error(
                "Tenant file {}, line {}: {}. Nothing of this file was carried out.",
                problem.file(),
                problem.line(),
                problem.reason()));
    }

    private Map<String, String> read(List<Problem> found) {
        var files = new TreeMap<String, String>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(TenantConfig::isTenantFile).sorted().toList()) {
                read(file, files, found);
            }
        } catch (IOException e) {
            LOG.warn("Cannot read the folder {}: {}", folder, e.getMessage());
        }
        return files;
    }

    private static void read(Path file, Map<String, String> files, List<Problem> found) throws IOException {
        String name = file.getFileName().toString();
        try {
            files.put(name, Files.readString(file));
        } catch (CharacterCodingException e) {
            found.add(new Problem(name, 1, "The file is not UTF-8; save it as UTF-8"));
        }
    }

    private static boolean isTenantFile(Path file) {
        String name = file.getFileName().toString();
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && !name.startsWith(".") && Files.isRegularFile(file);
    }

    @Override
    public void close() {
        open = false;
    }
}
