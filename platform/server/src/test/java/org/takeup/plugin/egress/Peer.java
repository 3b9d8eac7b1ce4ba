package org.takeup.plugin.egress;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Another system on loopback that answers by a script, byte by byte, and counts who connects. */
final class Peer implements AutoCloseable {
    private final ServerSocket listener;
    private final Script script;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<String> serverNames = new CopyOnWriteArrayList<>();

    /** Writes an answer. The connection is closed after it unless it returns true. */
    interface Script {
        boolean answer(Asked asked, OutputStream out) throws IOException, InterruptedException;
    }

    record Asked(String line, Map<String, String> headers, String body, Socket socket) {}

    private Peer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    static Peer plain(Script script) {
        try {
            return new Peer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Peer secure(SSLContext context, Script script) {
        try {
            var sockets = context.getServerSocketFactory();
            return new Peer(sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer with these header lines and this body. */
    static Script answering(int status, String headers, String body) {
        return (asked, out) -> {
            write(out, status, headers, body.getBytes(StandardCharsets.UTF_8));
            return true;
        };
    }

    static void write(OutputStream out, int status, String headers, byte[] body) throws IOException {
        String head = "HTTP/1.1 " + status + " Said\r\nContent-Length: " + body.length + "\r\n"
                + (headers.isEmpty() ? "" : headers + "\r\n") + "\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            if (socket instanceof SSLSocket secure) {
                secure.startHandshake();
                ((ExtendedSSLSession) secure.getSession())
                        .getRequestedServerNames()
                        .forEach(name -> serverNames.add(new String(name.getEncoded(), StandardCharsets.US_ASCII)));
            }
            var in = new BufferedInputStream(socket.getInputStream());
            boolean goesOn = true;
            while (goesOn) {
                Asked request = read(in, socket);
                asked.add(request);
                goesOn = script.answer(request, socket.getOutputStream());
            }
        } catch (IOException | InterruptedException e) {
            // The other side went away, or refused our certificate.
            return;
        }
    }

    private static Asked read(InputStream in, Socket socket) throws IOException {
        String line = line(in);
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (String each = line(in); !each.isEmpty(); each = line(in)) {
            headers.put(
                    each.substring(0, each.indexOf(':')),
                    each.substring(each.indexOf(':') + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        return new Asked(line, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8), socket);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("gone");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    List<Asked> asked() {
        return asked;
    }

    List<String> serverNames() {
        return serverNames;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
