package org.takeup.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailState;
import org.takeup.delivery.Tally;
import org.takeup.store.TestStores;
import org.takeup.tenant.Workspace;

/**
 * A process is killed with -9 in the middle of writing into a chat, three times, and started again on what its store holds.
 * The service is in this process and saw everything.
 */
class ChatKillIT {
    private static final int MESSAGES = 90;
    private static final int ROUNDS = 3;
    private static final Pattern KEY = Pattern.compile("Key (m\\d+)\"");

    @TempDir
    private Path folder;

    @Test
    void nothingIsSaidTwiceAndWhatWasCertainlyNotSaidIsSaidLater() throws Exception {
        try (ChatService service = ChatService.start()) {
            service.script(ignored -> {
                // Takes its time, so that a kill finds one in the middle.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(15));
                return ChatService.answer(200, "", "ok");
            });
            for (int round = 0; round < ROUNDS; round++) {
                killOnceItHas(service.got().size() + MESSAGES / (ROUNDS + 2), service, round);
            }
            Tally end = lastRun(service);
            Map<String, Long> copies = service.got().stream()
                    .map(got -> key(got.body()))
                    .collect(Collectors.groupingBy(key -> key, Collectors.counting()));
            copies.values().removeIf(number -> number == 1);
            assertEquals(Map.of(), copies, "said more than once");
            long unsure = end.of(MailState.UNSURE);
            assertTrue(unsure <= ROUNDS * 4L, end.toString());
            assertEquals(MESSAGES - unsure, end.of(MailState.SENT), end.toString());
        }
    }

    private static String key(String body) {
        Matcher matcher = KEY.matcher(body);
        assertTrue(matcher.find(), body);
        return matcher.group(1);
    }

    private void killOnceItHas(int messages, ChatService service, int round) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChatKillIT.class.getName(),
                        folder.toString(),
                        service.origin(),
                        String.valueOf(round))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("child-" + round + ".log").toFile())
                .start();
        try {
            Eventually.holds(
                    messages + " messages in round " + round,
                    Duration.ofSeconds(90),
                    () -> service.got().size() >= messages || !child.isAlive());
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

    private Tally lastRun(ChatService service) {
        try (var node = node(folder, service.origin(), ROUNDS)) {
            Workspace workspace = tenant(node, service.origin());
            addAll(node, workspace);
            Eventually.holds(
                    "nothing waits any more",
                    Duration.ofSeconds(90),
                    () -> node.chats().tally(workspace).open() == 0);
            return node.chats().tally(workspace);
        }
    }

    /** Each round is some minutes later by its clock, so that the leases of the killed one are over. */
    private static ChatNode node(Path folder, String service, int round) {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5L * round));
        return new ChatNode(TestStores.embedded(folder.resolve("store")), service, clock);
    }

    private static Workspace tenant(ChatNode node, String service) {
        return node.tenant("killed", service + "/services/x");
    }

    private static void addAll(ChatNode node, Workspace workspace) {
        IntStream.range(0, MESSAGES).forEach(n -> node.chats().send(workspace, ChatNode.KIND, "m" + n));
    }

    /** The process that is killed. Adds all messages each time: adding twice adds once. */
    public static void main(String[] arguments) throws InterruptedException {
        var node = node(Path.of(arguments[0]), arguments[1], Integer.parseInt(arguments[2]));
        Workspace workspace = tenant(node, arguments[1]);
        addAll(node, workspace);
        Thread.currentThread().join();
    }
}
