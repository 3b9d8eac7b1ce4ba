package org.takeup.ops;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.event.KeyValuePair;

/**
 * One JSON object a line. Of an exception it writes the class and the frames; its message only where that is known to be
 * about machines and not about people, because drivers and parsers quote the value that they choked on.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final int MOST_FRAMES = 24;
    private static final int MOST_CAUSES = 5;
    private static final int LONGEST_MESSAGE = 4_000;

    /** What may be in the context; anything else that somebody puts there stays out. */
    private static final Set<String> CONTEXT = Set.of("request", "tenant", "job");

    /** What a log statement may add by itself; anything else stays out as well. */
    private static final Set<String> ADDED = Set.of("event", "realm", "reason");

    /** Exceptions whose messages speak of hosts, ports and settings. */
    private static final List<String> HARMLESS = List.of(
            "java.net.",
            "java.nio.file.",
            "javax.net.ssl.",
            "com.mongodb.MongoTimeoutException",
            "com.mongodb.MongoSocket",
            "org.takeup.app.");

    @Override
    public byte[] encode(ILoggingEvent event) {
        var line = new JsonObject()
                .put("time", Instant.ofEpochMilli(event.getTimeStamp()).toString())
                .put("level", event.getLevel().toString())
                .put("logger", event.getLoggerName())
                .put("thread", event.getThreadName())
                .put("message", cut(event.getFormattedMessage()));
        for (Map.Entry<String, String> each : event.getMDCPropertyMap().entrySet()) {
            if (CONTEXT.contains(each.getKey())) {
                line.put(each.getKey(), each.getValue());
            }
        }
        List<KeyValuePair> added = event.getKeyValuePairs();
        for (KeyValuePair each : added == null ? List.<KeyValuePair>of() : added) {
            if (ADDED.contains(each.key)) {
                line.put(each.key, cut(String.valueOf(each.value)));
            }
        }
        if (event.getThrowableProxy() != null) {
            line.put("thrown", thrown(event.getThrowableProxy()));
        }
        return (line.encode() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static JsonArray thrown(IThrowableProxy first) {
        var causes = new JsonArray();
        for (IThrowableProxy each = first; each != null && causes.size() < MOST_CAUSES; each = each.getCause()) {
            var cause = new JsonObject().put("class", each.getClassName());
            if (each.getMessage() != null && HARMLESS.stream().anyMatch(each.getClassName()::startsWith)) {
                cause.put("message", cut(each.getMessage()));
            }
            causes.add(cause.put("at", frames(each.getStackTraceElementProxyArray())));
        }
        return causes;
    }

    private static JsonArray frames(StackTraceElementProxy[] frames) {
        var lines = new JsonArray();
        for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
            lines.add(frames[i].getStackTraceElement().toString());
        }
        return lines;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
