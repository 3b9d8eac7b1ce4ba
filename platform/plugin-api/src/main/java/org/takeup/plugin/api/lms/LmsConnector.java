package org.takeup.plugin.api.lms;

import java.util.List;
import org.pf4j.ExtensionPoint;
import org.takeup.plugin.api.Finding;

/**
 * Reads learning records from an LMS or from its export.
 *
 * <p>What it lets a tenant set stands in the package's {@code settings.schema.json}; the values come with each call.
 *
 * <p>Thread rules as for {@link org.takeup.plugin.api.survey.SurveyInstrument}; {@link #read} may run long, has a time
 * limit of its own and must stop soon after its thread is interrupted. It may be killed at any record: records are
 * stored by their source id, so reading again changes nothing.
 *
 * <pre>{@code
 * public void read(ConnectorContext context, RecordSink sink) throws UnreadableSource, InterruptedException {
 *     List<String> lines = lines(context); // throws UnreadableSource, which says what to do
 *     for (int line = 2; line <= lines.size(); line++) {
 *         if (Thread.interrupted()) {
 *             throw new InterruptedException();
 *         }
 *         String[] cells = lines.get(line - 1).split(",", -1);
 *         SourceLine at = new SourceLine("courses.csv", line);
 *         if (cells.length == 2) {
 *             sink.accept(new LearningRecord.Course(cells[0], cells[1]), at);
 *         } else {
 *             sink.reject(at, new Finding(Finding.Severity.ERROR, "", TEXTS.text("bad-line")));
 *         }
 *         sink.progress(line, lines.size());
 *     }
 * }
 * }</pre>
 */
public interface LmsConnector extends ExtensionPoint {
    /** Who this connector is. */
    ConnectorProfile profile();

    /** Looks before reading: what is missing, in plain words. Fast; reads headers, not records. No {@code ERROR} means go. */
    List<Finding> check(ConnectorContext context);

    /**
     * Reads everything. Reference order: units, people and courses before the records that name them.
     *
     * @throws UnreadableSource if nothing can be read at all; single bad records go to {@link RecordSink#reject}
     * @throws InterruptedException if the thread was interrupted
     */
    void read(ConnectorContext context, RecordSink sink) throws UnreadableSource, InterruptedException;
}
