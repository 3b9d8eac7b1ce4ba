package org.takeup.plan;

import org.takeup.plugin.api.plan.Audience;

/**
 * Somebody who might belong on the map. Nothing of it is on the map before a person has said yes, and it never says where
 * somebody stands: that is for people who know them.
 *
 * @param id the same each time, and says nothing about whom it is
 * @param reason a sentence with the figures that it rests on
 */
public record Suggestion(
        String id,
        Source source,
        String name,
        Audience.Kind kind,
        int size,
        int power,
        int interest,
        String segment,
        String person,
        String reason) {
    /** What it comes from. */
    public enum Source {
        DIRECTORY("Directory"),
        SURVEY("Survey"),
        LEARNING_DATA("Learning data");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    StakeholderEntry entry() {
        return new StakeholderEntry(name, kind, size, power, interest, null, reason, "", segment, person, null);
    }
}
