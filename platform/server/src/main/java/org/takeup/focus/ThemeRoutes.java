package org.takeup.focus;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.survey.ResultsView;
import org.takeup.survey.ScaleView;
import org.takeup.survey.Surveys;
import org.takeup.tenant.Role;

/** The list of codes, and what came up by code; as pages, files and in the API. For planners. */
public final class ThemeRoutes {
    private static final int MOST_QUOTES = 300;

    private final FocusGroups groups;
    private final Surveys surveys;
    private final Codes codes = new Codes();

    public ThemeRoutes(FocusGroups groups, Surveys surveys) {
        this.groups = groups;
        this.surveys = surveys;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        String one = "/focus-codes/{focusCode}";
        return new Room(
                List.of(
                        Route.page("focus-themes", "/focus-themes", planners, this::page),
                        Route.page("focus-themes-csv", "/focus-themes/themes.csv", planners, this::themesCsv),
                        Route.page("focus-quotes-csv", "/focus-themes/quotes.csv", planners, this::quotesCsv),
                        Route.page("focus-codes", "/focus-codes", planners, this::codes),
                        Route.form("focus-code-add-form", "/focus-codes", planners, this::addByForm),
                        Route.form("focus-code-change-form", one, planners, this::changeByForm),
                        Route.form("focus-code-remove-form", one + "/removal", planners, this::removeByForm),
                        Route.api("focus-themes-read", HttpMethod.GET, "/focus-themes", planners, this::read),
                        Route.api("focus-codes-list", HttpMethod.GET, "/focus-codes", planners, this::list),
                        Route.api("focus-code-add", HttpMethod.POST, "/focus-codes", planners, this::add),
                        Route.api("focus-code-change", HttpMethod.PUT, one, planners, this::change),
                        Route.api("focus-code-remove", HttpMethod.DELETE, one, planners, this::remove)),
                List.of());
    }

    /** The summary. @param quotes the first so many @param more how many more there are */
    public record ThemesPage(List<ThemeLine> themes, List<QuoteLine> quotes, int more, int groups) {}

    /** A theme. @param scores in words */
    public record ThemeLine(
            String label, String joined, int groups, String speakers, List<String> units, List<String> scores) {}

    /** A quote. */
    public record QuoteLine(String text, String topic, String themes) {}

    /** The list of codes. @param scales ids and names of the latest results' scales, to choose from */
    public record CodesPage(List<Code> codes, List<ScaleView> scales) {}

    /** The list in the API. */
    public record CodeList(List<Code> codes) {}

    private Themes themes(Exchange exchange) {
        return Themes.of(exchange.workspace(), surveys, groups.latest(exchange.workspace()), exchange.locale());
    }

    private Reply page(Exchange exchange) {
        Themes all = themes(exchange);
        return Reply.page(
                "focus/themes.jte",
                "Themes of focus groups",
                new ThemesPage(
                        all.themes().stream().map(ThemeRoutes::line).toList(),
                        all.quotes().stream()
                                .limit(MOST_QUOTES)
                                .map(quote ->
                                        new QuoteLine(quote.text(), quote.topic(), String.join(", ", quote.codes())))
                                .toList(),
                        Math.max(0, all.quotes().size() - MOST_QUOTES),
                        groups.latest(exchange.workspace()).size()));
    }

    private static ThemeLine line(Themes.Theme theme) {
        return new ThemeLine(
                theme.label(),
                theme.joinedLabel(),
                theme.groups(),
                theme.speakersInWords(),
                theme.units().entrySet().stream()
                        .map(unit -> unit.getKey() + ": " + unit.getValue())
                        .toList(),
                theme.scores().stream()
                        .map(score -> score.title() + ": " + score.inWords())
                        .toList());
    }

    private Reply themesCsv(Exchange exchange) {
        Themes all = themes(exchange);
        return Reply.download("text/csv; charset=utf-8", "themes.csv", out -> ThemesCsv.themes(all, out));
    }

    private Reply quotesCsv(Exchange exchange) {
        Themes all = themes(exchange);
        return Reply.download("text/csv; charset=utf-8", "quotes.csv", out -> ThemesCsv.quotes(all, out));
    }

    private Reply read(Exchange exchange) {
        return Reply.json(themes(exchange));
    }

    private Reply codes(Exchange exchange) {
        return Reply.page(
                "focus/codes.jte",
                "Codes",
                new CodesPage(
                        codes.all(exchange.workspace()),
                        surveys.outcomes()
                                .latestResults(exchange.workspace(), exchange.locale())
                                .map(ResultsView::scales)
                                .orElse(List.of())));
    }

    private static Codes.Entry entry(Form form) {
        return new Codes.Entry(
                form.text("label").orElse(""),
                form.one("joins", Code.Joins.class),
                form.text("joined").orElse(""),
                form.text("joinedLabel").orElse(""));
    }

    private Reply addByForm(Exchange exchange) {
        codes.add(exchange.workspace(), entry(exchange.form()));
        return toCodes(exchange);
    }

    private Reply changeByForm(Exchange exchange) {
        codes.change(
                exchange.workspace(), exchange.path("focusCode"), Versions.ofForm(exchange), entry(exchange.form()));
        return toCodes(exchange);
    }

    private Reply removeByForm(Exchange exchange) {
        codes.remove(exchange.workspace(), exchange.path("focusCode"), Versions.ofForm(exchange));
        return toCodes(exchange);
    }

    private static Reply toCodes(Exchange exchange) {
        return Reply.redirect(exchange.link("/focus-codes"));
    }

    private Reply list(Exchange exchange) {
        return Reply.json(new CodeList(codes.all(exchange.workspace())));
    }

    private Reply add(Exchange exchange) {
        return tagged(201, codes.add(exchange.workspace(), exchange.json(Codes.Entry.class)));
    }

    private Reply change(Exchange exchange) {
        long seen = Versions.seen(exchange);
        Codes.Entry entry = exchange.json(Codes.Entry.class);
        return tagged(200, codes.change(exchange.workspace(), exchange.path("focusCode"), seen, entry));
    }

    private static Reply tagged(int status, Code code) {
        return Reply.json(status, code).withHeader("etag", Versions.tag(code.version()));
    }

    private Reply remove(Exchange exchange) {
        codes.remove(exchange.workspace(), exchange.path("focusCode"), Versions.seen(exchange));
        return Reply.empty();
    }
}
