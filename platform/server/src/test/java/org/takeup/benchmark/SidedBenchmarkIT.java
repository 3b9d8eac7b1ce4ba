package org.takeup.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.benchmark.Profile.Sector;
import org.takeup.http.Json;
import org.takeup.survey.Separated;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** A scale from -100 to 100 in the benchmark: shown on its range, and released as any other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SidedBenchmarkIT {
    private static final int ORGANISATIONS = 12;
    private static final int PEOPLE = 60;

    private final List<Workspace> tenants = new ArrayList<>();
    private Benchmarks benchmarks;

    /** All but the first are on the side below 0. */
    @BeforeAll
    void start() {
        benchmarks = new Benchmarks();
        for (int i = 0; i < ORGANISATIONS; i++) {
            Placement placement = i % 2 == 0 ? Placement.POOLED : Placement.DEDICATED;
            Workspace workspace = benchmarks
                    .platform()
                    .tenant("s" + UUID.randomUUID().toString().substring(0, 8), placement);
            int rating = i == 0 ? 4 : 1;
            Separated.sided(
                    workspace,
                    IntStream.range(0, PEOPLE).map(n -> rating + n % 2).boxed().toList());
            tenants.add(workspace);
            benchmarks.shares(workspace, Sector.EDUCATION);
        }
        assertEquals(200, benchmarks.release().statusCode());
    }

    @AfterAll
    void stop() {
        benchmarks.close();
        assertEquals(List.of(), benchmarks.platform().watch().offences());
    }

    private Release released() {
        var found = Objects.requireNonNull(benchmarks
                .platform()
                .store()
                .control("benchmark_releases")
                .find()
                .first());
        return Json.read(found.getString("json").getBytes(StandardCharsets.UTF_8), Release.class);
    }

    @Test
    void pageAndApiShowItOnItsRangeAndTheReleaseStaysFrom0To100() {
        Release release = released();
        assertEquals(Budget.RESPONDENT_SENSITIVITY * release.numbers(), release.noise(), "as for any other scale");
        Release.Mean mean = release.result(Cell.ALL).orElseThrow().means().getFirst();
        assertTrue(mean.tenths() >= 0 && mean.tenths() <= 500, mean.toString());

        JsonNode comparison = Benchmarks.json(benchmarks
                        .platform()
                        .signedIn(tenants.getFirst(), Role.PLANNER)
                        .get(Benchmarks.api(tenants.getFirst())))
                .path("comparisons")
                .path(0);
        JsonNode scale = comparison.path("scales").path(0);
        assertEquals(-100, scale.path("range").path("from").asInt(), scale.toString());
        assertEquals(100, scale.path("range").path("to").asInt());
        assertEquals(75, scale.path("own").path("mean").asDouble(), 1e-9, "half say 4 and half say 5");
        JsonNode figure = scale.path("against").path(0).path("figure");
        assertEquals(2 * mean.value() - 100, figure.path("value").asDouble(), 1e-9);
        double below = figure.path("value").asDouble() - 2 * mean.plusMinus();
        assertEquals(
                Math.max(-100, Math.floor(below + 1e-9)), figure.path("low").asInt(), 1.0, figure.toString());
        assertEquals("ABOVE", figure.path("gap").path("reading").asText());
        assertEquals(
                75 - figure.path("value").asDouble(),
                figure.path("gap").path("points").asDouble(),
                1e-9);
        assertEquals(0, comparison.path("ranked").size(), "neither side is the weak one");

        String page = benchmarks
                .platform()
                .signedIn(tenants.getFirst(), Role.PLANNER)
                .get(Benchmarks.page(tenants.getFirst()))
                .body();
        assertTrue(page.contains("<strong>+75 from -100 to 100</strong>"), page);
        assertTrue(page.contains("This scale has two sides, and neither is the weak one"), page);
        assertFalse(page.contains("Where the gap is largest") || page.contains("0 to 100 here"), page);
        assertTrue(page.contains("Their score -"), "the others are on the side below 0");
    }
}
