package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.takeup.demo.Company;

/** The kinds of questions that the six strands do not have, on the pages of a person who answers without script. */
class SurveyKindsIT {
    private static final String HOME = "/w/" + Company.NORTHBANK.alias();

    private final List<String> wrong = new ArrayList<>();

    @AfterEach
    void nothingIsWrong() {
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }

    @Test
    void aLearnerRanksAndRecommendsOnAPhoneWithoutScript() {
        String invitation = invited("survey-learner-voice", "Tell us how");
        try (Window phone = Window.phoneWithoutScript()) {
            phone.go(invitation + "/2");
            wrong.addAll(Looks.at(phone, "kinds-ranking"));
            Locator places = phone.page().locator("select[name='a.told-how']");
            assertEquals(3, places.count());
            places.nth(0).selectOption("manager");
            places.nth(1).selectOption("manager");
            phone.page().locator("main form button[type=submit]").click();
            assertTrue(phone.text().contains("the same answer in two places"), phone::text);
            wrong.addAll(Looks.at(phone, "kinds-ranked-twice"));
            phone.page().locator("select[name='a.told-how']").nth(1).selectOption("chat");
            phone.page().locator("main form button[type=submit]").click();
            assertTrue(phone.page().url().endsWith("/3"), phone.page().url());

            phone.go(invitation + "/7");
            wrong.addAll(Looks.at(phone, "kinds-recommend"));
            phone.page().locator("input[name='a.recommend'][value='10']").check();
            phone.page().locator("main form button[type=submit]").click();
            phone.go(invitation + "/7");
            assertTrue(phone.page()
                    .locator("input[name='a.recommend'][value='10']")
                    .isChecked());
        }
    }

    @Test
    void barriersAreRatedTogether() {
        String invitation = invited("survey-barriers", "What is in the way?");
        try (Window phone = Window.phoneWithoutScript()) {
            phone.go(invitation + "/1");
            wrong.addAll(Looks.at(phone, "kinds-about"));
            assertEquals(5, phone.page().locator("fieldset.about").count());
            assertEquals(
                    15, phone.page().locator("fieldset.about fieldset.question").count());
        }
    }

    /** Opens a survey for Ann's unit, and goes where she answers it. */
    private static String invited(String plugin, String title) {
        String wave;
        try (Window lead = Reader.LEAD.window()) {
            WorkspaceApi api = WorkspaceApi.of(lead, HOME);
            String unit = Company.NORTHBANK.person("ann").unit();
            String closes = Instant.now().plus(Duration.ofDays(3)).toString();
            wave = api.post(
                            "/waves",
                            Map.of(
                                    "plugin", plugin,
                                    "title", title,
                                    "segment", "unit:" + unit,
                                    "privacy", "confidential",
                                    "closes", closes))
                    .path("id")
                    .asText();
            api.post("/waves/" + wave + "/invitations", Map.of("mail", false));
        }
        try (Window learner = Reader.LEARNER.window()) {
            Poll.until("Ann is invited", () -> learner.open(HOME + "/my-surveys/" + wave) == 200);
            return learner.page().url();
        }
    }
}
