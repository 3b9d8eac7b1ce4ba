package org.takeup.inbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.takeup.store.Signals;
import org.takeup.tenant.Workspace;

/**
 * Pages of this node that want to hear when something in somebody's inbox changes. A hint may get lost, so whoever waits
 * looks by themselves now and then. Thread-safe.
 */
final class Watchers {
    private static final int OF_ONE_PERSON = 5;
    private static final int OF_ONE_NODE = 5_000;

    /** Guarded by this object. */
    private final Map<Key, Set<Watcher>> watching = new HashMap<>();

    private int all;
    private final @Nullable Signals signals;

    Watchers() {
        this.signals = null;
    }

    Watchers(Signals signals) {
        this.signals = signals;
        signals.listen(Signals.Topic.INBOX, this::heard);
    }

    private record Key(String tenant, String person) {
        /** As a hint carries it: a tenant's id has a fixed form, so the first slash ends it. */
        String text() {
            return tenant + "/" + person;
        }
    }

    /** Says on every node that a person's inbox is another one. */
    void tell(Workspace workspace, String person) {
        if (signals != null) {
            signals.publish(Signals.Topic.INBOX, new Key(workspace.tenant().id(), person).text());
        }
    }

    private void heard(String text) {
        int slash = text.indexOf('/');
        watchersOf(new Key(text.substring(0, slash), text.substring(slash + 1))).forEach(Watcher::wake);
    }

    private synchronized List<Watcher> watchersOf(Key key) {
        return List.copyOf(watching.getOrDefault(key, Set.of()));
    }

    /** Begins to watch; nothing if there are too many already. Close it. */
    synchronized Optional<Watcher> watch(Workspace workspace, String person) {
        var key = new Key(workspace.tenant().id(), person);
        Set<Watcher> beside = watching.getOrDefault(key, Set.of());
        if (all >= OF_ONE_NODE || beside.size() >= OF_ONE_PERSON) {
            return Optional.empty();
        }
        var watcher = new Watcher(key);
        watching.computeIfAbsent(key, ignored -> new HashSet<>()).add(watcher);
        all++;
        return Optional.of(watcher);
    }

    private synchronized void leave(Watcher watcher) {
        Set<Watcher> beside = watching.getOrDefault(watcher.key, Set.of());
        if (beside.contains(watcher)) {
            beside.remove(watcher);
            all--;
        }
        if (beside.isEmpty()) {
            watching.remove(watcher.key);
        }
    }

    /** How many pages are watching. */
    synchronized int size() {
        return all;
    }

    /** One page. */
    final class Watcher implements AutoCloseable {
        private final Key key;
        private final Semaphore news = new Semaphore(0);

        private Watcher(Key key) {
            this.key = key;
        }

        private void wake() {
            news.release();
        }

        /** Waits for news, at most so long. What came since the last time counts. */
        void await(Duration most) throws InterruptedException {
            if (news.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        }

        @Override
        public void close() {
            leave(this);
        }
    }
}
