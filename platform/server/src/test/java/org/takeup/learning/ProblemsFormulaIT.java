package org.takeup.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Cells;
import org.takeup.attack.Kind;
import org.takeup.delivery.Eventually;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Values of a learning platform that are formulas, in the file of an import's problems. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProblemsFormulaIT {
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Attack(
            value = "rows whose ids, roles and dates are formulas, in the problems of an import",
            kind = {Kind.CSV_FORMULA, Kind.REPORT_FILE},
            threats = "W3",
            at = "/learning/imports/{import}/problems.csv")
    @BothPlacements
    void noValueOfASourceRunsInTheProblems(Placement placement) {
        Workspace workspace = platform.tenant("l" + UUID.randomUUID().toString().substring(0, 8), placement);
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        String base = "/w/" + workspace.tenant().slug();
        String csrf = Visitor.token(admin.get(base + "/learning").body());
        var export = Archives.roster(6);
        export.computeIfPresent("results.csv", (name, rows) -> rows + rows(",%s,u1,submitted,,2026-01-07\n", "r"));
        export.computeIfPresent("enrollments.csv", (name, rows) -> rows + rows(",k1,%s,student,2026-01-05,\n", "e"));
        export.computeIfPresent(
                "users.csv", (name, rows) -> rows + rows(",true,north,%s,x,Learner,Last,x@a.example\n", "u"));
        HttpResponse<String> started =
                Archives.upload(platform, admin, base + "/learning/imports", csrf, "export.zip", Archives.zip(export));
        String page = started.headers().firstValue("location").orElseThrow(() -> new AssertionError(started.body()));
        Eventually.holds(
                "the problems are there",
                Duration.ofSeconds(60),
                () -> Cells.of(admin.get(page + "/problems.csv").body()).stream()
                        .anyMatch(cell -> cell.contains("cmd|")));
        String csv = admin.get(page + "/problems.csv").body();
        assertEquals(List.of(), Cells.live(csv));
        assertTrue(csv.lines().count() > Cells.FORMULAS.size(), csv);
    }

    private static String rows(String rest, String id) {
        var rows = new StringBuilder();
        for (int i = 0; i < Cells.FORMULAS.size(); i++) {
            String value = '"' + Cells.FORMULAS.get(i).replace("\"", "\"\"") + '"';
            rows.append(id).append("9").append(i).append(rest.formatted(value));
        }
        return rows.toString();
    }
}
