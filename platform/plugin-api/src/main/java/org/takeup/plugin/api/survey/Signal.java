package org.takeup.plugin.api.survey;

import org.takeup.plugin.api.LocalizedText;

/**
 * What a result says to a plan builder.
 *
 * @param id known to plan builders, for example {@code weak:engagement}
 * @param scaleId the scale it rests on
 * @param message one sentence for people
 */
public record Signal(String id, String scaleId, LocalizedText message) {}
