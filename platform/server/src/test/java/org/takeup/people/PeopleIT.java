package org.takeup.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.attack.Attack;
import org.takeup.attack.Kind;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** The directory on the real store, in both placements. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleIT {
    private final People people = new People();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private Workspace tenant(Tenant.Placement placement) {
        return platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8), placement);
    }

    private static PersonRecord record(int n, String unit) {
        String number = "%04d".formatted(n);
        return new PersonRecord(
                "lms",
                number,
                "Person " + number,
                "P" + n + "@X.example",
                Optional.of(unit),
                Optional.of("0000"),
                true);
    }

    private static Identity identity(Workspace workspace, String subject, String local) {
        String email = local + "@" + workspace.tenant().slug() + ".example";
        return new Identity("https://idp.example", subject, "Ann Example", email, true, Set.of());
    }

    private static PersonRecord known(Workspace workspace, String id, String local) {
        String email = local + "@" + workspace.tenant().slug() + ".Example";
        return new PersonRecord("lms", id, "Ann Known", email, Optional.of("Sales"), Optional.empty(), true);
    }

    @Attack(
            value = "people of two workspaces with the same ids of their source",
            kind = Kind.OTHER,
            threats = {"T12", "T2"},
            at = "the directory")
    @ParameterizedTest
    @EnumSource
    void importingTwiceChangesNothingAndTwoTenantsNeverMeet(Tenant.Placement placement) {
        Workspace acme = tenant(placement);
        Workspace other = tenant(placement);
        var records = IntStream.range(0, 1_203)
                .mapToObj(n -> record(n, n % 3 == 0 ? "Sales" : "Works"))
                .toList();
        people.upsert(acme, records);
        people.upsert(acme, records);

        assertEquals(1_203, people.count(acme));
        assertEquals(0, people.count(other));
        assertEquals(
                List.of(
                        new SizedSegment(Segment.everybody(), 1_203),
                        new SizedSegment(Segment.unit("Sales"), 401),
                        new SizedSegment(Segment.unit("Works"), 802)),
                people.segments(acme));
        try (var sales = people.members(acme, Segment.unit("Sales"))) {
            assertEquals(401, sales.count());
        }
        Person first = people.find(acme, records.get(1).personId()).orElseThrow();
        assertEquals("p1@x.example", first.email());
        assertEquals(Optional.of(records.get(0).personId()), first.managerId());
    }

    @ParameterizedTest
    @EnumSource
    void aListIsWalkedByCursorWithoutGapsOrRepeats(Tenant.Placement placement) {
        Workspace acme = tenant(placement);
        people.upsert(
                acme, IntStream.range(0, 120).mapToObj(n -> record(n, "Sales")).toList());
        var seen = new ArrayList<String>();
        Optional<String> after = Optional.empty();
        do {
            PeoplePage part = people.list(acme, Segment.unit("Sales"), after, 50);
            part.people().forEach(person -> seen.add(person.name()));
            after = part.next();
        } while (after.isPresent());
        assertEquals(IntStream.range(0, 120).mapToObj("Person %04d"::formatted).toList(), seen);
    }

    @ParameterizedTest
    @EnumSource
    void signingInIsTheSamePersonEachTimeAlsoFromTwoNodesAtOnce(Tenant.Placement placement) throws Exception {
        Workspace acme = tenant(placement);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> all = IntStream.range(0, 16)
                    .mapToObj(n -> threads.submit(() -> people.signedIn(acme, identity(acme, "s1", "ann"))))
                    .toList();
            String first = all.getFirst().get();
            for (Future<String> each : all) {
                assertEquals(first, each.get());
            }
        }
        assertEquals(1, people.count(acme));
        assertNotEquals(
                people.signedIn(acme, identity(acme, "s1", "ann")), people.signedIn(acme, identity(acme, "s2", "ann")));
    }

    @ParameterizedTest
    @EnumSource
    void anAddressOfAProvenDomainFindsTheRecord(Tenant.Placement placement) {
        Workspace acme = tenant(placement);
        PersonRecord record = known(acme, "7", "Ann");
        people.upsert(acme, List.of(record));
        assertEquals(record.personId(), people.signedIn(acme, identity(acme, "s1", "ANN")));
        assertEquals(1, people.count(acme));
    }

    @ParameterizedTest
    @EnumSource
    void askingForAnIdAddsNobodyAndSaysTheRecordOnceThePersonHasSignedIn(Tenant.Placement placement) {
        Workspace acme = tenant(placement);
        Identity ann = identity(acme, "s1", "ann");
        String own = people.idOf(acme, ann);
        assertEquals(0, people.count(acme));
        assertTrue(people.find(acme, own).isEmpty());

        PersonRecord record = known(acme, "7", "ann");
        people.upsert(acme, List.of(record));
        assertEquals(own, people.idOf(acme, ann));
        people.signedIn(acme, ann);
        assertEquals(record.personId(), people.idOf(acme, ann));
    }

    @Attack(
            value = "a sign-in with an address of a domain that is not proven",
            kind = Kind.DOMAIN_TAKEOVER,
            threats = {"S6", "S8"},
            at = "the directory")
    @ParameterizedTest
    @EnumSource
    void anAddressOfAnyOtherDomainFindsNobody(Tenant.Placement placement) {
        Workspace acme = tenant(placement);
        PersonRecord record = record(1, "Sales");
        people.upsert(acme, List.of(record));
        var stranger = new Identity("https://idp.example", "s1", "Mallory", "p1@x.example", true, Set.of());
        assertNotEquals(record.personId(), people.signedIn(acme, stranger));
    }

    @Attack(
            value = "a sign-in with an address that nobody vouches for",
            kind = Kind.UNVERIFIED_ADDRESS,
            threats = "S7",
            at = "the directory")
    @ParameterizedTest
    @EnumSource
    void anAddressThatNobodyVouchesForFindsNobody(Tenant.Placement placement) {
        Workspace acme = tenant(placement);
        PersonRecord record = known(acme, "7", "ann");
        people.upsert(acme, List.of(record));
        Identity proven = identity(acme, "s1", "ann");
        var unproven =
                new Identity(proven.issuer(), proven.subject(), proven.name(), proven.email(), false, proven.groups());
        assertNotEquals(record.personId(), people.signedIn(acme, unproven));
        assertEquals(record.personId(), people.signedIn(acme, proven));
    }

    @ParameterizedTest
    @EnumSource
    void ofSeveralIdentitiesWithOneAddressOneIsTheRecordAlsoWhenAllComeAtOnce(Tenant.Placement placement)
            throws Exception {
        Workspace acme = tenant(placement);
        PersonRecord record = known(acme, "7", "ann");
        people.upsert(acme, List.of(record));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> all = IntStream.range(0, 8)
                    .mapToObj(n -> threads.submit(() -> people.signedIn(acme, identity(acme, "s" + n, "ann"))))
                    .toList();
            int asTheRecord = 0;
            for (Future<String> each : all) {
                asTheRecord += each.get().equals(record.personId()) ? 1 : 0;
            }
            assertEquals(1, asTheRecord);
        }
        people.upsert(acme, List.of(record));
        assertNotEquals(record.personId(), people.signedIn(acme, identity(acme, "later", "ann")));
    }

    @ParameterizedTest
    @EnumSource
    void anAddressThatTwoRecordsShareIdentifiesNobody(Tenant.Placement placement) {
        Workspace acme = tenant(placement);
        people.upsert(acme, List.of(known(acme, "7", "desk"), known(acme, "8", "desk")));
        String person = people.signedIn(acme, identity(acme, "s1", "desk"));
        assertTrue(people.find(acme, person).orElseThrow().unit().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void whoSignedInBeforeTheImportBecomesTheRecordAndIsCountedOnce(Tenant.Placement placement) {
        Workspace acme = tenant(placement);
        String before = people.signedIn(acme, identity(acme, "s1", "ann"));
        PersonRecord record = known(acme, "7", "ann");
        people.upsert(acme, List.of(record));

        assertEquals(record.personId(), people.signedIn(acme, identity(acme, "s1", "ann")));
        assertEquals(record.personId(), people.signedIn(acme, identity(acme, "s1", "changed")));
        assertEquals(1, people.count(acme));
        assertTrue(!people.find(acme, before).orElseThrow().active());
    }

    @ParameterizedTest
    @EnumSource
    void plannersSeeThePageAndTheApiAndLearnersDoNot(Tenant.Placement placement) {
        Workspace acme = tenant(placement);
        String base = "/w/" + acme.tenant().slug();
        var planner = platform.signedIn(acme, Role.PLANNER);
        assertTrue(planner.get(base + "/people").body().contains("Nobody is here yet"));
        people.upsert(
                acme, IntStream.range(0, 60).mapToObj(n -> record(n, "R&D <1>")).toList());

        String page = planner.get(base + "/people?segment=unit:R%26D%20%3C1%3E").body();
        assertTrue(page.contains("Person 0000") && page.contains("60 people"), page);
        assertTrue(page.contains("R&amp;D &lt;1&gt;"), page);
        String api = planner.get(base + "/api/v1/people").body();
        assertTrue(api.contains("\"size\":60") && api.contains("\"next\":\""), api);
        assertEquals(422, planner.get(base + "/api/v1/people?segment=nobody").statusCode());
        String first =
                new JsonObject(api).getJsonArray("people").getJsonObject(0).getString("name");
        String begun = first.substring(0, first.length() - 1).toUpperCase(Locale.ROOT);
        String found = planner.get(base + "/api/v1/people?name=" + URLEncoder.encode(begun, StandardCharsets.UTF_8))
                .body();
        assertEquals(
                first,
                new JsonObject(found).getJsonArray("people").getJsonObject(0).getString("name"),
                found);
        String nobody = planner.get(base + "/people?name=%3Cnobody%3E").body();
        assertTrue(nobody.contains("Nobody is called so") && nobody.contains("&lt;nobody&gt;"), nobody);
        assertEquals(422, planner.get(base + "/api/v1/people?after=%25").statusCode());
        assertEquals(
                403, platform.signedIn(acme, Role.LEARNER).get(base + "/people").statusCode());
    }
}
