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

    /** Sends the bytes and reads until the server closes. */
    public static Answer send(URI server, String bytes) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            var answer = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(answer);
            } catch (SocketTimeoutException e) {
                throw new AssertionError("The server neither answers nor closes", e);
            }
            String text = answer.toString(StandardCharsets.UTF_8);
            return new Answer(text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
