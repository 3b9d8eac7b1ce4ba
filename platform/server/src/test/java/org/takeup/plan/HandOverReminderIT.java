package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.identity.StillClock;
import org.takeup.people.People;
import org.takeup.preference.PreferenceEntry;
import org.takeup.preference.Preferences;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** What becomes of words to say when the day is over: reminded once, then a planner decides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandOverReminderIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SUBJECT = "Two minutes on data";
    private static final String ASK = "Could you say this to Sales people?";
    private static final String REMINDER = "Have you said it to Sales people?";

    private final StillClock clock = new StillClock();
    private TestPlatform platform;
    private MailCatcher mail;

    @BeforeAll
    void start() {
        mail = MailCatcher.start();
        platform = TestPlatform.mailing(mail, clock);
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
        mail.close();
    }

    private long mails(Org org, String name, String subject) {
        return mail.mails().stream()
                .filter(each -> MailCatcher.header(each, "To").contains(org.address(name)))
                .filter(each -> MailCatcher.header(each, "Subject").equals(subject))
                .count();
    }

    private void passUntil(String what, java.util.function.BooleanSupplier holds) {
        Eventually.holds(what, SOON, () -> {
            if (holds.getAsBoolean()) {
                return true;
            }
            clock.pass(Duration.ofMinutes(30));
            return false;
        });
    }

    private void pass(Duration time) {
        clock.pass(time);
    }

    /** A step that the boss was asked to say to the people of Sales. */
    private record Asked(Org org, String plan, String step) {
        String page() {
            return org.base + "/hand-over/" + step;
        }

        String overview() {
            return org.base + "/plans/" + plan + "/hand-overs";
        }
    }

    private Asked asked(Placement placement) {
        var org = new Org(platform, placement, Role.ADMIN);
        org.people();
        String sales = org.sales();
        JsonNode draft = org.draft();
        String plan = org.send(org.addHandOver(draft, sales, SUBJECT, org.workspace.today()));
        JsonNode step = org.step(plan, SUBJECT);
        Eventually.holds("the boss is asked", SOON, () -> mails(org, "boss", ASK) == 1);
        return new Asked(org, plan, step.get("id").asText());
    }

    private Visitor planner(Asked asked) {
        return platform.signedIn(asked.org().workspace, Role.ADMIN);
    }

    private Visitor person(Asked asked, String name) {
        return platform.signedIn(
                asked.org().workspace, Role.LEARNER, asked.org().personId(name));
    }

    private void awaitLate(Asked asked) {
        passUntil(
                "the boss is late",
                () -> planner(asked).get(asked.overview()).body().contains("Ask again"));
    }

    private int decide(Asked asked, String what) {
        Visitor planner = planner(asked);
        String page = planner.get(asked.overview()).body();
        String ask = new HandOverStore(asked.org().workspace)
                .find(HandOverStore.idOf(asked.step(), asked.org().personId("boss")))
                .orElseThrow()
                .id();
        return planner.post(asked.overview() + "/" + ask + "/" + what, "csrf=" + Visitor.token(page))
                .statusCode();
    }

    @Test
    void whoHasNotSaidItIsRemindedOnceAndThenThePlannerAsksAgainOrSomebodyElse() {
        Asked asked = asked(Placement.POOLED);
        Org org = asked.org();
        assertTrue(planner(asked).get(asked.overview()).body().contains("Nobody is late"));
        assertEquals(409, decide(asked, "again"));

        passUntil("the reminder", () -> mails(org, "boss", REMINDER) == 1);
        awaitLate(asked);
        String page = planner(asked).get(asked.overview()).body();
        assertTrue(page.contains("Name boss") && page.contains(SUBJECT), page);
        assertEquals(1, mails(org, "boss", REMINDER));

        assertEquals(303, decide(asked, "again"));
        assertEquals(409, decide(asked, "again"));
        Eventually.holds("the second ask", SOON, () -> mails(org, "boss", ASK) == 2);
        passUntil("the second reminder", () -> mails(org, "boss", REMINDER) == 2);
        awaitLate(asked);

        assertEquals(409, decide(asked, "next"), "there is nobody else");
        addPeer(asked, "ann");
        assertEquals(303, decide(asked, "next"));
        assertEquals(409, decide(asked, "next"));
        Eventually.holds("ann is asked", SOON, () -> mails(org, "ann", ASK) == 1);
        assertTrue(person(asked, "ann").get(asked.page()).body().contains(SUBJECT));
        assertTrue(planner(asked).get(asked.overview()).body().contains("Nobody is late"));
        passUntil("ann's reminder", () -> mails(org, "ann", REMINDER) == 1);
        assertEquals(2, mails(org, "boss", REMINDER));
        assertEquals(0, mails(org, "bob", ASK));
    }

    @Test
    void whoReadsALanguageInWhichTheWordsAreNotThereIsNotAskedNext() {
        Asked asked = asked(Placement.POOLED);
        awaitLate(asked);
        reads(asked, "ann", "fr");
        addPeer(asked, "ann");
        assertEquals(409, decide(asked, "next"));
        reads(asked, "ann", "en");
        assertEquals(303, decide(asked, "next"));
        Eventually.holds("ann is asked", SOON, () -> mails(asked.org(), "ann", ASK) == 1);
    }

    private void reads(Asked asked, String name, String language) {
        var preferences = new Preferences(new People(), (any, id) -> false, platform.url());
        String id = asked.org().personId(name);
        preferences.change(
                asked.org().workspace,
                id,
                preferences.of(asked.org().workspace, id).version(),
                new PreferenceEntry(List.of(), List.of(), "", "", "", null, language, List.of(), List.of(), false));
    }

    private void addPeer(Asked asked, String name) {
        Visitor planner = planner(asked);
        String token =
                Visitor.token(planner.get(asked.org().base + "/stakeholders").body());
        var answer = planner.json(
                "POST",
                asked.org().base + "/api/v1/stakeholders",
                """
                {"name":"Ann","kind":"RESPECTED_INDIVIDUAL","size":1,"power":2,"interest":4,"attitude":"SUPPORTER",
                 "person":"%s"}""".formatted(asked.org().personId(name)),
                token);
        assertEquals(201, answer.statusCode(), answer.body());
    }

    @Test
    void whoHasTickedItOffIsNotRemindedAndTwoTickOffsAreOne() {
        Asked asked = asked(Placement.DEDICATED);
        Visitor boss = person(asked, "boss");
        for (int time = 0; time < 2; time++) {
            String token = Visitor.token(boss.get(asked.page()).body());
            assertEquals(303, boss.post(asked.page() + "/said", "csrf=" + token).statusCode());
        }
        assertEquals(
                1,
                new PlanStore(asked.org().workspace)
                        .progress(asked.step())
                        .orElseThrow()
                        .saidBy()
                        .size());
        pass(Duration.ofDays(10));
        Asked other = asked(Placement.DEDICATED);
        passUntil("another one is reminded", () -> mails(other.org(), "boss", REMINDER) == 1);
        assertEquals(0, mails(asked.org(), "boss", REMINDER));
        assertTrue(planner(asked).get(asked.overview()).body().contains("Nobody is late"));
    }

    @Test
    void killedBetweenAMailAndTheNoteOfItNobodyIsRemindedTwice() {
        Asked asked = asked(Placement.POOLED);
        passUntil("the reminder", () -> mails(asked.org(), "boss", REMINDER) == 1);
        // The state that a kill right after the reminder was added leaves behind.
        String id = HandOverStore.idOf(asked.step(), asked.org().personId("boss"));
        asked.org()
                .workspace
                .collection(HandOverStore.ASKS)
                .update(id, com.mongodb.client.model.Updates.set("remind", new java.util.Date(0)));
        Asked other = asked(Placement.POOLED);
        passUntil("another one is reminded", () -> mails(other.org(), "boss", REMINDER) == 1);
        assertEquals(1, mails(asked.org(), "boss", REMINDER));
    }

    @Test
    void thePackHasAScriptAQuestionAndTheWords() {
        Asked asked = asked(Placement.POOLED);
        String page = person(asked, "boss").get(asked.page()).body();
        assertTrue(page.contains("To say, in one minute") && page.contains("Because we say so."), page);
        assertTrue(page.contains("What have you heard about this so far?"), page);
        assertTrue(page.contains("https://learn.example/x"), page);
        assertTrue(page.contains("data-copy=\"script\"") && page.contains("hidden"), page);
        Visitor boss = person(asked, "boss");
        for (Map.Entry<String, String> tongue : Map.of(
                        "de", "Zu sagen, in einer Minute",
                        "fr", "\u00c0 dire, en une minute",
                        "es", "Para decir en un minuto")
                .entrySet()) {
            String spoken = boss.get(asked.page() + "?lang=" + tongue.getKey()).body();
            assertTrue(spoken.contains(tongue.getValue()), spoken);
        }
    }

    @Test
    void whatWasSaidDifferentlyThePlannersSeeAndNobodyElse() {
        Asked asked = asked(Placement.POOLED);
        Visitor boss = person(asked, "boss");
        String token = Visitor.token(boss.get(asked.page()).body());
        String tooLong = "x".repeat(2_001);
        var refused = boss.post(asked.page() + "/note", "csrf=" + token + "&note=" + tooLong);
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains(tooLong), "what was typed is lost");
        assertEquals(
                303,
                boss.post(asked.page() + "/note", "csrf=" + token + "&note=They+asked+about+%3Cb%3Etime%3C/b%3E")
                        .statusCode());
        assertTrue(boss.get(asked.page()).body().contains("They asked about &lt;b"));
        String overview = planner(asked).get(asked.overview()).body();
        assertTrue(overview.contains("They asked about &lt;b") && overview.contains("Name boss"), overview);
        assertFalse(boss.get(asked.org().base + "/api/v1/hand-overs").body().contains("They asked"));
        assertEquals(403, person(asked, "boss").get(asked.overview()).statusCode());

        erase(asked, "boss");
        assertFalse(planner(asked).get(asked.overview()).body().contains("They asked"));
        String left = platform.dump(asked.org().workspace).toString();
        assertFalse(left.contains("They asked about"), left);
    }

    private void erase(Asked asked, String name) {
        Visitor admin = planner(asked);
        String token = Visitor.token(admin.get(asked.org().base + "/").body());
        String person = asked.org().personId(name);
        var begun = admin.json("POST", asked.org().base + "/api/v1/erasures", "{\"person\":\"" + person + "\"}", token);
        assertEquals(2, begun.statusCode() / 100, begun.body());
        Eventually.holds(
                "the note is gone",
                SOON,
                () -> new HandOverNotes(asked.org().workspace)
                        .latest(asked.plan(), 10)
                        .isEmpty());
    }

    @Attack(
            value = "words, notes and asks of another workspace and of another person",
            kind = Kind.ID_IN_PATH,
            threats = "T1",
            at = "hand-over-note-form, plan-hand-overs, hand-over-again-form, hand-over-next-form")
    @BothPlacements
    void nobodyReachesAnothersHandOvers(Placement placement) {
        Asked asked = asked(placement);
        awaitLate(asked);
        String ask = HandOverStore.idOf(asked.step(), asked.org().personId("boss"));
        Visitor ann = person(asked, "ann");
        String token = Visitor.token(ann.get(asked.org().base + "/").body());
        assertEquals(
                404,
                ann.post(asked.page() + "/note", "csrf=" + token + "&note=x").statusCode());
        for (String what : List.of("again", "next")) {
            assertEquals(
                    403,
                    ann.post(asked.overview() + "/" + ask + "/" + what, "csrf=" + token)
                            .statusCode());
        }
        Asked other = asked(placement);
        Visitor stranger = planner(other);
        String base = other.org().base;
        String foreign = Visitor.token(stranger.get(base + "/plans").body());
        assertEquals(
                404,
                stranger.get(base + "/plans/" + asked.plan() + "/hand-overs").statusCode());
        for (String plan : List.of(asked.plan(), other.plan())) {
            for (String what : List.of("again", "next")) {
                assertEquals(
                        404,
                        stranger.post(base + "/plans/" + plan + "/hand-overs/" + ask + "/" + what, "csrf=" + foreign)
                                .statusCode());
            }
        }
        assertEquals(
                1,
                new HandOverStore(asked.org().workspace).find(ask).orElseThrow().round());
    }
}
