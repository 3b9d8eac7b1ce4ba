package org.takeup.survey.scoring;

import java.util.Optional;

/**
 * A unit's score.
 *
 * @param unit its name; empty for the people of all small units together
 * @param score none when the group is too small to be shown, or would give away one that is
 */
public record UnitScore(String unit, Optional<Score> score) {}
