package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Queue;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** All that a plugin could change around its call and must not: looked at before and after. */
final class Surroundings implements AutoCloseable {
    private static final String MARK = "evil-mark";

    private final ServerSocket listener;
    private final AtomicInteger connections = new AtomicInteger();
    private final Log log = new Log();

    Surroundings() throws IOException {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
        log.start();
        root().addAppender(log);
    }

    private static ch.qos.logback.classic.Logger root() {
        return (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private void accept() {
        try {
            while (true) {
                listener.accept().close();
                connections.incrementAndGet();
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    /** A port that nobody has a reason to connect to. */
    int port() {
        return listener.getLocalPort();
    }

    /** What everybody in this process shares. */
    record Shared(
            Properties properties,
            Locale locale,
            TimeZone zone,
            PrintStream out,
            Thread.@Nullable UncaughtExceptionHandler handler) {}

    static Shared shared() {
        return new Shared(
                (Properties) System.getProperties().clone(),
                Locale.getDefault(),
                TimeZone.getDefault(),
                System.out,
                Thread.getDefaultUncaughtExceptionHandler());
    }

    /** What there is of this plugin outside of its calls; empty when all is well. */
    List<String> effects(String plugin, Shared before) {
        var effects = new ArrayList<String>();
        if (!before.equals(shared())) {
            effects.add("what the process shares was changed");
        }
        if (connections.get() > 0) {
            effects.add(connections.get() + " connections");
        }
        marks().filter(Files::exists).forEach(file -> effects.add("file " + file));
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains(plugin + "-"))
                .forEach(thread -> effects.add("thread " + thread.getName()));
        ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("sleep 7531"))
                .forEach(process -> effects.add("process " + process.pid()));
        log.records.stream().filter(Surroundings::looksForged).forEach(text -> effects.add("log record " + text));
        return effects;
    }

    private static Stream<Path> marks() {
        return Stream.of(System.getProperty("java.io.tmpdir"), System.getProperty("user.home"), ".", "..", "/var/tmp")
                .map(folder -> Path.of(folder, MARK));
    }

    private static boolean looksForged(String text) {
        return text.contains("forged")
                && text.codePoints().anyMatch(each -> Character.isISOControl(each) || each == 0x2028 || each == 0x202e);
    }

    /** How often the log has these words. */
    long logged(String words) {
        return log.records.stream().filter(text -> text.contains(words)).count();
    }

    private static final class Log extends AppenderBase<ILoggingEvent> {
        final Queue<String> records = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            records.add(event.getFormattedMessage());
        }
    }

    @Override
    public void close() throws IOException {
        root().detachAppender(log);
        listener.close();
        assertEquals(0, connections.get());
    }
}
