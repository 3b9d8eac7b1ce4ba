package org.takeup.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.takeup.plugin.TestPublisher;
import org.takeup.store.TestStores;

/** A node in a JVM of its own, as operators start it: {@code java @platform/jvm.options ... org.takeup.app.Main}. */
final class NodeProcess implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Path OPTIONS =
            Path.of("..", "jvm.options").toAbsolutePath().normalize();
    private static final List<String> FRUGAL = List.of(
            "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dlogback.configurationFile=logback.xml");

    private final Path folder;
    private final Process process;
    private final URI url;
    private final URI management;

    private NodeProcess(Class<?> main, List<String> options, Map<String, String> environment) throws IOException {
        this.folder = Files.createTempDirectory("takeup-node");
        this.url = URI.create("http://localhost:" + FreePort.next());
        this.management = URI.create("http://localhost:" + FreePort.next());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + OPTIONS);
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TAKEUP_"));
        builder.environment()
                .putAll(Map.of(
                        "TAKEUP_HTTP_PORT", String.valueOf(url.getPort()),
                        "TAKEUP_MANAGEMENT_PORT", String.valueOf(management.getPort()),
                        "TAKEUP_PUBLIC_URL", url.toString(),
                        "TAKEUP_DATA_DIR", folder.resolve("data").toString(),
                        "TAKEUP_PLUGIN_DIR", TestPlatform.PACKAGES.toString(),
                        "TAKEUP_TENANT_CONFIG_DIR", folder.resolve("tenants").toString(),
                        "TAKEUP_SMTP_URI", "smtp://127.0.0.1:1",
                        "TAKEUP_OIDC_CLIENT_SECRET", "for-tests-only",
                        "TAKEUP_OIDC_ISSUER", "http://localhost:1/realms/takeup"));
        builder.environment().put("TAKEUP_API_REQUESTS_PER_MINUTE", "1000000");
        builder.environment().put(TestPublisher.VARIABLE, TestPublisher.configured());
        builder.environment().putAll(environment);
        this.process = builder.start();
    }

    /** Starts a node as operators do, and does not wait for it. */
    static NodeProcess start(Map<String, String> environment) {
        return start(Main.class, FRUGAL, environment);
    }

    /** Starts a node whose commands to the store are watched, and does not wait for it. */
    static NodeProcess startWatched(Map<String, String> environment) {
        return start(WatchedMain.class, FRUGAL, environment);
    }

    /** Starts a main class of a test's own with a node's variables, and does not wait for it. @param options of the JVM */
    static NodeProcess start(Class<?> main, List<String> options, Map<String, String> environment) {
        try {
            return new NodeProcess(main, options, environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return url;
    }

    /** What it keeps, its log among it. Gone once it is closed. */
    Path folder() {
        return folder;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    NodeProcess awaitReady() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (status("/health/ready") != 200) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("The node did not get ready:\n" + log());
            }
            LockSupport.parkNanos(100_000_000);
        }
        return this;
    }

    /** What the management listener answers, or -1 if nothing does. */
    int status(String path) throws InterruptedException {
        return get(path).map(HttpResponse::statusCode).orElse(-1);
    }

    String body(String path) throws InterruptedException {
        return get(path).map(HttpResponse::body).orElse("");
    }

    String metrics() {
        return bodyNow("/metrics");
    }

    /** What it says of its health. */
    String health() {
        return bodyNow("/health/ready");
    }

    private String bodyNow(String path) {
        try {
            return body(path);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Optional<HttpResponse<String>> get(String path) throws InterruptedException {
        try {
            return Optional.of(CLIENT.send(
                    HttpRequest.newBuilder(URI.create(management + path))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Visitor visitor(String cookie) {
        return new Visitor(CLIENT, url, cookie);
    }

    /** The end of what it wrote. */
    String log() {
        List<String> lines = lines();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }

    /** All that it wrote, to both of its outputs. */
    List<String> lines() {
        try {
            return Files.readAllLines(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("The node does not end:\n" + log());
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
        List<String> lines = lines();
        try (var files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TestStores.requireNoOffence(lines);
    }
}
