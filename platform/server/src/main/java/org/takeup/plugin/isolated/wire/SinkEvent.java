package org.takeup.plugin.isolated.wire;

import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.lms.LearningRecord;
import org.takeup.plugin.api.lms.RecordSink;
import org.takeup.plugin.api.lms.SourceLine;

/** One call of a {@link RecordSink}, as it stands in a {@link Message#SINK} message. */
public final class SinkEvent {
    private static final Shape RECORD = Shapes.of(LearningRecord.class);
    private static final Shape LINE = Shapes.of(SourceLine.class);
    private static final Shape FINDING = Shapes.of(Finding.class);

    private SinkEvent() {}

    public static void accept(Out out, LearningRecord record, SourceLine at) {
        out.u8(0);
        RECORD.write(out, record);
        LINE.write(out, at);
    }

    public static void reject(Out out, SourceLine at, Finding why) {
        out.u8(1);
        LINE.write(out, at);
        FINDING.write(out, why);
    }

    public static void progress(Out out, long done, long total) {
        out.u8(2).number(done).number(total);
    }

    /** Reads one event and does it. @throws ProtocolError if there is none */
    public static void replay(In in, RecordSink sink) throws InterruptedException {
        switch (in.u8()) {
            case 0 -> sink.accept((LearningRecord) there(RECORD.read(in)), (SourceLine) there(LINE.read(in)));
            case 1 -> sink.reject((SourceLine) there(LINE.read(in)), (Finding) there(FINDING.read(in)));
            case 2 -> sink.progress(in.number(), in.number());
            default -> throw new ProtocolError("There is no such event");
        }
    }

    private static Object there(@org.jspecify.annotations.Nullable Object value) {
        if (value == null) {
            throw new ProtocolError("An event has no value");
        }
        return value;
    }
}
