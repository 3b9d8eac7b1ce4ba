package org.takeup.plugin.isolated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.Kind;
import org.takeup.plugin.isolated.child.ChildMain;
import org.takeup.plugin.isolated.wire.Frames;
import org.takeup.plugin.isolated.wire.In;
import org.takeup.plugin.isolated.wire.Message;
import org.takeup.plugin.isolated.wire.ProtocolError;
import org.takeup.plugin.isolated.wire.Start;
import org.takeup.plugin.isolated.wire.Tokens;

/** Starts the process of a plugin and waits until it has loaded it. */
final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final Path folder;
    private final ChildLine line;
    private final Frames control;
    private final Tokens tokens;
    private final Set<Kind> kinds;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ChildProcess(Process process, Path folder, ChildLine line, Frames control, Tokens tokens, Set<Kind> kinds) {
        this.process = process;
        this.folder = folder;
        this.line = line;
        this.control = control;
        this.tokens = tokens;
        this.kinds = kinds;
    }

    /**
     * Blocks until the plugin is loaded in there.
     *
     * @param content the unpacked package, readable by every user
     * @throws Unstartable if it cannot be; nothing is left then
     */
    static ChildProcess start(Isolation isolation, Path content, String plugin, Limits limits) {
        Path folder = isolation.folder("c");
        Optional<Integer> user = isolation.confinement().user(isolation.number());
        @Nullable Process process = null;
        @Nullable ChildLine line = null;
        try {
            Path empty = Files.createDirectory(folder.resolve("empty"));
            Files.setPosixFilePermissions(empty, PosixFilePermissions.fromString("r-xr-xr-x"));
            line = new ChildLine(folder.resolve("s"), user, isolation.watch());
            var command = new ArrayList<>(isolation.confinement().before(user, limits));
            command.addAll(java(isolation.jar(), limits));
            Process begun = onStarter(isolation, () -> launch(command, empty));
            process = begun;
            isolation.confinement().leftovers(user).ifPresent(left -> isolation.removeAfter(begun, left));
            // No virtual one: reading a pipe holds its carrier for as long as the child lives, and a few children held
            // all.
            Thread.ofPlatform()
                    .daemon()
                    .name("plugin-output")
                    .start(new ChildLog(plugin, begun.getInputStream(), System::nanoTime));
            return greet(begun, folder, line, content, plugin, limits);
        } catch (IOException e) {
            end(process, line, folder);
            throw new Unstartable("cannot be started in a process of its own: " + e.getMessage());
        } catch (RuntimeException e) {
            end(process, line, folder);
            throw e;
        }
    }

    private static Process launch(List<String> command, Path empty) throws IOException {
        var builder = new ProcessBuilder(command).directory(empty.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        // Fewer areas of memory set aside for threads; nothing else is told.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return builder.start();
    }

    private static Process onStarter(Isolation isolation, Callable<Process> launch) throws IOException {
        try {
            return isolation.starter().submit(launch).get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unstartable("was not started because the work was called off");
        }
    }

    private static List<String> java(Path jar, Limits limits) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + limits.heapMegabytes() + "m",
                "-Xms8m",
                "-Xss512k",
                "-XX:MaxDirectMemorySize=16m",
                "-XX:MaxMetaspaceSize=64m",
                "-XX:CompressedClassSpaceSize=32m",
                "-XX:ReservedCodeCacheSize=48m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Djdk.serialFilter=!*",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                jar.toString(),
                ChildMain.class.getName());
    }

    private static ChildProcess greet(
            Process process, Path folder, ChildLine line, Path content, String plugin, Limits limits)
            throws IOException {
        ChildLine.Expected control = line.expect();
        byte[] key = ChildLine.secret();
        var start = new Start(
                control.ticket(),
                key,
                line.socket(),
                content,
                plugin,
                ProcessHandle.current().pid());
        start.write(process.getOutputStream());
        process.onExit().thenRun(() -> control.frames().completeExceptionally(new IOException("it ended at once")));
        try {
            Frames frames = control.frames().get(limits.start().toNanos(), TimeUnit.NANOSECONDS);
            Set<Kind> kinds = loaded(frames, limits);
            return new ChildProcess(process, folder, line, frames, new Tokens(key), kinds);
        } catch (ExecutionException e) {
            throw new Unstartable("cannot be started in a process of its own: it ended at once");
        } catch (TimeoutException e) {
            throw new Unstartable("does not start within " + limits.start().toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unstartable("was not started because the work was called off");
        }
    }

    private static Set<Kind> loaded(Frames control, Limits limits) throws InterruptedException, TimeoutException {
        var loading = new java.util.concurrent.FutureTask<>(() -> kinds(control.receive()));
        Thread.ofVirtual().name("plugin-loading").start(loading);
        try {
            return loading.get(limits.start().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Unstartable unstartable) {
                throw unstartable;
            }
            throw new Unstartable("ended its process while it was loaded");
        }
    }

    private static Set<Kind> kinds(In in) {
        if (Message.read(in) != Message.READY) {
            throw new Unstartable(Lines.shown(in.text(), 200));
        }
        var kinds = EnumSet.noneOf(Kind.class);
        for (int left = in.count(); left > 0; left--) {
            int kind = in.u8();
            if (kind >= Kind.values().length) {
                throw new ProtocolError("There is no such kind");
            }
            kinds.add(Kind.values()[kind]);
        }
        return kinds;
    }

    Process process() {
        return process;
    }

    ChildLine line() {
        return line;
    }

    Frames control() {
        return control;
    }

    Tokens tokens() {
        return tokens;
    }

    Set<Kind> kinds() {
        return kinds;
    }

    /** Ends it with -9 and takes away what it leaves. Does not wait. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            control.close();
            end(process, line, folder);
        }
    }

    private static void end(@Nullable Process process, @Nullable ChildLine line, Path folder) {
        if (process != null) {
            process.destroyForcibly();
        }
        if (line != null) {
            line.close();
        }
        Isolation.delete(folder);
    }
}
