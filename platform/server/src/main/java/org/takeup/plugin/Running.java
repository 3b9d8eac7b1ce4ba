package org.takeup.plugin;

import java.time.Instant;
import java.util.List;
import org.takeup.plugin.isolated.ProcessState;

/**
 * How a loaded version runs on one node.
 *
 * @param isolated whether it has a process of its own; else it runs inside the platform
 * @param since when this phase began
 * @param restarts how often its process was started again since it was loaded; 0 inside the platform
 * @param heapMegabytes the most memory that its process may use for itself; 0 inside the platform
 * @param confinement what holds its process on this node: {@code network}, {@code user}, {@code limits}
 * @param reason why it is in quarantine, as a sentence; else empty
 */
public record Running(
        boolean isolated,
        ProcessState.Phase phase,
        Instant since,
        long restarts,
        int heapMegabytes,
        List<String> confinement,
        String reason) {
    public Running {
        confinement = List.copyOf(confinement);
    }

    Running inQuarantine(Instant from, String why) {
        return new Running(isolated, ProcessState.Phase.QUARANTINED, from, restarts, heapMegabytes, confinement, why);
    }

    /** Whether it is called no more until it is loaded anew. */
    public boolean quarantined() {
        return phase == ProcessState.Phase.QUARANTINED;
    }
}
