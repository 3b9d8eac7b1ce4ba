package org.takeup.focus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.http.Problem;
import org.takeup.identity.StillClock;
import org.takeup.people.People;
import org.takeup.tenant.Tenant.Placement;

/** Quotas of a focus group as they are given: which lines are understood, and which are refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuotaLinesIT {
    private final StillClock clock = new StillClock();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(UnaryOperator.identity(), clock);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private QuotaDesk desk(Placement placement) {
        return new QuotaDesk(platform, clock, placement);
    }

    @Test
    void quotasThatDoNotFitAreRefusedWithTheReason() {
        var desk = desk(Placement.POOLED);
        for (Map.Entry<String, String> wrong : Map.of(
                        "[{\"unit\":\"Sales\",\"seats\":3}]", "The quotas are for 3 people, and there are 5 seats.",
                        "[{\"unit\":\"Nowhere\",\"seats\":5}]", "Name units of your directory",
                        "[{\"unit\":\"Sales\",\"seats\":2},{\"unit\":\"Sales\",\"seats\":3}]", "Give each unit once",
                        "[{\"unit\":\"Sales\",\"seats\":0},{\"unit\":\"Works\",\"seats\":5}]", "with one seat or more")
                .entrySet()) {
            var refused = desk.make(5, wrong.getKey());
            assertEquals(422, refused.statusCode(), wrong.getKey());
            assertTrue(refused.body().contains(wrong.getValue()), refused.body());
        }
        assertEquals(
                List.of(new Quota.Entry("Sales: north", null, 3)),
                Quota.lines("\n Sales: north: 3 \n", ignored -> true));
    }

    @Test
    void tooManyLinesAreRefusedBeforeTheDirectoryIsAskedOfAnyOfThem() {
        var asked = new ArrayList<String>();
        Predicate<String> directory = name -> {
            asked.add(name);
            return false;
        };
        String most = "Sales (de): 1\n\n".repeat(Quota.MOST);
        assertEquals(Quota.MOST, Quota.lines(most, directory).size());
        assertEquals(Quota.MOST, asked.size());
        asked.clear();
        Problem refused = assertThrows(Problem.class, () -> Quota.lines(most + "Sales (de): 1", directory));
        assertEquals(422, refused.status());
        assertEquals(List.of(new Problem.Field("quotas", "Give at most 20 quotas.")), refused.fields());
        assertEquals(List.of(), asked);
    }

    /** As it is typed on the page: what reads like a language may be the name of a unit. */
    @Test
    void aUnitWhoseNameReadsLikeALanguageIsToldFromThePeopleWhoWorkInIt() {
        var desk = desk(Placement.POOLED);
        new People()
                .upsert(
                        desk.workspace,
                        List.of(
                                desk.person("g1", "Sales (de)"),
                                desk.person("g2", "Sales (de)"),
                                desk.person("g3", "Sales (de)"),
                                desk.person("q1", "The \"best\" (fr)")));
        String all = desk.base + "/focus-groups";
        var typed = new LinkedHashMap<>(Map.of(
                "topic", "Why courses stop",
                "seats", "3",
                "quotas", "Sales (de): 3",
                "day", desk.workspace.today().plusDays(5).toString(),
                "time", "09:15",
                "minutes", "45",
                "place", "Room 7",
                "moderator", "mod@" + desk.workspace.tenant().slug() + ".example"));
        var either = desk.planner.submit(all + "/new", all, typed);
        assertEquals(422, either.statusCode());
        assertTrue(either.body().contains("There is a unit that is called Sales (de)"), either.body());
        typed.put("quotas", "\"Sales (de)\": 3");
        var made = desk.planner.submit(all + "/new", all, typed);
        assertEquals(303, made.statusCode(), made.body());
        String id = made.headers().firstValue("location").orElseThrow().replaceAll(".*/", "");
        assertEquals(
                List.of(new Quota("Sales (de)", Optional.empty(), 3)),
                new FocusStore(desk.workspace).find(id).orElseThrow().quotas());
        assertEquals(
                List.of(
                        new Quota.Entry("Sales", "de", 3),
                        new Quota.Entry("Sales", "fr", 1),
                        new Quota.Entry("The \"best\" (fr)", null, 1)),
                Quota.lines("\"Sales\" (de): 3\nSales (fr): 1\n\"The \"best\" (fr)\": 1", "Sales (de)"::equals));
    }
}
