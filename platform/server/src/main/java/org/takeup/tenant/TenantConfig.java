package org.takeup.tenant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.tenant.TenantFile.Content;
import org.takeup.tenant.TenantFolder.Reading;

/**
 * Tenants as code: reads a folder of YAML files at start and again whenever one changes, and brings each tenant to what
 * its file says. A file that does not fit changes nothing and touches no other tenant; two files for one tenant both do
 * not fit. A file that is taken away leaves its tenant as it is. Thread-safe.
 *
 * <p>The folder is looked at every {@value #LOOK_SECONDS} s by content, not by file events: that also sees the symbolic
 * links of a Kubernetes ConfigMap change.
 */
public final class TenantConfig implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TenantConfig.class);
    private static final int LOOK_SECONDS = 1;

    private final Path path;
    private final TenantFolder folder;
    private final Tenants tenants;
    private final TenantFile reader = new TenantFile();
    private Map<String, Reading> carriedOut = Map.of();
    private volatile List<Problem> problems = List.of();
    private volatile boolean open = true;

    public TenantConfig(Path folder, Tenants tenants) {
        this.path = folder;
        this.folder = new TenantFolder(folder);
        this.tenants = tenants;
    }

    /**
     * Why a file was not carried out.
     *
     * @param line counted from 1
     * @param reason what is wrong and what to do, a sentence without its full stop
     */
    public record Problem(String file, int line, String reason) {}

    /** A file that is right in itself. */
    private record Accepted(String file, Content.Accepted content) {
        String slug() {
            return content.tenant().slug();
        }

        Problem problem(String reason) {
            return new Problem(file, content.slugLine(), reason);
        }
    }

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
                LOG.warn("Cannot reconcile the tenants of {}: {}", path, e.getMessage());
            }
        }
    }

    /** Brings every tenant to its file. Does nothing if no file has changed. */
    public synchronized void reconcile() {
        Map<String, Reading> files = folder.read();
        if (files.equals(carriedOut)) {
            return;
        }
        var found = new ArrayList<Problem>();
        List<Accepted> accepted = accept(files, found);
        found.addAll(carryOut(withoutTwins(accepted, found)));
        report(found);
        carriedOut = files;
    }

    private List<Accepted> accept(Map<String, Reading> files, List<Problem> found) {
        var accepted = new ArrayList<Accepted>();
        files.forEach((file, reading) -> {
            switch (content(reading)) {
                case Content.Accepted content -> accepted.add(new Accepted(file, content));
                case Content.Refused refused ->
                    refused.faults().forEach(fault -> found.add(new Problem(file, fault.line(), fault.reason())));
            }
        });
        return accepted;
    }

    private Content content(Reading reading) {
        return switch (reading) {
            case Reading.Text text -> reader.read(text.text());
            case Reading.Unreadable(String reason) -> new Content.Refused(List.of(new YamlFile.Fault(1, reason)));
        };
    }

    /** Leaves out every file of a tenant that has several: nobody can say which of them is meant. */
    private static List<Accepted> withoutTwins(List<Accepted> accepted, List<Problem> found) {
        Map<String, List<Accepted>> filesBySlug = accepted.stream().collect(Collectors.groupingBy(Accepted::slug));
        var single = new ArrayList<Accepted>();
        for (Accepted each : accepted) {
            String others = filesBySlug.getOrDefault(each.slug(), List.of()).stream()
                    .map(Accepted::file)
                    .filter(file -> !file.equals(each.file()))
                    .collect(Collectors.joining(" and "));
            if (others.isEmpty()) {
                single.add(each);
            } else {
                found.add(each.problem(
                        "The tenant '" + each.slug() + "' is also in " + others + "; correct the slug here or there"));
            }
        }
        return single;
    }

    /** One tenant may wait for what another gives up, so the refused ones are tried again as long as anything changes. */
    private List<Problem> carryOut(List<Accepted> accepted) {
        var refused = new ArrayList<Problem>();
        boolean changed;
        do {
            changed = false;
            refused.clear();
            for (Accepted each : accepted) {
                changed |= carryOut(each, refused);
            }
        } while (changed && !refused.isEmpty());
        return refused;
    }

    private boolean carryOut(Accepted each, List<Problem> refused) {
        try {
            boolean changed = tenants.apply(each.content().tenant());
            if (changed) {
                LOG.info("Tenant {} now is as {} says", each.slug(), each.file());
            }
            return changed;
        } catch (Tenants.Conflict e) {
            refused.add(each.problem(String.valueOf(e.getMessage())));
            return false;
        }
    }

    private void report(List<Problem> found) {
        problems = List.copyOf(found);
        found.forEach(problem -> LOG.error(
                "Tenant file {}, line {}: {}. Nothing of this file was carried out.",
                problem.file(),
                problem.line(),
                problem.reason()));
    }

    @Override
    public void close() {
        open = false;
    }
}
