package org.takeup.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.tenant.Workspace;

/**
 * Tells of mails that went out, several at once: whoever comes while it is told waits, and the next one tells of all that wait.
 * Nobody goes on before the own mail was told of, so no more mails go out untold than conversations go on. Thread-safe; blocks.
 */
final class Telling {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    private final Workspace workspace;
    private final Kinds kinds;
    private final ReentrantLock turn = new ReentrantLock();
    private final ConcurrentLinkedQueue<MailToSend> waiting = new ConcurrentLinkedQueue<>();
    /** By key, those that somebody else told of and whose own thread has not been here yet. Touched while the turn is held. */
    private final Set<String> told = new HashSet<>();

    Telling(Workspace workspace, Kinds kinds) {
        this.workspace = workspace;
        this.kinds = kinds;
    }

    /** A mail is out and noted. Whoever counts what people get must not change that by failing; nor does an interrupt. */
    void tell(MailToSend mail) {
        waiting.add(mail);
        turn.lock();
        try {
            if (!told.remove(mail.key())) {
                Uninterrupted.run(this::tellAll);
                told.remove(mail.key());
            }
        } finally {
            turn.unlock();
        }
    }

    private void tellAll() {
        List<MailToSend> all = new ArrayList<>();
        for (MailToSend each = waiting.poll(); each != null; each = waiting.poll()) {
            all.add(each);
            told.add(each.key());
        }
        try {
            kinds.wentOut().mails(workspace, all, workspace.clock().instant());
        } catch (RuntimeException e) {
            LOG.warn("{} mails that went out could not be counted for their people's week", all.size(), e);
        }
    }
}
