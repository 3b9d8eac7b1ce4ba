package org.takeup.app;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.vertx.core.internal.threadchecker.BlockedThreadChecker;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * Listens to Vert.x's checker, which warns when a thread of an event loop, or a worker, is held for longer than it may
 * be: 2 s on a loop. Then everybody on that loop waits.
 */
final class LoopWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final Logger CHECKER = (Logger) LoggerFactory.getLogger(BlockedThreadChecker.LOGGER_NAME);

    private final List<String> warnings = new CopyOnWriteArrayList<>();

    private LoopWatch() {}

    static LoopWatch begin() {
        var watch = new LoopWatch();
        watch.start();
        CHECKER.addAppender(watch);
        return watch;
    }

    @Override
    protected void append(ILoggingEvent event) {
        String where = event.getThrowableProxy() == null
                ? ""
                : " " + List.of(event.getThrowableProxy().getStackTraceElementProxyArray());
        warnings.add(event.getFormattedMessage() + where);
    }

    /** What was said so far, with the stack of the thread once it is known. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void close() {
        CHECKER.detachAppender(this);
        stop();
    }
}
