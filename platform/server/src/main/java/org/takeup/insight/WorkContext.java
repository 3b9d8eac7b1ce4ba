package org.takeup.insight;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.takeup.questionnaire.Use;
import org.takeup.survey.Outcomes;
import org.takeup.survey.ResultsView;
import org.takeup.survey.ScaleView;
import org.takeup.survey.ScaleView.UnitView;
import org.takeup.survey.ScoreView;
import org.takeup.survey.Surveys;
import org.takeup.survey.Withheld;
import org.takeup.tenant.Workspace;

/**
 * Whether work lets a unit learn, as the newest survey of it found: time, tools, support and pressure. Made from what the results
 * page shows of the unit, and from nothing else, so that nobody learns more of it here; nothing of other units, nor of all
 * together.
 *
 * @param survey its title
 * @param ended the day on which it ended
 * @param scales those four, in the order of the questionnaire
 */
public record WorkContext(String survey, LocalDate ended, List<Line> scales) {
    /** The scales that are shown. */
    static final List<String> SCALES = Use.WORK_CONTEXT.scales();

    public WorkContext {
        scales = List.copyOf(scales);
    }

    /**
     * One of the four.
     *
     * @param meaning what a high score says
     * @param score of the unit; none if it may not be shown
     * @param withheld why there is none
     */
    public record Line(String id, String name, String meaning, Optional<ScoreView> score, Optional<Withheld> withheld) {
        static Line of(ScaleView scale, String unit, Withheld tooFew) {
            Optional<ScoreView> score = scale.units().stream()
                    .filter(each -> each.unit().equals(unit))
                    .findFirst()
                    .flatMap(UnitView::score);
            return new Line(
                    scale.id(),
                    scale.name(),
                    scale.meaning(),
                    score,
                    score.isPresent() ? Optional.empty() : Optional.of(tooFew));
        }
    }

    /** The newest such survey that has results, if there is one, in one language. */
    static Optional<Outcomes.Latest> newest(Surveys surveys, Workspace workspace, Locale language) {
        return surveys.outcomes().latestFor(workspace, Use.WORK_CONTEXT, language);
    }

    /** Of a unit. A unit that was too small for itself is not among the results: it is withheld like any other. */
    static WorkContext of(Outcomes.Latest newest, String unit, ZoneId zone) {
        ResultsView results = newest.results();
        return new WorkContext(
                results.title(),
                newest.ended().atZone(zone).toLocalDate(),
                results.scales().stream()
                        .filter(scale -> SCALES.contains(scale.id()))
                        .map(scale -> Line.of(scale, unit, results.ofUnits()))
                        .toList());
    }
}
