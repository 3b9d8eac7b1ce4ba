package org.takeup.plugin;

import com.mongodb.client.model.Updates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.takeup.store.Signals;
import org.takeup.tenant.Workspace;

/**
 * Which plugins a workspace uses: what its settings say, until an admin says otherwise. Kept in memory until a signal
 * says that something changed, and for {@value #FRESH_MILLIS} ms at most. Thread-safe.
 */
final class Choices {
    private static final long FRESH_MILLIS = 2_000;

    /** The one document of a workspace, and its two lists. */
    private static final String ALL = "all";

    private static final String ON = "on";
    private static final String OFF = "off";

    private final Signals signals;
    private final ConcurrentHashMap<String, Known> known = new ConcurrentHashMap<>();

    Choices(Signals signals) {
        this.signals = signals;
        signals.listen(Signals.Topic.PLUGINS, ignored -> known.clear());
    }

    private record Known(Map<String, Boolean> enabled, long at) {}

    boolean enabled(Workspace workspace, String plugin) {
        Boolean chosen = chosen(workspace).get(plugin);
        return chosen != null ? chosen : workspace.settings().plugins().contains(plugin);
    }

    void choose(Workspace workspace, String plugin, boolean enabled) {
        var chosen =
                Updates.combine(Updates.addToSet(enabled ? ON : OFF, plugin), Updates.pull(enabled ? OFF : ON, plugin));
        workspace.collection(Plugins.CHOICES).upsert(ALL, chosen);
        known.remove(workspace.tenant().id());
        signals.publish(Signals.Topic.PLUGINS, workspace.tenant().id());
    }

    private Map<String, Boolean> chosen(Workspace workspace) {
        long now = System.nanoTime() / 1_000_000;
        Known cached = known.get(workspace.tenant().id());
        if (cached != null && now - cached.at() < FRESH_MILLIS) {
            return cached.enabled();
        }
        var enabled = new HashMap<String, Boolean>();
        workspace.collection(Plugins.CHOICES).find(ALL).ifPresent(stored -> {
            stored.getList(ON, String.class, List.of()).forEach(plugin -> enabled.put(plugin, true));
            stored.getList(OFF, String.class, List.of()).forEach(plugin -> enabled.put(plugin, false));
        });
        known.put(workspace.tenant().id(), new Known(Map.copyOf(enabled), now));
        return enabled;
    }
}
