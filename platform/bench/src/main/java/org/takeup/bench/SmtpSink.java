package org.takeup.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** An SMTP server that says yes to everything and keeps Message-IDs alone. */
final class SmtpSink implements AutoCloseable {
    private static final String ID = "message-id:";

    private final ServerSocket socket;
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final AtomicLong taken = new AtomicLong();

    SmtpSink() {
        try {
            this.socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** How many mails it has said yes to. */
    long taken() {
        return taken.get();
    }

    /** How many of them had an id of their own. */
    long distinct() {
        return ids.size();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                client.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream(), 16 * 1024);
            OutputStream out = client.getOutputStream();
            say(out, "220 sink");
            for (String line = line(in); !line.equals("QUIT"); line = line(in)) {
                if (line.equals("DATA")) {
                    say(out, "354 go on");
                    take(in);
                }
                say(out, "250 yes");
            }
            say(out, "221 bye");
        } catch (IOException e) {
            // The client went away.
        }
    }

    private void take(InputStream in) throws IOException {
        for (String line = line(in); !line.equals("."); line = line(in)) {
            if (line.length() > ID.length()
                    && line.substring(0, ID.length()).toLowerCase(Locale.ROOT).equals(ID)) {
                ids.add(line.substring(ID.length()).strip());
            }
        }
        taken.incrementAndGet();
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the client went away");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static void say(OutputStream out, String words) throws IOException {
        out.write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
