package org.takeup.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.store.ServedStore;
import org.takeup.store.TestStores;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Two nodes whose clocks disagree, and one whose clock is set back while it sends: no mail goes out twice. */
class ClockSkewIT {
    private static final int MAILS = 150;

    /** A clock that a test sets. */
    private static final class Wrong extends Clock {
        private final AtomicReference<Duration> by = new AtomicReference<>(Duration.ZERO);

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(by.get());
        }
    }

    private static String slowly(String command) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(command.equals(ScriptedSmtp.DOT) ? 10 : 2));
        return "";
    }

    @ParameterizedTest
    @ValueSource(strings = {DeliveryNode.KIND, DeliveryNode.INVITATION})
    void noMailGoesOutTwice(String kind) {
        var first = new Wrong();
        var second = new Wrong();
        second.by.set(Duration.ofMinutes(10));
        try (var store = new ServedStore();
                var server = new ScriptedSmtp(ClockSkewIT::slowly);
                var one = new DeliveryNode(TestStores.connect(store.uri()), server.uri(), first);
                var two = new DeliveryNode(TestStores.connect(store.uri()), server.uri(), second)) {
            Workspace workspace = one.tenant(Placement.POOLED);
            add(one, workspace, kind, 0, MAILS / 2);
            Eventually.holds(
                    "sending has begun",
                    Duration.ofSeconds(60),
                    () -> !server.texts().isEmpty());
            // For the node that is ahead every lease and every job of the other one is long over.
            add(two, workspace, kind, MAILS / 2, MAILS);
            first.by.set(Duration.ofMinutes(-10));
            Eventually.holds(
                    "a good part is sent",
                    Duration.ofSeconds(60),
                    () -> server.texts().size() > MAILS / 3);
            second.by.set(Duration.ofMinutes(-5));
            // What one clock made due in the future of the other comes once both are right again.
            first.by.set(Duration.ofMinutes(11));
            second.by.set(Duration.ofMinutes(11));
            Eventually.holds(
                    "all are sent",
                    Duration.ofSeconds(120),
                    () -> one.outbox().tally(workspace).of(MailState.SENT) == MAILS);
            Map<String, Long> copies =
                    server.texts().stream().collect(Collectors.groupingBy(ClockSkewIT::id, Collectors.counting()));
            assertEquals(MAILS, copies.size());
            assertTrue(copies.values().stream().allMatch(number -> number == 1), copies.toString());
        }
    }

    private static String id(String text) {
        return text.lines()
                .filter(line -> line.startsWith("Message-ID:"))
                .findFirst()
                .orElseThrow();
    }

    private static void add(DeliveryNode node, Workspace workspace, String kind, int from, int to) {
        node.outbox()
                .addAll(
                        workspace,
                        IntStream.range(from, to)
                                .mapToObj(n -> DeliveryNode.mail(workspace, "p" + n, kind))
                                .toList());
    }
}
