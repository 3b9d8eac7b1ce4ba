package org.takeup.report;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.measure.Measures;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.survey.Outcomes;
import org.takeup.survey.ResultsView;
import org.takeup.survey.Surveys;
import org.takeup.survey.Wave;
import org.takeup.tenant.Role;

/** Reports of surveys: the page that a director reads, as a file, and by a link; and the files that analysts want. */
public final class ReportRoutes {
    private static final int USUAL_DAYS = 14;

    private final Surveys surveys;
    private final Measures measures;
    private final ReportLinks links = new ReportLinks();

    public ReportRoutes(Surveys surveys, Measures measures) {
        this.surveys = surveys;
        this.measures = measures;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("survey-report", "/surveys/{wave}/report", planners, this::page),
                        Route.page("survey-report-pdf", "/surveys/{wave}/report.pdf", planners, this::pdf),
                        Route.form("report-link-form", "/surveys/{wave}/report/links", planners, this::share),
                        Route.form(
                                "report-unlink-form", "/surveys/{wave}/report/links/{link}/end", planners, this::end),
                        Route.page("shared-report", "/reports/{report}", Access.ticket(), this::shared),
                        Route.page(
                                "shared-report-pdf", "/reports/{report}/report.pdf", Access.ticket(), this::sharedPdf),
                        Route.api("wave-report", HttpMethod.GET, "/waves/{wave}/report", planners, this::read),
                        Route.api("wave-report-pdf", HttpMethod.GET, "/waves/{wave}/report.pdf", planners, this::pdf),
                        Route.api(
                                "wave-results-xlsx",
                                HttpMethod.GET,
                                "/waves/{wave}/results.xlsx",
                                planners,
                                this::xlsx),
                        Route.api("wave-codebook", HttpMethod.GET, "/waves/{wave}/codebook", planners, this::codebook),
                        Route.api("report-links", HttpMethod.GET, "/waves/{wave}/report-links", planners, this::list),
                        Route.api("report-link", HttpMethod.POST, "/waves/{wave}/report-links", planners, this::make),
                        Route.api(
                                "report-unlink",
                                HttpMethod.DELETE,
                                "/waves/{wave}/report-links/{link}",
                                planners,
                                this::unlink)),
                List.of());
    }

    /**
     * The page.
     *
     * @param brief none while there are no results
     * @param wave its id; empty for who came by a link
     * @param pdf where the same is as a file
     * @param links that open it
     * @param fresh the address of a link that was just made; else empty
     */
    public record View(
            Optional<Brief> brief,
            String title,
            String wave,
            String pdf,
            List<LinkView> links,
            String fresh,
            int days) {}

    /** A link. @param ends in words */
    public record LinkView(String id, String ends) {}

    /** A link for programs. @param url only when it was just made */
    public record LinkLine(
            String id, Instant made, Instant ends, @Nullable String url) {}

    /** All links of a report. */
    public record LinkList(List<LinkLine> links) {}

    /** What to make. @param days that it is good for; {@value #USUAL_DAYS} if left out */
    public record LinkBody(@Nullable Integer days) {}

    private Brief brief(Exchange exchange, String wave) {
        Outcomes.Reported reported = surveys.outcomes().reported(exchange.workspace(), wave, exchange.locale());
        Set<String> named =
                reported.results().signals().stream().map(Signal::scaleId).collect(Collectors.toSet());
        var shortlist = measures.shortlist(exchange.workspace(), reported.results(), exchange.locale());
        return Brief.of(
                reported.view(), named, shortlist.proposed(), measure -> exchange.fullLink("/measures/" + measure));
    }

    private Reply page(Exchange exchange) {
        return page(exchange, "");
    }

    private Reply page(Exchange exchange, String fresh) {
        Wave wave = surveys.find(exchange.workspace(), exchange.path("wave"));
        List<LinkView> good = links.of(exchange.workspace(), wave.id()).stream()
                .map(link -> new LinkView(link.id(), day(exchange, link.ends())))
                .toList();
        String pdf = exchange.link("/surveys/" + wave.id() + "/report.pdf");
        return Reply.page(
                "report/report.jte",
                "Report",
                new View(ready(exchange, wave), wave.title(), wave.id(), pdf, good, fresh, USUAL_DAYS));
    }

    private Optional<Brief> ready(Exchange exchange, Wave wave) {
        return wave.state() == Wave.State.SEPARATED ? Optional.of(brief(exchange, wave.id())) : Optional.empty();
    }

    private static String day(Exchange exchange, Instant moment) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(exchange.locale())
                .format(moment.atZone(exchange.workspace().settings().zone()));
    }

    private Reply shared(Exchange exchange) {
        Wave wave = surveys.find(exchange.workspace(), opened(exchange));
        String pdf = exchange.link("/reports/" + exchange.path("report") + "/report.pdf");
        return Reply.page(
                        "report/report.jte",
                        wave.title(),
                        new View(ready(exchange, wave), wave.title(), "", pdf, List.of(), "", USUAL_DAYS))
                .withHeader("cache-control", "no-store");
    }

    private Reply sharedPdf(Exchange exchange) {
        return file(exchange, opened(exchange)).withHeader("cache-control", "no-store");
    }

    private String opened(Exchange exchange) {
        return links.wave(exchange.workspace(), exchange.path("report")).orElseThrow(Problem::notFound);
    }

    private Reply pdf(Exchange exchange) {
        return file(exchange, exchange.path("wave"));
    }

    private Reply file(Exchange exchange, String wave) {
        Brief brief = brief(exchange, wave);
        String organisation = exchange.workspace().tenant().name();
        String accent = exchange.workspace().settings().accent();
        String foot = organisation + " \u00b7 "
                + day(exchange, exchange.workspace().clock().instant());
        return Reply.bytes("application/pdf", BriefPdf.of(brief, organisation, accent, foot))
                .withHeader("content-disposition", "attachment; filename=\"report-" + wave + ".pdf\"");
    }

    private Reply xlsx(Exchange exchange) {
        String wave = exchange.path("wave");
        ResultsView results = surveys.outcomes().reportForPlanners(exchange.workspace(), wave, exchange.locale());
        byte[] book = Workbook.of(results, surveys.outcomes().codebook(exchange.workspace(), wave, exchange.locale()));
        return Reply.bytes("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", book)
                .withHeader("content-disposition", "attachment; filename=\"results-" + wave + ".xlsx\"");
    }

    private Reply read(Exchange exchange) {
        return Reply.json(brief(exchange, exchange.path("wave")));
    }

    private Reply codebook(Exchange exchange) {
        return Reply.json(surveys.outcomes().codebook(exchange.workspace(), exchange.path("wave"), exchange.locale()));
    }

    private Reply share(Exchange exchange) {
        String wave = surveys.find(exchange.workspace(), exchange.path("wave")).id();
        int days = exchange.form().number("days", 1, ReportLinks.LONGEST_DAYS);
        ReportLinks.Made made = links.make(exchange.workspace(), wave, exchange.caller(), days);
        return page(exchange, address(exchange, made)).withHeader("cache-control", "no-store");
    }

    private static String address(Exchange exchange, ReportLinks.Made made) {
        return exchange.fullLink("/reports/" + made.code());
    }

    private Reply end(Exchange exchange) {
        links.end(exchange.workspace(), exchange.path("wave"), exchange.path("link"));
        return Reply.redirect(exchange.link("/surveys/" + exchange.path("wave") + "/report"));
    }

    private Reply list(Exchange exchange) {
        String wave = surveys.find(exchange.workspace(), exchange.path("wave")).id();
        return Reply.json(new LinkList(links.of(exchange.workspace(), wave).stream()
                .map(link -> new LinkLine(link.id(), link.made(), link.ends(), null))
                .toList()));
    }

    private Reply make(Exchange exchange) {
        String wave = surveys.find(exchange.workspace(), exchange.path("wave")).id();
        int days = Optional.ofNullable(exchange.json(LinkBody.class).days()).orElse(USUAL_DAYS);
        ReportLinks.Made made = links.make(exchange.workspace(), wave, exchange.caller(), days);
        var link = made.link();
        return Reply.json(201, new LinkLine(link.id(), link.made(), link.ends(), address(exchange, made)))
                .withHeader("cache-control", "no-store");
    }

    private Reply unlink(Exchange exchange) {
        links.end(exchange.workspace(), exchange.path("wave"), exchange.path("link"));
        return Reply.empty();
    }
}
