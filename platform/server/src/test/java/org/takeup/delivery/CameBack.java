package org.takeup.delivery;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.takeup.tenant.Workspace;

/** Mails that come back, for tests of other packages: what a true report does, as {@link ReturnedMailIT} shows. */
public final class CameBack {
    private CameBack() {}

    /** The mail with this reference to this person comes back. */
    public static void comesBack(Workspace workspace, String reference, String personId) {
        var store = new OutboxStore(workspace);
        OutboxEntry entry = store.page(reference, Optional.of(MailState.SENT), "", 500).stream()
                .filter(each -> each.mail().personId().equals(personId))
                .findFirst()
                .orElseThrow();
        assertTrue(store.bounced(
                entry, "The mail came back: no such person", workspace.clock().instant()));
    }
}
