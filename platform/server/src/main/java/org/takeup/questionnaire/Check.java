package org.takeup.questionnaire;

/**
 * Something to know before publishing.
 *
 * @param blocks whether it must be put right first
 * @param about the id of the page or question, or {@code scale} and the id of a scale; empty for the whole
 */
public record Check(boolean blocks, String about, String words) {}
