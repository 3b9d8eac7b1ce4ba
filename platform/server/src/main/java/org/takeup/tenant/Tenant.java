package org.takeup.tenant;

/**
 * An organisation on this platform.
 *
 * @param id 24 hex digits; never changes, never reused
 * @param slug its name in addresses
 * @param byFile what its file in tenant-config says
 * @param byOperator what the operator has ordered; no file changes it
 * @param revision grows with each change; caches compare it
 * @param dataKey the tenant's data key, sealed with the master key
 */
public record Tenant(
        String id,
        String slug,
        String name,
        Status byFile,
        Status byOperator,
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

    /** Whether people can use the workspace: only if neither the file nor the operator suspends it. */
    public Status status() {
        return byFile == Status.ACTIVE && byOperator == Status.ACTIVE ? Status.ACTIVE : Status.SUSPENDED;
    }

    public boolean dedicated() {
        return placement == Placement.DEDICATED;
    }
}
