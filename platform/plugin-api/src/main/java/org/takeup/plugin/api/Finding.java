package org.takeup.plugin.api;

/**
 * Something that a check noticed.
 *
 * @param severity an {@code ERROR} blocks, a {@code WARNING} is shown, a {@code HINT} may be ignored
 * @param where the id of the step, item or field it is about; empty for the whole
 * @param message what is wrong and what to do, in one or two sentences
 */
public record Finding(Severity severity, String where, LocalizedText message) {
    public enum Severity {
        ERROR,
        WARNING,
        HINT
    }
}
