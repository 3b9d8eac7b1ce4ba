package org.takeup.demo;

import com.mongodb.event.CommandListener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.app.Platform;

/** The whole of Takeup on one machine: Keycloak, mail catcher, sample data and the platform, started and stopped as one. */
public final class Demo implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final Duration KEYCLOAK_DEADLINE = Duration.ofMinutes(8);

    private final DemoSettings settings;
    private final Terminal terminal;
    private final List<CommandListener> listeners;
    private final DemoClock clock = new DemoClock();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private volatile @Nullable Parts parts;

    private Demo(DemoSettings settings, Terminal terminal, CommandListener... listeners) {
        this.settings = settings;
        this.terminal = terminal;
        this.listeners = List.of(listeners);
    }

    /**
     * Starts everything and waits for Ctrl-C.
     *
     * @param args the demo's folder, then options; the start script {@code platform/demo/run} gives them
     */
    public static void main(String[] args) throws InterruptedException {
        Terminal terminal = new Terminal(System.out, Clock.systemUTC(), started());
        try {
            Demo demo = new Demo(DemoSettings.of(List.of(args), System.getenv()), terminal);
            Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "demo-stop"));
            terminal.say(demo.run().welcome(terminal.seconds()));
        } catch (StartFailed e) {
            terminal.say("\n" + e.getMessage());
            System.exit(1);
            return;
        }
        new CountDownLatch(1).await();
    }

    /** The start script passes the second in which it was called, so that the build counts too. */
    private static Instant started() {
        String second = System.getProperty("takeup.demo.started", "");
        return second.matches("[0-9]{1,12}") ? Instant.ofEpochSecond(Long.parseLong(second)) : Instant.now();
    }

    /**
     * Starts everything; it works once this has returned. Closing the demo stops it.
     *
     * @param listeners see every command that the platform sends to its store; for tests
     * @throws StartFailed with one sentence that says why; nothing is left running then
     */
    static Demo start(DemoSettings settings, Terminal terminal, CommandListener... listeners) {
        Demo demo = new Demo(settings, terminal, listeners);
        try {
            return demo.run();
        } catch (StartFailed e) {
            demo.close();
            throw e;
        }
    }

    /** What runs, once it does. */
    record Parts(Platform platform, KeycloakServer keycloak, MailCatcher mails, URI mailPages, URI health) {}

    Parts parts() {
        Parts now = parts;
        if (now == null) {
            throw new IllegalStateException("The demo has not started yet.");
        }
        return now;
    }

    private String welcome(long seconds) {
        return Welcome.text(settings, parts().mailPages(), parts().keycloak().url(), parts().health(), seconds);
    }

    private Demo run() {
        try (ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            kept(DataLock.take(settings.data()));
            requirePorts();
            if (settings.fresh()) {
                terminal.step("Throwing away what earlier runs have left");
                Folders.delete(settings.data());
            }
            Files.createDirectories(settings.data());
            String secret = secret();
            MailCatcher catcher = kept(MailCatcher.start(clock));
            MailPages pages = kept(MailPages.start(catcher, settings.mailPort()));
            KeycloakServer.Settings keycloak = keycloakSettings();
            Future<KeycloakServer> signIn = tasks.submit(() -> startKeycloak(keycloak, secret));
            Future<Void> samples = tasks.submit(this::writeLearningData);
            int management = Ports.free();
            URI issuer = URI.create(keycloak.url() + "/realms/" + Realms.PLATFORM);
            var around = new DemoPlatform.Surroundings(
                    settings.port(), management, issuer, secret, catcher.uri(), clock, listeners);
            Optional<Seeding> seeding = seeding();
            Future<Platform> platform = tasks.submit(() -> startPlatform(around));
            Future<Void> past = tasks.submit(() -> makePast(seeding, samples, platform));
            awaitAll(tasks, List.of(samples, platform, signIn, past));
            URI health = URI.create("http://localhost:" + management + "/health/ready");
            parts = new Parts(platform.get(), signIn.get(), catcher, pages.url(), health);
            return this;
        } catch (StartFailed e) {
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StartFailed known ? known : failed(e.getCause() == null ? e : e.getCause());
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("Interrupted while starting.", e);
        }
    }

    /** Waits for all; when one has failed, the others are told to give up. */
    private static void awaitAll(ExecutorService tasks, List<Future<?>> parts)
            throws ExecutionException, InterruptedException {
        try {
            for (Future<?> part : parts) {
                part.get();
            }
        } finally {
            tasks.shutdownNow();
        }
    }

    private void requirePorts() {
        Ports.requireFree(settings.port(), "the platform", DemoSettings.PORT);
        Ports.requireFree(settings.mailPort(), "the mail page", DemoSettings.MAIL_PORT);
        Ports.requireFree(settings.keycloakPort(), "Keycloak", DemoSettings.KEYCLOAK_PORT);
    }

    private KeycloakServer.Settings keycloakSettings() {
        return new KeycloakServer.Settings(
                KeycloakDistribution.in(settings.home().resolve("target/keycloak")),
                settings.data().resolve("keycloak"),
                settings.keycloakPort(),
                Ports.free(),
                KEYCLOAK_DEADLINE);
    }

    private KeycloakServer startKeycloak(KeycloakServer.Settings keycloak, String secret) {
        terminal.step(
                keycloak.distribution().isBuilt()
                        ? "Keycloak is starting"
                        : "Keycloak prepares itself, this once, and starts");
        KeycloakServer server =
                kept(KeycloakServer.start(keycloak, Realms.files(keycloak.url(), settings.platformUrl(), secret)));
        terminal.step("Keycloak is ready");
        return server;
    }

    private Void writeLearningData() throws IOException {
        for (Company company : Company.values()) {
            new SampleLearning(company, LocalDate.now(ZoneOffset.UTC))
                    .write(settings.data().resolve("learning").resolve(company.alias() + "-oneroster.zip"));
        }
        terminal.step("Sample learning data is written");
        return null;
    }

    private Platform startPlatform(DemoPlatform.Surroundings around) throws IOException {
        terminal.step("The platform is starting");
        Platform platform = kept(DemoPlatform.start(settings, around));
        terminal.step("The platform is ready");
        return platform;
    }

    /**
     * The store gets its past once, before which the clock goes back. A store whose past was broken off half-way, by
     * Ctrl-C or worse, is thrown away first.
     */
    private Optional<Seeding> seeding() throws IOException {
        if (Files.exists(pastIsMade())) {
            return Optional.empty();
        }
        Folders.delete(settings.data().resolve("platform"));
        Seeding seeding = new Seeding(clock, terminal, LocalDate.now(ZoneOffset.UTC));
        seeding.goBack();
        return Optional.of(seeding);
    }

    private Void makePast(Optional<Seeding> seeding, Future<Void> samples, Future<Platform> platform)
            throws ExecutionException, InterruptedException, IOException {
        if (seeding.isPresent()) {
            samples.get();
            boolean complete = seeding.get()
                    .run(platform.get(), settings.platformUrl(), settings.data().resolve("learning"));
            if (complete) {
                Files.createFile(pastIsMade());
            }
        }
        return null;
    }

    /** A file that is there once the store has its whole past. */
    private Path pastIsMade() {
        return settings.data().resolve("past-is-made");
    }

    /** The secret that Keycloak and the platform share: made up on the first run, kept for the next. */
    private String secret() throws IOException {
        Path file = settings.data().resolve("client-secret");
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.writeString(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file);
    }

    private StartFailed failed(Throwable cause) {
        LOG.error("The demo cannot start", cause);
        return new StartFailed(
                "The demo cannot start: " + reason(cause) + "; more is in "
                        + settings.home().resolve("target/demo.log"),
                cause);
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private <T extends AutoCloseable> T kept(T part) {
        synchronized (running) {
            running.push(part);
        }
        return part;
    }

    /** Stops what runs, the last started first. A part that fails to stop does not keep the others. */
    @Override
    public void close() {
        while (true) {
            AutoCloseable part;
            synchronized (running) {
                if (running.isEmpty()) {
                    return;
                }
                part = running.pop();
            }
            try {
                part.close();
            } catch (Exception e) {
                terminal.say("A part did not stop cleanly: " + e.getMessage());
            }
        }
    }
}
