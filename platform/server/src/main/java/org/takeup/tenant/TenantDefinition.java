package org.takeup.tenant;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a tenant should be, as its file in tenant-config says.
 *
 * @param slug lower-case letters, digits and hyphens, 3 to 40 characters
 * @param pageDecides settings for which the workspace's settings page wins over this definition
 */
public record TenantDefinition(
        String slug,
        String name,
        Tenant.Status status,
        Tenant.Placement placement,
        TenantSettings settings,
        Set<PageSetting> pageDecides) {
    public TenantDefinition {
        var ordered = EnumSet.noneOf(PageSetting.class);
        ordered.addAll(pageDecides);
        pageDecides = Collections.unmodifiableSet(ordered);
    }

    /** A tenant that no file speaks for: its page decides whatever a page can. */
    public TenantDefinition(
            String slug, String name, Tenant.Status status, Tenant.Placement placement, TenantSettings settings) {
        this(slug, name, status, placement, settings, EnumSet.allOf(PageSetting.class));
    }

    /** What this tenant's file said when it was last carried out. */
    public static TenantDefinition of(Tenant tenant) {
        return tenant.declared();
    }
}
