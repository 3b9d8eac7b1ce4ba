package org.takeup.lifecycle;

import java.time.Instant;
import java.util.List;

/**
 * The report about the erasing of a person, whom it does not name.
 *
 * @param finished whether all is done
 * @param lines what became of each collection, those that held nothing included
 * @param auditEntries entries of the audit trail that say no more who did it
 * @param remarks what an admin still has to know, in sentences
 */
public record Erasure(
        String id, Instant asked, boolean finished, List<Line> lines, long auditEntries, List<String> remarks) {
    /** A collection. */
    public record Line(String collection, String words, long deleted, long changed) {}

    /** How many documents were deleted or changed. */
    public long documents() {
        return lines.stream().mapToLong(line -> line.deleted() + line.changed()).sum();
    }
}
