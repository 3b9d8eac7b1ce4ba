package org.takeup.plugin.isolated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a plugin prints can neither look like another record nor fill the log. */
class ChildLogTest {
    private final AtomicLong now = new AtomicLong();

    private List<String> logged(byte[] printed) {
        var logger = (Logger) LoggerFactory.getLogger(ChildLog.class);
        var appender = new ListAppender<ILoggingEvent>();
        appender.start();
        logger.addAppender(appender);
        logger.setAdditive(false);
        try {
            new ChildLog("p", new ByteArrayInputStream(printed), now::get).run();
        } finally {
            logger.setAdditive(true);
            logger.detachAppender(appender);
        }
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private List<String> logged(String printed) {
        return logged(printed.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aLineIsOneRecordWithoutControlCharacters() {
        assertEquals(
                List.of(
                        "Plugin p prints: a\\u000dINFO forged\\u001b[31m\\u0007\\u2028\\u202e\\u0000 \u00fc",
                        "Plugin p prints: b"),
                logged("a\rINFO forged\u001b[31m\u0007\u2028\u202e\u0000 \u00fc\n\n   \nb"));
    }

    @Test
    void aLongLineIsCutAndBytesThatAreNoTextDoNoHarm() {
        List<String> lines = logged("x".repeat(1_000_000) + "\nnext");
        assertEquals(2, lines.size());
        assertTrue(
                lines.getFirst().length() < ChildLog.LONGEST + 30,
                "length " + lines.getFirst().length());
        assertEquals("Plugin p prints: next", lines.getLast());
        assertEquals(
                1, logged(new byte[] {(byte) 0xC3, (byte) 0x28, (byte) 0xFF}).size());
    }

    @Test
    void aFloodIsCountedAndNotWritten() {
        List<String> lines = logged("x\n".repeat(1_000_000));
        assertEquals(ChildLog.MOST_A_MINUTE + 1, lines.size());
        assertEquals(
                "Plugin p prints too much: " + (1_000_000 - ChildLog.MOST_A_MINUTE) + " more lines were left out",
                lines.getLast());
    }
}
