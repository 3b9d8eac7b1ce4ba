package org.takeup.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * A way to the store that a test can close: {@link #cut} is a store that is gone, {@link #stall} one that takes commands
 * and never answers.
 */
public final class StoreRelay implements AutoCloseable {
    private final EmbeddedMongo engine = EmbeddedMongo.inMemory();
    private final URI target = URI.create(engine.listen());
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch nobody = new CountDownLatch(1);
    private volatile boolean stalled;

    public StoreRelay() {
        try {
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("relay").start(this::accept);
    }

    /** How the store is reached through here. */
    public String uri() {
        return "mongodb://127.0.0.1:" + door.getLocalPort() + "/";
    }

    /** From now on commands go in and nothing comes out. */
    public void stall() {
        stalled = true;
    }

    /** Ends every connection and takes no new ones. */
    public void cut() {
        quietly(door);
        open.forEach(StoreRelay::quietly);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(target.getHost(), target.getPort());
                open.add(client);
                open.add(server);
                Thread.ofVirtual().start(() -> pump(client, server));
                Thread.ofVirtual().start(() -> pump(server, client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] some = new byte[8192];
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                if (stalled) {
                    nobody.await();
                }
                out.write(some, 0, read);
            }
        } catch (IOException e) {
            // One side has gone; the other is closed with it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void quietly(AutoCloseable what) {
        try {
            what.close();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot close " + what, e);
        }
    }

    @Override
    public void close() {
        nobody.countDown();
        cut();
        engine.close();
    }
}
