package org.takeup.plan;

import java.util.ArrayList;
import java.util.List;
import org.takeup.delivery.MailToSend;
import org.takeup.delivery.Outbox;
import org.takeup.tenant.Workspace;

/** The mails of one step on their way to the outbox: in batches, however many there are, and counted. For one thread. */
final class StepMails {
    private static final int BATCH = 500;

    private final Outbox outbox;
    private final Workspace workspace;
    private final String kind;
    private final String reference;
    private final List<MailToSend> batch = new ArrayList<>(BATCH);
    private int added;
    private int passedOver;

    /** @param kind of the mail; @param reference of the step, for whoever composes it */
    StepMails(Outbox outbox, Workspace workspace, String kind, String reference) {
        this.outbox = outbox;
        this.workspace = workspace;
        this.kind = kind;
        this.reference = reference;
    }

    /** Adds a mail to this contact, or counts that none can go there. */
    void add(Contact contact) {
        if (!contact.canGetMail()) {
            passedOver++;
            return;
        }
        String key = kind + ":" + reference + ":" + contact.id();
        batch.add(new MailToSend(key, contact.id(), contact.email(), kind, reference));
        added++;
        if (batch.size() == BATCH) {
            flush();
        }
    }

    /** Hands over what is left. */
    void flush() {
        outbox.addAll(workspace, List.copyOf(batch));
        batch.clear();
    }

    int added() {
        return added;
    }

    /** How many have no address that a mail can go to. */
    int passedOver() {
        return passedOver;
    }
}
