package org.takeup.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.tenant.Tenant.Placement;

/** What everybody reads, says of it and waits for; and what becomes of it when somebody is erased. */
class FaqIT extends AtTheDesk {
    @Test
    void whatIsPublishedIsFoundByWordsAndTopicInEachLanguage() {
        Desk desk = desk(Placement.POOLED, "ann", "bob");
        assertTrue(desk.page(desk.learner("bob"), "/faq").contains("Nothing is answered for everybody yet"));
        String course = desk.asked("ann", "How do I start a course?");
        desk.answered(course, "Open the list. Choose one.");
        desk.published(course, "Start, Courses");
        String exam = desk.asked("ann", "Who pays for the exam?");
        desk.answered(exam, "We pay for it, and for the book.");
        desk.published(exam, "Money");
        var german = desk.form(
                desk.lead(),
                exam,
                "publication",
                Map.of(
                        "language",
                        "de",
                        "question",
                        "Wer zahlt die Prüfung?",
                        "answer",
                        "Wir zahlen sie.",
                        "categories",
                        "Money"));
        assertEquals(303, german.statusCode(), german.body());

        String all = desk.page(desk.learner("bob"), "/faq");
        assertTrue(all.contains("How do I start a course?") && all.contains("Who pays for the exam?"), all);
        String found = desk.page(desk.learner("bob"), "/faq?search=book");
        assertTrue(found.contains("Who pays for the") && !found.contains("start a course"), found);
        String topic = desk.page(desk.learner("bob"), "/faq?category=Start");
        assertTrue(topic.contains("start a course") && !topic.contains("Who pays"), topic);
        String nothing = desk.page(desk.learner("bob"), "/faq?search=zebra");
        assertTrue(nothing.contains("Nothing found") && nothing.contains("Show all"), nothing);
        String spoken = desk.page(desk.learner("bob"), "/faq?lang=de");
        assertTrue(spoken.contains("Wer zahlt die Prüfung?") && spoken.contains("Fragen und Antworten"), spoken);
        assertTrue(desk.page(desk.learner("bob"), "/faq/" + exam + "?lang=de").contains("Wir zahlen sie."));
        String entry = desk.page(desk.learner("bob"), "/faq/" + exam);
        assertTrue(entry.contains("We pay for it") && entry.contains("?in=de"), entry);
        assertFalse(entry.contains("Name ann"), "who asked is for the team alone");
        var listing = Desk.read(desk.learner("bob").get(desk.base + "/api/v1/faq?search=course"));
        assertEquals(1, listing.path("entries").size());
        assertEquals(List.of("Courses", "Money", "Start").toString(), strings(listing.path("categories")));
        assertEquals(
                "Wir zahlen sie.",
                Desk.read(desk.learner("bob").get(desk.base + "/api/v1/faq/" + exam + "?in=de"))
                        .path("answer")
                        .asText());

        assertEquals(
                303,
                desk.form(desk.lead(), exam, "publication/removal", Map.of()).statusCode());
        assertEquals(404, desk.learner("bob").get(desk.base + "/faq/" + exam).statusCode());
        assertFalse(desk.page(desk.learner("bob"), "/faq").contains("Who pays"));
        assertEquals(404, desk.learner("bob").get(desk.base + "/faq/nothing").statusCode());
    }

    private static String strings(com.fasterxml.jackson.databind.JsonNode list) {
        var all = new java.util.ArrayList<String>();
        list.forEach(each -> all.add(each.asText()));
        return all.toString();
    }

    @Test
    void everybodySaysOnceWhetherItHelpedAndFewAreNotShown() {
        Desk desk = desk(Placement.POOLED, "ann", "bob", "cem", "dan", "eve", "fay");
        String id = desk.asked("ann", "How do I start a course?", "who", "NAMED");
        desk.answered(id, "Open the list. Choose one.");
        desk.published(id, "");
        assertTrue(
                desk.page(desk.learner("bob"), "/faq/" + id).contains("Asked by Name ann"), "she let everybody know");
        for (String name : List.of("bob", "cem", "dan", "eve")) {
            rate(desk, name, id, "YES");
            rate(desk, name, id, "YES");
        }
        String few = desk.page(desk.learner("bob"), "/faq/" + id);
        assertTrue(few.contains("You said yes") && few.contains("4 said whether it helped"), few);
        assertFalse(few.contains("Helped "), few);
        rate(desk, "fay", id, "YES");
        rate(desk, "bob", id, "NO");
        String shown = desk.page(desk.learner("bob"), "/faq/" + id);
        // Wilson's interval of 4 in 5.
        assertTrue(shown.contains("Helped 80 % of 5 (95 % sure: 38 to 96 %)"), shown);
        assertTrue(shown.contains("Read 3 times"), shown);
        var api = desk.api(desk.learner("bob"), "PUT", "/faq/" + id + "/helped", "{\"helped\":true}", 0);
        assertEquals(100, Desk.read(api).path("helped").path("percent").asInt(), api.body());
        assertEquals(5, Desk.read(api).path("helped").path("n").asInt());
        assertEquals(
                422,
                desk.api(desk.learner("bob"), "PUT", "/faq/" + id + "/helped", "{}", 0)
                        .statusCode());
    }

