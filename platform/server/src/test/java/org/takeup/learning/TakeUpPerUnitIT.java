package org.takeup.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.learning.RollUp.CellKey;
import org.takeup.tenant.Workspace;

/** Take-up of several units at once: what each shows by itself, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TakeUpPerUnitIT {
    private static final LocalDate MONDAY = LocalDate.parse("2026-01-12");
    private static final int WEEKS = 3;
    private static final Instant COUNTED = Instant.parse("2026-02-09T03:00:00Z");

    private final List<Group> units = new ArrayList<>();
    private final Map<CellKey, Cell> cells = new HashMap<>();
    private TestPlatform platform;
    private Workspace workspace;

    @BeforeAll
    void count() {
        platform = TestPlatform.start();
        workspace = platform.tenant("u" + UUID.randomUUID().toString().substring(0, 8));
        assertEquals(Optional.empty(), new TakeUps().perUnit(workspace, Set.of("North"), MONDAY, WEEKS));
        unit("all", "Northbank", "", 60, 20);
        unit("north", "North", "all", 20, 8);
        unit("south", "South", "all", 20, 9);
        unit("east", "Twice", "all", 10, 2);
        unit("west", "Twice", "all", 10, 1);
        unit("tiny", "Tiny", "north", 3, 2);
        unit("hidden", "With Tiny", "north", 17, 2);
        unit("gap", "Gap", "south", 8, 3).hide(Weeks.of(MONDAY) + 1);
        new TakeUpStore(workspace)
                .replace(cells, new Overview(COUNTED, true, units, List.of(), new Group("", "All units", "", 60)));
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private Cell unit(String key, String name, String parent, int enrolled, int active) {
        var cell = new Cell();
        for (int i = 0; i < enrolled; i++) {
            cell.person();
            for (int week = 0; week < WEEKS; week++) {
                cell.add(Cell.Measure.ENROLLED, Weeks.of(MONDAY) + week);
                if (i < active + week) {
                    cell.add(Cell.Measure.ACTIVE, Weeks.of(MONDAY) + week);
                }
            }
        }
        cells.put(new CellKey(key, RollUp.ALL), cell);
        units.add(new Group(key, name, parent, enrolled));
        return cell;
    }

    private List<UnitTakeUp> of(String... named) {
        TakeUps.Units found =
                new TakeUps().perUnit(workspace, Set.of(named), MONDAY, WEEKS).orElseThrow();
        assertEquals(COUNTED, found.counted());
        return found.units();
    }

    @Test
    void aUnitHasTheFiguresThatItShowsByItselfWeekByWeek() {
        List<UnitTakeUp> found = of("North", "South", "Northbank", "Elsewhere");
        assertEquals(3, found.size());
        for (UnitTakeUp each : found) {
            List<TakeUp.Figures> alone = new TakeUps()
                            .perWeek(
                                    workspace,
                                    each.unit().key(),
                                    "",
                                    Optional.of(MONDAY),
                                    Optional.of(MONDAY.plusWeeks(2)))
                            .weeks()
                            .stream()
                            .flatMap(week -> week.figures().stream())
                            .toList();
            assertEquals(alone, each.weeks());
            assertEquals(WEEKS, alone.size());
        }
        UnitTakeUp north = of("North").getFirst();
        assertEquals((8 + 9 + 10) / 60.0, north.share(), 1e-12);
        assertEquals(Set.of("all"), north.above());
    }

    @Test
    void aHiddenUnitIsNotThereNorOneThatIsHiddenAlongWithIt() {
        assertTrue(of("Tiny", "With Tiny").isEmpty());
    }

    @Test
    void aUnitThatDoesNotShowEachOfTheWeeksIsLeftOut() {
        assertTrue(of("Gap").isEmpty());
        assertEquals(
                Optional.of(0),
                new TakeUps()
                        .perUnit(workspace, Set.of("North"), MONDAY.minusWeeks(1), WEEKS)
                        .map(found -> found.units().size()));
    }

    @Test
    void nobodyKnowsWhichIsMeantByANameThatTwoUnitsHave() {
        assertTrue(of("Twice").isEmpty());
    }
}
