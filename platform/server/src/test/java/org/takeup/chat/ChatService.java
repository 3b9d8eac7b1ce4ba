package org.takeup.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A chat service on loopback that says exactly what it is told to, byte by byte, or cuts the line. */
public final class ChatService implements AutoCloseable {
    private final ServerSocket server;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private volatile Function<Got, String> script = ignored -> answer(200, "", "ok");

    /** A message that came. */
    public record Got(String path, String head, String body) {
        String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private ChatService(ServerSocket server) {
        this.server = server;
    }

    public static ChatService start() {
        try {
            var service = new ChatService(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(service::accept);
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** One request a connection. */
    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                head.append((char) next);
            }
            String path = head.toString().split(" ", 3)[1];
            var bare = new Got(path, head.toString(), "");
            byte[] body = in.readNBytes(Integer.parseInt(bare.header("content-length")));
            var message = new Got(path, head.toString(), new String(body, StandardCharsets.UTF_8));
            String answer = script.apply(message);
            got.add(message);
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // The other side went away; what came is noted.
            return;
        }
    }

    /** An answer as it goes over the wire. @param headers each with its line end */
    static String answer(int status, String headers, String body) {
        return "HTTP/1.1 " + status + " Said\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\nConnection: close\r\n" + headers + "\r\n" + body;
    }

    void script(Function<Got, String> other) {
        script = other;
    }

    /** Says this to everything from now on. */
    public void says(int status, String headers, String body) {
        script = ignored -> answer(status, headers, body);
    }

    /** Takes the whole message and cuts the line without a word. */
    void cutsTheLine() {
        script = ignored -> "";
    }

    public List<Got> got() {
        return got;
    }

    /** As the operator allows it. */
    public String origin() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
