package org.takeup.survey.scoring;

import java.util.List;
import java.util.Optional;
import org.takeup.plugin.api.survey.ScoringModel.Scale;
import org.takeup.survey.statistics.Figure;

/**
 * What may be shown of one scale.
 *
 * @param total none when too few people have a score
 * @param reliability missing when it is not defined or rests on too few; of the whole wave only
 * @param units in the order of their names
 */
public record ScaleResult(Scale scale, Optional<Score> total, Figure<Reliability> reliability, List<UnitScore> units) {
    public ScaleResult {
        units = List.copyOf(units);
    }
}
