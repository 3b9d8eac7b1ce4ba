package org.takeup.delivery;

import org.takeup.tenant.Workspace;

/** Told when a person called a mail unwanted at their mail provider: it counts as if they had unsubscribed. Thread-safe. */
public interface Complaints {
    /** @param kind of the mail that they complained about */
    void complained(Workspace workspace, String personId, String kind);
}
