package org.takeup.plan.voice;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.takeup.people.Segment;
import org.takeup.questionnaire.Use;
import org.takeup.survey.Audience;
import org.takeup.survey.Surveys;
import org.takeup.survey.Wave;
import org.takeup.survey.scoring.ScaleResult;
import org.takeup.survey.scoring.Score;
import org.takeup.tenant.Workspace;

/**
 * What the newest surveys whose results are used for something say of the parts of the organisation. Only released figures
 * are read, which are those of {@code k} or more people that are shown on the results' page anyway. Thread-safe; calls block.
 */
public final class UnitScores {
    private static final int MOST_LOOKED_AT = 100;
    private static final int MOST_WAVES = 20;

    private final Surveys surveys;

    public UnitScores(Surveys surveys) {
        this.surveys = surveys;
    }

    /** Scores by scale and part of the organisation. */
    public record Book(Map<String, Map<Segment, UnitScore>> scores) {
        public Book {
            scores = Map.copyOf(scores);
        }

        /** The newest score of this part of the organisation, if one is released. */
        public Optional<UnitScore> of(String scale, Segment segment) {
            return Optional.ofNullable(scores.getOrDefault(scale, Map.of()).get(segment));
        }

        Map<Segment, UnitScore> of(String scale) {
            return scores.getOrDefault(scale, Map.of());
        }
    }

    /** Of the scales that are read for this, in the surveys whose questionnaires say that they are for it. */
    public Book of(Workspace workspace, Use use) {
        var scores = new HashMap<String, Map<Segment, UnitScore>>();
        surveys.outcomes().counted(workspace, use, MOST_LOOKED_AT).stream()
                .filter(wave -> !(wave.audience() instanceof Audience.Named))
                .limit(MOST_WAVES)
                .forEach(wave -> surveys.outcomes().of(workspace, wave.id()).figures().scales().stream()
                        .filter(scale -> use.scales().contains(scale.scale().id()))
                        .forEach(scale -> take(
                                workspace,
                                wave,
                                scale,
                                scores.computeIfAbsent(scale.scale().id(), ignored -> new HashMap<>()))));
        return new Book(scores);
    }

    /** Keeps what is newer already. */
    private static void take(Workspace workspace, Wave wave, ScaleResult scale, Map<Segment, UnitScore> scores) {
        LocalDate on = LocalDate.ofInstant(wave.ends(), workspace.settings().zone());
        scale.total().ifPresent(total -> put(wave, on, wave.segment(), total, scores));
        if (wave.segment() instanceof Segment.Everybody) {
            scale.units().stream()
                    .filter(unit -> !unit.unit().isEmpty())
                    .forEach(unit ->
                            unit.score().ifPresent(score -> put(wave, on, Segment.unit(unit.unit()), score, scores)));
        }
    }

    private static void put(Wave wave, LocalDate on, Segment segment, Score score, Map<Segment, UnitScore> scores) {
        scores.putIfAbsent(segment, new UnitScore(segment, wave.title(), on, score.n(), score.mean()));
    }
}
