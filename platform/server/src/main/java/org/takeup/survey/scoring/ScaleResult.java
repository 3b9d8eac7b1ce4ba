package org.takeup.survey.scoring;

import java.util.List;
import java.util.Optional;
import org.takeup.plugin.api.survey.ScoringModel.Scale;

/**
 * What may be shown of one scale.
 *
 * @param total none when too few people have a score
 * @param reliability none when it is not defined or rests on too few
 * @param units in the order of their names
 */
public record ScaleResult(
        Scale scale, Optional<Score> total, Optional<Reliability> reliability, List<UnitScore> units) {
    public ScaleResult {
        units = List.copyOf(units);
    }
}
