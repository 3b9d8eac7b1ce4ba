package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.takeup.demo.Company;

/** A plan's board and timeline in a real browser: steps are moved by pointer, by keyboard and by their forms. */
class PlanBoardIT {
    private static final String HOME = "/w/" + Company.NORTHBANK.alias();

    private final List<String> wrong = new ArrayList<>();

    @AfterEach
    void nothingIsWrong() {
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }

    /** A fresh plan, and its first step. */
    private record Drafted(String plan, String step, long version, JsonNode shown) {
        static Drafted by(WorkspaceApi api) {
            JsonNode plan = api.post(
                    "/plans",
                    Map.of(
                            "builder",
                            "plan-stakeholder",
                            "objective",
                            "Everybody drags cards",
                            "answers",
                            Map.of(
                                    "startDate",
                                    LocalDate.now(ZoneOffset.UTC).plusDays(14).toString(),
                                    "programme",
                                    "Cards",
                                    "gain",
                                    "move what is planned",
                                    "weeks",
                                    "8")));
            JsonNode step = plan.path("steps").path(0);
            return new Drafted(
                    plan.path("id").asText(),
                    step.path("id").asText(),
                    plan.path("version").asLong(),
                    step);
        }

        String at() {
            return HOME + "/plans/" + plan;
        }
    }

    private static Locator card(Window window, Drafted drafted) {
        return window.page().locator("#step-" + drafted.step());
    }

    private static void isIn(Window window, Drafted drafted, String column) {
        window.page()
                .locator("[data-column='" + column + "'] #step-" + drafted.step() + ":not([aria-busy])")
                .waitFor();
    }

    private static void saidIs(Window window, String words) {
        window.page()
                .locator("[data-live-said]", new com.microsoft.playwright.Page.LocatorOptions().setHasText(words))
                .waitFor();
    }

    private static void drag(Window window, Locator handle, Locator to) {
        handle.scrollIntoViewIfNeeded();
        BoundingBox from = handle.boundingBox();
        BoundingBox there = to.boundingBox();
        window.page().mouse().move(from.x + from.width / 2, from.y + from.height / 2);
        window.page().mouse().down();
        window.page().mouse().move(from.x + 20, from.y + 20);
        window.page().mouse().move(there.x + there.width / 2, there.y + 15);
        window.page().mouse().up();
    }

    @Test
    void aStepGoesToAnotherPhaseByPointerByKeyboardAndByItsForm() {
        try (Window lead = Reader.LEAD.window()) {
            Drafted drafted = Drafted.by(WorkspaceApi.of(lead, HOME));
            lead.open(drafted.at() + "?view=board");
            isIn(lead, drafted, drafted.shown().path("phase").asText());

            drag(lead, card(lead, drafted).locator("[data-grab]"), lead.page().locator("[data-column=DO]"));
            isIn(lead, drafted, "DO");
            lead.again();
            isIn(lead, drafted, "DO");

            card(lead, drafted).locator("[data-grab]").focus();
            lead.page().keyboard().press("Enter");
            lead.page().keyboard().press("ArrowLeft");
            isIn(lead, drafted, "LEARN");
            lead.page().keyboard().press("Escape");
            isIn(lead, drafted, "DO");
            lead.page().keyboard().press("Enter");
            lead.page().keyboard().press("ArrowRight");
            lead.page().keyboard().press("Enter");
            isIn(lead, drafted, "KEEP");
            lead.again();
            isIn(lead, drafted, "KEEP");

            card(lead, drafted).locator("details.move summary").click();
            card(lead, drafted).locator("select[name=phase]").selectOption("WANT");
            card(lead, drafted).locator("button[name=to]").click();
            isIn(lead, drafted, "WANT");
            wrong.addAll(Looks.at(lead, "plan-board"));
            wrong.addAll(lead.complaints());
        }
    }

    @Test
    void aRefusedMovePutsTheCardBackAndSaysWhy() {
        // The browser itself complains about the refused request; that is what is tried here.
        try (Window lead = Reader.LEAD.window()) {
            WorkspaceApi api = WorkspaceApi.of(lead, HOME);
            Drafted drafted = Drafted.by(api);
            lead.open(drafted.at() + "?view=board");
            String phase = drafted.shown().path("phase").asText();
            // This page does not hear of what is changed beside it.
            lead.page().route("**/changes**", Route::abort);
            api.put(
                    "/plans/" + drafted.plan() + "/steps/" + drafted.step(),
                    drafted.version(),
                    Map.of("subject", "Another subject", "words", "Other words"));
            drag(lead, card(lead, drafted).locator("[data-grab]"), lead.page().locator("[data-column=DO]"));
            saidIs(lead, "Somebody else has changed this step meanwhile");
            isIn(lead, drafted, phase);
        }
    }

    @Test
    void aStepGoesToAnotherWeekOnTheBoardAndByDaysOnTheTimeline() {
        try (Window lead = Reader.LEAD.window()) {
            Drafted drafted = Drafted.by(WorkspaceApi.of(lead, HOME));
            LocalDate on = LocalDate.parse(drafted.shown().path("on").asText());
            lead.open(drafted.at() + "?view=board&by=week");
            Locator columns = lead.page().locator("[data-column]");
            String next = columns.nth(1).getAttribute("data-column");
            drag(lead, card(lead, drafted).locator("[data-grab]"), columns.nth(1));
            isIn(lead, drafted, next);
            lead.again();
            isIn(lead, drafted, next);
            assertEquals(
                    on.plusWeeks(1).toString(),
                    card(lead, drafted).locator("time").first().getAttribute("datetime"));

            lead.open(drafted.at() + "?view=timeline");
            Locator bar = lead.page().locator("[data-bar='" + drafted.step() + "'] rect");
            bar.scrollIntoViewIfNeeded();
            int day = Integer.parseInt(lead.page().locator("svg[data-timeline]").getAttribute("data-day"));
            BoundingBox box = bar.boundingBox();
            lead.page().mouse().move(box.x + 3, box.y + 5);
            lead.page().mouse().down();
            lead.page().mouse().move(box.x + 3 + 2 * day, box.y + 5);
            saidIs(lead, "2 days later");
            lead.page().mouse().up();
            lead.page()
                    .locator("#step-" + drafted.step() + " time[datetime='"
                            + on.plusWeeks(1).plusDays(2) + "']")
                    .waitFor();
            assertTrue(
                    lead.page().url().endsWith("#step-" + drafted.step()),
                    lead.page().url());
            wrong.addAll(Looks.at(lead, "plan-timeline"));
            wrong.addAll(lead.complaints());
        }
    }
}
