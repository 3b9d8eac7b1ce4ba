package org.takeup.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.takeup.store.TestStores;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/**
 * A process is killed with -9 in the middle of sending, three times, and started again on what its store holds. The mail
 * server is in this process and saw everything.
 */
class KillIT {
    private static final int MAILS = 200;
    private static final int ROUNDS = 3;

    private static final Pattern KEY = Pattern.compile("Key (key:m\\d+)");

    @TempDir
    private Path folder;

    @Test
    void noMailIsSentTwiceAndWhatWasCertainlyNotSentArrivesLater() throws Exception {
        try (var server = new ScriptedSmtp(KillIT::slowly)) {
            for (int round = 0; round < ROUNDS; round++) {
                int enough = server.texts().size() + MAILS / (ROUNDS + 2);
                killOnceTheServerHas(enough, server, round);
            }
            Tally end = lastRun(server);
            Map<String, Long> copies = server.texts().stream()
                    .map(KillIT::key)
                    .collect(Collectors.groupingBy(key -> key, Collectors.counting()));
            assertEquals(Set.of(), over(copies), "keys that arrived more than once");

            long unsure = end.of(MailState.UNSURE);
            assertTrue(unsure <= (long) ROUNDS * DeliveryRun.MOST_IN_DOUBT, end.toString());
            assertEquals(MAILS - unsure, end.of(MailState.SENT), end.toString());
            assertTrue(copies.size() >= MAILS - unsure, copies.size() + " arrived, " + end);
        }
    }

    private static Set<String> over(Map<String, Long> copies) {
        var over = new HashSet<String>();
        copies.forEach((key, number) -> {
            if (number > 1) {
                over.add(key);
            }
        });
        return over;
    }

    private static String key(String text) {
        Matcher matcher = KEY.matcher(text);
        assertTrue(matcher.find(), text);
        return matcher.group(1);
    }

    /** Takes its time at each step of a conversation, so that a kill finds some at every one of them. */
    private static String slowly(String command) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(command.equals(ScriptedSmtp.DOT) ? 15 : 4));
        return "";
    }

    private void killOnceTheServerHas(int texts, ScriptedSmtp server, int round) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillIT.class.getName(),
                        folder.toString(),
                        server.uri().toString(),
                        String.valueOf(round))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("child-" + round + ".log").toFile())
                .start();
        try {
            Eventually.holds(
                    texts + " mails in round " + round + "; the child says " + log(round),
                    Duration.ofSeconds(90),
                    () -> server.texts().size() >= texts || !child.isAlive());
            assertTrue(child.isAlive(), () -> log(round));
        } finally {
            child.destroyForcibly().waitFor();
        }
        TestStores.requireNoOffence(log(round).lines().toList());
    }

    private String log(int round) {
        try {
            return Files.readString(folder.resolve("child-" + round + ".log"));
        } catch (IOException e) {
            return "nothing";
        }
    }

    private Tally lastRun(ScriptedSmtp server) {
        try (var node = node(folder, server.uri(), ROUNDS)) {
            Workspace workspace = tenant(node);
            Eventually.holds(
                    "nothing waits any more",
                    Duration.ofSeconds(90),
                    () -> node.outbox().tally(workspace).open() == 0);
            return node.outbox().tally(workspace);
        }
    }

    /** Each round is a minute later by its clock, so that the leases of the killed one are over. */
    private static DeliveryNode node(Path folder, java.net.URI server, int round) {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(round));
        return new DeliveryNode(TestStores.embedded(folder.resolve("store")), server, clock);
    }

    private static Workspace tenant(DeliveryNode node) {
        return node.tenant("killed", Placement.DEDICATED, mail -> mail);
    }

    /** The process that is killed. Adds all mails each time: adding twice adds once. */
    public static void main(String[] arguments) throws InterruptedException {
        var node = node(Path.of(arguments[0]), java.net.URI.create(arguments[1]), Integer.parseInt(arguments[2]));
        Workspace workspace = tenant(node);
        List<MailToSend> mails = IntStream.range(0, MAILS)
                .mapToObj(n -> DeliveryNode.mail(workspace, "m" + n))
                .toList();
        node.outbox().addAll(workspace, mails);
        Thread.currentThread().join();
    }
}
