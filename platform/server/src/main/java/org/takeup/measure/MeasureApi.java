package org.takeup.measure;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.survey.Surveys;
import org.takeup.tenant.Role;

/** Measures, decisions and shortlists in the API. */
public final class MeasureApi {
    private static final String ONE = "/measures/{measure}";

    private final Measures measures;
    private final Surveys surveys;

    public MeasureApi(Measures measures, Surveys surveys) {
        this.measures = measures;
        this.surveys = surveys;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.api("measures-list", HttpMethod.GET, "/measures", planners, this::list),
                        Route.api("measure-add", HttpMethod.POST, "/measures", planners, this::add),
                        Route.api("barriers-list", HttpMethod.GET, "/barriers", planners, this::barriers),
                        Route.api("measure-get", HttpMethod.GET, ONE, planners, this::get),
                        Route.api("measure-change", HttpMethod.PUT, ONE, planners, this::change),
                        Route.api("measure-remove", HttpMethod.DELETE, ONE, planners, this::remove),
                        Route.api("measure-decision", HttpMethod.GET, ONE + "/decision", planners, this::decision),
                        Route.api("measure-decide", HttpMethod.PUT, ONE + "/decision", planners, this::decide),
                        Route.api(
                                "wave-measures", HttpMethod.GET, "/waves/{wave}/measures", planners, this::shortlist)),
                List.of());
    }

    /** What the API answers for the list. @param format of the library */
    public record Listing(String format, List<NeedLine> needs, List<MeasureView> measures) {}

    /** What can be needed. @param plugin of the instrument that can find it */
    public record NeedLine(String id, String name, String family, String plugin) {}

    /** The catalogue of barriers. */
    public record Catalogue(List<BarrierLine> barriers) {}

    /** A line of it. @param parent the heading that it stands below; null if there is none */
    public record BarrierLine(
            String id,
            String name,
            boolean rateable,
            @Nullable String parent) {}

    /** What was decided. @param state empty while nothing was */
    public record Decided(
            String measure,
            Optional<Decision.State> state,
            String note,
            String owner,
            Optional<Instant> at,
            String by,
            List<Decision.Before> history,
            long version) {
        static Decided of(String measure, Optional<Decision> decision) {
            return decision.map(each -> new Decided(
                            measure,
                            Optional.of(each.state()),
                            each.note(),
                            each.owner(),
                            Optional.of(each.at()),
                            each.by(),
                            each.history(),
                            each.version()))
                    .orElseGet(
                            () -> new Decided(measure, Optional.empty(), "", "", Optional.empty(), "", List.of(), 0));
        }
    }

    /** What became of a measure that was to go. @param archived it was used, so it is only archived */
    public record Removed(boolean archived) {}

    /** A shortlist in the API. @param method how the order comes about */
    public record Listed(String wave, List<String> found, List<Item> proposed, List<Item> aside, String method) {}

    /** One measure of it. @param state of the decision about it, if there is one */
    public record Item(
            String measure,
            String name,
            double points,
            boolean quick,
            List<String> reasons,
            Optional<Decision.State> state) {
        static Item of(Shortlist.Line line) {
            return new Item(
                    line.measure(),
                    line.name(),
                    line.points(),
                    line.quick(),
                    line.reasons(),
                    line.decision().map(Decision::state));
        }
    }

    /** What the query asks for. @throws Problem 422 naming what cannot be asked for */
    static MeasureView.Filter filter(Exchange exchange, Library library) {
        String need = exchange.query("need").orElse("");
        if (!need.isEmpty() && library.meant(need).isEmpty()) {
            throw Problem.invalid("need", "Choose one from the list of needs and families.");
        }
        return new MeasureView.Filter(
                need, one(exchange, "effort", Measure.Effort.values()), one(exchange, "who", Measure.Actor.values()));
    }

    private static <E extends Enum<E>> Optional<E> one(Exchange exchange, String name, E[] values) {
        return exchange.query(name)
                .filter(given -> !given.isEmpty())
                .map(given -> Arrays.stream(values)
                        .filter(value -> value.name().equals(given))
                        .findFirst()
                        .orElseThrow(() -> Problem.invalid(
                                name,
                                "Choose one of "
                                        + Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", "))
                                        + ".")));
    }

    private Reply list(Exchange exchange) {
        Library library = measures.library();
        MeasureView.Filter filter = filter(exchange, library);
        return Reply.json(new Listing(
                Library.FORMAT,
                library.needs().stream()
                        .map(need -> new NeedLine(
                                need.id(), need.name().in(exchange.locale()), need.family(), need.plugin()))
                        .toList(),
                measures.all(exchange.workspace(), true).stream()
                        .filter(measure -> filter.takes(measure, library))
                        .map(measure -> MeasureView.of(measure, library, exchange.locale()))
                        .toList()));
    }

    private Reply barriers(Exchange exchange) {
        return Reply.json(new Catalogue(measures.library().barriers().stream()
                .map(line -> new BarrierLine(
                        line.id(),
                        line.name().in(exchange.locale()),
                        line.rateable(),
                        line.parent().orElse(null)))
                .toList()));
    }

    private Reply add(Exchange exchange) {
        Measure added = measures.add(exchange.workspace(), exchange.json(MeasureEntry.class));
        return tagged(exchange, 201, added).withHeader("location", exchange.link("/api/v1/measures/" + added.id()));
    }

    private Reply get(Exchange exchange) {
        return tagged(exchange, 200, measures.require(exchange.workspace(), exchange.path("measure")));
    }

    private Reply change(Exchange exchange) {
        long seen = Versions.seen(exchange);
        MeasureEntry entry = exchange.json(MeasureEntry.class);
        return tagged(exchange, 200, measures.change(exchange.workspace(), exchange.path("measure"), seen, entry));
    }

    private Reply remove(Exchange exchange) {
        return Reply.json(
                new Removed(measures.remove(exchange.workspace(), exchange.path("measure"), Versions.seen(exchange))));
    }

    private Reply decision(Exchange exchange) {
        String measure =
                measures.require(exchange.workspace(), exchange.path("measure")).id();
        return decided(measure, measures.decision(exchange.workspace(), measure));
    }

    private Reply decide(Exchange exchange) {
        long seen = Versions.seen(exchange);
        Decision decision = measures.decide(
                exchange.workspace(),
                exchange.caller(),
                exchange.path("measure"),
                seen,
                exchange.json(DecisionEntry.class));
        return decided(decision.measure(), Optional.of(decision));
    }

    private static Reply decided(String measure, Optional<Decision> decision) {
        Decided decided = Decided.of(measure, decision);
        return Reply.json(decided).withHeader("etag", Versions.tag(decided.version()));
    }

    private Reply shortlist(Exchange exchange) {
        String wave = exchange.path("wave");
        Shortlist list = measures.shortlist(
                exchange.workspace(), surveys.outcomes().of(exchange.workspace(), wave), exchange.locale());
        Function<List<Shortlist.Line>, List<Item>> items =
                lines -> lines.stream().map(Item::of).toList();
        return Reply.json(new Listed(
                wave, list.found(), items.apply(list.proposed()), items.apply(list.aside()), Shortlist.METHOD));
    }

    private Reply tagged(Exchange exchange, int status, Measure measure) {
        MeasureView view = MeasureView.of(measure, measures.library(), exchange.locale());
        return Reply.json(status, view).withHeader("etag", Versions.tag(view.version()));
    }
}
