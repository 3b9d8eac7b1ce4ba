package org.takeup.tenant;

/**
 * Whom a tenant's file wants invited as its first admin: an order, no setting, so it is in no plan and no export.
 *
 * @param email lower case
 */
public record FirstAdmin(String givenName, String familyName, String email) {
    /** No name and no address gets into a log. */
    @Override
    public String toString() {
        return "FirstAdmin[...]";
    }
}
