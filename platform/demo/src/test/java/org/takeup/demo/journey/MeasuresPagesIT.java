package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.takeup.demo.Company;

/** From a survey's results to a measure that is chosen, set aside and planned, and a measure of one's own. */
class MeasuresPagesIT {
    private final List<String> wrong = new ArrayList<>();

    @AfterEach
    void nothingIsWrong() {
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }

    @Test
    void theLeadGoesFromResultsToADecisionAndOnToAPlan() {
        try (Window lead = Reader.LEAD.window()) {
            lead.open("/w/" + Company.NORTHBANK.alias() + "/surveys");
            for (String link : List.of("Where we stand", "See the results", "What to do")) {
                lead.link(link).click();
                lead.page().waitForLoadState();
            }
            wrong.addAll(Looks.at(lead, "measures-shortlist"));
            assertTrue(lead.text().contains("Because"), lead::text);
            lead.page().locator("main form button[type=submit]").first().click();
            lead.page().waitForLoadState();
            assertTrue(lead.text().contains("Plan who says what for it"), lead::text);
            wrong.addAll(Looks.at(lead, "measures-chosen"));

            lead.page().locator("input[name='state'][value='NOT_NOW']").check();
            lead.page().locator("#note").fill("After the busy season");
            lead.button("Save the decision").click();
            lead.page().waitForLoadState();
            assertTrue(lead.text().contains("It is not proposed again before"), lead::text);
            wrong.addAll(Looks.at(lead, "measures-set-aside"));
            wrong.addAll(lead.complaints());
        }
    }

    @Test
    void aMeasureOfOnesOwnWithScriptInItsTextsStaysText() {
        try (Window lead = Reader.LEAD.window()) {
            String home = "/w/" + Company.NORTHBANK.alias();
            lead.open(home + "/measures/new");
            lead.page().locator("#name").fill("Ask first '\"><\u2039 & more");
            lead.page().locator("#doing").fill("Ask. Listen. javascript:alert(1)");
            lead.page().locator("input[name='direct'][value='barrier:time']").check();
            lead.page().locator("input[name='who'][value='SPONSOR']").check();
            lead.page().locator("#sign").fill("They come");
            lead.button("Add it").click();
            lead.page().waitForLoadState();
            assertTrue(lead.text().contains("Ask first '\"><\u2039 & more"), lead::text);
            wrong.addAll(Looks.at(lead, "measures-own"));
            lead.open(home + "/measures?need=means");
            assertTrue(lead.text().contains("Ask first '\"><\u2039 & more"), lead::text);
            wrong.addAll(Looks.at(lead, "measures-library"));
            wrong.addAll(lead.complaints());
        }
    }
}
