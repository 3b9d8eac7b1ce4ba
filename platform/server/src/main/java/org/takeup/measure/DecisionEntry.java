package org.takeup.measure;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * What a planner decides about a measure, as it came in.
 *
 * @param note why not now, or what came of it
 * @param owner who sees to it
 */
public record DecisionEntry(
        Decision.@Nullable State state,
        @Nullable String note,
        @Nullable String owner) {
    static final int LONGEST_NOTE = 500;
    static final int LONGEST_OWNER = 80;

    /** The decision that follows on the one before. @throws Problem 422 naming every part that does not fit */
    Decision checked(Workspace workspace, Caller caller, String measure, Optional<Decision> before) {
        var wrong = new ArrayList<Problem.Field>();
        String cleanNote = Plain.repeatable(
                Plain.text(note, "note", LONGEST_NOTE, state == Decision.State.NOT_NOW, wrong), "note", wrong);
        String cleanOwner = Plain.repeatable(Plain.line(owner, "owner", LONGEST_OWNER, false, wrong), "owner", wrong);
        if (state == null) {
            wrong.add(new Problem.Field("state", "Choose CHOSEN, NOT_NOW or DONE."));
        }
        if (state == null || !wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        List<Decision.Before> history = before.stream()
                .flatMap(last -> Stream.concat(Stream.of(last.past()), last.history().stream()))
                .limit(Decision.MOST_HISTORY)
                .toList();
        return new Decision(
                measure,
                state,
                cleanNote,
                cleanOwner,
                workspace.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                caller.name(),
                history,
                before.map(Decision::version).orElse(0L) + 1);
    }
}
