package org.takeup.delivery;

import java.time.Instant;
import java.util.List;
import org.takeup.tenant.Workspace;

/** Told of the mails that went out and that their people could have done without. Thread-safe; may block. */
public interface WentOut {
    /** @param mails those that the server took since the call before, a few @param when it is told, right after */
    void mails(Workspace workspace, List<MailToSend> mails, Instant when);
}
