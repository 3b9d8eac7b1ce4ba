package org.takeup.questionnaire.format;

/**
 * Something in a file that does not fit.
 *
 * @param line counted from 1
 * @param where in words of the file, such as {@code pages/start/items/team}; empty for the file as a whole
 * @param reason what is wrong and what to do
 */
public record Fault(int line, String where, String reason) {
    /** As one sentence. */
    public String words() {
        return "Line " + line + (where.isEmpty() ? "" : ", " + where) + ": " + reason;
    }
}
