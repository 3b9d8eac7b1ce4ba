package org.takeup.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/**
 * The moments in which a mail was sent and our note of it was not kept yet: who dies in one cannot know that the mail went
 * out. The last {@value #MOST} of a workspace are kept. Thread-safe.
 */
public final class Windows {
    private static final int MOST = 200;
    private static final String ID = "window";

    private final TenantCollection kept;
    private final Deque<Long> micros = new ArrayDeque<>();
    private boolean changed;

    Windows(Workspace workspace) {
        this.kept = workspace.collection(DeliveryLease.LEASES);
        micros.addAll(read());
    }

    /** @param count of how many mails @param median half of them were shorter @param slowest the longest of them */
    public record Figures(int count, Duration median, Duration slowest) {}

    synchronized void add(Duration window) {
        micros.addLast(window.toNanos() / 1_000);
        while (micros.size() > MOST) {
            micros.removeFirst();
        }
        changed = true;
    }

    /** Keeps them for whoever asks, on any node. */
    synchronized void keep() {
        if (changed) {
            kept.put(ID, new Document("micros", new ArrayList<>(micros)));
            changed = false;
        }
    }

    /** Nothing if no mail was sent yet. */
    static Optional<Figures> of(Workspace workspace) {
        var windows = new Windows(workspace);
        List<Long> sorted = windows.micros.stream().sorted().toList();
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figures(
                        sorted.size(), ofMicros(sorted.get(sorted.size() / 2)), ofMicros(sorted.getLast())));
    }

    private static Duration ofMicros(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }

    private List<Long> read() {
        return kept.find(ID)
                .map(document -> document.getList("micros", Long.class))
                .orElse(List.of());
    }
}
