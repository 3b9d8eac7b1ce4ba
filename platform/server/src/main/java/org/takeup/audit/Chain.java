package org.takeup.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.takeup.audit.Entry.Who;
import org.takeup.http.Change;
import org.takeup.http.Json;

/**
 * How entries hang together. Each carries the SHA-256, in hex, of the UTF-8 bytes of this JSON array without white
 * space: {@code [previous, seq, at in ms, action, target, request, [[field, before, after], ...], whoDigest]}. The
 * digest of who did it is the SHA-256 of {@code [kind, id, address, salt]}, so that this part can be erased and the
 * chain still holds. Anybody can check an export with a few lines of any language.
 */
final class Chain {
    /** What the first entry has as the hash before it. */
    static final String BEGINNING = "0".repeat(64);

    private static final SecureRandom RANDOM = new SecureRandom();

    private Chain() {}

    /** The end of a chain. */
    record Tail(long seq, String hash) {
        static final Tail NONE = new Tail(0, BEGINNING);
    }

    static Entry append(Tail tail, Instant at, Deed deed) {
        var who = new Who(deed.actor().kind(), deed.actor().id(), deed.address(), salt());
        String digest = digest(who);
        long seq = tail.seq() + 1;
        Instant moment = Instant.ofEpochMilli(at.toEpochMilli());
        String hash =
                hash(tail.hash(), seq, moment, deed.action(), deed.target(), deed.request(), deed.changes(), digest);
        return new Entry(
                seq,
                moment,
                deed.action(),
                deed.target(),
                deed.request(),
                deed.changes(),
                who,
                digest,
                tail.hash(),
                hash);
    }

    /** What is wrong with an entry that comes after this tail, or null if it fits. */
    static @Nullable String fault(Tail tail, Entry entry) {
        if (entry.seq() != tail.seq() + 1) {
            return "Entry " + (tail.seq() + 1) + " is missing.";
        }
        if (!entry.previous().equals(tail.hash())) {
            return "Entry " + entry.seq() + " does not follow from the one before it.";
        }
        String hash = hash(
                entry.previous(),
                entry.seq(),
                entry.at(),
                entry.action(),
                entry.target(),
                entry.request(),
                entry.changes(),
                entry.whoDigest());
        if (!hash.equals(entry.hash())) {
            return "Entry " + entry.seq() + " was changed.";
        }
        Who who = entry.who();
        return who == null || digest(who).equals(entry.whoDigest())
                ? null
                : "In entry " + entry.seq() + " it was changed who did it.";
    }

    private static String hash(
            String previous,
            long seq,
            Instant at,
            String action,
            String target,
            String request,
            List<Change> changes,
            String whoDigest) {
        var rows = new ArrayList<List<@Nullable String>>();
        for (Change change : changes) {
            var row = new ArrayList<@Nullable String>();
            row.add(change.field());
            row.add(change.before());
            row.add(change.after());
            rows.add(row);
        }
        return sha256(List.of(previous, seq, at.toEpochMilli(), action, target, request, rows, whoDigest));
    }

    private static String digest(Who who) {
        return sha256(List.of(who.kind().name(), who.id(), who.address(), who.salt()));
    }

    private static String sha256(List<?> parts) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Json.write(parts)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String salt() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What the head is sealed as: the tail's number and hash. */
    static byte[] headOf(Tail tail) {
        return (tail.seq() + ":" + tail.hash()).getBytes(StandardCharsets.US_ASCII);
    }
}
