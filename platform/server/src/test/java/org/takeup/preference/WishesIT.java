package org.takeup.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.takeup.preference.Told.drops;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Wishes.Answer;
import org.takeup.delivery.Wishes.Waiting;
import org.takeup.identity.StillClock;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** What is answered right before a message goes out, by what a person has said. The test moves the clock. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WishesIT {
    private final StillClock clock = new StillClock();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(environment -> environment, clock);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    @Test
    void whoHasSaidNothingGetsEverythingUpToTheOrganisationsCap() {
        var told = new Told(platform, Placement.POOLED);
        for (int i = 0; i < 5; i++) {
            assertTrue(told.send("ann", "plan-a", "step-" + i, clock.instant()));
            clock.pass(Duration.ofHours(1));
        }
        drops(Suppressed.Why.TENANT_CAP, told.ask(told.mail("ann"), clock.instant()));
        assertInstanceOf(
                Answer.Send.class, told.ask(told.mail("bob"), clock.instant()), "each person has a week of their own");
        // What nobody can do without passes the cap, and counts.
        var must = new Waiting(told.id("ann"), "account", "EMAIL", false);
        assertInstanceOf(Answer.Send.class, told.ask(must, clock.instant()));
        // Seven days after the first one there is one place again, and no more.
        clock.pass(Duration.ofDays(7).minusHours(5));
        assertTrue(told.send("ann", "plan-b", "step", clock.instant()));
        assertFalse(told.send("ann", "plan-b", "other", clock.instant()));
    }

    @Test
    void waysKindsAndOwnCapsAreObeyedAndWhatNobodyCanDoWithoutPassesThem() {
        var told = new Told(platform, Placement.POOLED);
        told.says("ann", Told.entry(List.of("CHAT", "IN_APP"), "", "", "", 1));
        drops(Suppressed.Why.CHANNEL, told.ask(told.mail("ann"), clock.instant()));
        var chat = new Waiting(told.id("ann"), "plan-step", "CHAT", true);
        assertInstanceOf(Answer.Send.class, told.ask(chat, clock.instant()));
        told.sendings.note(told.workspace, told.id("ann"), "plan-a", "step", "CHAT", clock.instant());
        drops(Suppressed.Why.OWN_CAP, told.ask(chat, clock.instant()));
        told.preferences.unsubscribe(told.workspace, told.id("ann"), "plan-step");
        drops(Suppressed.Why.UNSUBSCRIBED, told.ask(chat, clock.instant()));
        assertInstanceOf(
                Answer.Send.class, told.ask(new Waiting(told.id("ann"), "plan-step", "EMAIL", false), clock.instant()));
        assertEquals(Optional.of(Way.CHAT), told.of("ann").best());
        told.says("bob", Told.entry(List.of(), "", "", "", 0));
        drops(Suppressed.Why.OWN_CAP, told.ask(told.mail("bob"), clock.instant()));
    }

    @Test
    void hoursAreThePersonsOwnWithinTheOrganisations() {
        var told = new Told(platform, Placement.POOLED);
        told.says("ann", Told.entry(List.of(), "08:00", "10:00", "America/New_York", null));
        // London sends nothing from 20:00 to 09:00; 08:00 in New York is 13:00 there.
        Workspace quiet = Nights.quiet(platform, told.workspace, "20:00", "09:00");
        Instant night = Instant.parse("2026-11-26T03:00:00Z");
        Answer.Wait own = assertInstanceOf(Answer.Wait.class, told.wishes.ask(quiet, told.mail("ann"), night));
        assertEquals(Instant.parse("2026-11-26T13:00:00Z"), own.until());
        assertFalse(own.reason().isBlank());
        Answer.Wait all = assertInstanceOf(Answer.Wait.class, told.wishes.ask(quiet, told.mail("bob"), night));
        assertEquals(Instant.parse("2026-11-26T09:00:00Z"), all.until());
        var must = new Waiting(told.id("ann"), "account", "EMAIL", false);
        Answer.Wait needed = assertInstanceOf(Answer.Wait.class, told.wishes.ask(quiet, must, night));
        assertEquals(Instant.parse("2026-11-26T09:00:00Z"), needed.until(), "only the organisation's own rest counts");
        assertInstanceOf(Answer.Send.class, told.wishes.ask(quiet, must, needed.until()));
        // Clocks of the two change on other days: on 2026-03-10 it is four hours only.
        Answer.Wait spring = assertInstanceOf(
                Answer.Wait.class, told.wishes.ask(quiet, told.mail("ann"), Instant.parse("2026-03-10T02:00:00Z")));
        assertEquals(Instant.parse("2026-03-10T12:00:00Z"), spring.until());
    }

    @Test
    void hoursThatLieInALaterNightOfTheOrganisationDoNotWaitForEver() {
        var told = new Told(platform, Placement.POOLED);
        told.says("ann", Told.entry(List.of(), "02:00", "04:00", "", null));
        Workspace quiet = Nights.quiet(platform, told.workspace, "20:00", "07:00");
        Instant night = Instant.parse("2026-11-26T03:00:00Z");
        Answer.Wait wait = assertInstanceOf(Answer.Wait.class, told.wishes.ask(quiet, told.mail("ann"), night));
        assertEquals(Instant.parse("2026-11-26T07:00:00Z"), wait.until());
        assertInstanceOf(Answer.Send.class, told.wishes.ask(quiet, told.mail("ann"), wait.until()));
    }

    /** A queue as the outbox is one: it asks right before it sends, and asks again when a wait is over. */
    @Test
    void whatIsChangedWhileMessagesWaitCountsForThem() {
        var told = new Told(platform, Placement.POOLED);
        told.says("ann", Told.entry(List.of(), "08:00", "09:00", "Europe/London", null));
        var queue = new ArrayDeque<>(List.of(told.mail("ann"), told.mail("bob")));
        Instant now = Instant.parse("2026-11-26T12:00:00Z");
        var sent = new ArrayList<String>();
        for (int i = queue.size(); i > 0; i--) {
            Waiting message = queue.remove();
            switch (told.wishes.ask(told.workspace, message, now)) {
                case Answer.Send _ -> sent.add(message.personId());
                case Answer.Wait wait -> {
                    assertEquals(Instant.parse("2026-11-27T08:00:00Z"), wait.until());
                    queue.add(message);
                }
                case Answer.Drop drop -> throw new AssertionError(drop);
            }
        }
        assertEquals(List.of(told.id("bob")), sent);
        // Ann clicks in a mail from before, over the real door; her message waits already.
        assertEquals(200, told.oneClick(told.unsubscribe("ann")).statusCode());
        drops(
                Suppressed.Why.UNSUBSCRIBED,
                told.wishes.ask(told.workspace, queue.element(), Instant.parse("2026-11-27T08:00:00Z")));
        // And the other way round: earlier hours let it go earlier.
        told.preferences.subscribe(told.workspace, told.id("ann"), "plan-step");
        told.says("ann", Told.entry(List.of(), "12:00", "13:00", "Europe/London", null));
        assertInstanceOf(Answer.Send.class, told.wishes.ask(told.workspace, queue.element(), now));
    }

    @Test
    void languageAndTellersAreThereForWhoWrites() {
        var told = new Told(platform, Placement.POOLED);
        told.says(
                "ann",
                new PreferenceEntry(
                        List.of("CHAT"),
                        List.of(),
                        "",
                        "",
                        "",
                        null,
                        "fr",
                        List.of("PEER", "CHAMPION"),
                        List.of(),
                        false));
        assertEquals(Optional.of(Locale.FRENCH), told.of("ann").language());
        assertEquals(Set.of(Teller.PEER, Teller.CHAMPION), told.of("ann").tellers());
    }
}
