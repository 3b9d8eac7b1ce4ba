package org.takeup.plugin.api.survey;

import org.takeup.plugin.api.LocalizedText;

/**
 * Who an instrument is.
 *
 * @param id stable over all versions, for example {@code six-strands}
 * @param name what people call it
 * @param purpose one or two sentences: what one learns from it
 * @param minutes how long a person needs, as said in the invitation
 * @param smallestGroup the smallest number of respondents a result may be shown for; the platform takes the larger of
 *     this and the tenant's own threshold
 */
public record InstrumentProfile(String id, LocalizedText name, LocalizedText purpose, int minutes, int smallestGroup) {}
