package org.takeup.plugin.isolated;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.takeup.plugin.isolated.wire.Frames;
import org.takeup.plugin.isolated.wire.In;
import org.takeup.plugin.isolated.wire.ProtocolError;
import org.takeup.plugin.isolated.wire.Start;

/**
 * The socket of one child. Only its user may connect, and a connection is taken only if it shows a ticket that the child
 * was given and nobody has used. Everybody else is hung up on, unanswered. Thread-safe.
 */
final class ChildLine implements AutoCloseable {
    private static final int MOST_WAITING = 8;
    private static final int SHOW_SECONDS = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path socket;
    private final ServerSocketChannel server;
    private final ScheduledExecutorService watch;
    private final Map<String, CompletableFuture<Frames>> tickets = new ConcurrentHashMap<>();

    ChildLine(Path socket, Optional<Integer> user, ScheduledExecutorService watch) throws IOException {
        this.socket = socket;
        this.watch = watch;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket), MOST_WAITING);
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        if (user.isPresent()) {
            Files.setAttribute(socket, "unix:uid", user.get());
        }
        Thread.ofVirtual().name("plugin-accept").start(this::accept);
    }

    Path socket() {
        return socket;
    }

    /** Bytes that nobody can guess. */
    static byte[] secret() {
        var secret = new byte[Start.SECRET];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** A new ticket, and the connection that will show it. */
    record Expected(byte[] ticket, CompletableFuture<Frames> frames) {}

    Expected expect() {
        byte[] ticket = secret();
        var frames = new CompletableFuture<Frames>();
        tickets.put(HexFormat.of().formatHex(ticket), frames);
        return new Expected(ticket, frames);
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel channel = server.accept();
                Thread.ofVirtual().name("plugin-connection").start(() -> welcome(channel));
            } catch (IOException e) {
                // Closed, or out of descriptors for the moment; the caller's time limit ends the waiting.
                Thread.yield();
            }
        }
    }

    private void welcome(SocketChannel channel) {
        var frames = new Frames(channel);
        var patience = watch.schedule(frames::close, SHOW_SECONDS, TimeUnit.SECONDS);
        try {
            In in = frames.receive();
            CompletableFuture<Frames> expected = tickets.remove(HexFormat.of().formatHex(in.raw(Start.SECRET)));
            in.end();
            patience.cancel(false);
            if (expected == null || !expected.complete(frames)) {
                frames.close();
            }
        } catch (IOException | ProtocolError e) {
            frames.close();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            // Its folder is deleted next.
        }
        tickets.values().forEach(each -> each.completeExceptionally(new IOException("The child has ended")));
    }
}
