package org.takeup.survey;

import java.util.Optional;
import org.takeup.survey.scoring.Score;

/**
 * A wave that asks for a scale.
 *
 * @param score of everybody; none while it is not counted, if too few have answered, and if it is withheld because of another wave
 */
public record WaveOfScale(Wave wave, Optional<Score> score) {}
