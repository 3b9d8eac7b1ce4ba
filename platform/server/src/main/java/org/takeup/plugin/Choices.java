package org.takeup.plugin;

import com.mongodb.client.model.Updates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.store.SharedReads;
import org.takeup.store.Signals;
import org.takeup.tenant.Workspace;

/**
 * Which plugins a workspace uses, and in which version: what its settings say, until an admin says otherwise. Kept in
 * memory until a signal says that something changed, and for {@value #FRESH_MILLIS} ms at most. Thread-safe.
 */
final class Choices {
    private static final long FRESH_MILLIS = 2_000;

    /** The one document of a workspace, its two lists, and what it follows by plugin. */
    private static final String ALL = "all";

    private static final String ON = "on";
    private static final String OFF = "off";
    private static final String FOLLOW = "follow";

    private final Uses uses;
    private final Signals signals;
    private final ConcurrentHashMap<String, Known> known = new ConcurrentHashMap<>();
    private final SharedReads<String, Known> reading = new SharedReads<>();

    /** Counts changes: what was read before one and is kept after it would be old and look fresh. */
    private final AtomicLong changes = new AtomicLong();

    Choices(Uses uses, Signals signals) {
        this.uses = uses;
        this.signals = signals;
        signals.listen(Signals.Topic.PLUGINS, ignored -> changed());
    }

    private void changed() {
        changes.incrementAndGet();
        reading.forget();
    }

    private record Known(Map<String, Boolean> enabled, Map<String, Follow> follow, long at, long change) {}

    boolean enabled(Workspace workspace, String plugin) {
        Boolean chosen = known(workspace).enabled().get(plugin);
        return chosen != null ? chosen : workspace.settings().plugins().contains(plugin);
    }

    Follow follow(Workspace workspace, String plugin) {
        return known(workspace).follow().getOrDefault(plugin, Follow.STABLE);
    }

    void choose(Workspace workspace, String plugin, boolean enabled) {
        change(
                workspace,
                plugin,
                Updates.combine(
                        Updates.addToSet(enabled ? ON : OFF, plugin), Updates.pull(enabled ? OFF : ON, plugin)));
    }

    void follow(Workspace workspace, String plugin, Follow follow) {
        if (follow.pinned().isPresent()) {
            // First, so that no node lets go of the version in between.
            Optional<Boolean> enabled =
                    Optional.ofNullable(known(workspace).enabled().get(plugin));
            uses.note(plugin, new Uses.Use(workspace.tenant().id(), enabled, follow));
        }
        change(workspace, plugin, Updates.set(FOLLOW + "." + plugin, follow.word()));
    }

    private void change(Workspace workspace, String plugin, Bson update) {
        String tenant = workspace.tenant().id();
        workspace.collection(Plugins.CHOICES).upsert(ALL, update);
        changed();
        Known now = known(workspace);
        uses.note(
                plugin,
                new Uses.Use(
                        tenant,
                        Optional.ofNullable(now.enabled().get(plugin)),
                        now.follow().getOrDefault(plugin, Follow.STABLE)));
        signals.publish(Signals.Topic.PLUGINS, tenant);
    }

    private Known known(Workspace workspace) {
        long now = System.nanoTime() / 1_000_000;
        long change = changes.get();
        Known cached = known.get(workspace.tenant().id());
        if (cached != null && cached.change() == change && now - cached.at() < FRESH_MILLIS) {
            return cached;
        }
        return reading.read(
                workspace.tenant().id(),
                () -> read(workspace, now, change),
                read -> known.put(workspace.tenant().id(), read));
    }

    private static Known read(Workspace workspace, long now, long change) {
        var enabled = new HashMap<String, Boolean>();
        var follow = new HashMap<String, Follow>();
        workspace.collection(Plugins.CHOICES).find(ALL).ifPresent(stored -> {
            stored.getList(ON, String.class, List.of()).forEach(plugin -> enabled.put(plugin, true));
            stored.getList(OFF, String.class, List.of()).forEach(plugin -> enabled.put(plugin, false));
            stored.get(FOLLOW, new Document())
                    .forEach((plugin, word) ->
                            Follow.of(word.toString()).ifPresent(followed -> follow.put(plugin, followed)));
        });
        return new Known(Map.copyOf(enabled), Map.copyOf(follow), now, change);
    }
}
