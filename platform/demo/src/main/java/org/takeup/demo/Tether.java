package org.takeup.demo;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs another program's main class and stops it at once when the process that started it is gone, however it went.
 *
 * <p>The parent holds the only writing end of this process's standard input. The operating system closes it when the parent
 * dies, by {@code kill -9} too, and the reader here sees the end. No watcher process is left over, and no process number is
 * looked up that might belong to somebody else by then.
 */
public final class Tether {
    private static final int PARENT_GONE = 3;

    private Tether() {}

    /**
     * The command that runs a main class on this machine's JVM, tied to the calling process.
     * The caller starts it with a piped standard input and never closes that pipe while the child shall live.
     *
     * @param jvmOptions options such as {@code -Xmx512m}
     * @param classPath where the main class is
     * @param mainClass the class to run
     * @param arguments its arguments
     */
    static List<String> command(List<String> jvmOptions, String classPath, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(ownCode() + File.pathSeparator + classPath);
        command.add(Tether.class.getName());
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    /** Called by the child JVM only: the main class, then its arguments. */
    public static void main(String[] args) throws Throwable {
        Thread.ofPlatform().daemon().name("tether").start(() -> haltAtEndOf(System.in));
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static void haltAtEndOf(InputStream lifeline) {
        try (lifeline) {
            lifeline.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A broken lifeline means the same as its end.
        }
        Runtime.getRuntime().halt(PARENT_GONE);
    }

    private static Path ownCode() {
        try {
            return Path.of(Tether.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The demo's own class path is no file path.", e);
        }
    }
}
