package org.takeup.plan;

/**
 * What one stakeholder is to another.
 *
 * @param from and {@code to} are stakeholders' ids
 */
public record Relation(String id, String from, String to, Kind kind) {
    /** How it reads from the first to the second. */
    public enum Kind {
        REPORTS_TO("reports to"),
        ADVISES("advises"),
        INFLUENCES("influences"),
        SPEAKS_FOR("speaks for"),
        WORKS_WITH("works with");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
