package org.takeup.plugin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.takeup.plugin.Packages.Version;

/**
 * A package as the operator sees it.
 *
 * @param digest SHA-256 of the package, in hex
 * @param origin {@code folder} or {@code upload}
 * @param loaded whether this node has loaded it
 * @param trouble why this node did not load it, or empty
 * @param findings what the class scan found, one line each
 * @param state on this node
 * @param since when this node's state began
 * @param publisher id of the publisher that the package names, or empty if it is not signed
 * @param own whether that publisher is the operator itself
 * @param trusted whether the publisher and its key are trusted now
 * @param running how it runs on this node, if it is loaded
 */
public record Listed(
        Version version,
        String digest,
        long bytes,
        String origin,
        Instant added,
        boolean loaded,
        String trouble,
        List<String> findings,
        State state,
        Instant since,
        String publisher,
        boolean own,
        boolean trusted,
        Optional<Running> running) {
    /** What a node has made of a version. */
    public enum State {
        LOADED,
        REFUSED,
        WAITING
    }

    /** Copies the findings. */
    public Listed {
        findings = List.copyOf(findings);
    }
}
