package org.takeup.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.people.People;
import org.takeup.preference.PreferenceEntry;
import org.takeup.preference.Preferences;
import org.takeup.tenant.Tenant.Placement;

/** The team's board: who sees to what, answers that go out once, questions put together, over HTTP and SMTP. */
class TriageIT extends AtTheDesk {
    @Test
    void theBoardSaysWhoSeesToWhatWhatIsOverdueAndHowLongPeopleWait() {
        Desk desk = desk("ann", "bob");
        assertTrue(desk.page(desk.lead(), "/questions").contains("Nobody waits for an answer"));
        String first = desk.asked("ann", "How do I start a course?");
        String second = desk.asked("bob", "Who pays for the exam?");
        assertEquals(
                303,
                desk.form(
                                desk.lead(),
                                first,
                                "care",
                                Map.of("due", desk.question(first).due().toString(), "take", "yes"))
                        .statusCode());
        assertEquals(Question.State.BEING_ANSWERED, desk.question(first).state());
        assertEquals(desk.id("lead"), desk.question(first).owner());
        var wrong =
                desk.form(desk.lead(), second, "care", Map.of("due", "2020-01-01", "owner", "nobody@nowhere.example"));
        assertEquals(422, wrong.statusCode());
        assertTrue(
                wrong.body().contains("nobody@nowhere.example") && wrong.body().contains("within a year"));
        String board = desk.page(desk.lead(), "/questions");
        assertTrue(board.contains("Name lead") && board.contains("nobody sees to it yet"), board);
        assertFalse(board.contains("Overdue</span>"), board);

        clock.pass(Duration.ofHours(5));
        desk.answered(first, "Open the list. Choose one. Start it.");
        clock.pass(Duration.ofDays(7));
        board = desk.page(desk.lead(), "/questions");
        assertTrue(board.contains("badge bad\">Overdue"), board);
        assertTrue(board.contains("(n = 1)") && board.contains("5 hours"), board);
        desk.answered(second, "We pay for it.");
        var listing = Desk.read(desk.lead().get(desk.base + "/api/v1/questions?state=ANSWERED"));
        assertEquals(2, listing.path("questions").size());
        assertEquals(2, listing.path("timeToAnswer").path("n").asInt());
        assertEquals(5, listing.path("timeToAnswer").path("medianHours").asDouble(), 0.1);
        assertTrue(listing.path("timeToAnswer").path("ninetiethHours").asDouble() > 172);
        assertFalse(listing.toString().contains(desk.id("ann")), "the API says nothing of who asked");
        assertEquals(
                422, desk.lead().get(desk.base + "/api/v1/questions?state=SOME").statusCode());
        assertTrue(desk.page(desk.lead(), "/questions?state=ANSWERED").contains("Who pays for the exam?"));
    }

