package org.takeup.plan;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.takeup.tenant.Workspace;

/**
 * Plans as they are at this moment, for mails: a step to thousands asks thousands of times for the same plan, which is
 * read whole only when its version is another one. Thread-safe; calls block.
 */
final class KnownPlans {
    private static final int MOST = 100;

    private final ConcurrentHashMap<Key, Plan> known = new ConcurrentHashMap<>();

    private record Key(String tenant, String plan) {}

    Optional<Plan> find(Workspace workspace, String planId) {
        var store = new PlanStore(workspace);
        var key = new Key(workspace.tenant().id(), planId);
        Plan before = known.get(key);
        if (before != null
                && store.version(planId)
                        .filter(version -> version == before.version())
                        .isPresent()) {
            return Optional.of(before);
        }
        Optional<Plan> now = store.find(planId);
        if (known.size() >= MOST) {
            known.clear();
        }
        now.ifPresentOrElse(plan -> known.put(key, plan), () -> known.remove(key));
        return now;
    }
}
