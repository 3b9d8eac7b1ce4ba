package org.takeup.focus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.model.Updates;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.MailCatcher;
import org.takeup.http.Dates;
import org.takeup.identity.StillClock;
import org.takeup.people.People;
import org.takeup.people.PeopleStore;
import org.takeup.people.Segment;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Tenant.Placement;

/** Who does not answer by their day: their seat is offered to the next in line, once, and they are told what holds now. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnansweredIT {
    private static final String[] NAMES = {"ann", "bob", "cem", "dan", "eve", "fay", "gil", "hal"};

    /** At noon, so that a day is not over while a test runs. */
    private final StillClock clock =
            new StillClock(Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(12)));

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
        assertEquals(List.of(), platform.watch().offences());
    }

    /** A group with quotas, of a workspace with eight people of Sales. */
    private final class Desk {
        private final Talk talk;
        private final String group;
        private final List<String> order;

        Desk(Placement placement, int days, String quotas) {
            talk = new Talk(platform, clock, mail, placement, 3, NAMES);
            var made = make(days, quotas);
            assertEquals(201, made.statusCode(), made.body());
            group = Talk.read(made).path("id").asText();
            Map<String, String> names = Stream.of(NAMES).collect(Collectors.toMap(talk::id, name -> name));
            order = Draw.next(new People().members(talk.workspace, Segment.unit("Sales")), "s1", 8, Set.of()).stream()
                    .map(person -> names.get(person.id()))
                    .toList();
        }

        HttpResponse<String> make(int days, String quotas) {
            String begins = clock.instant()
                    .plus(Duration.ofDays(days))
                    .truncatedTo(ChronoUnit.MINUTES)
                    .atZone(ZoneOffset.UTC)
                    .toLocalDateTime()
                    .toString();
            return talk.api(
                    talk.planner, "POST", "/focus-groups", """
                    {"topic":"Why courses stop","seats":3,"quotas":%s,"seed":"s1","begins":"%s","zone":"UTC","minutes":60,
                     "place":"Room 1","moderator":"%s"}""".formatted(quotas, begins, talk.address("mod")), 0);
        }

        HttpResponse<String> recruit(String body) {
            return talk.api(talk.planner, "POST", "/focus-groups/" + group + "/recruiting", body, 0);
        }

        Set<String> in(Guest.State state) {
            Map<String, String> names = Stream.of(NAMES).collect(Collectors.toMap(talk::id, name -> name));
            return new GuestStore(talk.workspace)
                    .of(group).stream()
                            .filter(guest -> guest.state() == state)
                            .map(guest -> names.get(guest.person()))
                            .collect(Collectors.toSet());
        }

        Set<String> line(int from, int to) {
            return new HashSet<>(order.subList(from, to));
        }

        /** People's ids of all invitations that there ever were. */
        List<String> invitations() {
            return talk.workspace.collection(CollectionSpec.named("outbox")).all().into(new ArrayList<>()).stream()
                    .filter(each -> each.getString("kind").equals("focus-invitation"))
                    .map(each -> each.getString("person"))
                    .toList();
        }

        void becomes(Guest.State state, Set<String> who) {
            talk.eventually(state + " are " + who, () -> in(state).equals(who));
        }

        String path(String name) {
            return talk.base + "/focus/" + group + "/"
                    + new FocusStore(talk.workspace).key(group).ticket(talk.id(name));
        }
    }

    private static final String SALES = "[{\"unit\":\"Sales\",\"seats\":3}]";

    @ParameterizedTest
    @EnumSource
    void whoDoesNotAnswerIsFollowedByTheNextInLineOnceAndIsToldWhatHoldsNow(Placement placement) {
        var desk = new Desk(placement, 20, SALES);
        Talk talk = desk.talk;
        assertEquals(200, desk.recruit("{\"answerDays\":4}").statusCode());
        assertEquals(desk.line(0, 3), desk.in(Guest.State.INVITED));
        Instant last = clock.instant().plus(Duration.ofDays(4));
        String day = new Dates(Locale.ENGLISH, ZoneOffset.UTC).longDay(last);
        String link = talk.link(desk.order.get(1));
        String asked = "Please answer by " + day + ". After that day your seat is offered to somebody else.";
        assertTrue(talk.mails(desk.order.get(1), "Invitation").getFirst().contains(asked));
        assertTrue(talk.follow(link).body().contains(asked));
        assertEquals(303, talk.says(talk.link(desk.order.get(0)), "COME").statusCode());

        // On the last day the seats are still theirs, whoever looks.
        clock.pass(Duration.ofDays(4));
        talk.signInAgain();
        assertEquals(0, Talk.read(desk.recruit("{}")).path("invited").asInt());
        assertEquals(desk.line(1, 3), desk.in(Guest.State.INVITED));
        String page =
                talk.planner.get(talk.base + "/focus-groups/" + desk.group).body();
        assertTrue(page.contains("Has not answered, and can until "), page);
        assertTrue(
                page.contains(
                        "name=\"answerDays\" type=\"number\" min=\"1\" max=\"60\" required inputmode=\"numeric\" value=\"4\""),
                page);

        clock.pass(Duration.ofDays(1));
        desk.becomes(Guest.State.LAPSED, desk.line(1, 3));
        desk.becomes(Guest.State.INVITED, desk.line(3, 5));
        talk.eventually(
                "each has one mail",
                () -> desk.order.subList(0, 5).stream()
                        .allMatch(name -> talk.mails(name, "Invitation").size() == 1));
        talk.signInAgain();
        var quota = Talk.read(talk.planner.get(talk.base + "/api/v1/focus-groups/" + desk.group))
                .at("/quotas/0");
        assertEquals(3, quota.get("asked").asInt(), quota.toString());
        assertEquals(2, quota.get("lapsed").asInt());
        assertEquals(0, quota.get("declined").asInt());
        page = talk.planner.get(talk.base + "/focus-groups/" + desk.group).body();
        assertTrue(page.contains("Did not answer in time"), page);

        // Late, with room: they come.
        String late = talk.follow(link).body();
        assertTrue(late.contains("It was " + day) && late.contains("there is still room"), late);
        assertEquals(303, talk.says(link, "COME").statusCode());
        assertTrue(talk.follow(link).body().contains("You are coming"));
        assertEquals(303, talk.says(desk.path(desk.order.get(3)), "COME").statusCode());
        // Late, without: they wait, as whoever was asked for the seat does.
        String full = talk.follow(desk.path(desk.order.get(2))).body();
        assertTrue(full.contains("all seats are taken by now"), full);
        assertEquals(303, talk.says(desk.path(desk.order.get(2)), "COME").statusCode());
        assertTrue(talk.follow(desk.path(desk.order.get(2))).body().contains("on the waiting list"));
        assertEquals(303, talk.says(desk.path(desk.order.get(4)), "COME").statusCode());
        assertEquals(Set.of(desk.order.get(0), desk.order.get(1), desk.order.get(3)), desk.in(Guest.State.COMING));
        assertEquals(Set.of(desk.order.get(2), desk.order.get(4)), desk.in(Guest.State.WAITING));
        assertEquals(5, desk.invitations().size());
    }

    @Test
    void whoeverGoesOnAtTheSameMomentAsksTheSameNextOnesAndALateNoChangesNothing() throws Exception {
        var desk = new Desk(Placement.POOLED, 20, SALES);
        assertEquals(200, desk.recruit("{\"answerDays\":2}").statusCode());
        clock.pass(Duration.ofDays(3));
        desk.talk.signInAgain();
        var together = new CyclicBarrier(4);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var all = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 4; i++) {
                all.add(threads.submit(() -> {
                    together.await();
                    return desk.recruit("{\"answerDays\":2}").statusCode();
                }));
            }
            for (Future<Integer> each : all) {
                assertEquals(200, each.get());
            }
        }
        assertEquals(desk.line(0, 3), desk.in(Guest.State.LAPSED));
        assertEquals(desk.line(3, 6), desk.in(Guest.State.INVITED));
        List<String> invited = desk.invitations();
        assertEquals(6, invited.size());
        assertEquals(6, new HashSet<>(invited).size());

        assertEquals(
                303, desk.talk.says(desk.path(desk.order.get(0)), "STAY_AWAY").statusCode());
        assertEquals(Set.of(desk.order.get(0)), desk.in(Guest.State.DECLINED));
        assertEquals(desk.line(3, 6), desk.in(Guest.State.INVITED));
        // Two are left, and then nobody: the page says so, and the job of the last day asks nobody twice.
        clock.pass(Duration.ofDays(3));
        desk.becomes(Guest.State.INVITED, desk.line(6, 8));
        clock.pass(Duration.ofDays(3));
        desk.becomes(Guest.State.INVITED, Set.of());
        assertEquals(8, new HashSet<>(desk.invitations()).size());
        assertEquals(8, desk.invitations().size());
        desk.talk.signInAgain();
        String page = desk.talk
                .planner
                .get(desk.talk.base + "/focus-groups/" + desk.group)
                .body();
        assertTrue(page.contains("Nobody of Sales is left to ask: 0 may come, and there are 3 seats."), page);
    }

    @Test
    void theLastDayIsNeverThatOfTheTalkAndDaysThatDoNotFitAreRefused() {
        var desk = new Desk(Placement.POOLED, 3, SALES);
        for (int wrong : List.of(0, 61)) {
            var refused = desk.recruit("{\"answerDays\":" + wrong + "}");
            assertEquals(422, refused.statusCode());
            assertTrue(refused.body().contains("answerDays"), refused.body());
        }
        assertEquals(200, desk.recruit("{\"answerDays\":30}").statusCode());
        var group = new FocusStore(desk.talk.workspace).find(desk.group).orElseThrow();
        assertEquals(30, group.answerDays());
        new GuestStore(desk.talk.workspace)
                .of(desk.group)
                .forEach(guest -> assertEquals(
                        group.day(clock.instant()).plusDays(2), guest.answerBy().orElseThrow()));
        assertEquals(group.day(group.begins()), group.answerBy(group.begins()));
    }

    @Test
    void aQuotaCanBeOfThoseOfAUnitWhoWorkInOneLanguage() {
        var desk = new Desk(Placement.POOLED, 20, SALES);
        Talk talk = desk.talk;
        String both =
                "[{\"unit\":\"Sales\",\"language\":\"de\",\"seats\":2},{\"unit\":\"Sales\",\"language\":\"fr\",\"seats\":1}]";
        var nobody = desk.make(20, both);
        assertEquals(422, nobody.statusCode());
        assertTrue(nobody.body().contains("Nobody is Sales (de)"), nobody.body());
        speaks(talk, "de", "ann", "bob", "cem");
        speaks(talk, "fr", "dan", "eve");
        var mixed = desk.make(
                20, "[{\"unit\":\"Sales\",\"seats\":2},{\"unit\":\"Sales\",\"language\":\"fr\",\"seats\":1}]");
        assertEquals(422, mixed.statusCode());
        assertTrue(mixed.body().contains("or once for each language"), mixed.body());
        assertEquals(422, desk.make(20, both.replace("\"fr\"", "\"xx\"")).statusCode());

        var made = desk.make(20, both);
        assertEquals(201, made.statusCode(), made.body());
        String group = Talk.read(made).path("id").asText();
        var begun = talk.api(talk.planner, "POST", "/focus-groups/" + group + "/recruiting", "{\"beyond\":1}", 0);
        assertEquals(5, Talk.read(begun).path("invited").asInt(), begun.body());
        Map<String, List<String>> byQuota = new GuestStore(talk.workspace)
                .of(group).stream()
                        .collect(Collectors.groupingBy(
                                Guest::quota, Collectors.mapping(Guest::person, Collectors.toList())));
        assertEquals(ids(talk, "ann", "bob", "cem"), new HashSet<>(byQuota.get("Sales (de)")));
        assertEquals(ids(talk, "dan", "eve"), new HashSet<>(byQuota.get("Sales (fr)")));
        // One seat is for French; the second who says yes waits, though German has room.
        for (String name : List.of("dan", "eve")) {
            String ticket = new FocusStore(talk.workspace).key(group).ticket(talk.id(name));
            assertEquals(
                    303,
                    talk.says(talk.base + "/focus/" + group + "/" + ticket, "COME")
                            .statusCode());
        }
        var quotas = Talk.read(talk.planner.get(talk.base + "/api/v1/focus-groups/" + group))
                .path("quotas");
        assertEquals(0, quotas.at("/0/coming").asInt(), quotas.toString());
        assertEquals(1, quotas.at("/1/coming").asInt());
        assertEquals("fr", quotas.at("/1/language").asText());
        String page = talk.planner.get(talk.base + "/focus-groups/" + group).body();
        assertTrue(page.contains("2 of Sales (de), 1 of Sales (fr)"), page);
        assertEquals(
                List.of(new Quota.Entry("Sales", "de", 2), new Quota.Entry("Sales (north)", null, 1)),
                Quota.lines("Sales (de): 2\nSales (north): 1", ignored -> false));
        assertFalse(page.contains("Nobody of"), page);
    }

    private static void speaks(Talk talk, String language, String... names) {
        for (String name : names) {
            talk.workspace.collection(PeopleStore.PEOPLE).update(talk.id(name), Updates.set("language", language));
        }
    }

    private static Set<String> ids(Talk talk, String... names) {
        return Stream.of(names).map(talk::id).collect(Collectors.toSet());
    }
}
