package org.takeup.focus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.identity.StillClock;
import org.takeup.tenant.Tenant.Placement;

/** What somebody did not agree to, or took back, is nowhere: not on a page, not in a file, not in the API, not in the store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsentIT {
    private static final String HER_WORDS = "canary-said-word-for-word";

    private final StillClock clock = new StillClock();
    private MailCatcher mail;
    private TestPlatform platform;

    @BeforeAll
    void start() {
        mail = MailCatcher.start();
        platform = TestPlatform.mailing(mail, clock);
    }

    @AfterAll
    void stop() {
        platform.close();
        mail.close();
    }

    private Talk talk(Placement placement, String... names) {
        Talk talk = new Talk(platform, clock, mail, placement, 5, names);
        talk.invite(names.length);
        return talk;
    }

    @Attack(
            value = "quotes of people who never agreed to be quoted, or to be noted",
            kind = Kind.EXPORT,
            threats = "T1",
            at = "focus-note-add, focus-note-change, focus-note-form")
    @BothPlacements
    void whatNobodyAgreedToCannotBeWritten(Placement placement) {
        Talk talk = talk(placement, "ann", "bob", "cem");
        int all = talk.comes("ann", "NOTES", "QUOTES");
        int notes = talk.comes("bob", "NOTES");
        int nothing = talk.comes("cem", "QUOTES");
        int nobody = 5
                - List.of(all, notes, nothing).stream()
                        .filter(each -> each == 5)
                        .toList()
                        .size();
        while (List.of(all, notes, nothing).contains(nobody)) {
            nobody--;
        }

        assertEquals(409, talk.note(talk.moderator, notes, HER_WORDS, true).statusCode());
        assertEquals(409, talk.note(talk.moderator, nothing, HER_WORDS, true).statusCode());
        assertEquals(409, talk.note(talk.moderator, nothing, HER_WORDS, false).statusCode());
        assertEquals(409, talk.note(talk.moderator, nobody, HER_WORDS, false).statusCode());
        assertEquals(422, talk.note(talk.moderator, 0, HER_WORDS, true).statusCode());
        String session = talk.base + "/focus-groups/" + talk.group + "/session";
        var form = talk.moderator.submit(
                session,
                talk.base + "/focus-groups/" + talk.group + "/notes",
                java.util.Map.of("speaker", "" + notes, "text", "kept for who typed it", "quote", "yes"));
        assertEquals(409, form.statusCode());
        assertTrue(form.body().contains("kept for who typed it"), form.body());

        // A quote of somebody who agreed does not become one of somebody who did not.
        var quote = Talk.read(talk.note(talk.moderator, all, "Mine alone", true));
        String path =
                "/focus-groups/" + talk.group + "/notes/" + quote.path("id").asText();
        for (int other : List.of(notes, nothing, nobody)) {
            String body = Talk.json(java.util.Map.of("speaker", other, "text", HER_WORDS, "quote", true));
            assertEquals(409, talk.api(talk.moderator, "PUT", path, body, 1).statusCode());
        }
        assertFalse(talk.everything().contains(HER_WORDS));
        assertTrue(talk.planner.get(talk.base + "/focus-themes").body().contains("Mine alone"));
    }

    @Attack(
            value = "quotes and notes of people who took their consent back",
            kind = Kind.EXPORT,
            threats = "T1",
            at = "focus-session, focus-themes, focus-quotes-csv, focus-themes-read, focus-notes-list, export-file")
    @BothPlacements
    void whatIsTakenBackIsNowhere(Placement placement) {
        Talk talk = talk(placement, "ann", "bob", "cem");
        int ann = talk.comes("ann", "NOTES", "QUOTES");
        int bob = talk.comes("bob", "NOTES", "QUOTES");
        int cem = talk.comes("cem", "NOTES", "QUOTES");
        talk.note(talk.moderator, ann, "ann-quoted " + HER_WORDS, true);
        talk.note(talk.moderator, ann, "ann-noted", false);
        talk.note(talk.moderator, bob, "bob-quoted", true);
        talk.note(talk.moderator, bob, "bob-noted", false);
        talk.note(talk.moderator, cem, "cem-quoted", true);
        assertTrue(
                talk.planner.get(talk.base + "/focus-themes/quotes.csv").body().contains("ann-quoted"));

        assertEquals(303, talk.consents(talk.link("ann"), "QUOTES", "NO").statusCode());
        String after = talk.everything();
        assertFalse(after.contains(HER_WORDS));
        assertTrue(after.contains("ann-noted") && after.contains("bob-quoted"));

        assertEquals(303, talk.consents(talk.link("bob"), "NOTES", "NO").statusCode());
        after = talk.everything();
        assertFalse(after.contains("bob-quoted") || after.contains("bob-noted"));

        assertEquals(303, talk.says(talk.link("cem"), "STAY_AWAY").statusCode());
        assertFalse(talk.everything().contains("cem-quoted"));
        assertEquals(409, talk.note(talk.moderator, cem, HER_WORDS, true).statusCode());
        assertEquals(409, talk.note(talk.moderator, ann, HER_WORDS, true).statusCode());
        // What a later yes allows is what is said later.
        assertEquals(303, talk.consents(talk.link("ann"), "QUOTES", "YES").statusCode());
        assertFalse(talk.everything().contains(HER_WORDS));
    }

    @Test
    void onceNobodyCanTellWhoSaidWhatOneWithdrawalTakesAllQuotesAndItSaysSoBefore() {
        Talk talk = talk(Placement.POOLED, "ann", "bob");
        int ann = talk.comes("ann", "NOTES", "QUOTES");
        int bob = talk.comes("bob", "NOTES", "QUOTES");
        talk.note(talk.moderator, ann, "ann-quoted", true);
        talk.note(talk.moderator, bob, "bob-quoted", true);
        talk.note(talk.moderator, bob, "bob-noted", false);
        talk.note(talk.moderator, 0, "all-noted", false);
        assertTrue(talk.follow(talk.link("ann")).body().contains("which number you had"));
        assertFalse(new GuestStore(talk.workspace).seats(talk.group).isEmpty());

        Eventually.holds("the seats are forgotten", Talk.SOON, () -> {
            clock.pass(Duration.ofDays(1));
            return new GuestStore(talk.workspace).seats(talk.group).isEmpty();
        });
        talk.signInAgain();
        assertTrue(!clock.instant()
                .isBefore(new FocusStore(talk.workspace)
                        .find(talk.group)
                        .orElseThrow()
                        .forgets()));
        assertTrue(talk.everything().contains("ann-quoted"));
        assertEquals(409, talk.note(talk.moderator, ann, HER_WORDS, true).statusCode());
        assertEquals(409, talk.note(talk.moderator, ann, HER_WORDS, false).statusCode());
        assertEquals(201, talk.note(talk.moderator, 0, "later-noted", false).statusCode());
        String page = talk.follow(talk.link("bob")).body();
        assertTrue(page.contains("all quotes of the group are deleted"), page);

        assertEquals(303, talk.consents(talk.link("bob"), "QUOTES", "NO").statusCode());
        String after = talk.everything();
        assertFalse(after.contains("ann-quoted") || after.contains("bob-quoted"));
        assertTrue(after.contains("bob-noted"));

        assertEquals(303, talk.consents(talk.link("ann"), "NOTES", "NO").statusCode());
        after = talk.everything();
        assertFalse(after.contains("bob-noted"));
        assertTrue(after.contains("all-noted") && after.contains("later-noted"));
    }

    @Test
    void whoIsErasedTakesTheirNotesAlong() {
        Talk talk = talk(Placement.POOLED, "ann", "bob");
        int ann = talk.comes("ann", "NOTES", "QUOTES");
        int bob = talk.comes("bob", "NOTES", "QUOTES");
        talk.note(talk.moderator, ann, "ann-quoted", true);
        talk.note(talk.moderator, bob, "bob-quoted", true);

        var answer = talk.api(talk.planner, "POST", "/erasures", "{\"person\":\"" + talk.id("ann") + "\"}", 0);
        assertEquals(2, answer.statusCode() / 100, answer.body());
        Eventually.holds("ann is gone", Talk.SOON, () -> {
            clock.pass(Duration.ofMinutes(1));
            return !talk.stored().contains(talk.id("ann"));
        });
        String stored = talk.stored();
        assertFalse(stored.contains("ann-quoted"));
        assertTrue(stored.contains("bob-quoted"));
    }

    @Attack(
            value = "a quote that is written while its speaker takes the consent back",
            kind = Kind.OTHER,
            threats = "T1",
            at = "focus-note-add, focus-consent",
            onePlacement = "The order of two requests is the same in both.")
    @Test
    void noQuoteSlipsInWhileTheConsentIsTakenBack() throws InterruptedException, ExecutionException {
        Talk talk = talk(Placement.POOLED, "ann");
        int ann = talk.comes("ann", "NOTES", "QUOTES");
        String link = talk.link("ann");
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int round = 0; round < 15; round++) {
                talk.consents(link, "QUOTES", "YES");
                List<Future<?>> writing = java.util.stream.IntStream.range(0, 3)
                        .<Future<?>>mapToObj(
                                ignored -> threads.submit(() -> talk.note(talk.moderator, ann, HER_WORDS, true)))
                        .toList();
                talk.consents(link, "QUOTES", "NO");
                for (Future<?> each : writing) {
                    each.get();
                }
                assertFalse(talk.stored().contains(HER_WORDS));
            }
        }
    }
}
