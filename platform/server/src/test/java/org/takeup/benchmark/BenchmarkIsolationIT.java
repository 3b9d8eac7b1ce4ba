package org.takeup.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.benchmark.Profile.Sector;
import org.takeup.survey.Separated;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** A workspace reaches for what another one gives to the benchmark. */
class BenchmarkIsolationIT {
    @Attack(
            value = "a false sector to be alone with B in a cell, and B named wherever the benchmark is read or set",
            kind = Kind.BENCHMARK,
            threats = "T13",
            at = "/benchmark and /api/v1/benchmark")
    @BothPlacements
    void nobodySeesOrChangesWhatAnotherGivesNorACellThatOnlyTheirDataMakes(Placement placement) {
        try (var benchmarks = new Benchmarks()) {
            Workspace a = benchmarks.tenant(placement, 20, 1, 2);
            Workspace b = benchmarks.tenant(placement, 40, 5, 4);
            List<Workspace> others = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                others.add(benchmarks.tenant(placement, 30, 2, 4));
            }
            others.forEach(each -> benchmarks.shares(each, Sector.TECHNOLOGY));
            benchmarks.shares(b, Sector.EDUCATION);
            benchmarks.shares(a, Sector.EDUCATION);
            assertEquals(200, benchmarks.release().statusCode());

            assertFalse(
                    benchmarks.against(a, 0).path("figure").isNull(), "all of them are enough, so there is a figure");
            JsonNode schools = benchmarks.against(a, 1);
            assertTrue(schools.path("figure").isNull(), "A and B alone: " + schools);
            String before = benchmarks.platform().dump(b).toString();
            Visitor admin = benchmarks.platform().signedIn(a, Role.ADMIN);
            String own = admin.get(Benchmarks.api(a)).body();
            for (String way : List.of("slug", "tenant", "tenantId", "id", "workspace")) {
                for (String name : List.of(b.tenant().slug(), b.tenant().id())) {
                    assertEquals(
                            own,
                            admin.get(Benchmarks.api(a) + "?" + way + "=" + name)
                                    .body());
                    String body = Benchmarks.sharing(Sector.EDUCATION, List.of(Separated.PLUGIN))
                            .replace("{", "{\"" + way + "\":\"" + name + "\",");
                    assertEquals(422, benchmarks.set(a, Role.ADMIN, body).statusCode());
                }
            }
            assertTrue(
                    List.of(401, 403, 404).contains(admin.get(Benchmarks.api(b)).statusCode()));
            for (String told : List.of(own, admin.get(Benchmarks.page(a)).body())) {
                assertFalse(
                        told.contains(b.tenant().slug())
                                || told.contains(b.tenant().id()),
                        told);
            }

            benchmarks.shares(a, Sector.TECHNOLOGY);
            JsonNode rest = benchmarks.against(a, 1);
            assertTrue(rest.path("figure").isNull(), "all less technology would be A and B: " + rest);
            benchmarks.withdraws(a, Sector.TECHNOLOGY);
            assertTrue(benchmarks.against(a, 0).isMissingNode());
            assertEquals(before, benchmarks.platform().dump(b).toString());
            String console = benchmarks.overview().toString();
            assertFalse(
                    console.contains(b.tenant().slug())
                            || console.contains(b.tenant().id()),
                    console);
        }
    }
}
