package org.takeup.business.pilot;

import java.util.stream.Collectors;
import org.takeup.business.MessageDrafts;
import org.takeup.business.MessageDrafts.Drafted;
import org.takeup.business.MessageDrafts.Text;
import org.takeup.http.Problem;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * Makes the draft of a message from what came of a pilot. What the result claims and does not claim goes along in its own
 * sentences. Thread-safe; calls block.
 */
public final class PilotMessages {
    /** The figures, the difference with its interval, and what can be concluded. */
    private static final int SENTENCES = 3;

    private final PilotResults results;
    private final MessageDrafts drafts;

    public PilotMessages(PilotResults results, MessageDrafts drafts) {
        this.results = results;
        this.drafts = drafts;
    }

    /** Where a message may go. */
    MessageDrafts.Places places(Workspace workspace) {
        return drafts.places(workspace);
    }

    /**
     * Adds the message to a plan. Doing it twice for the same audience changes nothing.
     *
     * @throws Problem 409 if the pilot has no result or the plan is no draft, 404 if there is no such plan, 422 if there is no
     *     such audience
     */
    Drafted draft(Workspace workspace, Caller caller, Pilot pilot, String planId, String audienceId) {
        return drafts.draft(workspace, caller, planId, audienceId, () -> {
            Result result = results.result(workspace, pilot);
            if (result.state() != Result.State.READY) {
                throw new Problem(
                        409,
                        "pilot-no-result",
                        "There is nothing to tell of this pilot yet.",
                        "Wait for its result; its page says when.");
            }
            return new Text(
                    "What came of " + pilot.name(),
                    result.sentences().stream().limit(SENTENCES).collect(Collectors.joining("\n\n")));
        });
    }
}
