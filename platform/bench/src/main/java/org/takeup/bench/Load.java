package org.takeup.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.takeup.bench.ClosedLoop.Figures;

/**
 * Prints, in one run, requests a second and latencies of a bare Vert.x hello, of Vert.x with one insert, and of the
 * whole answer intake: signed in, validated, stored. Arguments: a MongoDB URI and the folder with plugin packages.
 */
public final class Load {
    private static final int PEOPLE = 6_000;
    private static final int HELLOS = 60_000;

    private Load() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "baseline-server" -> BaselineServer.start(Integer.parseInt(args[1]), args[2]);
            case "intake-server" ->
                IntakeServer.start(Integer.parseInt(args[1]), args[2], Path.of(args[3]), Path.of(args[4]), PEOPLE);
            default -> run(args[0], Path.of(args[1]));
        }
    }

    private static void run(String mongoUri, Path plugins) throws Exception {
        Path folder = Files.createTempDirectory("takeup-bench");
        Vertx vertx = Vertx.vertx();
        System.out.printf("%-34s %12s %10s %10s %9s%n", "", "requests/s", "p50 ms", "p99 ms", "failures");
        // The insert has the size of the answers, so the platform comes up first to be asked for them.
        int intakePort = freePort();
        Figures insert;
        Figures intake;
        try (Child platform = Child.start(
                folder.resolve("intake.log"),
                "intake-server",
                String.valueOf(intakePort),
                mongoUri,
                plugins.toString(),
                folder.toString())) {
            Path cookies = folder.resolve("cookies.txt");
            await(platform, cookies, folder.resolve("intake.log"));
            var people = new Intake(intakePort, Files.readAllLines(cookies));
            String warmUp = people.openWave("Warm-up");
            Buffer answers = people.answers(warmUp);
            insert = baseline(vertx, folder, mongoUri, answers);
            new ClosedLoop(vertx, intakePort, n -> people.call(warmUp, answers, n)).run(PEOPLE);
            String measured = people.openWave("Measured");
            intake = new ClosedLoop(vertx, intakePort, n -> people.call(measured, answers, n)).run(PEOPLE);
        }
        print("answer intake, whole platform", intake);
        System.out.printf(Locale.ROOT, "intake / insert: %.0f %%%n", 100 * intake.perSecond() / insert.perSecond());
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Figures baseline(Vertx vertx, Path folder, String mongoUri, Buffer answers) throws Exception {
        int port = freePort();
        try (Child server =
                Child.start(folder.resolve("baseline.log"), "baseline-server", String.valueOf(port), mongoUri)) {
            awaitPort(server, port, folder.resolve("baseline.log"));
            var hello = new ClosedLoop(vertx, port, n -> call(HttpMethod.GET, "/hello", Buffer.buffer()));
            hello.run(HELLOS);
            print("bare Vert.x hello", hello.run(HELLOS));
            var insert = new ClosedLoop(vertx, port, n -> call(HttpMethod.POST, "/insert", answers));
            insert.run(PEOPLE);
            Figures figures = insert.run(PEOPLE);
            print("bare Vert.x + one insert", figures);
            return figures;
        }
    }

    private static ClosedLoop.Call call(HttpMethod method, String uri, Buffer body) {
        return new ClosedLoop.Call(new RequestOptions().setMethod(method).setURI(uri), body);
    }

    private static void print(String what, Figures figures) {
        System.out.printf(
                Locale.ROOT,
                "%-34s %12.0f %10.2f %10.2f %9d%n",
                what,
                figures.perSecond(),
                figures.p50Millis(),
                figures.p99Millis(),
                figures.failures());
    }

    private static void await(Child child, Path file, Path log) throws IOException {
        while (!Files.exists(file)) {
            refuseDead(child, log);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static void awaitPort(Child child, int port, Path log) throws IOException {
        while (!listens(port)) {
            refuseDead(child, log);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static void refuseDead(Child child, Path log) throws IOException {
        if (!child.isAlive()) {
            List<String> lines = Files.readAllLines(log);
            throw new IOException("The server ended:\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size())));
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
