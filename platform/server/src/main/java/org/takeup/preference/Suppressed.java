package org.takeup.preference;

import java.time.Instant;
import java.util.Optional;

/**
 * A message that was not sent because of how its person wants to be told. Whose it was is not said here: what one person
 * wants is theirs.
 *
 * @param cursor for the part of the list that comes after it
 * @param channel as the sender named it
 * @param plan of what has the place in the person's week, if that is why
 * @param step of that plan
 */
public record Suppressed(
        String cursor, Instant at, String kind, String channel, Why why, Optional<String> plan, Optional<String> step) {

    /** Why it was not sent. */
    public enum Why {
        UNSUBSCRIBED("The person does not want messages of this kind."),
        CHANNEL("The person does not want to be told this way."),
        OWN_CAP("The person has had as many messages this week as they want."),
        TENANT_CAP("The person has had as many messages this week as anybody may get.");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        /** One sentence for planners. */
        public String words() {
            return words;
        }
    }
}
