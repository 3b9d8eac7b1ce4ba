package org.takeup.benchmark;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Role;

/** The benchmark in a workspace: a page and the API. Admins decide whether it takes part. */
public final class BenchmarkRoutes {
    private static final int MOST_INSTRUMENTS = 100;

    private final Benchmark benchmark;

    public BenchmarkRoutes(Benchmark benchmark) {
        this.benchmark = benchmark;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER, Role.ADMIN);
        Access admins = Access.role(Role.ADMIN);
        return new Room(
                List.of(
                        Route.page("benchmark", "/benchmark", planners, this::page),
                        Route.form("benchmark-form", "/benchmark", admins, this::setByForm),
                        Route.api("benchmark-read", HttpMethod.GET, "/benchmark", planners, this::read),
                        Route.api("benchmark-set", HttpMethod.PUT, "/benchmark", admins, this::set)),
                List.of(new Room.Entry(Room.Group.SEE, 12, "Benchmark", "/benchmark", planners)));
    }

    /**
     * What the page shows.
     *
     * @param instruments what can be shared: names by plugin
     * @param decides whether the reader may change what is shared
     */
    public record Page(
            TakingPart part, Map<String, String> instruments, List<Comparison> comparisons, boolean decides) {
        /** Whether this is the chosen sector, size or region. */
        public boolean isChosen(Enum<?> each) {
            return part.profile()
                    .filter(profile -> profile.sector() == each || profile.size() == each || profile.region() == each)
                    .isPresent();
        }
    }

    /** What the API answers and takes. Without instruments the workspace takes no part. */
    public record Sharing(
            Profile.@Nullable Sector sector,
            Profile.@Nullable Size size,
            Profile.@Nullable Region region,
            @Nullable List<String> instruments) {
        static Sharing of(TakingPart part) {
            return new Sharing(
                    part.profile().map(Profile::sector).orElse(null),
                    part.profile().map(Profile::size).orElse(null),
                    part.profile().map(Profile::region).orElse(null),
                    part.instruments());
        }
    }

    /** What the API answers. */
    public record Standing(Sharing sharing, List<Comparison> comparisons) {}

    private Reply page(Exchange exchange) {
        var workspace = exchange.workspace();
        Locale language = exchange.locale();
        return Reply.page(
                "benchmark/benchmark.jte",
                "Benchmark",
                new Page(
                        benchmark.takingPart(workspace),
                        benchmark.instruments(workspace, language),
                        benchmark.comparisons(workspace, language),
                        exchange.caller().is(Role.ADMIN)));
    }

    private Reply read(Exchange exchange) {
        return Reply.json(standing(exchange));
    }

    private Standing standing(Exchange exchange) {
        return new Standing(
                Sharing.of(benchmark.takingPart(exchange.workspace())),
                benchmark.comparisons(exchange.workspace(), exchange.locale()));
    }

    private Reply setByForm(Exchange exchange) {
        Form form = exchange.form();
        var profile = new Profile(
                form.one("sector", Profile.Sector.class),
                form.one("size", Profile.Size.class),
                form.one("region", Profile.Region.class));
        takePart(exchange, profile, form.values("instrument"));
        return Reply.redirect(exchange.link("/benchmark"));
    }

    private Reply set(Exchange exchange) {
        Sharing wanted = exchange.json(Sharing.class);
        takePart(
                exchange,
                new Profile(
                        given("sector", wanted.sector()),
                        given("size", wanted.size()),
                        given("region", wanted.region())),
                given("instruments", wanted.instruments()));
        return Reply.json(standing(exchange));
    }

    private static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw Problem.invalid(field, "Please fill this in.");
        }
        return value;
    }

    private void takePart(Exchange exchange, Profile profile, List<String> instruments) {
        if (instruments.size() > MOST_INSTRUMENTS) {
            throw Problem.invalid("instruments", "Please name at most " + MOST_INSTRUMENTS + " instruments.");
        }
        TakingPart before = benchmark.takingPart(exchange.workspace());
        benchmark.takePart(exchange.workspace(), profile, instruments);
        TakingPart after = benchmark.takingPart(exchange.workspace());
        exchange.changes("sector", before.profile().map(Profile::sector).orElse(null), profile.sector());
        exchange.changes("size", before.profile().map(Profile::size).orElse(null), profile.size());
        exchange.changes("region", before.profile().map(Profile::region).orElse(null), profile.region());
        exchange.changes(
                "instruments", String.join(", ", before.instruments()), String.join(", ", after.instruments()));
    }
}
