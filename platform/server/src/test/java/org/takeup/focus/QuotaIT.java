package org.takeup.focus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.http.Problem;
import org.takeup.identity.StillClock;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Recruiting by quota: so many of each unit, in the order of the draw, and the next in line when somebody says no. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuotaIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StillClock clock = new StillClock();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(UnaryOperator.identity(), clock);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private static JsonNode read(String text) throws Exception {
        return JSON.readTree(text);
    }

    /** A workspace with eight people of Sales and three of Works. */
    private final class Desk {
        private final Workspace workspace;
        private final String base;
        private final Visitor planner;

        Desk(Placement placement) {
            String slug = "q" + UUID.randomUUID().toString().substring(0, 8);
            workspace = platform.tenant(slug, placement);
            base = "/w/" + slug;
            planner = platform.signedIn(workspace, Role.PLANNER);
            var records = new ArrayList<PersonRecord>();
            IntStream.range(0, 8).forEach(n -> records.add(person("s" + n, "Sales")));
            IntStream.range(0, 3).forEach(n -> records.add(person("w" + n, "Works")));
            records.add(person("mod", "Learning"));
            new People().upsert(workspace, records);
        }

        private PersonRecord person(String name, String unit) {
            String email = name + "@" + workspace.tenant().slug() + ".example";
            return new PersonRecord("test", name, "Name " + name, email, Optional.of(unit), Optional.empty(), true);
        }

        java.net.http.HttpResponse<String> send(String method, String path, String body) {
            String csrf = Visitor.token(planner.get(base + "/focus-groups/new").body());
            return planner.json(method, base + "/api/v1" + path, body, csrf);
        }

        java.net.http.HttpResponse<String> make(int seats, String quotas) {
            String begins = clock.instant()
                    .plus(Duration.ofDays(2))
                    .truncatedTo(ChronoUnit.MINUTES)
                    .atZone(ZoneOffset.UTC)
                    .toLocalDateTime()
                    .toString();
            return send("POST", "/focus-groups", """
                    {"topic":"Why courses stop","seats":%d,"quotas":%s,"seed":"s1","begins":"%s","zone":"UTC","minutes":60,
                     "place":"Room 1","moderator":"mod@%s.example"}""".formatted(
                            seats, quotas, begins, workspace.tenant().slug()));
        }

        /** Three seats of Sales and two of Works. */
        String group() throws Exception {
            var made = make(5, "[{\"unit\":\"Sales\",\"seats\":3},{\"unit\":\"Works\",\"seats\":2}]");
            assertEquals(201, made.statusCode(), made.body());
            return read(made.body()).get("id").asText();
        }

        int recruit(String group, int beyond) throws Exception {
            var begun = send("POST", "/focus-groups/" + group + "/recruiting", "{\"beyond\":" + beyond + "}");
            assertEquals(200, begun.statusCode(), begun.body());
            return read(begun.body()).get("invited").asInt();
        }

        List<Guest> guests(String group, String unit, Guest.State state) {
            return new GuestStore(workspace)
                    .of(group).stream()
                            .filter(guest -> guest.quota().equals(unit) && guest.state() == state)
                            .toList();
        }

        int says(String group, String person, String what) {
            String ticket = new FocusStore(workspace).key(group).ticket(person);
            String link = base + "/focus/" + group + "/" + ticket;
            return platform.stranger().post(link, "say=" + what).statusCode();
        }

        String quotaOf(String group, String person) {
            return new GuestStore(workspace).of(group, person).orElseThrow().quota();
        }

        JsonNode quota(String group, int which) throws Exception {
            return read(planner.get(base + "/api/v1/focus-groups/" + group).body())
                    .get("quotas")
                    .get(which);
        }

        long invitations() {
            return workspace.collection(CollectionSpec.named("outbox")).all().into(new ArrayList<>()).stream()
                    .filter(mail -> mail.getString("kind").equals("focus-invitation"))
                    .count();
        }
    }

    @ParameterizedTest
    @EnumSource
    void asManyAreAskedAsThereAreSeatsAndTheNextInLineWhenSomebodySaysNo(Placement placement) throws Exception {
        var desk = new Desk(placement);
        String group = desk.group();
        assertEquals(5, desk.recruit(group, 0));
        assertEquals(0, desk.recruit(group, 0), "repeating it asks nobody");
        List<Guest> sales = desk.guests(group, "Sales", Guest.State.INVITED);
        assertEquals(3, sales.size());
        assertEquals(2, desk.guests(group, "Works", Guest.State.INVITED).size());
        // The order is that of the draw.
        List<String> order = Draw.next(
                        new People().members(desk.workspace, org.takeup.people.Segment.unit("Sales")),
                        "s1",
                        8,
                        java.util.Set.of())
                .stream()
                .map(person -> person.id())
                .toList();
        assertEquals(
                new HashSet<>(order.subList(0, 3)),
                new HashSet<>(sales.stream().map(Guest::person).toList()));

        assertEquals(303, desk.says(group, order.get(0), "COME"));
        assertEquals(303, desk.says(group, order.get(1), "STAY_AWAY"));
        List<String> now = desk.guests(group, "Sales", Guest.State.INVITED).stream()
                .map(Guest::person)
                .toList();
        assertEquals(new HashSet<>(List.of(order.get(2), order.get(3))), new HashSet<>(now));
        // Whoever took a seat and gives it back is followed by the next one as well.
        desk.says(group, order.get(0), "STAY_AWAY");
        assertEquals(3, desk.guests(group, "Sales", Guest.State.INVITED).size());
        assertEquals(7, desk.invitations());
        var quota = desk.quota(group, 0);
        assertEquals(3, quota.get("asked").asInt());
        assertEquals(2, quota.get("declined").asInt());
        assertEquals(2, desk.quota(group, 1).get("asked").asInt(), "the other unit is as it was");

        String page = desk.planner.get(desk.base + "/focus-groups/" + group).body();
        assertTrue(page.contains("3 of Sales, 2 of Works"), page);
        var byNumber = desk.send("POST", "/focus-groups/" + group + "/invitations", "{\"many\":2}");
        assertEquals(422, byNumber.statusCode());
    }

    @Test
    void aFullQuotaLetsTheRestWaitAlsoWhileOtherSeatsAreFreeAndTheFirstWhoWaitsMovesUp() throws Exception {
        var desk = new Desk(Placement.POOLED);
        String group = desk.group();
        assertEquals(8, desk.recruit(group, 2), "five of Sales, and all three of Works");
        List<String> sales = desk.guests(group, "Sales", Guest.State.INVITED).stream()
                .map(Guest::person)
                .toList();
        assertEquals(5, sales.size());
        sales.forEach(person -> assertEquals(303, desk.says(group, person, "COME")));
        assertEquals(3, desk.guests(group, "Sales", Guest.State.COMING).size());
        List<Guest> waiting = desk.guests(group, "Sales", Guest.State.WAITING);
        assertEquals(2, waiting.size());
        Guest first = waiting.stream()
                .min(java.util.Comparator.comparingLong(Guest::queue))
                .orElseThrow();
        String leaves =
                desk.guests(group, "Sales", Guest.State.COMING).getFirst().person();
        desk.says(group, leaves, "STAY_AWAY");
        assertTrue(desk.guests(group, "Sales", Guest.State.COMING).stream()
                .anyMatch(each -> each.person().equals(first.person())));
        assertEquals(3, desk.guests(group, "Sales", Guest.State.COMING).size());

        // Works has nobody left to ask.
        for (Guest guest : desk.guests(group, "Works", Guest.State.INVITED).subList(0, 2)) {
            desk.says(group, guest.person(), "STAY_AWAY");
        }
        String page = desk.planner.get(desk.base + "/focus-groups/" + group).body();
        assertTrue(page.contains("Nobody of Works is left to ask: 1 may come, and there are 2 seats."), page);
        // The places of the quotas have numbers that seats never have, and go with the seats.
        var seats = new GuestStore(desk.workspace);
        assertEquals(3, seats.seats(group).size());
        assertEquals(3, seats.seats(group + ":quotas").size());
        clock.pass(Duration.ofDays(3));
        var later = platform.signedIn(desk.workspace, Role.PLANNER);
        String session = desk.base + "/focus-groups/" + group + "/session";
        assertEquals(
                303,
                later.submit(session, desk.base + "/focus-groups/" + group + "/speakers/removal", Map.of())
                        .statusCode());
        assertEquals(Map.of(), seats.seats(group));
        assertEquals(Map.of(), seats.seats(group + ":quotas"));
    }

    @Test
    void whoSaysYesOrNoAtTheSameMomentNeverOverfillsAQuotaAndNobodyIsAskedTwice() throws Exception {
        var desk = new Desk(Placement.DEDICATED);
        String group = desk.group();
        desk.recruit(group, 3);
        List<Guest> asked = desk.guests(group, "Sales", Guest.State.INVITED);
        assertEquals(6, asked.size());
        var together = new CyclicBarrier(asked.size());
        try (var threads = Executors.newFixedThreadPool(asked.size())) {
            var all = new ArrayList<Future<Integer>>();
            for (int i = 0; i < asked.size(); i++) {
                String person = asked.get(i).person();
                String what = i < 2 ? "STAY_AWAY" : "COME";
                all.add(threads.submit(() -> {
                    together.await();
                    return desk.says(group, person, what);
                }));
            }
            for (Future<Integer> each : all) {
                assertEquals(303, each.get());
            }
        }
        assertEquals(3, desk.guests(group, "Sales", Guest.State.COMING).size());
        assertEquals(1, desk.guests(group, "Sales", Guest.State.WAITING).size());
        List<String> everybody = new GuestStore(desk.workspace)
                .of(group).stream().map(Guest::person).toList();
        assertEquals(new HashSet<>(everybody).size(), everybody.size());
        assertEquals(
                8,
                everybody.stream()
                        .filter(each -> desk.quotaOf(group, each).equals("Sales"))
                        .count());
        assertEquals(everybody.size(), desk.invitations());
    }

    @Test
    void quotasThatDoNotFitAreRefusedWithTheReason() {
        var desk = new Desk(Placement.POOLED);
        for (Map.Entry<String, String> wrong : Map.of(
                        "[{\"unit\":\"Sales\",\"seats\":3}]", "The quotas are for 3 people, and there are 5 seats.",
                        "[{\"unit\":\"Nowhere\",\"seats\":5}]", "Name units of your directory",
                        "[{\"unit\":\"Sales\",\"seats\":2},{\"unit\":\"Sales\",\"seats\":3}]", "Give each unit once",
                        "[{\"unit\":\"Sales\",\"seats\":0},{\"unit\":\"Works\",\"seats\":5}]", "with one seat or more")
                .entrySet()) {
            var refused = desk.make(5, wrong.getKey());
            assertEquals(422, refused.statusCode(), wrong.getKey());
            assertTrue(refused.body().contains(wrong.getValue()), refused.body());
        }
        assertEquals(
                List.of(new Quota.Entry("Sales: north", null, 3)),
                Quota.lines("\n Sales: north: 3 \n", ignored -> true));
    }

    @Test
    void tooManyLinesAreRefusedBeforeTheDirectoryIsAskedOfAnyOfThem() {
        var asked = new ArrayList<String>();
        Predicate<String> directory = name -> {
            asked.add(name);
            return false;
        };
        String most = "Sales (de): 1\n\n".repeat(Quota.MOST);
        assertEquals(Quota.MOST, Quota.lines(most, directory).size());
        assertEquals(Quota.MOST, asked.size());
        asked.clear();
        Problem refused = assertThrows(Problem.class, () -> Quota.lines(most + "Sales (de): 1", directory));
        assertEquals(422, refused.status());
        assertEquals(List.of(new Problem.Field("quotas", "Give at most 20 quotas.")), refused.fields());
        assertEquals(List.of(), asked);
    }

    /** As it is typed on the page: what reads like a language may be the name of a unit. */
    @Test
    void aUnitWhoseNameReadsLikeALanguageIsToldFromThePeopleWhoWorkInIt() {
        var desk = new Desk(Placement.POOLED);
        new People()
                .upsert(
                        desk.workspace,
                        List.of(
                                desk.person("g1", "Sales (de)"),
                                desk.person("g2", "Sales (de)"),
                                desk.person("g3", "Sales (de)"),
                                desk.person("q1", "The \"best\" (fr)")));
        String all = desk.base + "/focus-groups";
        var typed = new java.util.LinkedHashMap<>(Map.of(
                "topic", "Why courses stop",
                "seats", "3",
                "quotas", "Sales (de): 3",
                "day", desk.workspace.today().plusDays(5).toString(),
                "time", "09:15",
                "minutes", "45",
                "place", "Room 7",
                "moderator", "mod@" + desk.workspace.tenant().slug() + ".example"));
        var either = desk.planner.submit(all + "/new", all, typed);
        assertEquals(422, either.statusCode());
        assertTrue(either.body().contains("There is a unit that is called Sales (de)"), either.body());
        typed.put("quotas", "\"Sales (de)\": 3");
        var made = desk.planner.submit(all + "/new", all, typed);
        assertEquals(303, made.statusCode(), made.body());
        String id = made.headers().firstValue("location").orElseThrow().replaceAll(".*/", "");
        assertEquals(
                List.of(new Quota("Sales (de)", Optional.empty(), 3)),
                new FocusStore(desk.workspace).find(id).orElseThrow().quotas());
        assertEquals(
                List.of(
                        new Quota.Entry("Sales", "de", 3),
                        new Quota.Entry("Sales", "fr", 1),
                        new Quota.Entry("The \"best\" (fr)", null, 1)),
                Quota.lines("\"Sales\" (de): 3\nSales (fr): 1\n\"The \"best\" (fr)\": 1", "Sales (de)"::equals));
    }

    @Test
    void aFormThatIsRefusedComesBackAsItWasTyped() {
        var desk = new Desk(Placement.POOLED);
        String all = desk.base + "/focus-groups";
        var typed = new java.util.LinkedHashMap<>(Map.of(
                "topic", "Why <b>courses</b> stop",
                "segment", "unit:Works",
                "seats", "2",
                "quotas", "Sales: 3",
                "day", "2031-02-30",
                "time", "09:15",
                "minutes", "45",
                "place", "Room 7",
                "language", "fr",
                "moderator", "nobody@nowhere.example"));
        var noDay = desk.planner.submit(all + "/new", all, typed);
        assertEquals(422, noDay.statusCode());
        assertTrue(noDay.body().contains("<strong>Day</strong>"), noDay.body());
        typed.put("day", "2031-02-28");
        var refused = desk.planner.submit(all + "/new", all, typed);
        assertEquals(422, refused.statusCode());
        String page = refused.body();
        for (String kept : List.of(
                "What you typed is still here",
                "<strong>Seats</strong>",
                "<strong>Moderator",
                "value=\"Why &lt;b>courses&lt;/b> stop\"",
                "value=\"unit:Works\" selected",
                "value=\"2\"",
                ">Sales: 3</textarea>",
                "value=\"2031-02-28\"",
                "value=\"09:15\"",
                "value=\"45\"",
                "value=\"Room 7\"",
                "value=\"fr\" selected",
                "value=\"nobody@nowhere.example\"")) {
            assertTrue(page.contains(kept), kept + " is not in " + page);
        }
        assertTrue(new FocusStore(desk.workspace).latest(1).isEmpty());
    }

    @Test
    void recruitingThatIsRefusedComesBackAsItWasTyped() throws Exception {
        var desk = new Desk(Placement.POOLED);
        String group = desk.base + "/focus-groups/" + desk.group();
        var refused = desk.planner.submit(group, group + "/recruiting", Map.of("beyond", "4", "answerDays", "61"));
        assertEquals(422, refused.statusCode());
        String page = refused.body();
        for (String kept : List.of(
                "What you typed is still here",
                "<strong>Days to answer</strong>: Please give a whole number from 1 to 60.",
                "name=\"beyond\" type=\"number\" min=\"0\" max=\"20\" required inputmode=\"numeric\" value=\"4\"",
                "name=\"answerDays\" type=\"number\" min=\"1\" max=\"60\" required inputmode=\"numeric\" value=\"61\"",
                "3 of Sales, 2 of Works")) {
            assertTrue(page.contains(kept), kept + " is not in " + page);
        }
        assertEquals(0, desk.invitations());
        // Sent from the page that came back, with what does not fit put right.
        var mended = desk.planner.submit(group, group + "/recruiting", Map.of("beyond", "4", "answerDays", "6"));
        assertEquals(303, mended.statusCode());
        assertEquals(10, desk.invitations(), "seven of Sales, and all three of Works");
    }

    @Test
    void invitingByNumberThatIsRefusedComesBackAsItWasTyped() throws Exception {
        var desk = new Desk(Placement.POOLED);
        var made = desk.make(5, "[]");
        assertEquals(201, made.statusCode(), made.body());
        String group =
                desk.base + "/focus-groups/" + read(made.body()).get("id").asText();
        String page = desk.planner
                .submit(group, group + "/invitations", Map.of("many", "201"))
                .body();
        assertTrue(
                page.contains("<strong>How many to invite</strong>: Please give a whole number from 1 to 200."), page);
        assertTrue(page.contains("value=\"201\""), page);
    }
}
