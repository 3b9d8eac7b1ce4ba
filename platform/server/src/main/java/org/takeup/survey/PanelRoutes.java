package org.takeup.survey;

import io.vertx.core.http.HttpMethod;
import java.time.LocalDate;
import java.util.List;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.people.Segment;
import org.takeup.people.SizedSegment;
import org.takeup.tenant.Role;

/** Who can be asked next by a rotating panel, and when the others can: a page for planners, and the API. */
public final class PanelRoutes {
    private final Surveys surveys;

    public PanelRoutes(Surveys surveys) {
        this.surveys = surveys;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("survey-panel", "/surveys/panel", planners, this::page),
                        Route.api("panel-read", HttpMethod.GET, "/panel", planners, this::read)),
                List.of());
    }

    /** How many people become free. @param from the first day on which they can be asked again */
    public record Free(LocalDate from, long people) {}

    /**
     * Who can be asked.
     *
     * @param days within which nobody is asked twice
     * @param can how many people can be asked today
     * @param leftOut how many cannot, because they were asked, or are about to be
     * @param free when these can be, soonest first
     */
    public record Panel(String segment, int days, long can, long leftOut, List<Free> free) {}

    /** The page. */
    public record Page(Panel panel, List<SizedSegment> segments) {
        /** Whether this segment is looked at. */
        public boolean is(SizedSegment segment) {
            return segment.segment().key().equals(panel.segment());
        }
    }

    private Panel panel(Exchange exchange) {
        Segment segment = Segment.parse(exchange.query("segment").orElse("everybody"))
                .orElseThrow(() -> Problem.invalid("segment", "Give everybody, or unit: and a unit's name."));
        Rotation.Outlook outlook = surveys.panel(exchange.workspace(), segment);
        return new Panel(
                segment.key(),
                Asked.DAYS,
                outlook.can(),
                outlook.leftOut(),
                outlook.free().entrySet().stream()
                        .map(each -> new Free(each.getKey(), each.getValue()))
                        .toList());
    }

    private Reply read(Exchange exchange) {
        return Reply.json(panel(exchange));
    }

    private Reply page(Exchange exchange) {
        return Reply.page(
                "survey/panel.jte",
                "Who can be asked next",
                new Page(panel(exchange), surveys.segments(exchange.workspace())));
    }
}
