package org.takeup.plugin.isolated.child;

import java.io.IOException;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.lms.LearningRecord;
import org.takeup.plugin.api.lms.RecordSink;
import org.takeup.plugin.api.lms.SourceLine;
import org.takeup.plugin.isolated.wire.Message;
import org.takeup.plugin.isolated.wire.Out;
import org.takeup.plugin.isolated.wire.SinkEvent;

/**
 * The host's sink. Gathers what it is given and hands it over in order, several hundred at a time; waits until the host
 * has taken them. So an import is not held up by a round trip a record, and cannot run ahead of the host.
 */
final class RemoteSink implements RecordSink {
    private static final int MOST_EVENTS = 512;
    private static final int MOST_BYTES = 128 * 1024;
    /** So that progress is seen while a slow source gives a record now and then. */
    private static final long LONGEST_NANOS = 250_000_000;

    private final HostSide host;
    private final Out gathered = new Out();
    private int events;
    private long since = System.nanoTime();

    RemoteSink(HostSide host) {
        this.host = host;
    }

    @Override
    public void accept(LearningRecord record, SourceLine at) throws InterruptedException {
        SinkEvent.accept(gathered, record, at);
        added();
    }

    @Override
    public void reject(SourceLine at, Finding why) throws InterruptedException {
        SinkEvent.reject(gathered, at, why);
        added();
    }

    @Override
    public void progress(long done, long total) throws InterruptedException {
        SinkEvent.progress(gathered, done, total);
        added();
    }

    private void added() throws InterruptedException {
        events++;
        if (events >= MOST_EVENTS
                || gathered.length() >= MOST_BYTES
                || System.nanoTime() - since >= LONGEST_NANOS
                || Thread.currentThread().isInterrupted()) {
            flush();
        }
    }

    /** Hands over what is there. The plugin's call ends with this. */
    void flush() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("The platform has given this call up");
        }
        if (events == 0) {
            return;
        }
        try {
            host.ask(Message.SINK, out -> out.number(events).add(gathered));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            gathered.begin();
            events = 0;
            since = System.nanoTime();
        }
    }
}
