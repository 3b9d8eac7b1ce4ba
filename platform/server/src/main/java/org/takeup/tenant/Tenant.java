package org.takeup.tenant;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An organisation on this platform.
 *
 * @param id 24 hex digits; never changes, never reused
 * @param slug its name in addresses
 * @param name that counts: the file's, or the settings page's where the file lets it
 * @param byFile what its file in tenant-config says
 * @param byOperator what the operator has ordered; no file changes it
 * @param settings that count: the file's, with those of the settings page where the file lets it
 * @param declared what its file said when it was last carried out
 * @param page what admins have set on the settings page, whether it counts or not
 * @param revision grows with each change; caches compare it
 * @param dataKey the tenant's data key, sealed with the master key
 * @param stay where it is in its life here
 */
public record Tenant(
        String id,
        String slug,
        String name,
        Status byFile,
        Status byOperator,
        Placement placement,
        TenantSettings settings,
        TenantDefinition declared,
        Map<PageSetting, PageValue> page,
        long revision,
        byte[] dataKey,
        Stay stay) {
    public Tenant {
        page = Map.copyOf(page);
    }

    /** The tenant that a file and a settings page make together. */
    static Tenant of(
            String id,
            TenantDefinition declared,
            Map<PageSetting, PageValue> page,
            Status byOperator,
            long revision,
            byte[] dataKey,
            Stay stay) {
        TenantDefinition both = PageSetting.overlay(declared, page);
        return new Tenant(
                id,
                declared.slug(),
                both.name(),
                declared.status(),
                byOperator,
                declared.placement(),
                both.settings(),
                declared,
                page,
                revision,
                dataKey,
                stay);
    }

    /** Whether people can use the workspace. */
    public enum Status {
        ACTIVE,
        SUSPENDED
    }

    /** Where its documents are: in shared collections or in a database of its own. */
    public enum Placement {
        POOLED,
        DEDICATED
    }

    /** Whether people can use the workspace: only if neither the file nor the operator suspends it, nor its data is under way. */
    public Status status() {
        boolean open = byFile == Status.ACTIVE && byOperator == Status.ACTIVE && stay.opens();
        return open ? Status.ACTIVE : Status.SUSPENDED;
    }

    /** The same tenant with its documents in the other placement. */
    Tenant inOtherPlacement() {
        Placement other = dedicated() ? Placement.POOLED : Placement.DEDICATED;
        var moved = new TenantDefinition(
                declared.slug(),
                declared.name(),
                declared.status(),
                other,
                declared.settings(),
                declared.pageDecides());
        return of(id, moved, page, byOperator, revision, dataKey, stay);
    }

    /** What a file would say that makes the tenant as it is now. */
    public TenantDefinition current() {
        return new TenantDefinition(slug, name, byFile, placement, settings, declared.pageDecides());
    }

    /** Where file and page say different things, in the order of the settings. */
    public List<Drift> drift() {
        var drift = new ArrayList<Drift>();
        var ordered = new EnumMap<PageSetting, PageValue>(PageSetting.class);
        ordered.putAll(page);
        ordered.forEach((setting, value) -> {
            String file = setting.of(declared);
            if (!file.equals(value.value())) {
                drift.add(new Drift(
                        setting,
                        setting.shown(file),
                        setting.shown(value.value()),
                        value.by(),
                        value.at(),
                        setting.wins(declared, value.value())));
            }
        });
        return drift;
    }

    /** Every mail domain that its file or its pages name, whether it counts or not. */
    public Set<String> namedDomains() {
        var named = new TreeSet<>(heldDomains());
        PageValue page = this.page.get(PageSetting.DOMAINS);
        if (page != null && !page.value().isEmpty()) {
            named.addAll(List.of(page.value().split(", ")));
        }
        return named;
    }

    /** The mail domains that nobody else may have: those that count, and those that its file names. */
    Set<String> heldDomains() {
        var held = new TreeSet<>(settings.signIn().domains());
        held.addAll(declared.settings().signIn().domains());
        return held;
    }

    public boolean dedicated() {
        return placement == Placement.DEDICATED;
    }
}