    @Test
    void anAnswerReachesWhoAskedOnceForEachVersionAndStandsOnTheirPage() {
        Desk desk = desk("ann", "bob");
        String id = desk.asked("ann", "How do I start a course?");
        desk.answered(id, "Open the list. Choose one.");
        desk.eventually(
                "ann has the answer",
                () -> desk.mails("ann", "Answer: How do I start").size() == 1);
        String text = desk.mails("ann", "Answer").getFirst();
        assertTrue(text.contains("Open the list. Choose one.") && text.contains("/ask?from=mail-answer"), text);
        assertTrue(text.contains(desk.base + "/my-questions"), text);
        String mine = desk.page(desk.learner("ann"), "/my-questions");
        assertTrue(mine.contains("Open the list. Choose one.") && mine.contains("Answered"), mine);
        // Sent by the same form again: nothing goes out twice.
        var again = desk.form(
                desk.lead(),
                id,
                "answer",
                Map.of("text", "Open the list. Choose one.", "language", "en", "version", "1"));
        assertEquals(412, again.statusCode());

        desk.answered(id, "Open the list. Choose two.");
        desk.eventually(
                "ann has the better answer", () -> desk.mails("ann", "Answer").size() == 2);
        var done = desk.form(desk.lead(), id, "done", Map.of("text", "The list is on the first page now."));
        assertEquals(303, done.statusCode(), done.body());
        desk.eventually(
                "ann knows what was done",
                () -> desk.mails("ann", "You said, we did").size() == 1);
        assertTrue(desk.page(desk.learner("ann"), "/my-questions").contains("The list is on the first page now."));
        assertEquals(2, desk.mails("ann", "Answer").size());
        assertEquals(0, desk.mails("bob", "").size());
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void whoAskedIsToldByTheWayThatTheyPrefer(Placement placement) {
        Desk desk = desk(placement, "ann", "bob", "cid", "dan");
        prefers(desk, "ann", List.of("IN_APP", "EMAIL"));
        prefers(desk, "bob", List.of("EMAIL", "IN_APP"));
        prefers(desk, "cid", List.of("CHAT"));
        String id = desk.asked("ann", "How do I start a course?");
        String others = desk.asked("bob", "Where is the list?");
        String third = desk.asked("cid", "Who sees my scores?");
        String fourth = desk.asked("dan", "May I learn at home?");
        for (String each : List.of(id, others, third, fourth)) {
            desk.answered(each, "Open the list. Choose one.");
        }
        desk.eventually(
                "ann finds it in her inbox",
                () -> desk.page(desk.learner("ann"), "/inbox").contains("Answer: How do I start a course?"));
        desk.eventually(
                "bob has a mail", () -> desk.mails("bob", "Answer: Where").size() == 1);
        desk.eventually(
                "dan, who has said nothing, has one",
                () -> desk.mails("dan", "Answer: May I").size() == 1);
        desk.eventually(
                "cid wants no mail, so that it waits in the product",
                () -> desk.page(desk.learner("cid"), "/inbox").contains("Answer: Who sees my scores?"));
        assertEquals(List.of(), desk.mails("ann", ""));
        assertEquals(List.of(), desk.mails("cid", ""));
        assertFalse(desk.page(desk.learner("bob"), "/inbox").contains("Answer:"));
        assertTrue(
                desk.page(desk.learner("cid"), "/how-to-be-told").contains("A chat is a room for many"),
                "why the answer is not in a chat");
        String said = desk.page(desk.learner("ann"), "/inbox");
        assertTrue(said.contains("Open the list. Choose one."), said);
        // A better answer is a message of its own, and what was done because of it another one.
        desk.answered(id, "Open the list. Choose two.");
        desk.eventually(
                "ann finds the better answer",
                () -> desk.page(desk.learner("ann"), "/inbox").contains("Choose two."));
        assertEquals(List.of(), desk.mails("ann", ""));
    }

    private static void prefers(Desk desk, String name, List<String> ways) {
        var preferences = new Preferences(new People(), (any, id) -> false, desk.platform.url());
        preferences.change(
                desk.workspace,
                desk.id(name),
                0,
                new PreferenceEntry(ways, List.of(), "", "", "", null, "", List.of(), List.of(), false));
    }

    @Test
    void anAnswerThatIsHardToReadNeedsAReason() {
        Desk desk = desk("ann");
        String id = desk.asked("ann", "How do I start a course?");
        String hard = "Prior to commencement, utilisation authorisation necessitates organisational documentation.";
        var refused = desk.form(desk.lead(), id, "answer", Map.of("text", hard, "language", "en"));
        assertEquals(422, refused.statusCode());
        assertTrue(
                refused.body().contains("Flesch-Kincaid grade")
                        && refused.body().contains("prior to"),
                refused.body());
        assertTrue(refused.body().contains(hard), "nothing typed is lost");
        assertEquals(Question.State.NEW, desk.question(id).state());
        var sent = desk.form(
                desk.lead(), id, "answer", Map.of("text", hard, "language", "en", "reason", "It quotes the law."));
        assertEquals(303, sent.statusCode(), sent.body());
        assertEquals(
                "It quotes the law.", desk.question(id).answer().orElseThrow().reason());
        assertTrue(desk.page(desk.lead(), "/questions/" + id).contains("It quotes the law."));
    }

    @Test
    void whoIsSecondIsToldAndOverwritesNothing() {
        Desk desk = desk("ann");
        String id = desk.asked("ann", "How do I start a course?");
        desk.answered(id, "Open the list.");
        var late = desk.form(
                desk.second(), id, "answer", Map.of("text", "Ask your boss first.", "language", "en", "version", "1"));
        assertEquals(412, late.statusCode());
        assertTrue(late.body().contains("Somebody else has changed this question"), late.body());
        assertTrue(late.body().contains("Ask your boss first."), "what was typed stays");
        assertEquals("Open the list.", desk.question(id).answer().orElseThrow().text());
        for (var call : Map.of(
                        "care", "{\"owner\":\"\"}",
                        "answer", "{\"text\":\"Ask.\"}",
                        "publication", "{}",
                        "done", "{\"text\":\"So.\"}",
                        "closing", "{\"reason\":\"So.\"}")
                .entrySet()) {
            String path = "/questions/" + id + "/" + call.getKey();
            assertEquals(
                    412,
                    desk.api(desk.second(), "PUT", path, call.getValue(), 1).statusCode(),
                    call.getKey());
            assertEquals(
                    428,
                    desk.api(desk.second(), "PUT", path, call.getValue(), 0).statusCode(),
                    call.getKey());
        }
        assertEquals(2, desk.question(id).version());
    }

    @Test
    void questionsThatAskForTheSameArePutTogetherAndEverybodyGetsTheAnswer() {
        Desk desk = desk("ann", "bob", "cem", "dan");
        String first = desk.asked("ann", "Where do I find my certificate?");
        String second = desk.asked("bob", "Where can I find certificates?");
        String third = desk.asked("cem", "How do I find the certificate of mine?");
        String other = desk.asked("dan", "Who pays for the exam?");
        String board = desk.page(desk.lead(), "/questions");
        assertTrue(board.contains("3 similar questions"), board);
        assertTrue(board.contains("name=\"other\" value=\"" + second + ":1\""), board);
        // A later one takes no earlier one in, and nothing goes into what is not there.
        var wrong = desk.form(desk.lead(), first, "merging", Map.of("into", second));
        assertEquals(409, wrong.statusCode(), wrong.body());
        assertEquals(
                422,
                desk.form(desk.lead(), second, "merging", Map.of("into", "nothing"))
                        .statusCode());

        var gathered = desk.lead()
                .post(
                        desk.base + "/questions/" + first + "/gathering",
                        "csrf=" + org.takeup.app.Visitor.token(board) + "&version=1&other=" + second + "%3A1");
        assertEquals(403, gathered.statusCode(), "the token is another session's");
        var lead = desk.lead();
        String token = org.takeup.app.Visitor.token(desk.page(lead, "/questions"));
        gathered = lead.post(
                desk.base + "/questions/" + first + "/gathering",
                "csrf=" + token + "&version=1&other=" + second + "%3A1&other=" + third + "%3A1");
        assertEquals(303, gathered.statusCode(), gathered.body());
        assertEquals(3, desk.question(first).asked());
        assertTrue(desk.question(second).merged());
        assertTrue(desk.page(desk.lead(), "/questions/" + second).contains("Went into"));
        desk.answered(first, "You find it under your name.");
        for (String name : List.of("ann", "bob", "cem")) {
            desk.eventually(name + " has it", () -> desk.mails(name, "Answer").size() == 1);
            assertTrue(desk.page(desk.learner(name), "/my-questions").contains("You find it under your name."));
        }
        // In their own words.
        assertTrue(desk.page(desk.learner("bob"), "/my-questions").contains("Where can I find certificates?"));
        // Who comes later gets the answer that is there already, and nobody else gets it again.
        var merged =
                desk.api(desk.lead(), "PUT", "/questions/" + other + "/merging", "{\"into\":\"" + first + "\"}", 1);
        assertEquals(200, merged.statusCode(), merged.body());
        desk.eventually("dan has it", () -> desk.mails("dan", "Answer").size() == 1);
        assertEquals(1, desk.mails("ann", "Answer").size());
        assertEquals(
                409,
                desk.form(desk.lead(), other, "closing", Map.of("reason", "So."))
                        .statusCode());
    }

    @Test
    void aQuestionIsClosedWithAReasonAndOpenedAgain() {
        Desk desk = desk("ann");
        String id = desk.asked("ann", "What is for lunch today?");
        assertEquals(
                422,
                desk.form(desk.lead(), id, "closing", Map.of("reason", " ")).statusCode());
        assertEquals(
                303,
                desk.form(desk.lead(), id, "closing", Map.of("reason", "The canteen knows."))
                        .statusCode());
        assertTrue(desk.page(desk.learner("ann"), "/my-questions").contains("Closed: The canteen knows."));
        assertEquals(
                409,
                desk.form(desk.lead(), id, "answer", Map.of("text", "Soup.", "language", "en"))
                        .statusCode());
        assertEquals(
                303,
                desk.form(
                                desk.lead(),
                                id,
                                "care",
                                Map.of("due", desk.workspace.today().toString()))
                        .statusCode());
        assertEquals(Question.State.BEING_ANSWERED, desk.question(id).state());
        assertEquals("", desk.question(id).closed());
        assertEquals(
                409, desk.form(desk.lead(), id, "done", Map.of("text", "So.")).statusCode());
        assertEquals(
                409,
                desk.form(desk.lead(), id, "publication", Map.of("language", "en"))
                        .statusCode());
    }
}
