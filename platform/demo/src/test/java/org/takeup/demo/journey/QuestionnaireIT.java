package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.takeup.demo.Company;

/** The head of learning writes a questionnaire, looks at it as a respondent, publishes it and asks; a learner answers. */
class QuestionnaireIT {
    private static final String HOME = "/w/" + Company.NORTHBANK.alias();

    private final List<String> wrong = new ArrayList<>();

    @AfterEach
    void nothingIsWrong() {
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }

    private void look(Window window, String name) {
        wrong.addAll(Looks.at(window, "own-" + name));
    }

    @Test
    void aQuestionnaireIsWrittenTriedPublishedAskedAndAnswered() {
        String wave;
        try (Window desk = Reader.LEAD.window()) {
            desk.open(HOME + "/questionnaires/new");
            desk.page().locator("#title").fill("Lunch and learning");
            desk.page().locator("#language").fill("en");
            desk.button("Begin").click();
            look(desk, "empty");
            desk.page().locator("#page-title").fill("At lunch");
            desk.button("Add a page").click();
            look(desk, "empty-page");
            add(desk, "single", "Where do you eat?");
            field(desk, "choice.1.en").fill("In the canteen");
            field(desk, "choice.2.en").fill("At my desk");
            field(desk, "choice.3.en").fill("Outside");
            field(desk, "choice.3.place").fill("1");
            desk.page().locator("input[name=required]").check();
            look(desk, "choices");
            desk.button("Save the question").click();
            add(desk, "likert", "I learn something at lunch.");
            look(desk, "statement");
            desk.button("Save the question").click();
            look(desk, "page");

            Locator back = desk.page().locator("main p.small a").first();
            back.click();
            desk.page().locator("#page-title").fill("Afterwards");
            desk.button("Add a page").click();
            add(desk, "long-text", "You said {where-do-you-eat}. What do you learn there?");
            desk.page().locator("[id='if.1.item']").selectOption("where-do-you-eat");
            desk.page().locator("[id='if.1.how']").selectOption("IS_NOT");
            desk.page().locator("[id='if.1.value']").fill("b");
            look(desk, "condition");
            desk.button("Save the question").click();
            desk.page().locator("main p.small a").first().click();
            desk.page().locator("#scale-name").fill("Lunch learning");
            desk.button("Add a scale").click();
            look(desk, "scale");
            desk.button("Save the scale").click();

            desk.link("Preview").click();
            assertTrue(desk.text().contains("I learn something at lunch."), desk::text);
            assertTrue(desk.text().indexOf("Outside") < desk.text().indexOf("At my desk"), desk::text);
            look(desk, "preview");
            desk.page().goBack();
            desk.page().waitForLoadState();
            look(desk, "checks");
            desk.button("Publish version 1").click();
            assertTrue(desk.text().contains("Version 1"), desk::text);
            look(desk, "published");

            desk.link("Open a survey").click();
            desk.page().getByText("Lunch and learning").first().click();
            desk.page().locator("#title").fill("Lunch, the first time");
            desk.page()
                    .locator("#segment")
                    .selectOption("unit:" + Company.NORTHBANK.person("ann").unit());
            desk.page().locator("input[name=privacy][value=confidential]").check();
            desk.page().locator("#closes").fill(LocalDate.now().plusDays(5).toString());
            desk.button("Open the survey").click();
            desk.page().waitForLoadState();
            wave = desk.page().url().replaceFirst(".*/", "");
            WorkspaceApi.of(desk, HOME).post("/waves/" + wave + "/invitations", java.util.Map.of("mail", false));
            wrong.addAll(desk.complaints());
        }
        try (Window learner = Reader.LEARNER.window()) {
            Poll.until("Ann is invited", () -> learner.open(HOME + "/my-surveys/" + wave) == 200);
            learner.go(learner.page().url() + "/1");
            learner.page().getByText("Outside").click();
            look(learner, "answer");
            learner.page().locator("main form button[type=submit]").first().click();
            learner.page().waitForURL("**/2");
            assertTrue(learner.text().contains("You said"), learner::text);
            assertTrue(learner.text().contains("Outside"), learner::text);
            look(learner, "piped");
        }
    }

    private static void add(Window desk, String kind, String text) {
        desk.page().locator("#kind").selectOption(kind);
        desk.page().locator("#new-text").fill(text);
        desk.button("Add the question").click();
        desk.page().waitForLoadState();
    }

    private static Locator field(Window desk, String name) {
        return desk.page().locator("[id='" + name + "']");
    }

    @Test
    void aSurveyOfLimeSurveyIsLookedAtBeforeItIsSaved() {
        String survey = """
                <?xml version="1.0" encoding="UTF-8"?>
                <document><LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>415</DBVersion>
                <languages><language>en</language></languages>
                <groups><rows><row><gid>1</gid><group_order>1</group_order></row></rows></groups>
                <group_l10ns><rows><row><gid>1</gid><group_name>First</group_name><language>en</language></row></rows></group_l10ns>
                <questions><rows>
                <row><qid>1</qid><parent_qid>0</parent_qid><gid>1</gid><type>S</type><title>why</title><question_order>1</question_order></row>
                <row><qid>2</qid><parent_qid>0</parent_qid><gid>1</gid><type>|</type><title>file</title><question_order>2</question_order></row>
                </rows></questions>
                <question_l10ns><rows>
                <row><qid>1</qid><question><![CDATA[<b>Why</b>?<script>alert(1)</script>]]></question><language>en</language></row>
                </rows></question_l10ns>
                <surveys><rows><row><language>en</language></row></rows></surveys>
                <surveys_languagesettings><rows><row><surveyls_language>en</surveyls_language>
                <surveyls_title>From elsewhere</surveyls_title></row></rows></surveys_languagesettings>
                </document>""".strip();
        try (Window desk = Reader.LEAD.window()) {
            desk.open(HOME + "/questionnaires/new");
            desk.page()
                    .locator("#file")
                    .setInputFiles(
                            new FilePayload("old.lss", "application/xml", survey.getBytes(StandardCharsets.UTF_8)));
            desk.button("Read the file").click();
            desk.page().waitForLoadState();
            assertTrue(desk.text().contains("A file to be sent"), desk::text);
            assertTrue(desk.text().contains("Nothing is saved yet"), desk::text);
            look(desk, "lime");
            desk.button("Save as a draft").click();
            desk.page().waitForLoadState();
            assertTrue(desk.text().contains("From elsewhere"), desk::text);
            desk.link("The file").click();
            look(desk, "file");
            wrong.addAll(desk.complaints());
        }
    }
}
