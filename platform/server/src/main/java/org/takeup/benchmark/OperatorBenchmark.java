package org.takeup.benchmark;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.takeup.audit.Actor;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;

/** The benchmark in the operator's console: what was released and what it has given away. No organisation is named. */
public final class OperatorBenchmark {
    private static final Access OPERATOR = Access.operator();

    private final Benchmark benchmark;

    public OperatorBenchmark(Benchmark benchmark) {
        this.benchmark = benchmark;
    }

    public Room room() {
        return new Room(
                List.of(
                        in(Route.page("operator-benchmark", "/benchmark", OPERATOR, this::page)),
                        in(Route.form("operator-benchmark-form", "/benchmark", OPERATOR, this::releaseByForm)),
                        in(Route.api("operator-benchmark-read", HttpMethod.GET, "/benchmark", OPERATOR, this::read)),
                        in(Route.api(
                                        "operator-benchmark-release",
                                        HttpMethod.POST,
                                        "/benchmark/releases",
                                        OPERATOR,
                                        this::release)
                                .accepting(new Body.None()))),
                List.of(new Room.Entry(Room.Group.PLATFORM, 27, "Benchmark", "/benchmark", OPERATOR)));
    }

    private static Route in(Route route) {
        return route.in(Route.Realm.OPERATOR);
    }

    /**
     * A release, as the operator sees it.
     *
     * @param shown how many cells have figures
     * @param organisations in all of them, rounded down to fives; 0 if that is not shown
     * @param noise scale of the noise on each sum
     */
    public record Row(
            String instrument,
            String period,
            String made,
            long shown,
            int organisations,
            int numbers,
            long noise,
            double respondentEpsilon,
            int organisationEpsilon) {
        static Row of(Release release) {
            return new Row(
                    release.instrument(),
                    release.period(),
                    release.made(),
                    release.cells().stream()
                            .filter(each -> each.state().isShown())
                            .count(),
                    release.result(Cell.ALL).map(Release.Result::told).orElse(0),
                    release.numbers(),
                    release.noise(),
                    SpendingLedger.respondentEpsilon(release),
                    SpendingLedger.organisationEpsilon(release));
        }
    }

    /** What the page shows and the API answers. */
    public record Overview(List<Row> releases, Verdict ledger) {}

    private Overview overview() {
        return new Overview(benchmark.releases().stream().map(Row::of).toList(), benchmark.verify());
    }

    private Reply page(Exchange exchange) {
        return Reply.page("benchmark/operator.jte", "Benchmark", overview());
    }

    private Reply read(Exchange exchange) {
        return Reply.json(overview());
    }

    private void make(Exchange exchange) {
        if (!benchmark.release(Actor.operator(exchange.caller()))) {
            throw new Problem(
                    409,
                    "released-already",
                    "This quarter's benchmark is released already, or being released at this moment.",
                    "A second one would give away more than is promised; the next is made in the next quarter.");
        }
    }

    private Reply releaseByForm(Exchange exchange) {
        make(exchange);
        return Reply.redirect(exchange.link("/benchmark"));
    }

    private Reply release(Exchange exchange) {
        make(exchange);
        return Reply.json(overview());
    }
}
