package org.takeup.questionnaire;

import java.time.Instant;
import java.util.Optional;

/**
 * A questionnaire as it is written at the moment.
 *
 * @param revision counts its changes; whoever changes it says which one they saw
 * @param published the newest published version
 */
public record Draft(String id, OwnQuestionnaire own, long revision, Instant changed, Optional<Published> published) {
    /**
     * A published version.
     *
     * @param number 1, 2, 3 ...
     * @param revision of the draft that was published
     */
    public record Published(int number, long revision) {}

    /** Whether something was written since the last publishing. */
    public boolean isAhead() {
        return published.map(each -> each.revision() != revision).orElse(true);
    }
}
