package org.takeup.ops;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Looks now and then whether Keycloak answers. For showing only: people who are signed in go on working without it, so a
 * node is ready all the same.
 */
public final class KeycloakWatch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final HttpRequest discovery;
    private final Thread looking;
    private volatile String state = "not looked yet";

    public KeycloakWatch(URI issuer) {
        this.discovery = HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
                .timeout(PATIENCE)
                .build();
        this.looking = Thread.ofVirtual().name("keycloak-watch").start(this::keepLooking);
    }

    /** What was seen last. */
    public String state() {
        return state;
    }

    private void keepLooking() {
        try {
            while (true) {
                state = look();
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String look() throws InterruptedException {
        try {
            int status = client.send(discovery, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status == 200 ? Health.OK : "answers " + status;
        } catch (IOException e) {
            return "unreachable; nobody can sign in until it is back";
        }
    }

    @Override
    public void close() {
        looking.interrupt();
        client.shutdownNow();
    }
}
