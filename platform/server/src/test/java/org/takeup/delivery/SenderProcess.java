package org.takeup.delivery;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.takeup.store.TestStores;
import org.takeup.tenant.Tenant.Placement;

/** A node in a process of its own that sends mail and can be killed, by itself standing still at a chosen point. */
final class SenderProcess implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final Path marker;

    /** Where it stands still. */
    enum Point {
        NOWHERE,
        BEFORE_BEGIN,
        AFTER_BEGIN,
        BEFORE_MARK,
        AFTER_MARK,
        /** Its job has found nothing more, and is about to end. */
        BEFORE_JOBS_END
    }

    /**
     * Starts one.
     *
     * @param slugs tenants that exist in the store, whose jobs it takes up
     * @param ahead by how much its clock is ahead, so that the leases of one that was killed are over
     */
    SenderProcess(Path folder, String name, String store, URI server, Point point, Duration ahead, List<String> slugs)
            throws IOException {
        this.log = folder.resolve(name + ".log");
        this.marker = folder.resolve(name + ".there");
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SenderProcess.class.getName(),
                store,
                server.toString(),
                point.name(),
                ahead.toString(),
                marker.toString()));
        command.addAll(slugs);
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** How many of its threads stand at the point. */
    int there() {
        try {
            return Files.exists(marker) ? (int) Files.size(marker) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "nothing";
        }
    }

    /** With -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        TestStores.requireNoOffence(log().lines().toList());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The process itself. */
    public static void main(String[] arguments) throws InterruptedException {
        var stand = new Stand(Point.valueOf(arguments[2]), Path.of(arguments[4]));
        var node = new DeliveryNode(
                TestStores.connect(arguments[0], stand),
                URI.create(arguments[1]),
                Clock.offset(Clock.systemUTC(), Duration.parse(arguments[3])));
        for (String slug : List.of(arguments).subList(5, arguments.length)) {
            node.tenant(slug, Placement.POOLED, mail -> mail);
        }
        Thread.currentThread().join();
    }

    /** Lets each thread that comes to the point stand there for ever, after saying so. */
    private static final class Stand implements CommandListener {
        private final Point point;
        private final Path marker;
        private final Set<Integer> watched = ConcurrentHashMap.newKeySet();

        Stand(Point point, Path marker) {
            this.point = point;
            this.marker = marker;
        }

        @Override
        public void commandStarted(CommandStartedEvent event) {
            if (point == Point.BEFORE_JOBS_END) {
                if (Hook.endsAJob(event)) {
                    stand();
                }
                return;
            }
            String wanted = point == Point.BEFORE_BEGIN || point == Point.AFTER_BEGIN
                    ? MailState.SENDING.name()
                    : MailState.SENT.name();
            if (point == Point.NOWHERE
                    || !event.getCommandName().equals("update")
                    || !becomes(event.getCommand().clone(), wanted)) {
                return;
            }
            if (point == Point.BEFORE_BEGIN || point == Point.BEFORE_MARK) {
                stand();
            } else {
                watched.add(event.getRequestId());
            }
        }

        @Override
        public void commandSucceeded(CommandSucceededEvent event) {
            if (watched.contains(event.getRequestId())) {
                stand();
            }
        }

        private static boolean becomes(BsonDocument command, String state) {
            return command.getString("update", new BsonString("")).getValue().equals("outbox")
                    && command.getArray("updates").stream()
                            .map(each -> each.asDocument().getDocument("u", new BsonDocument()))
                            .map(update -> update.getDocument("$set", new BsonDocument()))
                            .anyMatch(set -> set.getString("state", new BsonString(""))
                                    .getValue()
                                    .equals(state));
        }

        private void stand() {
            try {
                // Each adds its own letter: of two that wrote the whole, the slower one could take the other's back.
                Files.writeString(marker, "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                new CountDownLatch(1).await();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
