package org.takeup.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.takeup.audit.Chain.Tail;
import org.takeup.http.Json;
import org.takeup.tenant.Workspace;

/**
 * The audit trail of each workspace, and that of the operators' console: only ever appended to, each entry chained to
 * the one before it. Thread-safe; calls block on the store.
 *
 * <p>The last entry's number and hash are kept sealed, with the tenant's key or one of the installation's. So whoever can write to the database, but
 * has no master key, can neither change the trail and compute the chain anew nor cut entries off its end. What they can
 * do is to put back an older state of the whole database; an export that was kept shows it.
 */
public final class AuditTrail {
    private static final int PATIENCE = 100;
    private static final String PURPOSE = "audit-head";

    private final ConcurrentHashMap<String, Writer> writers = new ConcurrentHashMap<>();
    private final Ledger operators;

    /** @param operators where it is kept what operators do */
    public AuditTrail(Ledger operators) {
        this.operators = operators;
    }

    /** Where it is kept what operators do in their console. */
    public Ledger operators() {
        return operators;
    }

    /** One at a time for each trail and node; where two nodes meet, the slower one looks again. */
    private static final class Writer {
        private final ReentrantLock lock = new ReentrantLock();
        private Tail tail = Tail.NONE;
    }

    /** A part of a trail. @param next for {@code before}, if there is more */
    public record Part(List<Entry> entries, Optional<Long> next) {
        public Part {
            entries = List.copyOf(entries);
        }
    }

    /**
     * What a check found.
     *
     * @param entries how many were read
     * @param head hash of the last one; note it elsewhere to be sure that the end was not cut off
     * @param fault what is wrong first, in a sentence, or empty
     */
    public record Verdict(long entries, String head, Optional<String> fault) {
        /** Whether nothing is wrong. */
        public boolean unbroken() {
            return fault.isEmpty();
        }
    }

    /** Writes what was done in a workspace. When this returns, the entry is stored. */
    public void note(Workspace workspace, Deed deed) {
        note(Ledger.of(workspace), deed);
    }

    /** Writes what was done. When this returns, the entry is stored. */
    public void note(Ledger ledger, Deed deed) {
        AuditStore store = ledger.store();
        Writer writer = writers.computeIfAbsent(ledger.owner(), ignored -> new Writer());
        writer.lock.lock();
        try {
            for (int tries = 0; tries < PATIENCE; tries++) {
                Entry entry = Chain.append(writer.tail, ledger.clock().instant(), deed);
                if (store.add(entry)) {
                    writer.tail = new Tail(entry.seq(), entry.hash());
                    store.keepHead(entry.seq(), ledger.sealer().seal(Chain.headOf(writer.tail), PURPOSE));
                    return;
                }
                writer.tail = store.tail();
            }
            throw new IllegalStateException("The audit trail was written to by others " + PATIENCE + " times in a row");
        } finally {
            writer.lock.unlock();
        }
    }

    /** As {@link #find(Ledger, Search, Optional, int)}, in a workspace. */
    public Part find(Workspace workspace, Search search, Optional<Long> before, int most) {
        return find(Ledger.of(workspace), search, before, most);
    }

    /** As {@link #verify(Ledger)}, in a workspace. */
    public Verdict verify(Workspace workspace) {
        return verify(Ledger.of(workspace));
    }

    /** As {@link #export(Ledger, Search, OutputStream)}, in a workspace. */
    public void export(Workspace workspace, Search search, OutputStream out) throws IOException {
        export(Ledger.of(workspace), search, out);
    }

    /**
     * Entries, newest first.
     *
     * @param before {@link Part#next()} of the part before
     * @param most how many at most, 1 to 500
     */
    public Part find(Ledger ledger, Search search, Optional<Long> before, int most) {
        int size = Math.clamp(most, 1, 500);
        List<Entry> found = ledger.store()
                .newest(search, before.orElse(Long.MAX_VALUE))
                .limit(size + 1)
                .map(AuditStore::read)
                .into(new ArrayList<>());
        boolean more = found.size() > size;
        List<Entry> shown = more ? found.subList(0, size) : found;
        return new Part(shown, more ? Optional.of(shown.getLast().seq()) : Optional.empty());
    }

    /** Checks the whole chain. Reads every entry once, and keeps none. */
    public Verdict verify(Ledger ledger) {
        AuditStore store = ledger.store();
        Optional<byte[]> sealed = store.head();
        String head = sealed.flatMap(bytes -> ledger.sealer().open(bytes, PURPOSE))
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                .orElse("");
        Tail tail = Tail.NONE;
        boolean headSeen = false;
        try (var cursor = store.oldest(Search.all()).iterator()) {
            while (cursor.hasNext()) {
                Entry entry = AuditStore.read(cursor.next());
                String fault = Chain.fault(tail, entry);
                if (fault != null) {
                    return new Verdict(tail.seq(), tail.hash(), Optional.of(fault));
                }
                tail = new Tail(entry.seq(), entry.hash());
                headSeen |= head.equals(new String(Chain.headOf(tail), StandardCharsets.US_ASCII));
            }
        }
        return new Verdict(tail.seq(), tail.hash(), headFault(tail, sealed.isPresent(), head, headSeen));
    }

    private static Optional<String> headFault(Tail tail, boolean kept, String head, boolean seen) {
        if (seen || (!kept && tail.seq() <= 1)) {
            return Optional.empty();
        }
        return Optional.of(
                head.isEmpty()
                        ? "The sealed end of the trail is missing or was changed."
                        : "The trail ended with entry " + head.substring(0, head.indexOf(':'))
                                + " before, and that one is not here any more.");
    }

    /** Writes entries, oldest first, one JSON object a line. Nothing is held in memory. */
    public void export(Ledger ledger, Search search, OutputStream out) throws IOException {
        try (var cursor = ledger.store().oldest(search).iterator()) {
            while (cursor.hasNext()) {
                out.write(Json.write(AuditStore.read(cursor.next())));
                out.write('\n');
            }
        }
    }

    /** Takes a person out of the trail; that something was done, and what, stays. @return how many entries */
    public long forget(Workspace workspace, String personId) {
        return Ledger.of(workspace).store().forget(personId);
    }
}
