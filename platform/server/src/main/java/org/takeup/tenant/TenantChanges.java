package org.takeup.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.takeup.tenant.TenantConfig.Problem;
import org.takeup.tenant.TenantFiles.Checked;
import org.takeup.tenant.TenantFolder.Reading;

/** Tenants' files that an operator sends: first the plan, then exactly that plan. Thread-safe; calls block on the store. */
public final class TenantChanges {
    private final Tenants tenants;
    private final TenantConfig folder;
    private final TenantFile reader;

    public TenantChanges(Tenants tenants, TenantConfig folder) {
        this.tenants = tenants;
        this.folder = folder;
        this.reader = folder.reader();
    }

    /** Checks files without an installation. @param files texts by name @return what is wrong, empty if all is well */
    public static List<Problem> check(Map<String, String> files) {
        return new TenantFiles(new TenantFile()).check(readings(files)).problems();
    }

    /** What carrying these files out would do. Does nothing. @param files texts by name */
    public TenantPlan plan(Map<String, String> files) {
        Checked checked = new TenantFiles(reader).check(readings(files));
        return TenantPlan.of(tenants.all(), checked.accepted(), checked.problems());
    }

    /**
     * What was carried out.
     *
     * @param done changes that were made
     * @param problems files of which nothing was carried out
     */
    public record Outcome(List<Difference> done, List<Problem> problems) {}

    /**
     * Carries out the plan that was shown. A tenant that somebody changes in the meantime is left as it is, with a
     * problem that says so.
     *
     * @param digest of that plan
     * @param changed told of each tenant that was changed
     * @param invites told whom a file wants as first admin of a tenant that is there
     * @throws Outdated if these files now come to another plan; nothing was done
     */
    public Outcome apply(
            Map<String, String> files,
            String digest,
            BiConsumer<Workspace, Difference> changed,
            BiConsumer<Workspace, FirstAdmin> invites) {
        TenantPlan plan = plan(files);
        if (!plan.digest().equals(digest)) {
            throw new Outdated();
        }
        var done = new ArrayList<Difference>();
        var problems = new ArrayList<>(plan.problems());
        for (TenantPlan.Step step : plan.steps()) {
            Optional<String> elsewhere = folder.fileOf(step.wanted().slug());
            if (elsewhere.isPresent()) {
                problems.add(new Problem(
                        step.file(),
                        1,
                        "The platform reads this tenant from its own folder, from " + elsewhere.get()
                                + ", and would undo the change; change it there"));
                continue;
            }
            try {
                if (tenants.apply(step.wanted(), OptionalLong.of(step.revision()))) {
                    done.add(step.difference());
                    tenants.bySlug(step.wanted().slug())
                            .ifPresent(workspace -> changed.accept(workspace, step.difference()));
                }
            } catch (Tenants.Conflict e) {
                problems.add(new Problem(step.file(), 1, String.valueOf(e.getMessage())));
            }
        }
        new TenantFiles(reader)
                .check(readings(files)).accepted().stream()
                        .filter(each -> folder.fileOf(each.slug()).isEmpty())
                        .forEach(each -> each.content()
                                .admin()
                                .ifPresent(admin -> tenants.bySlug(each.slug())
                                        .ifPresent(workspace -> invites.accept(workspace, admin))));
        return new Outcome(done, problems);
    }

    /** The file that makes the tenant as it is now, secrets by their references. */
    public Optional<String> export(String slug) {
        return tenants.bySlug(slug)
                .map(workspace -> TenantForm.text(workspace.tenant().current()));
    }

    private static Map<String, Reading> readings(Map<String, String> files) {
        var readings = new TreeMap<String, Reading>();
        files.forEach((name, text) -> readings.put(name, new Reading.Text(text)));
        return readings;
    }

    /** The plan that was shown is not the one that would be carried out. */
    public static final class Outdated extends RuntimeException {
        private static final long serialVersionUID = 1;

        Outdated() {
            super("The files or the tenants have changed since this plan was made", null, false, false);
        }
    }
}
