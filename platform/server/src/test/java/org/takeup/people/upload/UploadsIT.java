package org.takeup.people.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.people.Local;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.people.PersonRecord;
import org.takeup.people.Segment;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Files of people on the real platform: compared, taken over, taken back; in both placements. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UploadsIT {
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

    /** An organisation with an admin who has files. */
    private final class Company {
        final Workspace workspace;
        final Visitor admin;
        final PeopleFiles files;

        Company(Tenant.Placement placement) {
            this.workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8), placement);
            this.admin = platform.signedIn(workspace, Role.ADMIN);
            String base = "/w/" + workspace.tenant().slug();
            this.files = new PeopleFiles(
                    platform, admin, base, Visitor.token(admin.get(base + "/").body()));
        }

        String email(String local) {
            return local + "@" + workspace.tenant().slug() + ".example";
        }

        Optional<Person> named(String name) {
            try (var all = people.members(workspace, Segment.everybody())) {
                return all.filter(person -> person.name().equals(name)).findFirst();
            }
        }

        /** Everybody who is active, by name, with unit and manager's name: what surveys and plans see. */
        List<String> state() {
            try (var all = people.members(workspace, Segment.everybody())) {
                return all.map(person -> person.name() + "|" + person.email() + "|"
                                + person.unit().orElse("") + "|"
                                + person.managerId()
                                        .flatMap(id -> people.find(workspace, id))
                                        .map(Person::name)
                                        .orElse(""))
                        .sorted()
                        .toList();
            }
        }
    }

    private static String rows(int people, String unit) {
        return "id,name,unit,manager\n"
                + IntStream.range(0, people)
                        .mapToObj(n -> "%d,Person %04d,%s,%s\n".formatted(n, n, unit, n == 0 ? "" : (n - 1) / 10))
                        .collect(Collectors.joining());
    }

    @ParameterizedTest
    @EnumSource
    void nothingChangesUntilItIsTakenOverAndTakingItBackLeavesWhatWas(Tenant.Placement placement) {
        var acme = new Company(placement);
        acme.files.takeOver("id,name,unit\na,Ann,Old\nb,Ben,Old\n", false);
        List<String> before = acme.state();

        JsonNode compared = acme.files.compare("id,name,unit,manager\na,Ann,New,c\nc,Cy,New,\n", true);
        assertEquals(before, acme.state());
        JsonNode counts = compared.path("counts");
        assertEquals(1, counts.path("added").asInt(), counts.toString());
        assertEquals(1, counts.path("changed").asInt(), counts.toString());
        assertEquals(1, counts.path("left").asInt(), counts.toString());

        String id = acme.files.takeOver(compared.path("id").asText());
        assertEquals(List.of("Ann||New|Cy", "Cy||New|"), acme.state());

        assertEquals("UNDONE", acme.files.undo(id).path("state").asText());
        assertEquals(before, acme.state());
        assertEquals(Optional.empty(), acme.named("Cy"));
    }

    @ParameterizedTest
    @EnumSource
    void aFileSaysLanguageAndTimeZoneAndAnEmptyCellOrNoColumnLeavesThem(Tenant.Placement placement) {
        var acme = new Company(placement);
        acme.files.takeOver("id,name,language,time zone\na,Ann,de-AT,Europe/Vienna\nb,Ben,,\n", false);
        Local vienna = Local.of(Optional.of("de"), Optional.of("Europe/Vienna"));
        assertEquals(vienna, acme.named("Ann").orElseThrow().local());
        assertEquals(Local.UNKNOWN, acme.named("Ben").orElseThrow().local());

        JsonNode same = acme.files.compare("id,name\na,Ann\nb,Ben\n", true);
        assertEquals(2, same.path("counts").path("unchanged").asInt(), same.toString());

        String id = acme.files.takeOver("id,name,language,time zone\na,Ann,fr,\nb,Ben,,Asia/Tokyo\n", false);
        assertEquals(
                Local.of(Optional.of("fr"), Optional.of("Europe/Vienna")),
                acme.named("Ann").orElseThrow().local());
        assertEquals(
                Local.of(Optional.empty(), Optional.of("Asia/Tokyo")),
                acme.named("Ben").orElseThrow().local());
        JsonNode change = acme.files.get("/" + id + "/changes").path("changes").path(0);
        assertEquals("fr", change.path("after").path("local").path("language").asText(), change.toString());
        assertEquals("de", change.path("before").path("local").path("language").asText(), change.toString());
        String page = acme.admin
                .get("/w/" + acme.workspace.tenant().slug() + "/people/uploads/" + id)
                .body();
        assertTrue(page.contains("<del>de</del> fr"), page);

        acme.files.undo(id);
        assertEquals(vienna, acme.named("Ann").orElseThrow().local());
        assertEquals(Local.UNKNOWN, acme.named("Ben").orElseThrow().local());
    }

    @Test
    void anUnknownLanguageOrZoneIsToldWithItsLineAndColumnAndThePageListsWhatIsPossible() {
        var acme = new Company(Tenant.Placement.POOLED);
        JsonNode compared =
                acme.files.compare("id,name,language,time zone\na,Ann,xx,\nb,Ben,en,Berlin\nc,Cy,en,\n", false);
        assertEquals(2, compared.path("counts").path("leftOut").asInt(), compared.toString());
        JsonNode notes =
                acme.files.get("/" + compared.path("id").asText() + "/notes").path("notes");
        assertEquals(2, notes.path(0).path("line").asInt(), notes.toString());
        assertEquals("language", notes.path(0).path("field").asText());
        assertEquals(3, notes.path(1).path("line").asInt(), notes.toString());
        assertEquals("timezone", notes.path(1).path("field").asText());
        String page = acme.admin
                .get("/w/" + acme.workspace.tenant().slug() + "/people/uploads")
                .body();
        assertTrue(page.contains("Europe/Berlin, ") && page.contains("Asia/Tokyo, "), page);
    }

    @ParameterizedTest
    @EnumSource
    void aFileOfThousandsKnowsManagersThatComeLaterAndTheSameFileAgainChangesNothing(Tenant.Placement placement) {
        var acme = new Company(placement);
        // From the end, so that everybody comes before their manager.
        List<String> lines = rows(2_500, "Sales").lines().toList();
        String file = lines.getFirst() + "\n"
                + String.join("\n", lines.subList(1, lines.size()).reversed()) + "\n";
        acme.files.takeOver(file, true);
        assertEquals(2_500, people.count(acme.workspace));
        Person last = acme.named("Person 2499").orElseThrow();
        assertEquals(
                Optional.of("Person 0249"),
                last.managerId().flatMap(id -> people.find(acme.workspace, id)).map(Person::name));

        JsonNode again = acme.files.compare(file, true).path("counts");
        assertEquals(2_500, again.path("unchanged").asInt(), again.toString());
        assertEquals(
                0,
                again.path("added").asInt()
                        + again.path("changed").asInt()
                        + again.path("left").asInt());
    }

    @ParameterizedTest
    @EnumSource
    void whoIsKnownAlreadyByAnAddressOfAProvenDomainStaysThatPerson(Tenant.Placement placement) {
        var acme = new Company(placement);
        var known = new PersonRecord(
                "lms", "7", "A. Learner", acme.email("ann"), Optional.of("Old"), Optional.empty(), true);
        var foreign =
                new PersonRecord("lms", "8", "Foreign", "ben@example.org", Optional.of("Old"), Optional.empty(), true);
        people.upsert(acme.workspace, List.of(known, foreign));

        String id = acme.files.takeOver(
                "id,name,email\n1,Ann,%s\n2,Ben,ben@example.org\n".formatted(acme.email("Ann")), false);
        assertEquals(3, people.count(acme.workspace));
        Person ann = people.find(acme.workspace, known.personId()).orElseThrow();
        assertEquals("Ann", ann.name());
        // What the file does not say, the learning platform still does.
        assertEquals(Optional.of("Old"), ann.unit());
        assertEquals(
                "Foreign",
                people.find(acme.workspace, foreign.personId()).orElseThrow().name());

        people.upsert(acme.workspace, List.of(known));
        assertEquals(
                "Ann",
                people.find(acme.workspace, known.personId()).orElseThrow().name());
        acme.files.undo(id);
        assertEquals(
                "A. Learner",
                people.find(acme.workspace, known.personId()).orElseThrow().name());
        assertEquals(2, people.count(acme.workspace));
    }

    @Test
    void theOrderOfTheSourcesIsTheAdminsAndHoldsForEverybodyAtOnce() {
        var acme = new Company(Tenant.Placement.POOLED);
        var known =
                new PersonRecord("lms", "7", "From LMS", acme.email("ann"), Optional.of("LMS"), Optional.empty(), true);
        people.upsert(acme.workspace, List.of(known));
        acme.files.takeOver("id,name,email,unit\n1,From file,%s,File\n".formatted(acme.email("ann")), false);
        assertEquals(
                "From file",
                people.find(acme.workspace, known.personId()).orElseThrow().name());

        String base = "/w/" + acme.workspace.tenant().slug();
        String csrf = Visitor.token(acme.admin.get(base + "/").body());
        var answer = acme.admin.json(
                "PUT", base + "/api/v1/people/sources", "{\"order\":[\"learning\",\"directory\",\"file\"]}", csrf);
        assertEquals(200, answer.statusCode(), answer.body());
        org.takeup.delivery.Eventually.holds(
                "everybody is merged anew",
                java.time.Duration.ofSeconds(30),
                () -> people.find(acme.workspace, known.personId())
                        .orElseThrow()
                        .name()
                        .equals("From LMS"));
        for (String bad : List.of("[\"learning\"]", "[\"learning\",\"learning\",\"file\"]", "[\"a\",\"b\",\"c\"]")) {
            assertEquals(
                    422,
                    acme.admin
                            .json("PUT", base + "/api/v1/people/sources", "{\"order\":" + bad + "}", csrf)
                            .statusCode());
        }
        assertTrue(acme.admin.get(base + "/people/sources").body().contains("Learning platform"));
    }

    @Test
    void managersInACircleOrUnknownAreLeftOutAndSaid() {
        var acme = new Company(Tenant.Placement.POOLED);
        JsonNode compared = acme.files.compare("id,name,manager\n1,Ann,2\n2,Ben,3\n3,Cy,1\n4,Dee,1\n5,Eve,99\n", false);
        assertEquals(4, compared.path("counts").path("inPart").asInt(), compared.toString());
        String notes =
                acme.files.get("/" + compared.path("id").asText() + "/notes").toString();
        assertTrue(notes.contains("reports to this person") && notes.contains("nobody with the id 99"), notes);
        acme.files.takeOver(compared.path("id").asText());
        assertEquals(List.of("Ann|||", "Ben|||", "Cy|||", "Dee|||Ann", "Eve|||"), acme.state());
    }

    @Test
    void aCircleIsAlsoFoundThroughPeopleOfAnEarlierFile() {
        var acme = new Company(Tenant.Placement.POOLED);
        acme.files.takeOver("id,name,manager\n1,Ann,2\n2,Ben,\n", false);
        JsonNode compared = acme.files.compare("id,name,manager\n2,Ben,1\n", false);
        assertEquals(1, compared.path("counts").path("inPart").asInt(), compared.toString());
    }

    @Test
    void whoNamesEverybodyMustNameEverybody() {
        var acme = new Company(Tenant.Placement.POOLED);
        acme.files.takeOver(rows(100, "Sales"), true);
        JsonNode withFault = acme.files.compare("id,name,email\n1,Ann,no address\n", true);
        var refused = acme.files.post(withFault.path("id").asText(), "apply", "{\"sure\":true}");
        assertEquals(409, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("people-file-not-whole"), refused.body());

        JsonNode fewer = acme.files.compare(rows(50, "Sales"), true);
        assertEquals(50, fewer.path("counts").path("left").asInt(), fewer.toString());
        var unsure = acme.files.post(fewer.path("id").asText(), "apply", "{\"sure\":false}");
        assertEquals(422, unsure.statusCode(), unsure.body());
        assertEquals(100, people.count(acme.workspace));
        acme.files.takeOver(fewer.path("id").asText());
        assertEquals(50, people.count(acme.workspace));
    }

    @Test
    void aFileThatWasComparedBeforeAnotherOneIsRefusedAndOnlyTheLastCanBeTakenBack() {
        var acme = new Company(Tenant.Placement.POOLED);
        String first = acme.files.compare("id,name\n1,Ann\n", false).path("id").asText();
        String second = acme.files.compare("id,name\n1,Ben\n", false).path("id").asText();
        acme.files.takeOver(first);
        var late = acme.files.post(second, "apply", "{\"sure\":true}");
        assertEquals(409, late.statusCode(), late.body());
        String third = acme.files.takeOver("id,name\n1,Cy\n", false);
        assertEquals(409, acme.files.post(first, "undo", "").statusCode());
        acme.files.undo(third);
        assertEquals(List.of("Ann|||"), acme.state());
        assertEquals(409, acme.files.post(third, "undo", "").statusCode());
    }

    @Test
    void whatIsNoFileOfPeopleIsRefusedInWords() {
        var acme = new Company(Tenant.Placement.POOLED);
        var none = acme.files.send("people.csv", "hello".getBytes(StandardCharsets.UTF_8), false);
        assertEquals(422, none.statusCode());
        assertTrue(none.body().contains("titles of the columns"), none.body());
        assertEquals(
                422,
                acme.files.send("people.xlsx", new byte[] {'P', 'K'}, false).statusCode());
    }

    @Attack(
            value = "script and a formula in a file of people; the file by its id at B",
            kind = {Kind.UPLOAD, Kind.XSS_NAME},
            threats = {"W2", "T1"},
            at = "/people/uploads/{upload} and below")
    @BothPlacements
    void textOfAFileIsShownAsTextAndIsNobodyElses(Tenant.Placement placement) {
        var acme = new Company(placement);
        var other = new Company(placement);
        String id = acme.files
                .compare("id,name,unit\n1,<script>alert(1)</script>,\"=cmd|' /C calc'!A0\"\n", false)
                .path("id")
                .asText();
        String page = acme.admin
                .get("/w/" + acme.workspace.tenant().slug() + "/people/uploads/" + id)
                .body();
        assertTrue(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert"), page);
        for (String path : List.of("", "/changes", "/notes")) {
            assertEquals(
                    404,
                    other.admin
                            .get("/w/" + other.workspace.tenant().slug() + "/api/v1/people/uploads/" + id + path)
                            .statusCode());
        }
        assertEquals(404, other.files.post(id, "apply", "{\"sure\":true}").statusCode());
    }

    @Test
    void onlyAdminsMayAndPlannersSeeNoLink() {
        var acme = new Company(Tenant.Placement.POOLED);
        String base = "/w/" + acme.workspace.tenant().slug();
        var planner = platform.signedIn(acme.workspace, Role.PLANNER);
        assertEquals(403, planner.get(base + "/people/uploads").statusCode());
        assertTrue(!planner.get(base + "/people").body().contains("/people/uploads"));
        assertTrue(acme.admin.get(base + "/people").body().contains("/people/uploads"));
    }
}
