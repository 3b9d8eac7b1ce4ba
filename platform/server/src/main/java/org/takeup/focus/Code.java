package org.takeup.focus;

/**
 * A theme that notes can have.
 *
 * @param joins what of a survey it stands beside
 * @param joined the id of that; empty if it stands alone
 * @param joinedLabel what people call that
 * @param version grows with each change
 */
public record Code(String id, String label, Joins joins, String joined, String joinedLabel, long version) {
    /** What of a survey a code can stand beside. */
    public enum Joins {
        NOTHING("nothing in a survey"),
        SCALE("a scale"),
        SIGNAL("a signal"),
        BARRIER("a barrier"),
        FREE_TEXT("a code of free text");

        private final String words;

        Joins(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
