package org.takeup.delivery;

import java.time.Instant;
import org.takeup.tenant.Workspace;

/** Told of each mail that went out and that its person could have done without. Thread-safe; may block. */
public interface WentOut {
    /** @param when the server took it */
    void mail(Workspace workspace, MailToSend mail, Instant when);
}
