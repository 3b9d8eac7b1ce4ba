package org.takeup.tenant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.tenant.TenantFile.Content;
import org.takeup.tenant.TenantFiles.Accepted;
import org.takeup.tenant.TenantFiles.Checked;
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
    private final BiConsumer<Workspace, Difference> changed;
    private final BiConsumer<Workspace, FirstAdmin> invites;
    private final Set<String> invited = new HashSet<>();
    private final TenantFile reader;
    private final TenantFiles files;
    private Map<String, Reading> carriedOut = Map.of();
    private volatile List<Problem> problems = List.of();
    private volatile Map<String, String> filesBySlug = Map.of();
    private volatile boolean open = true;

    /**
     * @param usual what a workspace's pages decide if its file does not say
     * @param changed told of each tenant that a file has changed, by this node and no other
     * @param invites told whom a file wants as first admin, by every node and again after a restart
     */
    public TenantConfig(
            Path folder,
            Tenants tenants,
            Set<PageSetting> usual,
            BiConsumer<Workspace, Difference> changed,
            BiConsumer<Workspace, FirstAdmin> invites) {
        this.reader = new TenantFile(usual);
        this.files = new TenantFiles(reader);
        this.path = folder;
        this.folder = new TenantFolder(folder);
        this.tenants = tenants;
        this.changed = changed;
        this.invites = invites;
    }

    /**
     * Why a file was not carried out.
     *
     * @param line counted from 1
     * @param reason what is wrong and what to do, a sentence without its full stop
     */
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

    /** Reads files as this installation does. */
    TenantFile reader() {
        return reader;
    }

    /** The file of the folder that speaks for this tenant, if there is one. */
    Optional<String> fileOf(String slug) {
        return Optional.ofNullable(filesBySlug.get(slug));
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
        Map<String, Reading> found = folder.read();
        if (found.equals(carriedOut)) {
            return;
        }
        Checked checked = files.check(found);
        var wrong = new ArrayList<>(checked.problems());
        wrong.addAll(carryOut(checked.accepted()));
        checked.accepted().forEach(each -> invite(each.content()));
        report(wrong);
        filesBySlug = checked.accepted().stream().collect(Collectors.toMap(Accepted::slug, Accepted::file));
        carriedOut = found;
    }

    /** One tenant may wait for what another gives up, so the refused ones are tried again as long as anything changes. */
    private List<Problem> carryOut(List<Accepted> accepted) {
        Map<String, Tenant> before =
                tenants.all().stream().collect(Collectors.toMap(Tenant::slug, Function.identity()));
        List<Accepted> waiting = accepted.stream()
                .filter(each -> !isAsItSays(each.tenant(), before.get(each.slug())))
                .toList();
        var refused = new ArrayList<Problem>();
        boolean some = true;
        while (some && !waiting.isEmpty()) {
            some = false;
            refused.clear();
            var still = new ArrayList<Accepted>();
            for (Accepted each : waiting) {
                Optional<Problem> problem = carryOut(each, Optional.ofNullable(before.get(each.slug())));
                some |= problem.isEmpty();
                problem.ifPresent(refused::add);
                problem.ifPresent(_ -> still.add(each));
            }
            waiting = still;
        }
        return refused;
    }

    private static boolean isAsItSays(TenantDefinition wanted, @Nullable Tenant now) {
        return now != null && now.declared().equals(wanted);
    }

    private Optional<Problem> carryOut(Accepted each, Optional<Tenant> before) {
        try {
            if (tenants.apply(each.tenant())) {
                LOG.info("Tenant {} now is as {} says", each.slug(), each.file());
                tenants.bySlug(each.slug())
                        .ifPresent(workspace -> changed.accept(workspace, Difference.between(before, each.tenant())));
            }
            return Optional.empty();
        } catch (Tenants.Conflict e) {
            return Optional.of(each.problem(String.valueOf(e.getMessage())));
        }
    }

    private void invite(Content.Accepted content) {
        content.admin()
                .filter(admin -> !invited.contains(content.tenant().slug()))
                .flatMap(admin -> tenants.bySlug(content.tenant().slug()).map(workspace -> {
                    invites.accept(workspace, admin);
                    return workspace.tenant().slug();
                }))
                .ifPresent(invited::add);
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
