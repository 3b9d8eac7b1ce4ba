package org.takeup.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A company's own system on loopback, which checks signatures as Standard Webhooks tells receivers to, with no help from
 * the code that signs.
 */
public final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private volatile Function<Got, Answer> script = ignored -> new Answer(204, Map.of());

    /** A message that came. */
    record Got(String method, String path, Map<String, String> headers, String body) {
        String id() {
            return headers.getOrDefault("webhook-id", "");
        }

        /** Whether one of the signatures is right for this secret. */
        boolean isSignedWith(String secret) {
            String content = id() + "." + headers.get("webhook-timestamp") + "." + body;
            return Arrays.asList(headers.get("webhook-signature").split(" ")).contains("v1," + hmac(secret, content));
        }

        int signatures() {
            return headers.get("webhook-signature").split(" ").length;
        }
    }

    record Answer(int status, Map<String, String> headers) {}

    private Receiver(HttpServer server) {
        this.server = server;
    }

    /** At a free port, answering 204. */
    public static Receiver start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var receiver = new Receiver(server);
            server.createContext("/", receiver::take);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hmac(String secret, String content) {
        try {
            byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = new java.util.HashMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
            var message = new Got(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath(), headers, body);
            got.add(message);
            Answer answer = script.apply(message);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), -1);
        }
    }

    /** Answers everything from now on with this status. */
    void answer(int status) {
        script = ignored -> new Answer(status, Map.of());
    }

    void script(Function<Got, Answer> other) {
        script = other;
    }

    /** What came so far. */
    List<Got> got() {
        return got;
    }

    /** As the operator allows it. */
    public String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Where it takes messages. */
    public String url() {
        return origin() + "/takeup";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
