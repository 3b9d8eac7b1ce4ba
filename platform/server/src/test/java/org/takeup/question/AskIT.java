package org.takeup.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.takeup.app.Visitor;

/** Asking, from the link at the foot of a page to the page of one's own questions, over HTTP. */
class AskIT extends AtTheDesk {
    @Test
    void aQuestionIsAskedFromTheFootOfAPageAndStandsOnOnesOwn() {
        Desk desk = desk("ann", "bob");
        Visitor ann = desk.learner("ann");
        assertTrue(desk.page(ann, "/my-questions").contains("You have not asked anything yet"));
        String home = desk.page(ann, "/");
        assertTrue(home.contains("href=\"" + desk.base + "/ask?from=home\""), home);
        assertTrue(desk.page(ann, "/me/sessions").contains("/ask?from=me\""));
        assertFalse(platform.stranger().get(desk.base + "/signed-out").body().contains("/ask?from="));
        String form = desk.page(ann, "/ask?from=me");
        assertTrue(form.contains("name=\"from\" value=\"me\""), form);
        assertTrue(form.contains("Only the learning team sees who asked"), form);
        assertTrue(desk.page(ann, "/ask?from=https%3A%2F%2Fevil.example").contains("name=\"from\" value=\"\""));

        String id = desk.asked("ann", "How do I start my first course?", "from", "me");
        Question stored = desk.question(id);
        assertEquals("me", stored.from());
        assertEquals(Question.State.NEW, stored.state());
        assertEquals(1, stored.asked());
        assertEquals(
                org.takeup.survey.WorkingDays.after(desk.workspace.today(), 3), stored.due(), "three working days");
        String mine = desk.page(desk.learner("ann"), "/my-questions?asked=yes");
        assertTrue(mine.contains("How do I start my first course?") && mine.contains("Waits for an answer"), mine);
        assertTrue(desk.page(desk.learner("bob"), "/my-questions").contains("You have not asked anything yet"));
        // Nobody but the team sees it, and the trail does not say who asked.
        assertFalse(desk.page(desk.learner("bob"), "/faq").contains("first course"));
        assertTrue(desk.page(desk.lead(), "/questions").contains("How do I start my first course?"));
        assertTrue(desk.page(desk.lead(), "/questions/" + id).contains("Name ann"));
        assertFalse(desk.page(desk.admin(), "/audit").contains("Name ann"));
        assertEquals(403, desk.learner("bob").get(desk.base + "/questions").statusCode());
        assertEquals(
                403, desk.learner("bob").get(desk.base + "/questions/" + id).statusCode());
    }

