package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Cells;
import org.takeup.attack.Kind;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Units of a company whose names are formulas, in the file of a survey's results. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResultsFormulaIT {
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
            value = "units named by formulas, in the results of a survey",
            kind = {Kind.CSV_FORMULA, Kind.REPORT_FILE},
            threats = "W3",
            at = "/api/v1/waves/{wave}/results.csv")
    @BothPlacements
    void noUnitsNameRunsInTheResults(Placement placement) {
        Workspace workspace = Samples.tenant(platform, placement);
        List<String> units = Cells.FORMULAS;
        for (int i = 0; i < units.size(); i++) {
            Samples.people(workspace, 10 * i, 5, units.get(i));
        }
        Wave wave = Samples.wave(workspace, units.toArray(String[]::new));
        int all = 5 * units.size();
        Samples.invite(platform, workspace, wave, all);
        for (int i = 0; i < units.size(); i++) {
            for (int n = 0; n < 5; n++) {
                String person =
                        Samples.person(workspace, 10 * i + n, units.get(i)).personId();
                String link = Samples.base(workspace) + "/answer/" + wave.id() + "/"
                        + Samples.ticket(workspace, wave, person);
                platform.stranger().post(link + "/1", "a.mood=4&a.time=2");
                assertEquals(
                        303, platform.stranger().post(link + "/2", "a.words=").statusCode());
            }
        }
        Samples.closeAndSeparate(platform, workspace, wave);
        String csv = platform.signedIn(workspace, Role.PLANNER)
                .get(Samples.base(workspace) + "/api/v1/waves/" + wave.id() + "/results.csv")
                .body();
        assertEquals(List.of(), Cells.live(csv));
        assertTrue(Cells.of(csv).stream().filter(cell -> cell.contains("cmd|")).count() >= units.size(), csv);
    }
}
