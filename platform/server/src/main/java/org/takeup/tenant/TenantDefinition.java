package org.takeup.tenant;

/**
 * What a tenant should be, as its file in tenant-config says.
 *
 * @param slug lower-case letters, digits and hyphens, 3 to 40 characters
 */
public record TenantDefinition(
        String slug, String name, Tenant.Status status, Tenant.Placement placement, TenantSettings settings) {

    /** What this tenant's file said when it was last carried out. */
    public static TenantDefinition of(Tenant tenant) {
        return new TenantDefinition(
                tenant.slug(), tenant.name(), tenant.byFile(), tenant.placement(), tenant.settings());
    }
}
