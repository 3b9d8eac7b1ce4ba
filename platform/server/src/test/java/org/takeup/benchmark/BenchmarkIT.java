package org.takeup.benchmark;

import static com.mongodb.client.model.Filters.eq;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Updates;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.takeup.benchmark.Profile.Sector;
import org.takeup.survey.Separated;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** A year of a benchmark of thirteen organisations, on the real platform. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BenchmarkIT {
    private final List<Workspace> tenants = new ArrayList<>();
    private Benchmarks benchmarks;
    private Workspace high;
    private Workspace low;

    @BeforeAll
    void start() {
        benchmarks = new Benchmarks();
        high = benchmarks.tenant(Placement.POOLED, 20, 5, 4);
        low = benchmarks.tenant(Placement.DEDICATED, 20, 1, 2);
        tenants.add(high);
        tenants.add(low);
        for (int i = 0; i < 10; i++) {
            tenants.add(benchmarks.tenant(Placement.POOLED, 30, 2, 4));
        }
    }

    @AfterAll
    void stop() {
        benchmarks.close();
        assertEquals(List.of(), benchmarks.platform().watch().offences());
    }

    private String pageOf(Workspace workspace, Role role) {
        HttpResponse<String> page =
                benchmarks.platform().signedIn(workspace, role).get(Benchmarks.page(workspace));
        assertEquals(200, page.statusCode());
        return page.body();
    }

    private long mentions(Workspace workspace, String text) {
        return benchmarks.platform().dump(workspace).toString().split(Pattern.quote(text), -1).length - 1L;
    }

    /** A release as it lies in the installation's own data. */
    private static Bson stored(String period) {
        return eq("0".repeat(24) + "/" + Release.id(Separated.PLUGIN + "/small@1.2.0", period));
    }

    @Test
    @Order(1)
    void nobodyTakesPartUnlessAnAdminSaysSo() {
        assertTrue(pageOf(high, Role.PLANNER).contains("You do not take part"));
        assertFalse(pageOf(high, Role.PLANNER).contains("name=\"sector\""), "planners do not decide");
        String body = Benchmarks.sharing(Sector.HEALTH, List.of(Separated.PLUGIN));
        assertEquals(403, benchmarks.set(high, Role.PLANNER, body).statusCode());
        JsonNode read =
                Benchmarks.json(benchmarks.platform().signedIn(high, Role.ADMIN).get(Benchmarks.api(high)));
        assertEquals(0, read.path("sharing").path("instruments").size());
        HttpResponse<String> unknown =
                benchmarks.set(high, Role.ADMIN, Benchmarks.sharing(Sector.HEALTH, List.of("nothing")));
        assertEquals(422, unknown.statusCode());
        assertTrue(unknown.body().contains("no such instrument"), unknown.body());
    }

    @Test
    @Order(2)
    void nineAreNotEnoughAndNobodyIsToldHowMany() {
        tenants.stream().limit(9).forEach(each -> benchmarks.shares(each, Sector.HEALTH));
        assertEquals(200, benchmarks.release().statusCode());
        JsonNode all = benchmarks.against(high, 0);
        assertTrue(all.path("figure").isNull(), all.toString());
        assertTrue(all.path("words").asText().startsWith("Not enough organisations yet"), all.toString());
        assertFalse(all.toString().contains("9"), all.toString());
        HttpResponse<String> again = benchmarks.release();
        assertEquals(409, again.statusCode(), again.body());
        assertTrue(again.body().contains("released-already"), again.body());
    }

    @Test
    @Order(3)
    void twelveAreComparedAndTheSuspendedOneIsNotAskedFor() {
        tenants.forEach(each -> benchmarks.shares(each, Sector.HEALTH));
        Workspace suspended = benchmarks.tenant(Placement.POOLED, 30, 5, 5);
        benchmarks.shares(suspended, Sector.HEALTH);
        benchmarks.platform().platform().tenants().setStatus(suspended.tenant().slug(), Tenant.Status.SUSPENDED);
        benchmarks.itIs("2026-04-02");
        assertEquals(200, benchmarks.release().statusCode());
        assertTrue(mentions(high, "small@1.2.0,") > 0, "what is given is in the own data");
        assertEquals(0, mentions(suspended, "small@1.2.0"));
        JsonNode up = benchmarks.against(high, 0);
        assertEquals(10, up.path("figure").path("organisations").asInt(), up.toString());
        assertEquals("ABOVE", up.path("figure").path("gap").path("reading").asText(), up.toString());
        assertTrue(up.path("figure").path("high").asInt()
                > up.path("figure").path("low").asInt());
        JsonNode down = benchmarks.against(low, 0);
        assertEquals("BELOW", down.path("figure").path("gap").path("reading").asText(), down.toString());
        String page = pageOf(high, Role.PLANNER);
        assertTrue(page.contains("Above the benchmark") && page.contains("at least 10"), page);
        assertTrue(page.contains("Where the gap is largest") && page.contains("None of these is a weakness"), page);
        assertFalse(page.contains("<strong>Weakness</strong>"), page);
        String theirs = pageOf(low, Role.PLANNER);
        assertTrue(theirs.contains("One is a weakness") && theirs.contains("<strong>Weakness</strong>"), theirs);
        JsonNode ranked = Benchmarks.json(
                        benchmarks.platform().signedIn(low, Role.PLANNER).get(Benchmarks.api(low)))
                .path("comparisons")
                .path(0)
                .path("ranked");
        assertEquals(1, ranked.size(), ranked.toString());
        assertTrue(ranked.path(0).path("weakness").asBoolean(), ranked.toString());
        assertEquals("All organisations", ranked.path(0).path("cell").asText());
        assertEquals(down.path("figure").path("gap"), ranked.path(0).path("gap"), "the same gap as in the table below");
        assertFalse(page.contains("bottom quarter"), "a dozen is too few for bands");
    }

    @Test
    @Order(4)
    void aNewJoinerChangesNothingThatIsShown() {
        JsonNode before = benchmarks.against(low, 0).path("figure");
        Workspace joiner = benchmarks.tenant(Placement.POOLED, 30, 1, 1);
        benchmarks.shares(joiner, Sector.HEALTH);
        benchmarks.itIs("2026-07-02");
        assertEquals(200, benchmarks.release().statusCode());
        JsonNode after = benchmarks.against(low, 0).path("figure");
        assertEquals(before, after);
        assertEquals("2026-Q2", after.path("period").asText());
        assertEquals(
                before.path("value"),
                benchmarks.against(joiner, 0).path("figure").path("value"));
    }

    @Test
    @Order(5)
    void whoWithdrawsIsInNoFigureOfTheNextRelease() {
        benchmarks.withdraws(high, Sector.HEALTH);
        assertTrue(benchmarks.against(high, 0).isMissingNode(), "who shares nothing sees nothing");
        benchmarks.itIs("2026-10-02");
        assertEquals(200, benchmarks.release().statusCode());
        assertEquals(0, mentions(high, "small@1.2.0,"), "what was given is not kept either");
        JsonNode now = benchmarks.against(low, 0);
        assertTrue(now.path("figure").isNull(), "the last figure has them in it: " + now);
    }

    @Test
    @Order(6)
    void aReleaseWhoseNodeDiedBeforeItWasNotedIsNotedAndOnlyThenShown() {
        var store = new ReleaseStore(benchmarks.platform().store()::installation);
        var noise = new Noise(new SplittableRandom(1));
        store.add(
                ReleaseMaker.make("dead/node@1", "2026-Q4", "2026-10-02", List.of(), Past.none(), noise)
                        .release(),
                "dead");
        assertFalse(benchmarks.overview().toString().contains("dead/node@1"));
        assertTrue(benchmarks.overview().path("ledger").path("fault").isNull());
        benchmarks.itIs("2027-01-02");
        assertEquals(200, benchmarks.release().statusCode());
        assertTrue(benchmarks.overview().toString().contains("dead/node@1"));
    }

    @Test
    @Order(7)
    void aRunWhoseNodeDiedIsTakenOverAndTheDeadOneCannotGoOn() {
        var store = new ReleaseStore(benchmarks.platform().store()::installation);
        Instant now = Instant.parse("2030-01-02T10:00:00Z");
        String dead = store.begin("2030-Q1", now).orElseThrow();
        assertTrue(store.begin("2030-Q1", now.plusSeconds(60)).isEmpty());
        String next = store.begin("2030-Q1", now.plusSeconds(601)).orElseThrow();
        assertFalse(store.goesOn("2030-Q1", dead, now.plusSeconds(602)));
        store.end("2030-Q1", dead);
        assertFalse(store.isMade("2030-Q1"));
        assertTrue(store.goesOn("2030-Q1", next, now.plusSeconds(603)));
        store.end("2030-Q1", next);
        assertTrue(store.isMade("2030-Q1"));
        assertTrue(store.begin("2030-Q1", now.plusSeconds(86_400)).isEmpty(), "there is one a quarter");
    }

    @Test
    @Order(8)
    void theLedgerTellsOfEachReleaseAndOfEachThatWasTamperedWith() {
        JsonNode ledger = benchmarks.overview().path("ledger");
        assertTrue(ledger.path("fault").isNull(), ledger.toString());
        assertEquals(6, ledger.path("entries").asInt());
        JsonNode year = StreamSupport.stream(ledger.path("years").spliterator(), false)
                .filter(each -> each.path("year").asInt() == 2026)
                .filter(each -> each.path("instrument").asText().startsWith(Separated.PLUGIN))
                .findFirst()
                .orElseThrow();
        assertEquals(4, year.path("releases").asInt());
        assertEquals(1.0, year.path("respondent").asDouble(), "one drew anything, the others spent nothing");
        assertTrue(benchmarks
                .platform()
                .operator()
                .get("/operator/benchmark")
                .body()
                .contains("unbroken"));

        var releases = benchmarks.platform().store().control("benchmark_releases");
        Document one = releases.find(stored("2026-Q2")).first();
        String json = one.getString("json");
        releases.updateOne(stored("2026-Q2"), Updates.set("json", json.replace("\"tenths\":", "\"tenths\":1")));
        assertTrue(benchmarks.overview().path("ledger").path("fault").asText().contains("not the one"));
        releases.updateOne(stored("2026-Q2"), Updates.set("json", json));
        releases.deleteOne(stored("2026-Q3"));
        assertTrue(benchmarks.overview().path("ledger").path("fault").asText().contains("is not there"));
    }
}
