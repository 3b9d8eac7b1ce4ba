package org.takeup.insight;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.takeup.learning.Overview;
import org.takeup.learning.TakeUp;
import org.takeup.learning.TakeUps;
import org.takeup.plan.DueSteps;
import org.takeup.plan.Plans;
import org.takeup.survey.ResultsView;
import org.takeup.survey.Surveys;
import org.takeup.tenant.Workspace;

/** Puts together what the adoption board shows. Thread-safe. */
public final class Board {
    private final TakeUps takeUps;
    private final Surveys surveys;
    private final Plans plans;

    public Board(TakeUps takeUps, Surveys surveys, Plans plans) {
        this.takeUps = takeUps;
        this.surveys = surveys;
        this.plans = plans;
    }

    /**
     * What the board shows.
     *
     * @param overview what can be chosen; empty before the first import
     * @param takeUp whole weeks only: a week that is still running does not compare with the others
     * @param milestones within the weeks shown, oldest first
     * @param effect around the first of them
     * @param strands the newest survey's released scores
     */
    public record Picture(
            Optional<Overview> overview,
            Optional<TakeUp> takeUp,
            List<Milestone> milestones,
            Optional<BeforeAfter> effect,
            Optional<ResultsView> strands) {}

    /** @param unit and {@code course} as for {@link TakeUps#perWeek} */
    public Picture picture(Workspace workspace, String unit, String course, Locale language) {
        Optional<ResultsView> strands = surveys.outcomes().latestResults(workspace, language);
        Optional<Overview> overview = takeUps.overview(workspace);
        if (overview.isEmpty()) {
            return new Picture(overview, Optional.empty(), List.of(), Optional.empty(), strands);
        }
        TakeUp takeUp = takeUps.perWeek(workspace, unit, course, Optional.empty(), Optional.empty())
                .wholeWeeks(workspace.today());
        List<Milestone> within = within(plans.due().marks(workspace), takeUp.weeks());
        Optional<BeforeAfter> effect =
                within.stream().findFirst().flatMap(first -> BeforeAfter.around(first.on(), takeUp.weeks()));
        return new Picture(overview, Optional.of(takeUp), within, effect, strands);
    }

    private static List<Milestone> within(List<DueSteps.Mark> all, List<TakeUp.Week> weeks) {
        if (weeks.isEmpty()) {
            return List.of();
        }
        LocalDate first = weeks.getFirst().monday();
        LocalDate end = weeks.getLast().monday().plusWeeks(1);
        return all.stream()
                .map(mark -> new Milestone(mark.on(), mark.title()))
                .filter(each -> !each.on().isBefore(first) && each.on().isBefore(end))
                .sorted(Comparator.comparing(Milestone::on).thenComparing(Milestone::title))
                .toList();
    }
}