    @Test
    void whatIsSentTwiceIsOneQuestion() {
        Desk desk = desk("ann");
        Visitor ann = desk.learner("ann");
        String page = desk.page(ann, "/ask");
        String once = page.replaceFirst("(?s).*name=\"once\" value=\"([0-9a-f]+)\".*", "$1");
        String body = "csrf=" + Visitor.token(page) + "&once=" + once + "&who=TEAM&checked=yes&text=";
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    303,
                    ann.post(desk.base + "/ask", body + "Where+is+my+badge").statusCode());
        }
        assertEquals(
                1,
                desk.stored().latest(Question.State.NEW, Optional.empty(), 10).size());
        // Who goes back and writes something else asks something else.
        assertEquals(
                303, ann.post(desk.base + "/ask", body + "Where+is+my+report").statusCode());
        assertEquals(
                2,
                desk.stored().latest(Question.State.NEW, Optional.empty(), 10).size());

        var request = ann.request(desk.base + "/api/v1/questions")
                .header("Origin", platform.url().toString())
                .header("X-Takeup-CSRF", Visitor.token(page))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k1")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"text\":\"May I learn on the train?\",\"from\":\"app\"}"));
        String first = platform.send(request.build()).body();
        assertEquals(first, platform.send(request.build()).body());
        assertEquals(
                3,
                desk.stored().latest(Question.State.NEW, Optional.empty(), 10).size());
        var mine = Desk.read(ann.get(desk.base + "/api/v1/me/questions")).path("questions");
        assertEquals(3, mine.size());
        assertEquals("NEW", mine.path(0).path("state").asText());
    }

    @Test
    void whatDoesNotFitComesBackAsItWasTypedInTheReadersLanguage() {
        Desk desk = desk("ann");
        var tooShort = desk.asks("ann", "Why \u200b\u200b\u200b\u200b\u200b?", "who", "NAMED", "from", "board");
        assertEquals(422, tooShort.statusCode());
        assertTrue(tooShort.body().contains("Please ask in at least 10 characters"), tooShort.body());
        assertTrue(tooShort.body().contains("name=\"from\" value=\"board\""));
        assertTrue(tooShort.body().contains("value=\"NAMED\" checked"), tooShort.body());
        String many = "word ".repeat(300);
        var tooLong = desk.asks("ann", many);
        assertEquals(422, tooLong.statusCode());
        assertTrue(tooLong.body().contains(many.strip()), "nothing typed is lost");
        for (var said : Map.of(
                        "de", "mindestens 10 Zeichen", "fr", "au moins 10 caract", "es", "al menos 10 caracteres")
                .entrySet()) {
            Visitor ann = desk.learner("ann");
            String token = Visitor.token(ann.get(desk.base + "/ask").body());
            var request = ann.request(desk.base + "/ask")
                    .setHeader("Cookie", ann.cookie() + "; " + org.takeup.http.Languages.COOKIE + "=" + said.getKey())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Origin", platform.url().toString())
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString("csrf=" + token + "&text=hm"));
            var answer = platform.send(request.build());
            assertEquals(422, answer.statusCode());
            assertTrue(answer.body().contains(said.getValue()), answer.body());
        }
        assertEquals(413, desk.asks("ann", "x".repeat(1_000_000)).statusCode());
        var api = desk.api(desk.learner("ann"), "POST", "/questions", "{\"text\":\"hm\"}", 0);
        assertEquals(422, api.statusCode());
        assertEquals(
                0,
                desk.stored().latest(Question.State.NEW, Optional.empty(), 10).size());
    }

    @Test
    void textsOfPeopleAreTextsEverywhere() {
        Desk desk = desk("ann");
        String id = desk.asked("ann", "<script>alert(1)</script> \u202eWhere\u2066 is pass\u200bword & \"key\"?");
        assertEquals(
                "<script>alert(1)</script> Where is password & \"key\"?",
                desk.question(id).text());
        for (String page : List.of("/questions", "/questions/" + id)) {
            String body = desk.page(desk.lead(), page);
            assertTrue(body.contains("&lt;script>") || body.contains("&lt;script&gt;"), body);
            assertFalse(body.contains("<script>alert"), body);
        }
        assertFalse(desk.page(desk.learner("ann"), "/my-questions").contains("<script>alert"));
    }

    @Test
    void nobodyAsksWithoutEndAndIsToldSo() {
        Desk desk = desk("ann", "bob");
        IntStream.range(0, Asking.A_DAY.most()).forEach(i -> desk.asked("ann", "Question number " + i + " of today?"));
        var refused = desk.asks("ann", "And one more question?");
        assertEquals(429, refused.statusCode());
        assertTrue(refused.body().contains("You have asked 20 questions within a day"), refused.body());
        assertTrue(refused.body().contains("And one more question?"));
        var api = desk.api(desk.learner("ann"), "POST", "/questions", "{\"text\":\"And one more question?\"}", 0);
        assertEquals(429, api.statusCode(), api.body());
        desk.asked("bob", "May I ask something?");
        clock.pass(java.time.Duration.ofDays(1));
        desk.asked("ann", "And one more question?");
    }

    @Test
    void similarAnswersComeBeforeAQuestionIsStoredAndWhileItIsTyped() {
        Desk desk = desk("ann", "bob");
        String id = desk.asked("ann", "Where do I find the certificate of a course?");
        desk.answered(id, "You find it under your name. Open it and print it.");
        assertEquals(
                0,
                Desk.read(desk.api(
                                desk.learner("bob"),
                                "POST",
                                "/faq-similar",
                                "{\"text\":\"Where is the certificate of my course?\"}",
                                0))
                        .path("similar")
                        .size(),
                "what is not published is seen by nobody else");
        desk.published(id, "Certificates");

        var similar = Desk.read(desk.api(
                        desk.learner("bob"),
                        "POST",
                        "/faq-similar",
                        "{\"text\":\"I finished courses. Where are my certificates?\"}",
                        0))
                .path("similar");
        assertEquals(id, similar.path(0).path("id").asText());
        assertTrue(similar.path(0).path("score").asDouble() <= 1);
        assertTrue(similar.path(0).path("pieces").toString().contains("{\"text\":\"certificate\",\"marked\":true}"));

        Visitor bob = desk.learner("bob");
        var check = bob.submit(
                desk.base + "/ask",
                desk.base + "/ask",
                Map.of("text", "Where are the certificates of my courses?", "who", "NAMED"));
        assertEquals(200, check.statusCode());
        String page = check.body();
        assertTrue(page.contains("Does one of these help?") && page.contains("<mark>certificate</mark>"), page);
        assertTrue(page.contains("You find it under your name."), page);
        assertTrue(page.contains("Where are the certificates of my courses?"));
        assertEquals(
                0, desk.stored().latest(Question.State.NEW, Optional.empty(), 9).size());
        String next = "csrf=" + Visitor.token(page) + "&checked=yes&who=NAMED&text=Where+are+the+certificates";
        assertEquals(303, bob.post(desk.base + "/ask", next).statusCode());
        assertEquals(
                1, desk.stored().latest(Question.State.NEW, Optional.empty(), 9).size());
        // Nothing is like this one, so it is stored at once.
        var at1 = desk.learner("bob")
                .submit(desk.base + "/ask", desk.base + "/ask", Map.of("text", "May I bring my dog?", "who", "TEAM"));
        assertEquals(303, at1.statusCode());
    }
}
