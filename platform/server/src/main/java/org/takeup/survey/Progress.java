package org.takeup.survey;

/**
 * How far a person is.
 *
 * @param pagesDone pages that are saved
 * @param pages of the questionnaire
 * @param finished whether the answers count
 */
public record Progress(int pagesDone, int pages, boolean finished) {}
