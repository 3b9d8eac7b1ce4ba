package org.takeup.people.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
import org.takeup.audit.Search;
import org.takeup.people.Identity;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.people.PersonRecord;
import org.takeup.people.Segment;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Users that an identity provider sends, in the shapes of Okta and Entra ID, and what the directory makes of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScimUsersIT {
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static final String OKTA = """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"Ann@example.org",
             "name":{"givenName":"Ann","familyName":"Archer"},"displayName":"Ann Archer","locale":"en-US",
             "emails":[{"primary":true,"value":"Ann@example.org","type":"work"}],"externalId":"00u1","groups":[],
             "password":"1mz050nq","active":true}""";

    private static final String ENTRA = """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",
                        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
             "externalId":"0a21f0f2","userName":"ben@example.org","active":true,"displayName":"Ben Baker",
             "emails":[{"primary":true,"type":"work","value":"ben@example.org"}],
             "addresses":[{"type":"work","formatted":"One Way 1"}],"title":"Clerk",
             "meta":{"resourceType":"User"},"name":{"formatted":"Ben Baker","familyName":"Baker","givenName":"Ben"},
             "roles":[],"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Sales"}}""";

    private final People people = new People();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
    }

    private Workspace tenant(Tenant.Placement placement) {
        return platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8), placement);
    }

    private ScimClient client(Workspace workspace) {
        return ScimClient.of(platform, workspace, "directory:write");
    }

    private Optional<Person> person(Workspace workspace, String scimId) {
        return new ScimStore(workspace).find(scimId).flatMap(user -> people.find(workspace, user.person()));
    }

    private static String user(String name, String more) {
        return "{\"userName\":\"" + name + "\"" + more + "}";
    }

    @Attack(
            value = "B's users by id and by filter, as a manager, and with other tokens",
            kind = {Kind.ID_IN_PATH, Kind.SEARCH},
            threats = {"T1", "T11", "T12"},
            at = "/scim/v2/Users")
    @ParameterizedTest
    @EnumSource
    void nobodyReachesAnotherTenantsUsersAndNoOtherTokenReachesAny(Tenant.Placement placement) {
        Workspace a = tenant(placement);
        Workspace b = tenant(placement);
        ScimClient ofA = client(a);
        ScimClient ofB = client(b);
        String ann = ofA.add(OKTA);
        List<?> before = platform.dump(a);

        for (String method : List.of("GET", "DELETE")) {
            ofB.refused(404, "", method, "/Users/" + ann, "");
            ofA.at(b).refused(401, "", method, "/Users/" + ann, "");
        }
        ofB.refused(404, "", "PUT", "/Users/" + ann, OKTA);
        ofB.refused(
                404,
                "",
                "PATCH",
                "/Users/" + ann,
                ScimClient.patch("{\"op\":\"replace\",\"path\":\"active\",\"value\":false}"));
        for (String filter : List.of("userName eq \"ann@example.org\"", "id eq \"" + ann + "\"")) {
            assertEquals(0, ofB.where(filter).path("totalResults").asInt());
        }
        // The same name is free there; and another tenant's user is nobody's manager here.
        String boss =
                ofB.add(user("Ann@example.org", ",\"" + ENTERPRISE + "\":{\"manager\":{\"value\":\"" + ann + "\"}}"));
        assertEquals(Optional.empty(), person(b, boss).orElseThrow().managerId().flatMap(id -> people.find(b, id)));

        for (String scope : List.of("people:write", "surveys:write", "audit:read")) {
            JsonNode error = ScimClient.of(platform, a, scope).refused(403, "", "GET", "/Users", "");
            assertTrue(error.path("detail").asText().contains("directory:read"), error.toString());
        }
        ScimClient reader = ScimClient.of(platform, a, "directory:read");
        assertEquals(1, reader.get("/Users").path("totalResults").asInt());
        reader.refused(403, "", "POST", "/Users", user("x", ""));
        reader.refused(403, "", "DELETE", "/Users/" + ann, "");
        assertEquals(before.size() + 4, platform.dump(a).size()); // the four tokens, and nothing else
    }

    @ParameterizedTest
    @EnumSource
    void itSaysWhatItCanDo(Tenant.Placement placement) {
        ScimClient client = client(tenant(placement));
        JsonNode config = client.get("/ServiceProviderConfig");
        for (String can : List.of("patch", "filter", "etag")) {
            assertTrue(config.path(can).path("supported").asBoolean(), can);
        }
        for (String cannot : List.of("bulk", "sort", "changePassword")) {
            assertTrue(config.path(cannot).has("supported"), cannot);
            assertFalse(config.path(cannot).path("supported").asBoolean(), cannot);
        }
        assertEquals(200, config.path("filter").path("maxResults").asInt());
        JsonNode types = client.get("/ResourceTypes");
        assertEquals("/Users", types.at("/Resources/0/endpoint").asText());
        assertEquals(
                ENTERPRISE, types.at("/Resources/0/schemaExtensions/0/schema").asText());
        for (JsonNode schema : client.get("/Schemas").path("Resources")) {
            assertEquals(schema, client.get("/Schemas/" + schema.path("id").asText()));
        }
        client.refused(404, "", "GET", "/Schemas/urn:none", "");
        client.refused(404, "", "GET", "/Bulk", "");
    }

    @ParameterizedTest
    @EnumSource
    void oktaBringsChangesAndTakesAwayAPerson(Tenant.Placement placement) {
        Workspace acme = tenant(placement);
        ScimClient okta = client(acme);
        assertEquals(
                0,
                okta.where("userName eq \"ann@example.org\"")
                        .path("totalResults")
                        .asInt());
        String ann = okta.add(OKTA);
        JsonNode found = okta.where("userName eq \"ANN@example.org\"");
        assertEquals(ann, found.at("/Resources/0/id").asText());
        assertEquals("Ann@example.org", found.at("/Resources/0/userName").asText());
        Person person = person(acme, ann).orElseThrow();
        assertEquals("Ann Archer", person.name());
        assertEquals("ann@example.org", person.email());
        assertTrue(person.active());

        JsonNode put = okta.ok(
                200,
                "PUT",
                "/Users/" + ann,
                OKTA.replace("Archer", "Able").replace("\"active\"", "\"id\":\"" + ann + "\",\"active\""));
        assertEquals("Able", put.path("name").path("familyName").asText());
        assertEquals("Ann Able", person(acme, ann).orElseThrow().name());
        // As Okta deactivates: an object as the value, and no path.
        JsonNode off = okta.patch(ann, "{\"op\":\"replace\",\"value\":{\"active\":false}}");
        assertFalse(off.path("active").asBoolean());
        assertEquals("Ann Able", off.path("displayName").asText());
        assertFalse(person(acme, ann).orElseThrow().active());
        assertEquals(0, people.count(acme));
        okta.patch(ann, "{\"op\":\"replace\",\"value\":{\"active\":true}}");
        assertEquals(1, people.count(acme));
    }

    @ParameterizedTest
    @EnumSource
    void entraBringsMovesAndTakesAwayAPerson(Tenant.Placement placement) {
        Workspace acme = tenant(placement);
        ScimClient entra = client(acme);
        String ben = entra.add(ENTRA);
        String boss = entra.add(OKTA);
        assertEquals(
                ben,
                entra.where("externalId eq \"0a21f0f2\"").at("/Resources/0/id").asText());
        assertEquals(Optional.of("Sales"), person(acme, ben).orElseThrow().unit());

        JsonNode moved = entra.patch(ben, """
                {"op":"Replace","path":"emails[type eq \\"work\\"].value","value":"b.baker@example.org"},
                {"op":"Add","path":"emails[type eq \\"home\\"].value","value":"ben@home.example"},
                {"op":"Replace","path":"%1$s:department","value":"Works"},
                {"op":"Add","path":"%1$s:manager","value":"%2$s"},
                {"op":"Replace","value":{"displayName":"Ben B.","name.givenName":"Benjamin","%1$s:division":"North"}},
                {"op":"Add","path":"title","value":"Head"}""".formatted(ENTERPRISE, boss));
        assertEquals("b.baker@example.org", moved.at("/emails/0/value").asText());
        assertEquals("home", moved.at("/emails/1/type").asText());
        assertEquals("Benjamin", moved.at("/name/givenName").asText());
        assertEquals("Baker", moved.at("/name/familyName").asText());
        assertEquals("North", moved.path(ENTERPRISE).path("division").asText());
        assertFalse(moved.has("title"));
        Person person = person(acme, ben).orElseThrow();
        assertEquals(Optional.of("Works"), person.unit());
        assertEquals("b.baker@example.org", person.email());
        assertEquals(
                List.of("Ann Archer"),
                people.managers(acme, Segment.unit("Works")).stream()
                        .map(Person::name)
                        .toList());

        assertFalse(entra.patch(ben, "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}")
                .path("active")
                .asBoolean());
        assertFalse(person(acme, ben).orElseThrow().active());
        entra.patch(
                ben,
                "{\"op\":\"Remove\",\"path\":\"" + ENTERPRISE + ":manager\"},"
                        + "{\"op\":\"remove\",\"path\":\"emails[type eq \\\"home\\\"]\"},{\"op\":\"remove\",\"path\":\"active\"}");
        JsonNode left = entra.get("/Users/" + ben);
        assertFalse(left.path(ENTERPRISE).has("manager"));
        assertEquals(1, left.path("emails").size());
        assertFalse(left.path("active").asBoolean(), "removing the mark makes nobody active");
    }

    @ParameterizedTest
    @EnumSource
    void aDeletedUserIsGoneAndThePersonInactive(Tenant.Placement placement) {
        Workspace acme = tenant(placement);
        ScimClient client = client(acme);
        String ann = client.add(OKTA);
        String id = person(acme, ann).orElseThrow().id();
        assertEquals(204, client.call("DELETE", "/Users/" + ann, "").statusCode());
        client.refused(404, "", "GET", "/Users/" + ann, "");
        client.refused(404, "", "DELETE", "/Users/" + ann, "");
        assertEquals(0, client.get("/Users").path("totalResults").asInt());
        assertFalse(people.find(acme, id).orElseThrow().active());
        assertNotEquals(ann, client.add(OKTA));
    }

    private static PersonRecord learner(String local, Workspace workspace) {
        String email = local + "@" + workspace.tenant().slug() + ".Example";
        return new PersonRecord("lms", local, "From the LMS", email, Optional.of("Old unit"), Optional.empty(), true);
    }

    private static String provisioned(String local, Workspace workspace) {
        return ENTRA.replace("ben@example.org", local + "@" + workspace.tenant().slug() + ".example");
    }

    private static Identity identity(String local, Workspace workspace) {
        String email = local + "@" + workspace.tenant().slug() + ".example";
        return new Identity("https://idp.example", "sub-" + local, "Ben", email, true, Set.of());
    }

    @ParameterizedTest
    @EnumSource
    void whoWasKnownByTheLearningPlatformStaysWhoTheyAre(Tenant.Placement placement) {
        Workspace acme = tenant(placement);
        ScimClient client = client(acme);
        PersonRecord known = learner("ben", acme);
        people.upsert(acme, List.of(known));
        assertEquals(known.personId(), people.signedIn(acme, identity("ben", acme)));

        String ben = client.add(provisioned("ben", acme));
        assertEquals(known.personId(), person(acme, ben).orElseThrow().id());
        assertEquals(1, people.count(acme));
        people.upsert(acme, List.of(known));
        Person now = people.find(acme, known.personId()).orElseThrow();
        assertEquals("Ben Baker", now.name());
        assertEquals(Optional.of("Sales"), now.unit());
        assertEquals(known.personId(), people.signedIn(acme, identity("ben", acme)));

        // Who leaves is not brought back by the learning platform, but is the same person when they return.
        client.call("DELETE", "/Users/" + ben, "");
        people.upsert(acme, List.of(known));
        assertEquals(0, people.count(acme));
        assertEquals(
                known.personId(),
                person(acme, client.add(provisioned("ben", acme))).orElseThrow().id());
        assertEquals(1, people.count(acme));
    }

    @ParameterizedTest
    @EnumSource
    void whomTheLearningPlatformBringsLaterIsNobodyBesideThem(Tenant.Placement placement) {
        Workspace acme = tenant(placement);
        ScimClient client = client(acme);
        String ben = client.add(provisioned("ben", acme));
        people.upsert(acme, List.of(learner("ben", acme), learner("cy", acme)));
        assertEquals(2, people.count(acme));
        String id = person(acme, ben).orElseThrow().id();
        assertEquals(id, people.signedIn(acme, identity("ben", acme)));
    }

    /** Whoever may provision cannot take over people by an address that is not the tenant's, or that two share. */
    @Attack(
            value = "a directory that sends an address of a domain that is not proven",
            kind = {Kind.DOMAIN_TAKEOVER, Kind.UNVERIFIED_ADDRESS},
            threats = {"S6", "S8"},
            at = "/scim/v2/Users")
    @ParameterizedTest
    @EnumSource
    void anAddressThatIsNotProvenOrNotOnesOwnMergesNobody(Tenant.Placement placement) {
        Workspace acme = tenant(placement);
        Workspace other = tenant(placement);
        ScimClient client = client(acme);
        var foreign =
                new PersonRecord("lms", "f", "Foreign", "ben@example.org", Optional.empty(), Optional.empty(), true);
        people.upsert(acme, List.of(foreign));
        people.upsert(other, List.of(learner("ben", other)));
        assertNotEquals(
                foreign.personId(),
                person(acme, client.add(ENTRA)).orElseThrow().id());
        var twin = new PersonRecord(
                "lms", "twin", "Twin", learner("desk", acme).email(), Optional.empty(), Optional.empty(), true);
        people.upsert(acme, List.of(learner("desk", acme), twin));
        String desk = client.add(provisioned("desk", acme));
        assertFalse(List.of(twin.personId(), learner("desk", acme).personId())
                .contains(person(acme, desk).orElseThrow().id()));
        assertEquals(
                "From the LMS",
                people.find(other, learner("ben", other).personId())
                        .orElseThrow()
                        .name());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotKnownIsNotKeptAndWhatDoesNotFitIsNamed(Tenant.Placement placement) {
        Workspace acme = tenant(placement);
        ScimClient client = client(acme);
        String poison = "planted-4711";
        String ann = client.add(OKTA.replace(
                "{\"schemas\"",
                "{\"t\":\"%1$s\",\"_id\":\"%1$s\",\"id\":\"%1$s\",\"roles\":[\"%1$s\"],\"$where\":\"%1$s\","
                                .formatted(poison)
                        + "\"urn:x:1.0:User\":{\"a.b\":\"" + poison + "\"},\"schemas\""));
        client.patch(ann, "{\"op\":\"add\",\"value\":{\"t\":\"%1$s\",\"version\":\"%1$s\"}}".formatted(poison));
        String stored = platform.dump(acme).toString();
        assertFalse(stored.contains(poison), stored);
        assertFalse(stored.contains("1mz050nq"), "a password is not kept");

        List<?> before = platform.dump(acme);
        for (String[] wrong : new String[][] {
            {"userName", "{\"userName\":{\"$ne\":1}}"},
            {"userName", "{\"displayName\":\"Nameless\"}"},
            {"userName", user("x".repeat(257), "")},
            {"active", user("x", ",\"active\":\"perhaps\"")},
            {"emails", user("x", ",\"emails\":\"x@example.org\"")},
            {"emails.value", user("x", ",\"emails\":[{\"value\":7}]")},
            {"emails", user("x", ",\"emails\":[" + "{\"value\":\"a\"},".repeat(20) + "{\"value\":\"a\"}]")},
            {"name.givenName", user("x", ",\"name\":{\"givenName\":[\"x\"]}")},
            {"displayName", user("x", ",\"displayName\":\"a\\u0000b\"")},
            {"manager.value", user("x", ",\"" + ENTERPRISE + "\":{\"manager\":{\"value\":{\"$gt\":\"\"}}}")}
        }) {
            JsonNode error = client.refused(400, "invalidValue", "POST", "/Users", wrong[1]);
            assertTrue(error.path("detail").asText().contains(wrong[0] + " does not fit"), error + " for " + wrong[1]);
        }
        for (String body : List.of("[]", "{", "\"x\"", "{\"userName\":\"a\",\"userName\":\"b\"}")) {
            client.refused(400, "invalidSyntax", "POST", "/Users", body);
        }
        for (String operation : List.of(
                "{\"op\":\"move\",\"path\":\"active\",\"value\":true}",
                "{\"op\":\"replace\",\"path\":\"active\"}",
                "{\"op\":\"add\",\"value\":\"x\"}",
                "7")) {
            client.refused(400, "invalidSyntax", "PATCH", "/Users/" + ann, ScimClient.patch(operation));
        }
        client.refused(400, "noTarget", "PATCH", "/Users/" + ann, ScimClient.patch("{\"op\":\"remove\"}"));
        for (String path : List.of("$where", "emails[", "name..givenName", "active[type eq \\\"x\\\"]")) {
            client.refused(
                    400,
                    "invalidPath",
                    "PATCH",
                    "/Users/" + ann,
                    ScimClient.patch("{\"op\":\"replace\",\"path\":\"" + path + "\",\"value\":\"x\"}"));
        }
        client.refused(413, "", "POST", "/Users", user("x", ",\"displayName\":\"" + "x".repeat(70_000) + "\""));
        assertEquals(before, platform.dump(acme));
    }

    @ParameterizedTest
    @EnumSource
    void aVersionIsNamedAndOneThatIsStaleIsRefused(Tenant.Placement placement) {
        ScimClient client = client(tenant(placement));
        HttpResponse<String> added = client.call("POST", "/Users", OKTA);
        String path = "/Users/" + ScimClient.json(added).path("id").asText();
        String tag = added.headers().firstValue("etag").orElseThrow();
        assertEquals("W/\"1\"", tag);
        assertTrue(added.headers().firstValue("location").orElseThrow().endsWith("/scim/v2" + path));
        assertEquals(304, client.call("GET", path, "", "If-None-Match", tag).statusCode());
        String change = ScimClient.patch("{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"A\"}");
        HttpResponse<String> changed = client.call("PATCH", path, change, "If-Match", tag);
        assertEquals("W/\"2\"", changed.headers().firstValue("etag").orElseThrow());
        // Said again, it is the same.
        assertEquals(
                "W/\"2\"",
                client.call("PATCH", path, change).headers().firstValue("etag").orElseThrow());
        for (String method : List.of("PATCH", "PUT", "DELETE")) {
            String body = method.equals("PATCH") ? change : method.equals("PUT") ? OKTA : "";
            assertEquals(412, client.call(method, path, body, "If-Match", tag).statusCode());
        }
        assertEquals(200, client.call("GET", path, "", "If-None-Match", tag).statusCode());
        assertEquals(200, client.call("PUT", path, OKTA, "If-Match", "\"2\"").statusCode());
    }

    @ParameterizedTest
    @EnumSource
    void aUserNameIsOnesOwnAlsoWhenAllComeAtOnce(Tenant.Placement placement) throws Exception {
        ScimClient client = client(tenant(placement));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = IntStream.range(0, 8)
                    .mapToObj(n -> threads.submit(
                            () -> client.call("POST", "/Users", n % 2 == 0 ? OKTA : OKTA.replace("Ann@", "ANN@"))
                                    .statusCode()))
                    .toList();
            var statuses = new ArrayList<Integer>();
            for (Future<Integer> each : all) {
                statuses.add(each.get());
            }
            assertEquals(1, statuses.stream().filter(status -> status == 201).count(), statuses.toString());
            assertEquals(7, statuses.stream().filter(status -> status == 409).count(), statuses.toString());
        }
        client.refused(409, "uniqueness", "POST", "/Users", OKTA);
        String ben = client.add(ENTRA);
        client.refused(
                409,
                "uniqueness",
                "PATCH",
                "/Users/" + ben,
                ScimClient.patch("{\"op\":\"replace\",\"path\":\"userName\",\"value\":\"ann@EXAMPLE.org\"}"));
        assertEquals(
                "ben@example.org", client.get("/Users/" + ben).path("userName").asText());
    }

    @ParameterizedTest
    @EnumSource
    void aListIsPagedAndNarrowed(Tenant.Placement placement) {
        ScimClient client = client(tenant(placement));
        for (int n = 0; n < 25; n++) {
            client.add(user(
                    "u%02d".formatted(n),
                    ",\"active\":" + (n % 5 != 0) + ",\"emails\":[{\"value\":\"U" + n + "@example.org\"}]"));
        }
        var seen = new HashSet<String>();
        for (int from = 1; from <= 25; from += 10) {
            JsonNode part = client.get("/Users?startIndex=" + from + "&count=10");
            assertEquals(25, part.path("totalResults").asInt());
            assertEquals(from, part.path("startIndex").asInt());
            assertEquals(
                    part.path("Resources").size(), part.path("itemsPerPage").asInt());
            part.path("Resources")
                    .forEach(each -> assertTrue(seen.add(each.path("userName").asText())));
        }
        assertEquals(25, seen.size());
        assertEquals(0, client.get("/Users?count=0").path("Resources").size());
        assertEquals(25, client.get("/Users?count=0").path("totalResults").asInt());
        assertEquals(0, client.get("/Users?startIndex=26").path("Resources").size());
        assertEquals(
                25,
                client.get("/Users?startIndex=-3&count=100000")
                        .path("Resources")
                        .size());
        client.refused(400, "invalidValue", "GET", "/Users?count=ten", "");

        assertEquals(5, client.where("active eq false").path("totalResults").asInt());
        assertEquals(5, client.where("active eq \"False\"").path("totalResults").asInt());
        assertEquals(
                1,
                client.where("emails.value eq \"u7@example.org\"")
                        .path("totalResults")
                        .asInt());
        assertEquals(
                1,
                client.where("urn:ietf:params:scim:schemas:core:2.0:User:userName EQ \"U05\" AND active eq false")
                        .path("totalResults")
                        .asInt());
        assertEquals(
                0,
                client.where("userName eq \"u05\" and active eq true")
                        .path("totalResults")
                        .asInt());
        assertEquals(
                0,
                client.where("userName eq \"u\\\" or 1 eq 1\"")
                        .path("totalResults")
                        .asInt());
        for (String filter : List.of(
                "userName sw \"u\"",
                "userName eq u05",
                "userName eq \"a\" or active eq true",
                "not (active eq true)",
                "title eq \"x\"",
                "userName eq \"a\" and",
                "userName eq \"a",
                "active eq \"x\"",
                "$where eq \"1\"")) {
            JsonNode error = client.refused(
                    400,
                    "invalidFilter",
                    "GET",
                    "/Users?filter=" + java.net.URLEncoder.encode(filter, java.nio.charset.StandardCharsets.UTF_8),
                    "");
            assertTrue(error.path("detail").asText().contains("by eq"), error.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void managersMakeATreeAndACircleIsRefused(Tenant.Placement placement) {
        Workspace acme = tenant(placement);
        ScimClient client = client(acme);
        // The manager is not here yet.
        String leaf = client.add(managedBy("leaf", "x-middle"));
        assertEquals(
                Optional.empty(), person(acme, leaf).orElseThrow().managerId().flatMap(id -> people.find(acme, id)));
        String middle = client.add(user("middle", ",\"externalId\":\"x-middle\""));
        assertEquals(
                "middle",
                person(acme, leaf)
                        .orElseThrow()
                        .managerId()
                        .flatMap(id -> people.find(acme, id))
                        .orElseThrow()
                        .name());
        String top = client.add(user("top", ""));
        client.patch(
                middle, "{\"op\":\"add\",\"path\":\"" + ENTERPRISE + ":manager.value\",\"value\":\"" + top + "\"}");

        for (String below : List.of(leaf, middle, "x-middle", top)) {
            JsonNode error = client.refused(
                    400,
                    "invalidValue",
                    "PATCH",
                    "/Users/" + top,
                    ScimClient.patch("{\"op\":\"add\",\"value\":{\"" + ENTERPRISE + "\":{\"manager\":{\"value\":\""
                            + below + "\"}}}}"));
            assertTrue(error.path("detail").asText().contains("manager"), error.toString());
        }
        client.refused(
                400,
                "invalidValue",
                "POST",
                "/Users",
                user("self", ",\"externalId\":\"x-self\",\"" + ENTERPRISE + "\":{\"manager\":{\"value\":\"x-self\"}}"));
        assertEquals(Optional.empty(), person(acme, top).orElseThrow().managerId());
    }

    @ParameterizedTest
    @EnumSource
    void aTreeOfMoreThanAHundredLevelsIsRefused(Tenant.Placement placement) {
        ScimClient client = client(tenant(placement));
        String above = client.add(user("level-0", ""));
        for (int level = 1; level <= 100; level++) {
            above = client.add(managedBy("level-" + level, above));
        }
        JsonNode error = client.refused(400, "invalidValue", "POST", "/Users", managedBy("too-deep", above));
        assertTrue(error.path("detail").asText().contains("100 levels"), error.toString());
    }

    private static String managedBy(String name, String manager) {
        return user(name, ",\"" + ENTERPRISE + "\":{\"manager\":{\"value\":\"" + manager + "\"}}");
    }

    @ParameterizedTest
    @EnumSource
    void theTrailSaysWhatWasDoneAndNamesNobody(Tenant.Placement placement) {
        Workspace acme = tenant(placement);
        ScimClient client = client(acme);
        String ann = client.add(OKTA);
        client.patch(ann, "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Ann Able\"}");
        client.call("DELETE", "/Users/" + ann, "");
        var entries = platform.platform()
                .trail()
                .find(acme, Search.all(), Optional.empty(), 10)
                .entries();
        assertEquals(3, entries.size());
        entries.forEach(entry -> {
            assertEquals("directory.changed", entry.action());
            assertTrue(entry.toString().contains(ann), entry.toString());
            assertFalse(entry.toString().contains("Ann") || entry.toString().contains("example.org"), entry.toString());
        });
    }
}
