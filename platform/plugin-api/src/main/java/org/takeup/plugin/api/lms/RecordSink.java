package org.takeup.plugin.api.lms;

import org.takeup.plugin.api.Finding;

/** Where a connector puts what it reads. Not thread-safe: one reading thread. */
public interface RecordSink {
    /**
     * Takes one record. The platform checks its references and stores it in batches; a call may wait for the store.
     *
     * @param at where it was found, for error reports
     */
    void accept(LearningRecord record, SourceLine at) throws InterruptedException;

    /**
     * Reports something that could not be read. Reading goes on.
     *
     * @param why an {@code ERROR} if the record was left out, a {@code WARNING} if it was taken without the part that
     *     could not be read; {@code where} is the column or field
     */
    void reject(SourceLine at, Finding why) throws InterruptedException;

    /**
     * Says how far the work is.
     *
     * @param done bytes or records done
     * @param total of the same unit, or -1 if not known
     */
    void progress(long done, long total) throws InterruptedException;
}
