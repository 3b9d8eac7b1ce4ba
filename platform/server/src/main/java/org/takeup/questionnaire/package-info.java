/**
 * Questionnaires that an organisation writes itself: a documented file format, drafts, published versions, an editor, and
 * LimeSurvey's files in and out. Nothing here asks anybody anything; {@code org.takeup.survey} asks with what was published,
 * and the core counts by the scales that the questionnaire declares. It may use plugins, to copy what an instrument asks.
 */
@NullMarked
package org.takeup.questionnaire;

import org.jspecify.annotations.NullMarked;
