package org.takeup.plugin.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.lms.LearningRecord;
import org.takeup.plugin.api.lms.RecordSink;
import org.takeup.plugin.api.lms.SourceLine;

/** A sink that remembers everything, for tests of connectors. */
public final class RecordedSink implements RecordSink {
    private final List<LearningRecord> records = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<Long> progress = new ArrayList<>();

    /** What could not be read, and where. */
    public record Rejection(SourceLine at, Finding why) {
        /** The reason in English. */
        public String message() {
            return why.message().in(Locale.ENGLISH);
        }
    }

    @Override
    public void accept(LearningRecord record, SourceLine at) {
        records.add(record);
    }

    @Override
    public void reject(SourceLine at, Finding why) {
        rejections.add(new Rejection(at, why));
    }

    @Override
    public void progress(long done, long total) {
        progress.add(done);
    }

    /** All records, in the order in which they came. */
    public List<LearningRecord> records() {
        return List.copyOf(records);
    }

    /** The records of one kind. */
    public <R extends LearningRecord> List<R> records(Class<R> kind) {
        return records.stream()
                .flatMap(record -> kind.isInstance(record) ? Stream.of(kind.cast(record)) : Stream.empty())
                .toList();
    }

    /** All rejections, in the order in which they came. */
    public List<Rejection> rejections() {
        return List.copyOf(rejections);
    }

    /** What {@code done} was at each report. */
    public List<Long> progress() {
        return List.copyOf(progress);
    }
}
