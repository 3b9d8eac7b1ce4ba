package org.takeup.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.Wishes.Answer;
import org.takeup.delivery.Wishes.Waiting;
import org.takeup.identity.StillClock;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** What is answered right before a message goes out, and what planners learn of it. The test moves the clock. */
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

    private static SendingStore.Sending sending(String id, boolean said, boolean best, Instant when) {
        return new SendingStore.Sending(id, "p", "plan", "step", "EMAIL", said, best, when);
    }

    private static Waiting mail(Told told, String name) {
        return new Waiting(told.id(name), "plan-step", "EMAIL", true);
    }

    private Answer ask(Told told, Waiting message) {
        return told.wishes.ask(told.workspace, message, clock.instant());
    }

    /** Asks, and says that it was sent if it may be. @return whether it was */
    private boolean send(Told told, String name, String plan, String step) {
        boolean may = ask(told, mail(told, name)) instanceof Answer.Send;
        if (may) {
            told.sendings.note(told.workspace, told.id(name), plan, step, "EMAIL", clock.instant());
        }
        return may;
    }

    private static void drops(Suppressed.Why why, Answer answer) {
        assertEquals(why.words(), assertInstanceOf(Answer.Drop.class, answer).reason());
    }

    @Test
    void whoHasSaidNothingGetsEverythingUpToTheOrganisationsCap() {
        var told = new Told(platform, Placement.POOLED);
        for (int i = 0; i < 5; i++) {
            assertTrue(send(told, "ann", "plan-a", "step-" + i));
            clock.pass(Duration.ofHours(1));
        }
        drops(Suppressed.Why.TENANT_CAP, ask(told, mail(told, "ann")));
        assertInstanceOf(Answer.Send.class, ask(told, mail(told, "bob")), "each person has a week of their own");
        // What nobody can do without passes the cap, and counts.
        var must = new Waiting(told.id("ann"), "account", "EMAIL", false);
        assertInstanceOf(Answer.Send.class, ask(told, must));
        // Seven days after the first one there is one place again, and no more.
        clock.pass(Duration.ofDays(7).minusHours(5));
        assertTrue(send(told, "ann", "plan-b", "step"));
        assertFalse(send(told, "ann", "plan-b", "other"));
    }

    @Test
    void waysKindsAndOwnCapsAreObeyedAndWhatNobodyCanDoWithoutPassesThem() {
        var told = new Told(platform, Placement.POOLED);
        told.says("ann", Told.entry(List.of("CHAT", "IN_APP"), "", "", "", 1));
        drops(Suppressed.Why.CHANNEL, ask(told, mail(told, "ann")));
        var chat = new Waiting(told.id("ann"), "plan-step", "CHAT", true);
        assertInstanceOf(Answer.Send.class, ask(told, chat));
        told.sendings.note(told.workspace, told.id("ann"), "plan-a", "step", "CHAT", clock.instant());
        drops(Suppressed.Why.OWN_CAP, ask(told, chat));
        told.preferences.unsubscribe(told.workspace, told.id("ann"), "plan-step");
        drops(Suppressed.Why.UNSUBSCRIBED, ask(told, chat));
        assertInstanceOf(Answer.Send.class, ask(told, new Waiting(told.id("ann"), "plan-step", "EMAIL", false)));
        assertEquals(Optional.of(Way.CHAT), told.of("ann").best());
        told.says("bob", Told.entry(List.of(), "", "", "", 0));
        drops(Suppressed.Why.OWN_CAP, ask(told, mail(told, "bob")));
    }

    private Answer askAgain(Told told, Duration since) {
        return told.wishes.askAgain(told.workspace, mail(told, "ann"), since, clock.instant());
    }

    @Test
    void whoIsAskedAboutOnceMoreTakesNoSecondPlaceAndIsHeard() {
        var told = new Told(platform, Placement.POOLED);
        told.says("ann", Told.entry(List.of(), "", "", "", 1));
        assertInstanceOf(Answer.Send.class, ask(told, mail(told, "ann")));
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

    @Test
    void hoursAreThePersonsOwnWithinTheOrganisations() {
        var told = new Told(platform, Placement.POOLED);
        told.says("ann", Told.entry(List.of(), "08:00", "10:00", "America/New_York", null));
        // London sends nothing from 20:00 to 09:00; 08:00 in New York is 13:00 there.
        Workspace quiet = Nights.quiet(platform, told.workspace, "20:00", "09:00");
        Instant night = Instant.parse("2026-11-26T03:00:00Z");
        Answer.Wait own = assertInstanceOf(Answer.Wait.class, told.wishes.ask(quiet, mail(told, "ann"), night));
        assertEquals(Instant.parse("2026-11-26T13:00:00Z"), own.until());
        assertFalse(own.reason().isBlank());
        Answer.Wait all = assertInstanceOf(Answer.Wait.class, told.wishes.ask(quiet, mail(told, "bob"), night));
        assertEquals(Instant.parse("2026-11-26T09:00:00Z"), all.until());
        var must = new Waiting(told.id("ann"), "account", "EMAIL", false);
        Answer.Wait needed = assertInstanceOf(Answer.Wait.class, told.wishes.ask(quiet, must, night));
        assertEquals(Instant.parse("2026-11-26T09:00:00Z"), needed.until(), "only the organisation's own rest counts");
        assertInstanceOf(Answer.Send.class, told.wishes.ask(quiet, must, needed.until()));
        // Clocks of the two change on other days: on 2026-03-10 it is four hours only.
        Answer.Wait spring = assertInstanceOf(
                Answer.Wait.class, told.wishes.ask(quiet, mail(told, "ann"), Instant.parse("2026-03-10T02:00:00Z")));
        assertEquals(Instant.parse("2026-03-10T12:00:00Z"), spring.until());
    }

    @Test
    void hoursThatLieInALaterNightOfTheOrganisationDoNotWaitForEver() {
        var told = new Told(platform, Placement.POOLED);
        told.says("ann", Told.entry(List.of(), "02:00", "04:00", "", null));
        Workspace quiet = Nights.quiet(platform, told.workspace, "20:00", "07:00");
        Instant night = Instant.parse("2026-11-26T03:00:00Z");
        Answer.Wait wait = assertInstanceOf(Answer.Wait.class, told.wishes.ask(quiet, mail(told, "ann"), night));
        assertEquals(Instant.parse("2026-11-26T07:00:00Z"), wait.until());
        assertInstanceOf(Answer.Send.class, told.wishes.ask(quiet, mail(told, "ann"), wait.until()));
    }

    /** A queue as the outbox is one: it asks right before it sends, and asks again when a wait is over. */
    @Test
    void whatIsChangedWhileMessagesWaitCountsForThem() {
        var told = new Told(platform, Placement.POOLED);
        told.says("ann", Told.entry(List.of(), "08:00", "09:00", "Europe/London", null));
        var queue = new ArrayDeque<>(List.of(mail(told, "ann"), mail(told, "bob")));
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
                    .mapToObj(i -> threads.submit(() -> send(told, "ann", "plan-" + i, "step")))
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
        assertInstanceOf(Answer.Send.class, ask(told, mail(told, "ann")));
        // Also the same message, whose mail server was away: it is not lost to its own place.
        Answer.Wait wait = assertInstanceOf(Answer.Wait.class, ask(told, mail(told, "ann")));
        assertEquals(
                clock.instant().plus(Week.HOLD).toEpochMilli(), wait.until().toEpochMilli());
        clock.pass(Week.HOLD);
        assertInstanceOf(Answer.Send.class, ask(told, mail(told, "ann")));
        Instant when = clock.instant();
        for (int i = 0; i < 3; i++) {
            told.sendings.note(told.workspace, told.id("ann"), "plan", "step", when);
        }
        assertEquals(1, told.sendings.inWeek(told.workspace, told.id("ann"), clock.instant()));
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void whatIsOlderThanNinetyDaysIsLetGoOfAndTheRestStays(Placement placement) {
        var told = new Told(platform, placement);
        var neighbour = new Told(platform, placement);
        Instant old = clock.instant().minus(Duration.ofDays(Trimming.DAYS)).minusSeconds(1);
        Instant young = clock.instant().minus(Duration.ofDays(Trimming.DAYS)).plusSeconds(60);
        int most = Trimming.BATCH + 3;
        for (Told each : List.of(told, neighbour)) {
            var sendings = new SendingStore(each.workspace);
            var suppressed = new SuppressedStore(each.workspace);
            for (int i = 0; i < most; i++) {
                sendings.addAll(List.of(sending("old-" + i, i % 2 == 0, false, old)));
                suppressed.addAll(List.of(new SuppressedStore.Whose("p", suppressed(old))));
            }
            sendings.addAll(List.of(sending("young", true, true, young)));
            suppressed.addAll(List.of(new SuppressedStore.Whose("p", suppressed(young))));
        }
        platform.store()
                .control("jobs")
                .insertOne(new Document("_id", "trim-" + told.workspace.tenant().id())
                        .append("kind", "told-trim")
                        .append("tenant", told.workspace.tenant().id())
                        .append("payload", new Document())
                        .append("state", "ready")
                        .append("due", Date.from(clock.instant()))
                        .append("fence", 0L)
                        .append("attempt", 0));
        Eventually.holds(
                "only what is young is left",
                Duration.ofSeconds(60),
                () -> stored(told, SendingStore.SENDINGS) == 1 && stored(told, SuppressedStore.SUPPRESSED) == 1);
        assertEquals(
                young.toEpochMilli(),
                new SuppressedStore(told.workspace)
                        .latest(Optional.empty(), 5)
                        .getFirst()
                        .at()
                        .toEpochMilli());
        assertEquals(most + 1, stored(neighbour, SendingStore.SENDINGS));
        assertEquals(most + 1, stored(neighbour, SuppressedStore.SUPPRESSED));
    }

    private static long stored(Told told, CollectionSpec spec) {
        return told.workspace.collection(spec).count(new Document());
    }

    private static Suppressed suppressed(Instant at) {
        return new Suppressed("", at, "plan-step", "EMAIL", Suppressed.Why.CHANNEL, Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"2, 4, 2", "4, 2, 2", "3, 0, 3", "9, 0, 5", "0, 4, 4"})
    void whoOnceHadTwoCapsHasTheStricterOneAndBothPagesSayIt(int planned, int sent, int counts) {
        var told = new Told(platform, Placement.POOLED);
        Workspace workspace = told.workspace;
        if (planned > 0) {
            workspace
                    .collection(CollectionSpec.named("plan_calendar"))
                    .upsert("calendar", new Document("$set", new Document("region", "").append("cap", planned)));
        }
        if (sent > 0) {
            workspace.collection(CapStore.RULES).insert("cap", new Document("most", sent).append("version", 7L));
        }
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        String calendar = planner.get(told.base + "/plan-calendar").body();
        assertTrue(calendar.contains("At most " + counts + " messages"), calendar);
        assertTrue(calendar.contains(told.base + "/wishes"), calendar);
        JsonNode sums = Told.json(told.api(planner, "GET", "/wishes", "", ""));
        assertEquals(counts, sums.path("cap").asInt(), sums.toString());

        // Saying it anew is not undone by what planning once kept.
        var loose = told.api(
                planner,
                "PUT",
                "/wishes/cap",
                "{\"most\":6}",
                "\"" + sums.path("version").asLong() + "\"");
        assertEquals(200, loose.statusCode(), loose.body());
        assertTrue(planner.get(told.base + "/plan-calendar").body().contains("At most 6 messages"));
    }

    @Test
    void plannersSeeWhatWasNotSentWithTheReasonAndThePlanThatWon() {
        var told = new Told(platform, Placement.POOLED);
        Visitor planner = platform.signedIn(told.workspace, Role.PLANNER);
        assertTrue(planner.get(told.base + "/wishes").body().contains("Everything was sent"));
        var cap = told.api(planner, "PUT", "/wishes/cap", "{\"most\":1}", "\"0\"");
        assertEquals(200, cap.statusCode(), cap.body());
        assertEquals(
                412,
                told.api(planner, "PUT", "/wishes/cap", "{\"most\":3}", "\"0\"").statusCode());
        assertEquals(
                422,
                told.api(planner, "PUT", "/wishes/cap", "{\"most\":0}", "\"1\"").statusCode());
        assertTrue(send(told, "ann", "the-plan-that-won", "its-step"));
        clock.pass(Duration.ofMinutes(1));
        assertFalse(send(told, "ann", "another-plan", "late"));
        clock.pass(Duration.ofMinutes(1));
        told.says("bob", Told.entry(List.of("CHAT"), "", "", "", null));
        drops(Suppressed.Why.CHANNEL, ask(told, mail(told, "bob")));

        JsonNode list = Told.json(told.api(planner, "GET", "/wishes/suppressed", "", ""));
        assertEquals(2, list.path("suppressed").size(), list.toString());
        assertEquals("CHANNEL", list.path("suppressed").path(0).path("why").asText());
        JsonNode lost = list.path("suppressed").path(1);
        assertEquals("TENANT_CAP", lost.path("why").asText());
        assertEquals("the-plan-that-won", lost.path("plan").asText());
        assertEquals("its-step", lost.path("step").asText());
        String page = planner.get(told.base + "/wishes").body();
        assertTrue(page.contains("as anybody may get"), page);
        for (String name : List.of("ann", "bob")) {
            assertFalse(page.contains(told.id(name)) || list.toString().contains(told.id(name)), "nobody is named");
        }
        assertEquals(403, told.signedIn("ann").get(told.base + "/wishes").statusCode());
    }

    @Test
    void theListOfWhatWasNotSentGoesOnByItsCursor() {
        var told = new Told(platform, Placement.POOLED);
        Visitor planner = platform.signedIn(told.workspace, Role.PLANNER);
        told.preferences.unsubscribe(told.workspace, told.id("ann"), "plan-step");
        for (int i = 0; i < 53; i++) {
            drops(Suppressed.Why.UNSUBSCRIBED, ask(told, mail(told, "ann")));
            clock.pass(Duration.ofMillis(1));
        }
        JsonNode first = Told.json(told.api(planner, "GET", "/wishes/suppressed", "", ""));
        assertEquals(50, first.path("suppressed").size());
        String next = first.path("next").asText();
        JsonNode rest = Told.json(told.api(planner, "GET", "/wishes/suppressed?after=" + next, "", ""));
        assertEquals(3, rest.path("suppressed").size());
        assertTrue(rest.path("next").isNull());
        assertTrue(planner.get(told.base + "/wishes").body().contains("/wishes?after=" + next));
        assertEquals(422, planner.get(told.base + "/wishes?after=~").statusCode());
    }

    @Test
    void sumsShowNobodyAndTheShareOfTheWayThatPeopleLikeBest() {
        var told = new Told(platform, Placement.POOLED);
        Visitor planner = platform.signedIn(told.workspace, Role.PLANNER);
        IntStream.range(0, 4).forEach(i -> says(told, "p" + i, i % 2 == 0 ? "EMAIL" : "CHAT"));
        JsonNode few = Told.json(told.api(planner, "GET", "/wishes", "", ""));
        assertTrue(few.path("people").isNull() && few.path("ways").isEmpty(), few.toString());
        assertTrue(planner.get(told.base + "/wishes").body().contains("Too few have said it yet"));

        IntStream.range(4, 17).forEach(i -> says(told, "p" + i, i < 12 ? "EMAIL" : "IN_APP"));
        for (int i = 0; i < 17; i++) {
            String way = i % 2 == 0 ? "EMAIL" : "IN_APP";
            told.sendings.note(told.workspace, "p" + i, "plan", "step", way, clock.instant());
        }
        JsonNode sums = Told.json(told.api(planner, "GET", "/wishes", "", ""));
        assertEquals(15, sums.path("people").asInt(), sums.toString());
        // EMAIL: two of the first four, and eight; IN_APP: five; CHAT: two, which are too few.
        assertEquals(10, best(sums, "EMAIL").asInt());
        assertEquals(5, best(sums, "IN_APP").asInt());
        assertTrue(best(sums, "CHAT").isNull());
        // Of 17, on the way that they like best: p0 and p2 and the even ones of p4 to p11, and the odd ones from p12
        // on.
        assertEquals(100 * (2 + 4 + 2) / 17, sums.path("onBest").asInt());
        assertTrue(planner.get(told.base + "/wishes").body().contains("10 or some more"));
    }

    private static void says(Told told, String person, String way) {
        told.preferences.change(told.workspace, person, 0, Told.entry(List.of(way), "", "", "", null));
    }

    private static JsonNode best(JsonNode sums, String way) {
        for (JsonNode line : sums.path("ways")) {
            if (line.path("way").asText().equals(way)) {
                return line.path("best");
            }
        }
        throw new AssertionError(sums);
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