    private static void rate(Desk desk, String name, String id, String said) {
        Visitor visitor = desk.learner(name);
        var answer = visitor.post(
                desk.base + "/faq/" + id + "/helped",
                "csrf=" + Visitor.token(visitor.get(desk.base + "/ask").body()) + "&helped=" + said);
        assertEquals(303, answer.statusCode(), answer.body());
    }

    @Test
    void whoSaysMeTooIsCountedAndGetsTheAnswerAndTheNote() {
        Desk desk = desk(Placement.POOLED, "ann", "bob", "cem");
        String id = desk.asked("ann", "May I learn at home?");
        assertEquals(
                404,
                desk.api(desk.learner("bob"), "PUT", "/faq/" + id + "/votes", "{\"vote\":true}", 0)
                        .statusCode(),
                "it is not open to everybody");
        var listed = desk.form(
                desk.lead(), id, "care", Map.of("due", desk.question(id).due().toString(), "listed", "yes"));
        assertEquals(303, listed.statusCode(), listed.body());
        String page = desk.page(desk.learner("bob"), "/faq");
        assertTrue(page.contains("May I learn at home?") && page.contains("Wanted by 0 more"), page);
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    204,
                    desk.api(desk.learner("bob"), "PUT", "/faq/" + id + "/votes", "{\"vote\":true}", 0)
                            .statusCode());
        }
        Visitor cem = desk.learner("cem");
        assertEquals(
                303,
                cem.submit(desk.base + "/faq", desk.base + "/faq/" + id + "/votes", Map.of("vote", "YES"))
                        .statusCode());
        assertEquals(2, desk.question(id).votes());
        assertEquals(
                303,
                cem.submit(desk.base + "/faq", desk.base + "/faq/" + id + "/votes", Map.of("vote", "NO"))
                        .statusCode());
        assertEquals(1, desk.question(id).votes());
        String counted = desk.page(desk.learner("ann"), "/faq");
        assertTrue(counted.contains("Wanted by 1 more") && !counted.contains("Name bob"), counted);
        desk.answered(id, "Yes, you may.");
        desk.eventually("bob has the answer", () -> desk.mails("bob", "Answer").size() == 1);
        desk.eventually("ann has the answer", () -> desk.mails("ann", "Answer").size() == 1);
        assertEquals(
                303,
                desk.form(desk.lead(), id, "done", Map.of("text", "It is in the rules now."))
                        .statusCode());
        desk.eventually("bob has the note", () -> desk.mails("bob", "You said").size() == 1);
        assertEquals(0, desk.mails("cem", "").size());
    }

    @Attack(
            value = "who asked, after the person was erased: name, id and mail address",
            kind = Kind.OTHER,
            threats = "D4",
            at = "erasure-start, ask-form, faq-helped-form, faq-vote")
    @BothPlacements
    void whoIsErasedLeavesNothingButWhatIsPublished(Placement placement) {
        Desk desk = desk(placement, "ann", "bob");
        String alone = desk.asked("ann", "Is this my very own secret question?");
        String published = desk.asked("ann", "How do I start a course? Name ann asks.", "who", "NAMED");
        desk.answered(published, "Open the list. Choose one.");
        desk.published(published, "");
        String shared = desk.asked("ann", "Where do I find my certificate?");
        String hers = desk.asked("bob", "Where can I find certificates?");
        assertEquals(
                303,
                desk.form(desk.lead(), hers, "merging", Map.of("into", shared)).statusCode());
        rate(desk, "ann", published, "YES");

        var erased = desk.api(desk.admin(), "POST", "/erasures", "{\"person\":\"" + desk.id("ann") + "\"}", 0);
        assertEquals(2, erased.statusCode() / 100, erased.body());
        desk.eventually("ann is gone", () -> {
            clock.pass(java.time.Duration.ofMinutes(1));
            return !desk.dump().contains(desk.id("ann"));
        });
        String stored = desk.dump();
        assertFalse(stored.contains("my very own secret"), "nobody else asked it, and it is not published");
        assertTrue(desk.stored().find(alone).isEmpty());
        assertFalse(stored.contains("Name ann") || stored.contains(desk.address("ann")));
        String entry = desk.page(desk.learner("bob"), "/faq/" + published);
        assertTrue(entry.contains("How do I start a course?") && !entry.contains("Asked by"), entry);
        // Bob asked it as well, so it stays.
        assertTrue(desk.page(desk.lead(), "/questions/" + shared).contains("Name bob"));
    }
}
