package org.takeup.plugin.isolated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.http.PluginHttp;
import org.takeup.plugin.api.lms.LearningRecord;
import org.takeup.plugin.api.lms.RecordSink;
import org.takeup.plugin.api.lms.SourceLine;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.isolated.wire.Frames;
import org.takeup.plugin.isolated.wire.Head;
import org.takeup.plugin.isolated.wire.Message;
import org.takeup.plugin.isolated.wire.Operation;
import org.takeup.plugin.isolated.wire.Out;
import org.takeup.plugin.isolated.wire.ProtocolError;
import org.takeup.plugin.isolated.wire.SinkEvent;
import org.takeup.plugin.isolated.wire.Tokens;

/** A child that is the plugin's altogether and says whatever it likes: the host believes none of it. */
class HostCallTest {
    private static final Tokens TOKENS = new Tokens(new byte[Tokens.LENGTH]);
    private static final List<Object> WIZARD =
            List.of(new PlanContext("x", LocalDate.EPOCH, List.of(), Map.of(), List.of()));

    private Path folder;
    private Frames host;
    private Frames child;
    private SocketChannel raw;

    @BeforeEach
    void connect() throws IOException {
        folder = Files.createTempDirectory("takeup-wire");
        var address = UnixDomainSocketAddress.of(folder.resolve("s"));
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            raw = SocketChannel.open(address);
            host = new Frames(server.accept());
        }
        child = new Frames(raw);
    }

    @AfterEach
    void close() throws IOException {
        host.close();
        child.close();
        Files.delete(folder.resolve("s"));
        Files.delete(folder);
    }

    @FunctionalInterface
    private interface Script {
        void play(Out out) throws IOException;
    }

    private static Head head(String tenant, Operation operation, long call) {
        return new Head(
                operation, call, TOKENS.sign(new Tokens.Terms(tenant, "plugin", operation, 2_000_000_000_000L, call)));
    }

    private Object call(Operation operation, Lent lent, List<Object> arguments, Script script) throws Exception {
        Thread plugin = Thread.ofPlatform().daemon().start(() -> {
            try {
                child.receive();
                script.play(new Out());
            } catch (IOException e) {
                // The host has hung up.
            }
        });
        var terms = new Tokens.Terms("tenant-a", "plugin", operation, 2_000_000_000_000L, 7);
        try {
            return new HostCall(head("tenant-a", operation, 7), terms, Limits.USUAL).run(host, lent, arguments);
        } finally {
            host.close();
            plugin.join();
        }
    }

    private void refused(String why, Script script) {
        var error = assertThrows(ProtocolError.class, () -> call(Operation.WIZARD, Lent.nothing(), WIZARD, script));
        assertEquals(why, error.getMessage());
    }

    private void answerOf(Head head, Out out) throws IOException {
        head.write(out.begin(), Message.RESULT);
        head.operation().writeResult(out, List.of());
        child.send(out);
    }

    @Test
    void anHonestAnswerIsTaken() throws Exception {
        assertEquals(
                List.of(),
                call(
                        Operation.WIZARD,
                        Lent.nothing(),
                        WIZARD,
                        out -> answerOf(head("tenant-a", Operation.WIZARD, 7), out)));
    }

    @Test
    void anAnswerForAnotherCallTenantOrOperationIsRefused() throws Exception {
        String why = "A message belongs to another call";
        refused(why, out -> answerOf(head("tenant-a", Operation.WIZARD, 8), out));
        again();
        refused(why, out -> answerOf(head("tenant-b", Operation.WIZARD, 7), out));
        again();
        refused(why, out -> answerOf(head("tenant-a", Operation.LINT, 7), out));
    }

    private void again() throws IOException {
        close();
        connect();
    }

    @Test
    void aCallUsesOnlyWhatItWasLent() throws Exception {
        for (Message message : List.of(Message.SINK, Message.NAMES, Message.OPEN, Message.SIZE, Message.READ)) {
            var error = assertThrows(
                    ProtocolError.class,
                    () -> call(Operation.WIZARD, Lent.nothing(), WIZARD, out -> {
                        head("tenant-a", Operation.WIZARD, 7).write(out.begin(), message);
                        out.number(1).number(1);
                        child.send(out);
                    }));
            assertTrue(
                    error.getMessage().matches("The call was lent no .*|A file is not open|A frame .*"),
                    error.getMessage());
            again();
        }
    }

    @Test
    void aFrameOfAGigabyteIsRefusedBeforeItIsRead() {
        refused("A frame is longer than 8388608 bytes", out -> {
            raw.write(ByteBuffer.allocate(4).putInt(1 << 30).flip());
        });
    }

    @Test
    void aMillionMessagesAreCut() throws Exception {
        var events = new long[1];
        var sink = new RecordSink() {
            @Override
            public void accept(LearningRecord record, SourceLine at) {}

            @Override
            public void reject(SourceLine at, Finding why) {}

            @Override
            public void progress(long done, long total) {
                events[0]++;
            }
        };
        // Answers are read too, or the two would wait for each other.
        Thread reader = Thread.ofPlatform().daemon().unstarted(() -> {
            try {
                while (true) {
                    child.receive();
                }
            } catch (IOException e) {
                // The host has hung up.
            }
        });
        var lent = new Lent(Optional.empty(), Optional.of(sink), PluginHttp.none());
        var error = assertThrows(
                ProtocolError.class,
                () -> call(Operation.READ, lent, List.of(Map.of(), false), out -> {
                    reader.start();
                    for (int i = 0; i < 1_000_000; i++) {
                        head("tenant-a", Operation.READ, 7).write(out.begin(), Message.SINK);
                        SinkEvent.progress(out.number(1), i, -1);
                        child.send(out);
                    }
                }));
        assertTrue(error.getMessage().endsWith("messages a second"), error.getMessage());
        assertTrue(events[0] < 1_000_000, events[0] + " events");
        reader.join();
    }

    @Test
    void onlyWhoShowsAnUnusedTicketIsLetIn() throws Exception {
        try (var isolation = new Isolation(Confinement.none(), java.util.Set.of());
                var line = new ChildLine(folder.resolve("line"), Optional.empty(), isolation.watch())) {
            assertEquals("rw-------", permissions(line.socket()));
            var expected = line.expect();
            assertTrue(hungUp(line, new byte[32]));
            assertTrue(hungUp(line, new byte[3]));
            var good = new Frames(SocketChannel.open(UnixDomainSocketAddress.of(line.socket())));
            good.send(new Out().raw(expected.ticket()));
            assertFalse(expected.frames().get() == null);
            assertTrue(hungUp(line, expected.ticket()));
            good.close();
        }
    }

    private static String permissions(Path file) throws IOException {
        return java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static boolean hungUp(ChildLine line, byte[] ticket) throws IOException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(line.socket()))) {
            new Frames(channel).send(new Out().raw(ticket));
            return channel.read(ByteBuffer.allocate(1)) < 0;
        }
    }
}
