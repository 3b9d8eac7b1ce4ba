package org.takeup.plugin.isolated;

import java.time.Duration;

/**
 * What one child may have.
 *
 * @param heapMegabytes its heap
 * @param files descriptors
 * @param threads threads of its user, the JVM's own included; in force with a user of its own only
 * @param mostBytes bytes that one call may send
 * @param mostMessages messages that one call may send in a second
 * @param grace how long a cancelled call may take to end before its process is killed
 * @param start how long loading may take
 * @param restarts how often it is started again within {@code window}; then it is quarantined
 */
public record Limits(
        int heapMegabytes,
        int files,
        int threads,
        long mostBytes,
        int mostMessages,
        Duration grace,
        Duration start,
        int restarts,
        Duration window) {
    public static final Limits USUAL = new Limits(
            128, 160, 200, 1L << 30, 20_000, Duration.ofMillis(300), Duration.ofSeconds(10), 3, Duration.ofMinutes(5));

    /** Bytes of address space: the heap, and room for what a JVM sets aside without using it. */
    long addressSpace() {
        return (heapMegabytes + 1300L) << 20;
    }
}
