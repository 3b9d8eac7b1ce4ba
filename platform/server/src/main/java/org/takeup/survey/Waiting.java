package org.takeup.survey;

import java.time.Instant;
import org.takeup.plugin.api.LocalizedText;

/**
 * A survey that waits for somebody's answers.
 *
 * @param id of the wave; {@code /my-surveys/{id}} leads to its questions
 * @param purpose what one learns from it
 * @param started whether something is saved already
 */
public record Waiting(String id, String title, LocalizedText purpose, int minutes, Instant closes, boolean started) {}
