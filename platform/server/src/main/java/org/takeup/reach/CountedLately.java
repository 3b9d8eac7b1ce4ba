package org.takeup.reach;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.takeup.tenant.Workspace;

/**
 * What workspaces have switched on, for mails that are written one after the other: read once for all that are written
 * within {@link #KEPT}. What this node switches counts at once, what another one does after that time. A link that is
 * followed, and a picture that is asked for, look at what holds then. Thread-safe; blocks.
 */
final class CountedLately {
    static final Duration KEPT = Duration.ofSeconds(2);

    private static final int MOST_TENANTS = 1_000;

    private final Map<String, Read> read = new ConcurrentHashMap<>();

    private record Read(Counting counting, Instant at) {
        /** Not either after the clock was set back. */
        boolean holds(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(KEPT));
        }
    }

    Counting of(Workspace workspace) {
        Instant now = workspace.clock().instant();
        if (read.size() >= MOST_TENANTS) {
            // Rare, and only a matter of reading again.
            read.clear();
        }
        // Many mails are written at the same time: the others wait for the one that reads.
        return read.compute(
                        workspace.tenant().id(),
                        (ignored, before) -> before != null && before.holds(now)
                                ? before
                                : new Read(new CountingStore(workspace).read(), now))
                .counting();
    }

    /** The workspace has switched something. */
    void changed(Workspace workspace) {
        read.remove(workspace.tenant().id());
    }
}
