package org.takeup.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.takeup.preference.Told.drops;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.delivery.Wishes.Answer;
import org.takeup.identity.StillClock;
import org.takeup.tenant.Tenant.Placement;

/** Places in the week of a person: who takes one, who holds it, and when it is free again. The test moves the clock. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlacesIT {
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

    private Answer askAgain(Told told, Duration since) {
        return told.wishes.askAgain(told.workspace, told.mail("ann"), since, clock.instant());
    }

    @Test
    void whoIsAskedAboutOnceMoreTakesNoSecondPlaceAndIsHeard() {
        var told = new Told(platform, Placement.POOLED);
        told.says("ann", Told.entry(List.of(), "", "", "", 1));
        assertInstanceOf(Answer.Send.class, told.ask(told.mail("ann"), clock.instant()));
        for (int time = 0; time < 2; time++) {
            assertInstanceOf(Answer.Send.class, askAgain(told, Duration.ofMinutes(1)), "its place is its own");
        }
        assertEquals(1, told.sendings.inWeek(told.workspace, told.id("ann"), clock.instant()));
        // The place is nobody's by then, so that it is asked for anew.
        clock.pass(Week.HOLD);
        assertInstanceOf(Answer.Send.class, askAgain(told, Week.HOLD));
        assertEquals(1, told.sendings.inWeek(told.workspace, told.id("ann"), clock.instant()));
        told.preferences.unsubscribe(told.workspace, told.id("ann"), "plan-step");
        drops(Suppressed.Why.UNSUBSCRIBED, askAgain(told, Duration.ofMinutes(1)));
        assertEquals(
                1,
                new SuppressedStore(told.workspace).latest(Optional.empty(), 10).size());
    }

    @Attack(
            value = "many senders at the same moment, to get more past the cap than it allows",
            kind = Kind.OTHER,
            threats = "E2",
            at = "PersonalWishes and Sendings")
    @BothPlacements
    void ofManyWhoAskAtOnceNoMoreGetAPlaceThanTheCapAllows(Placement placement) throws Exception {
        var told = new Told(platform, placement);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(() -> told.send("ann", "plan-" + i, "step", clock.instant())))
                    .toList();
            int got = 0;
            for (var each : asked) {
                got += each.get() ? 1 : 0;
            }
            assertEquals(5, got);
        }
        assertEquals(5, told.sendings.inWeek(told.workspace, told.id("ann"), clock.instant()));
    }

    @Test
    void aPlaceWhoseSenderDiedIsFreeAgainAndNotingTwiceCountsOnce() {
        var told = new Told(platform, Placement.POOLED);
        told.says("ann", Told.entry(List.of(), "", "", "", 1));
        assertInstanceOf(Answer.Send.class, told.ask(told.mail("ann"), clock.instant()));
        // Also the same message, whose mail server was away: it is not lost to its own place.
        Answer.Wait wait = assertInstanceOf(Answer.Wait.class, told.ask(told.mail("ann"), clock.instant()));
        assertEquals(
                clock.instant().plus(Week.HOLD).toEpochMilli(), wait.until().toEpochMilli());
        clock.pass(Week.HOLD);
        assertInstanceOf(Answer.Send.class, told.ask(told.mail("ann"), clock.instant()));
        Instant when = clock.instant();
        for (int i = 0; i < 3; i++) {
            told.sendings.note(told.workspace, told.id("ann"), "plan", "step", when);
        }
        assertEquals(1, told.sendings.inWeek(told.workspace, told.id("ann"), clock.instant()));
    }
}
