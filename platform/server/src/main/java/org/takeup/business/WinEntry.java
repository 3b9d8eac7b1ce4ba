package org.takeup.business;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * That a measure of a programme is done, as it came in.
 *
 * @param measure id of one that the programme has chosen
 * @param day on which it was done; today if left out
 * @param evidence by what one sees it; may be left out
 */
public record WinEntry(
        @Nullable String measure,
        @Nullable LocalDate day,
        @Nullable String evidence) {
    static final int LONGEST_EVIDENCE = 300;
    private static final int MOST_YEARS_AGO = 10;

    /**
     * The programme with this measure marked as done; one that was marked before gets the new day and evidence.
     *
     * @throws Problem 422 naming every part that does not fit
     */
    Programme checked(Programme programme, Workspace workspace, Caller caller) {
        var wrong = new ArrayList<Problem.Field>();
        LocalDate today = workspace.today();
        LocalDate done = day == null ? today : day;
        if (done.isAfter(today) || done.isBefore(today.minusYears(MOST_YEARS_AGO))) {
            wrong.add(new Problem.Field(
                    "day", "Give the day on which it was done: today or before, at most ten years ago."));
        }
        String seenBy =
                Plain.repeatable(Plain.text(evidence, "evidence", LONGEST_EVIDENCE, false, wrong), "evidence", wrong);
        String which = measure == null ? "" : measure.strip();
        if (programme.measures().stream().noneMatch(each -> each.measure().equals(which))) {
            wrong.add(new Problem.Field("measure", "Choose one of the programme's measures."));
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        Instant now = workspace.clock().instant();
        return programme.with(
                which, Optional.of(new Programme.Won(done, caller.name(), now, seenBy)), now, caller.name());
    }
}
