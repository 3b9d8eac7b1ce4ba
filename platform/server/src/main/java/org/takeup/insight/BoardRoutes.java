package org.takeup.insight;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.takeup.chart.BarChart;
import org.takeup.chart.LineChart;
import org.takeup.http.Access;
import org.takeup.http.Dates;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.insight.Board.Picture;
import org.takeup.learning.Overview;
import org.takeup.learning.TakeUp;
import org.takeup.learning.TakeUps;
import org.takeup.survey.ResultsView;
import org.takeup.tenant.Role;

/** The adoption board as a page and in the API. */
public final class BoardRoutes {
    private final Board board;

    public BoardRoutes(Board board) {
        this.board = board;
    }

    public Room room() {
        Access leaders = Access.role(Role.MANAGER, Role.PLANNER, Role.ADMIN);
        return new Room(
                List.of(
                        Route.page("board", "/board", leaders, this::page),
                        Route.api("board-read", HttpMethod.GET, "/board", leaders, this::read)),
                List.of(new Room.Entry(Room.Group.SEE, 10, "Board", "/board", leaders)));
    }

    /**
     * What the page shows.
     *
     * @param canChoose whether the reader may look at single units and courses
     * @param imports whether the reader can import learning data
     * @param effect sentences on before and after, empty if there is nothing to compare
     */
    public record View(
            Optional<Overview> overview,
            Optional<TakeUp> takeUp,
            Optional<LineChart> chart,
            Optional<Latest> latest,
            List<Milestone> milestones,
            List<String> effect,
            Optional<ResultsView> strands,
            Optional<BarChart> strandsChart,
            boolean canChoose,
            boolean imports,
            int smallestGroup) {}

    /** The last week with figures. */
    public record Latest(String week, String share, TakeUp.Figures figures) {}

    /**
     * What the API answers.
     *
     * @param effect none if there is nothing to compare
     */
    public record Adoption(TakeUp takeUp, List<Milestone> milestones, Optional<BeforeAfter> effect) {}

    private Reply read(Exchange exchange) {
        Picture picture = picture(exchange);
        TakeUp takeUp = picture.takeUp().orElseThrow(TakeUps::nothingYet);
        return Reply.json(new Adoption(takeUp, picture.milestones(), picture.effect()));
    }

    /** Managers see the whole and choose nothing. */
    private Picture picture(Exchange exchange) {
        String unit = canChoose(exchange) ? exchange.query("unit").orElse("") : "";
        String course = canChoose(exchange) ? exchange.query("course").orElse("") : "";
        return board.picture(exchange.workspace(), unit, course, exchange.locale());
    }

    private static boolean canChoose(Exchange exchange) {
        return exchange.caller().is(Role.PLANNER) || exchange.caller().is(Role.ADMIN);
    }

    private Reply page(Exchange exchange) {
        Picture picture = picture(exchange);
        var dates = new Dates(exchange.locale(), exchange.workspace().settings().zone());
        var view = new View(
                picture.overview(),
                picture.takeUp(),
                chart(picture, dates),
                picture.takeUp().flatMap(takeUp -> latest(takeUp, dates)),
                picture.milestones(),
                EffectWords.of(picture.milestones(), picture.effect()),
                picture.strands(),
                picture.strands()
                        .filter(strands -> strands.usual().stream()
                                .anyMatch(scale -> scale.score().isPresent()))
                        .map(ResultsView::chart),
                canChoose(exchange),
                exchange.caller().is(Role.ADMIN),
                exchange.workspace().settings().smallestGroup());
        return Reply.page("insight/board.jte", "Adoption board", view);
    }

    static boolean hasFigures(TakeUp takeUp) {
        return takeUp.weeks().stream().anyMatch(week -> week.figures().isPresent());
    }

    /** Take-up of a picture with what was done; nothing before there are figures. */
    static Optional<LineChart> chart(Picture picture, Dates dates) {
        return picture.takeUp()
                .filter(BoardRoutes::hasFigures)
                .map(takeUp -> chart("take-up", takeUp, picture.milestones(), dates));
    }

    /** @param id unique on the page */
    static LineChart chart(String id, TakeUp takeUp, List<Milestone> milestones, Dates dates) {
        List<LineChart.Point> points = takeUp.weeks().stream()
                .map(week -> new LineChart.Point(
                        week.monday(),
                        week.figures()
                                .map(figures -> OptionalDouble.of(figures.share()))
                                .orElse(OptionalDouble.empty())))
                .toList();
        List<LineChart.Mark> marks = IntStream.range(0, milestones.size())
                .mapToObj(i -> new LineChart.Mark(milestones.get(i).on(), i + 1))
                .toList();
        String words = latest(takeUp, dates)
                .map(latest -> "In the week of " + latest.week() + " it was " + latest.share() + ".")
                .orElse("");
        return LineChart.of(
                id,
                "Take-up per week, " + takeUp.unit().name() + ", "
                        + takeUp.course().name(),
                "The share of enrolled people who did something in the week. " + words
                        + " The table below has all weeks.",
                points,
                marks);
    }

    static Optional<Latest> latest(TakeUp takeUp, Dates dates) {
        return takeUp.weeks().reversed().stream()
                .filter(week -> week.figures().isPresent())
                .findFirst()
                .map(week -> new Latest(
                        dates.dayOfYear(week.monday()),
                        percent(week.figures().orElseThrow().share()),
                        week.figures().orElseThrow()));
    }

    /** A share as people read it. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
