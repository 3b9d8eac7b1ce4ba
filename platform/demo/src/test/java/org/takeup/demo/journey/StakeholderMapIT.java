package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.takeup.demo.Company;

/** The stakeholder map in a real browser: moved by pointer, by keyboard, and by the table. */
class StakeholderMapIT {
    private static final String HOME = "/w/" + Company.NORTHBANK.alias();
    private static final String NAME = "Works council";

    private final List<String> wrong = new ArrayList<>();

    @AfterEach
    void nothingIsWrong() {
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }

    @Test
    void somebodyIsMovedByPointerByKeyboardAndByTheTable() {
        try (Window lead = Reader.LEAD.window()) {
            WorkspaceApi.of(lead, HOME)
                    .post("/stakeholders", Map.of("name", NAME, "size", 5, "power", 1, "interest", 1));
            lead.open(HOME + "/stakeholders");
            Locator point = point(lead);
            assertEquals(NAME + ": power 1, interest 1", point.getAttribute("aria-label"));

            lead.page().locator("svg.map").scrollIntoViewIfNeeded();
            BoundingBox dot = point.locator("circle").last().boundingBox();
            BoundingBox map = lead.page().locator("svg.map").boundingBox();
            lead.page().mouse().move(dot.x + dot.width / 2, dot.y + dot.height / 2);
            lead.page().mouse().down();
            // Into the place of power 4 and interest 2, in the map's own units.
            lead.page()
                    .mouse()
                    .move(map.x + map.width * (50 + 1.5 * 130) / 720, map.y + map.height * (20 + 1.5 * 84) / 480);
            lead.page().mouse().up();
            isAt(lead, 4, 2);

            point(lead).focus();
            lead.page().keyboard().press("ArrowRight");
            lead.page().keyboard().press("ArrowDown");
            isAt(lead, 3, 3);
            assertEquals(NAME, lead.page().evaluate("document.activeElement.dataset.name"));

            lead.page().getByLabel("Power of " + NAME).selectOption("5");
            lead.button("Move " + NAME).click();
            isAt(lead, 5, 3);
            lead.page()
                    .locator("summary", new com.microsoft.playwright.Page.LocatorOptions().setHasText("What changed"))
                    .click();
            assertTrue(lead.text().contains("Moved " + NAME + " from power 3"), lead::text);
            wrong.addAll(Looks.at(lead, "stakeholders-moved"));
            wrong.addAll(lead.complaints());
        }
    }

    private static Locator point(Window lead) {
        return lead.page().locator("[data-name='" + NAME + "']");
    }

    private static void isAt(Window lead, int power, int interest) {
        lead.page()
                .locator("[data-name='" + NAME + "'][data-power='" + power + "'][data-interest='" + interest + "']")
                .waitFor();
    }
}
