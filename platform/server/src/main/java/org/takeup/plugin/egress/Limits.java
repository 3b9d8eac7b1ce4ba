package org.takeup.plugin.egress;

import java.time.Duration;

/**
 * How much of the outside a plugin gets.
 *
 * @param connect until a connection stands, TLS included
 * @param total of one call, redirects included
 * @param headerBytes of all headers of an answer
 * @param bodyBytes of an answer, as it comes and unpacked, and of what is sent
 * @param calls within one call of the plugin, redirects included
 * @param atOnce calls of one tenant's plugin on this node
 * @param longestWait how long a call waits for one of these places, or for a pause to end that the other side asked for
 */
record Limits(
        Duration connect, Duration total, int headerBytes, int bodyBytes, int calls, int atOnce, Duration longestWait) {
    static Limits usual() {
        return new Limits(
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                32 * 1024,
                8 * 1024 * 1024,
                5_000,
                4,
                Duration.ofSeconds(5));
    }
}
