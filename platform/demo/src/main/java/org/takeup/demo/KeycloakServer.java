package org.takeup.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A running Keycloak, on the loopback address only. It is a process of its own with at most 512 MB of heap, and it ends with
 * {@link #close()} or with this process, whichever comes first and however the process ends.
 */
public final class KeycloakServer implements AutoCloseable {
    private static final int STOP_SECONDS = 15;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Process process;
    private final URI url;

    private KeycloakServer(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Where and how to run.
     *
     * @param distribution the unpacked distribution; built here if it is not yet
     * @param data the server's folder: database, imported realms, log; kept between runs
     * @param port where browsers come
     * @param managementPort where health is answered
     * @param deadline how long the start may take before it counts as failed
     */
    public record Settings(
            KeycloakDistribution distribution, Path data, int port, int managementPort, Duration deadline) {
        /** Where browsers and the platform reach a server with these settings. */
        public URI url() {
            return URI.create("http://localhost:" + port);
        }

        Path log() {
            return data.resolve("keycloak.log");
        }
    }

    /**
     * Starts a server and waits until it answers. If the realms differ from those of the last run in the same folder, the
     * database starts empty; otherwise it is kept, with everybody who has signed in.
     *
     * @param realms file name to JSON, see {@link Realms#files}
     * @throws StartFailed with the server's last words, if it does not answer in time
     */
    public static KeycloakServer start(Settings settings, Map<String, String> realms) {
        try {
            Files.createDirectories(settings.data());
            settings.distribution().build(settings.data().resolve("keycloak-build.log"));
            settings.distribution().furnish(settings.data());
            RealmImport.into(settings.data(), realms);
            KeycloakServer server = new KeycloakServer(launch(settings), settings.url());
            server.awaitReady(settings);
            return server;
        } catch (IOException e) {
            throw new StartFailed("Keycloak cannot start in " + settings.data() + ": " + e.getMessage(), e);
        }
    }

    /** Where browsers and the platform reach the server, without a trailing slash. */
    public URI url() {
        return url;
    }

    /** The issuer of a realm's tokens. */
    public URI issuer(String realm) {
        return URI.create(url + "/realms/" + realm);
    }

    /** The server's process, for whoever wants to disturb it. */
    long pid() {
        return process.pid();
    }

    /** Stops the server and waits for its end; after 15 s it is killed. */
    @Override
    public void close() {
        // Not Process.destroy: it closes the lifeline too, and the database would not be closed in good order.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Process launch(Settings settings) throws IOException {
        List<String> arguments = List.of(
                "start",
                "--optimized",
                "--import-realm",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + settings.port(),
                "--http-management-host=127.0.0.1",
                "--http-management-port=" + settings.managementPort(),
                "--hostname=" + settings.url(),
                "--log-console-color=false");
        ProcessBuilder builder = new ProcessBuilder(
                        settings.distribution().command(settings.data().toAbsolutePath(), arguments))
                .redirectErrorStream(true)
                .redirectOutput(settings.log().toFile());
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", Realms.DEMO_PASSWORD);
        return builder.start();
    }

    private void awaitReady(Settings settings) {
        Instant end = Instant.now().plus(settings.deadline());
        URI health = URI.create("http://127.0.0.1:" + settings.managementPort() + "/health/ready");
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            while (!answersOk(http, health)) {
                if (!process.isAlive()) {
                    throw failure("Keycloak stopped while it was starting", settings);
                }
                if (Instant.now().isAfter(end)) {
                    throw failure(
                            "Keycloak did not answer within "
                                    + settings.deadline().toSeconds() + " s",
                            settings);
                }
                // Keycloak tells nobody when it is ready; it has to be asked again.
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StartFailed("Interrupted while Keycloak was starting.", e);
        }
    }

    private static boolean answersOk(HttpClient http, URI health) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private StartFailed failure(String what, Settings settings) {
        process.destroyForcibly();
        return new StartFailed(
                what + ". The whole log is " + settings.log() + "; its last lines:\n" + LogTail.of(settings.log()));
    }
}
