package org.takeup.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.takeup.benchmark.Profile.Sector;
import org.takeup.http.Json;
import org.takeup.survey.Learners;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/**
 * What learners say of doing and of thinking, benchmarked from the real instrument's answers to the figure that an organisation
 * sees: with noise that hides each respondent, and a ledger of what it cost that anybody with the rights can check.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LearnerBenchmarkIT {
    private static final int ORGANISATIONS = 12;
    private static final int PEOPLE = 400;

    private final List<Workspace> tenants = new ArrayList<>();
    private Benchmarks benchmarks;

    /** In all but the first, people do much and think little of it. */
    @BeforeAll
    void start() {
        benchmarks = new Benchmarks();
        for (int i = 0; i < ORGANISATIONS; i++) {
            Placement placement = i % 2 == 0 ? Placement.POOLED : Placement.DEDICATED;
            Workspace workspace = benchmarks
                    .platform()
                    .tenant("l" + UUID.randomUUID().toString().substring(0, 8), placement);
            int doing = i == 0 ? 2 : 4;
            int thinking = i == 0 ? 4 : 2;
            Learners.wave(
                    benchmarks.platform(),
                    workspace,
                    IntStream.range(0, PEOPLE)
                            .mapToObj(n -> new Learners.Voice(doing + n % 2, thinking + n % 2))
                            .toList());
            tenants.add(workspace);
        }
    }

    @AfterAll
    void stop() {
        benchmarks.close();
        assertEquals(List.of(), benchmarks.platform().watch().offences());
    }

    private JsonNode comparison(Workspace workspace) {
        return Benchmarks.json(
                        benchmarks.platform().signedIn(workspace, Role.PLANNER).get(Benchmarks.api(workspace)))
                .path("comparisons")
                .path(0);
    }

    @Test
    @Order(1)
    void doingAndThinkingHaveABenchmarkOfTheirOwnAndEachItsOwnNoise() {
        String wish = Benchmarks.sharing(Sector.HEALTH, List.of(Learners.PLUGIN));
        tenants.forEach(
                each -> assertEquals(200, benchmarks.set(each, Role.ADMIN, wish).statusCode()));
        assertEquals(200, benchmarks.release().statusCode());

        JsonNode scales = comparison(tenants.getFirst()).path("scales");
        assertEquals(2, scales.size(), scales.toString());
        assertEquals("doing", scales.path(0).path("id").asText());
        assertEquals("thinking", scales.path(1).path("id").asText());
        JsonNode doing = scales.path(0).path("against").path(0).path("figure");
        JsonNode thinking = scales.path(1).path("against").path(0).path("figure");
        assertEquals("BELOW", doing.path("gap").path("reading").asText(), scales.toString());
        assertEquals("ABOVE", thinking.path("gap").path("reading").asText(), scales.toString());
        assertEquals(10, doing.path("organisations").asInt(), "told in fives");
        // The intervals hold the noise: they are wider than two whole numbers beside each other.
        assertTrue(doing.path("high").asInt() > doing.path("low").asInt(), doing.toString());

        Release release = release(stored().getString("json"));
        assertTrue(release.instrument().startsWith(Learners.PLUGIN + "/"), release.instrument());
        assertEquals(List.of("doing", "thinking"), release.scales());
        long dimensions = release.cells().stream()
                .filter(each -> each.state() == Release.State.NEW)
                .map(each -> each.cell().dimension())
                .distinct()
                .count();
        assertEquals(2 * dimensions, release.numbers(), "each scale pays for itself in each dimension");
        assertEquals(Budget.RESPONDENT_SENSITIVITY * release.numbers(), release.noise());
        assertEquals(1.0, SpendingLedger.respondentEpsilon(release), 1e-9);
    }

    private static Release release(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Release.class);
    }

    private Document stored() {
        Document found = benchmarks
                .platform()
                .store()
                .control("benchmark_releases")
                .find()
                .first();
        assertNotEquals(null, found);
        return found;
    }

    @Test
    @Order(2)
    void theLedgerSaysWhatARespondentGaveAwayAndTellsOfNoiseThatWasMadeSmaller() {
        JsonNode overview = benchmarks.overview();
        JsonNode ledger = overview.path("ledger");
        assertTrue(ledger.path("fault").isNull(), ledger.toString());
        assertEquals(1, ledger.path("entries").asInt());
        JsonNode year = ledger.path("years").path(0);
        assertTrue(year.path("instrument").asText().startsWith(Learners.PLUGIN + "/"), year.toString());
        assertEquals(1.0, year.path("respondent").asDouble(), 1e-9);
        JsonNode row = overview.path("releases").path(0);
        assertEquals(1.0, row.path("respondentEpsilon").asDouble(), 1e-9);

        var releases = benchmarks.platform().store().control("benchmark_releases");
        Document kept = stored();
        String json = kept.getString("json");
        long noise = release(json).noise();
        var id = new Document("_id", kept.get("_id"));
        releases.updateOne(id, Updates.set("json", json.replace("\"noise\":" + noise, "\"noise\":" + noise / 2)));
        String page =
                benchmarks.platform().operator().get("/operator/benchmark").body();
        assertTrue(page.contains("is not the one that the ledger tells of"), page);
        releases.updateOne(id, Updates.set("json", json));
        assertTrue(benchmarks.overview().path("ledger").path("fault").isNull());
    }
}
