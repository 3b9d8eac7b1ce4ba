package org.takeup.identity;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** Listens to the audit trail while it is open. */
final class AuditLog implements AutoCloseable {
    private final Logger trail = (Logger) LoggerFactory.getLogger("org.takeup.audit");
    private final ListAppender<ILoggingEvent> kept = new ListAppender<>();

    private AuditLog() {
        kept.start();
        trail.addAppender(kept);
    }

    static AuditLog open() {
        return new AuditLog();
    }

    /** The keys and values of each event so far: what machines read, not the sentence. */
    List<Map<String, String>> events() {
        synchronized (kept) {
            return kept.list.stream().map(AuditLog::keyValues).toList();
        }
    }

    private static Map<String, String> keyValues(ILoggingEvent event) {
        return event.getKeyValuePairs().stream()
                .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
    }

    @Override
    public void close() {
        trail.detachAppender(kept);
    }
}
