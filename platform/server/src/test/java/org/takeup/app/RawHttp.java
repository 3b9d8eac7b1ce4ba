package org.takeup.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Bytes on a socket, for requests that no decent client sends. */
public final class RawHttp {
    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    /**
     * What came back.
     *
     * @param status 0 if nothing did
     * @param text everything, headers included
     */
    public record Answer(int status, String text) {}

    /** A GET with exactly these headers and {@code Connection: close}. */
    public static Answer get(URI server, String target, String... headers) {
        return send(server, request("GET " + target + " HTTP/1.1", List.of(headers)));
    }

    /** The bytes of a request without a body. */
    public static String request(String first, List<String> headers) {
        var request = new StringBuilder(first).append("\r\n");
        headers.forEach(header -> request.append(header).append("\r\n"));
        return request.append("Connection: close\r\n\r\n").toString();
    }

    /** Sends the bytes, all before it listens, and reads until the server closes. */
    public static Answer send(URI server, String bytes) {
        try (var socket = connect(server)) {
            write(socket, bytes);
            return answer(socket, new ByteArrayOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the first bytes, waits until an answer comes, sends the others and reads until the server closes. */
    public static Answer send(URI server, String first, String afterTheAnswer) {
        try (var socket = connect(server)) {
            write(socket, first);
            var answer = new ByteArrayOutputStream();
            answer.write(socket.getInputStream().read());
            write(socket, afterTheAnswer);
            return answer(socket, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket connect(URI server) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void write(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static Answer answer(Socket socket, ByteArrayOutputStream begun) throws IOException {
        try {
            socket.getInputStream().transferTo(begun);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The server neither answers nor closes", e);
        }
        String text = begun.toString(StandardCharsets.UTF_8);
        return new Answer(text.startsWith("HTTP/1.") ? Integer.parseInt(text.substring(9, 12)) : 0, text);
    }
}
