package org.takeup.plugin.isolated;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a plugin prints, as records of the platform's log: one a line, escaped, not too long and not too many. */
final class ChildLog implements Runnable {
    static final int LONGEST = 500;
    static final int MOST_A_MINUTE = 200;
    private static final Logger LOG = LoggerFactory.getLogger(ChildLog.class);
    private static final long MINUTE = 60_000_000_000L;

    private final String plugin;
    private final InputStream from;
    private final LongSupplier nanos;
    private long since;
    private int written;
    private long dropped;

    ChildLog(String plugin, InputStream from, LongSupplier nanos) {
        this.plugin = plugin;
        this.from = from;
        this.nanos = nanos;
        this.since = nanos.getAsLong();
    }

    /** Reads to the end: a pipe that nobody reads would stop the plugin. */
    @Override
    public void run() {
        var line = new ByteArrayOutputStream();
        try (var in = new BufferedInputStream(from)) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    write(line);
                } else if (line.size() <= 4 * LONGEST) {
                    line.write(next);
                }
            }
        } catch (IOException e) {
            // The process was killed.
        }
        write(line);
        tellDropped();
    }

    private void write(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (nanos.getAsLong() - since >= MINUTE) {
            tellDropped();
            since = nanos.getAsLong();
            written = 0;
        }
        if (text.isBlank()) {
            return;
        }
        if (written < MOST_A_MINUTE) {
            written++;
            LOG.info("Plugin {} prints: {}", plugin, Lines.shown(text, LONGEST));
        } else {
            dropped++;
        }
    }

    private void tellDropped() {
        if (dropped > 0) {
            LOG.info("Plugin {} prints too much: {} more lines were left out", plugin, dropped);
            dropped = 0;
        }
    }
}
