package org.takeup.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * A server in a JVM of its own with 512 MB and two processors, or those that it is told, so that the load does not share its heap. It ends with
 * this process, however this one ends: it reads this process's end of a pipe, which the operating system closes.
 */
final class Child implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final int LINES_SHOWN = 30;
    /**
     * The variable that names the cores for servers, as taskset of util-linux reads them: with spaces between them, one
     * after the other for the servers in turns; a server counts by itself how many it has. All, if there is none.
     */
    private static final String CORES = "TAKEUP_BENCH_SERVER_CORES";

    private static final AtomicInteger STARTED = new AtomicInteger();

    /** Of the whole heap, or of each generation where it has several; not of the classes. */
    private static final Pattern HEAP = Pattern.compile("total .*?used (\\d+)K");

    private final Process process;
    private final int port;
    private final Path log;

    private Child(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts {@link Bench} again in the role of a server.
     *
     * @param log where it writes
     * @param role the server's command
     * @param arguments of that command, after the port that is chosen here
     */
    static Child start(Path log, String role, String... arguments) throws IOException {
        return start(freePort(), log, role, arguments);
    }

    /** The same at a port that was chosen before. */
    static Child start(int port, Path log, String role, String... arguments) throws IOException {
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Bench.class.getName(),
                role,
                String.valueOf(port)));
        command.addAll(List.of(arguments));
        List<String> onCores = onItsCores();
        if (onCores.isEmpty()) {
            command.add(1, "-XX:ActiveProcessorCount=2");
        }
        command.addAll(0, onCores);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Child(process, port, log);
    }

    private static List<String> onItsCores() {
        String cores = System.getenv(CORES);
        if (cores == null) {
            return List.of();
        }
        String[] turns = cores.strip().split("\\s+", -1);
        return List.of("taskset", "-c", turns[STARTED.getAndIncrement() % turns.length]);
    }

    /** Called by the child: ends this process as soon as the one that started it is gone. */
    static void endWithParent() {
        Thread.ofPlatform().daemon().name("parent").start(() -> {
            try (InputStream parent = System.in) {
                parent.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // A broken pipe means the same as its end.
            }
            Runtime.getRuntime().halt(0);
        });
    }

    /** Where it listens, on loopback. */
    int port() {
        return port;
    }

    /** Waits until it listens. */
    Child awaitPort() throws IOException {
        return await(this::listens, START);
    }

    /** Waits until it has written the file. */
    Child awaitFile(Path file) throws IOException {
        return awaitFile(file, START);
    }

    /** The same, for that long. */
    Child awaitFile(Path file, Duration longest) throws IOException {
        return await(() -> Files.exists(file), longest);
    }

    private Child await(BooleanSupplier ready, Duration longest) throws IOException {
        Instant end = Instant.now().plus(longest);
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new Bench.Failed("A server ended while it was starting. Its last words:\n" + lastWords());
            }
            if (Instant.now().isAfter(end)) {
                close();
                throw new Bench.Failed("A server was not ready within " + longest.toMinutes()
                        + " minutes. Its last words:\n" + lastWords());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return this;
    }

    /** How much of its heap is in use after a collection, in bytes. */
    long heapInUse() throws IOException {
        ask("GC.run");
        long kilobytes = HEAP.matcher(ask("GC.heap_info"))
                .results()
                .mapToLong(part -> Long.parseLong(part.group(1)))
                .sum();
        if (kilobytes == 0) {
            throw new Bench.Failed("jcmd does not say how much of the heap is in use.");
        }
        return kilobytes * 1_024;
    }

    /** What the Java machine itself answers. */
    private String ask(String command) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process asked = new ProcessBuilder(jcmd.toString(), String.valueOf(process.pid()), command).start();
        try (InputStream answer = asked.getInputStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }

    private boolean listens() {
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** A port that is free at this moment. */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
