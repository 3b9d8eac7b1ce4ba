package org.takeup.tenant;

/**
 * An organisation on this platform.
 *
 * @param id 24 hex digits; never changes, never reused
 * @param slug its name in addresses
 * @param revision grows with each change; caches compare it
 * @param dataKey the tenant's data key, sealed with the master key
 */
public record Tenant(
        String id,
        String slug,
        String name,
        Status status,
        Placement placement,
        TenantSettings settings,
        long revision,
        byte[] dataKey) {

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

    public boolean dedicated() {
        return placement == Placement.DEDICATED;
    }
}
