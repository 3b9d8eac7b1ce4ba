package org.takeup.people.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.attack.Attack;
import org.takeup.attack.Kind;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** What is refused of users that an identity provider sends: members, versions, names that are taken, crooked filters. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScimRulesIT {
    @AutoClose
    private final ScimDesk desk = new ScimDesk();

    @Attack(
            value = "B's users by id and by filter, as a manager, and with other tokens",
            kind = {Kind.ID_IN_PATH, Kind.SEARCH},
            threats = {"T1", "T11", "T12"},
            at = "/scim/v2/Users")
    @ParameterizedTest
    @EnumSource
    void nobodyReachesAnotherTenantsUsersAndNoOtherTokenReachesAny(Tenant.Placement placement) {
        Workspace a = desk.tenant(placement);
        Workspace b = desk.tenant(placement);
        ScimClient ofA = desk.client(a);
        ScimClient ofB = desk.client(b);
        String ann = ofA.add(ScimDesk.OKTA);
        List<?> before = desk.platform.dump(a);

        for (String method : List.of("GET", "DELETE")) {
            ofB.refused(404, "", method, "/Users/" + ann, "");
            ofA.at(b).refused(401, "", method, "/Users/" + ann, "");
        }
        ofB.refused(404, "", "PUT", "/Users/" + ann, ScimDesk.OKTA);
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
        String boss = ofB.add(ScimDesk.user(
                "Ann@example.org", ",\"" + ScimDesk.ENTERPRISE + "\":{\"manager\":{\"value\":\"" + ann + "\"}}"));
        assertEquals(
                Optional.empty(),
                desk.person(b, boss).orElseThrow().managerId().flatMap(id -> desk.people.find(b, id)));

        for (String scope : List.of("people:write", "surveys:write", "audit:read")) {
            JsonNode error = ScimClient.of(desk.platform, a, scope).refused(403, "", "GET", "/Users", "");
            assertTrue(error.path("detail").asText().contains("directory:read"), error.toString());
        }
        ScimClient reader = ScimClient.of(desk.platform, a, "directory:read");
        assertEquals(1, reader.get("/Users").path("totalResults").asInt());
        reader.refused(403, "", "POST", "/Users", ScimDesk.user("x", ""));
        reader.refused(403, "", "DELETE", "/Users/" + ann, "");
        assertEquals(before.size() + 4, desk.platform.dump(a).size()); // the four tokens, and nothing else
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotKnownIsNotKeptAndWhatDoesNotFitIsNamed(Tenant.Placement placement) {
        Workspace acme = desk.tenant(placement);
        ScimClient client = desk.client(acme);
        String poison = "planted-4711";
        String ann = client.add(ScimDesk.OKTA.replace(
                "{\"schemas\"",
                "{\"t\":\"%1$s\",\"_id\":\"%1$s\",\"id\":\"%1$s\",\"roles\":[\"%1$s\"],\"$where\":\"%1$s\","
                                .formatted(poison)
                        + "\"urn:x:1.0:User\":{\"a.b\":\"" + poison + "\"},\"schemas\""));
        client.patch(ann, "{\"op\":\"add\",\"value\":{\"t\":\"%1$s\",\"version\":\"%1$s\"}}".formatted(poison));
        String stored = desk.platform.dump(acme).toString();
        assertFalse(stored.contains(poison), stored);
        assertFalse(stored.contains("1mz050nq"), "a password is not kept");

        List<?> before = desk.platform.dump(acme);
        for (String[] wrong : new String[][] {
            {"userName", "{\"userName\":{\"$ne\":1}}"},
            {"userName", "{\"displayName\":\"Nameless\"}"},
            {"userName", ScimDesk.user("x".repeat(257), "")},
            {"active", ScimDesk.user("x", ",\"active\":\"perhaps\"")},
            {"emails", ScimDesk.user("x", ",\"emails\":\"x@example.org\"")},
            {"emails.value", ScimDesk.user("x", ",\"emails\":[{\"value\":7}]")},
            {"emails", ScimDesk.user("x", ",\"emails\":[" + "{\"value\":\"a\"},".repeat(20) + "{\"value\":\"a\"}]")},
            {"name.givenName", ScimDesk.user("x", ",\"name\":{\"givenName\":[\"x\"]}")},
            {"displayName", ScimDesk.user("x", ",\"displayName\":\"a\\u0000b\"")},
            {
                "manager.value",
                ScimDesk.user("x", ",\"" + ScimDesk.ENTERPRISE + "\":{\"manager\":{\"value\":{\"$gt\":\"\"}}}")
            }
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
        client.refused(
                413, "", "POST", "/Users", ScimDesk.user("x", ",\"displayName\":\"" + "x".repeat(70_000) + "\""));
        assertEquals(before, desk.platform.dump(acme));
    }

    @ParameterizedTest
    @EnumSource
    void aVersionIsNamedAndOneThatIsStaleIsRefused(Tenant.Placement placement) {
        ScimClient client = desk.client(desk.tenant(placement));
        HttpResponse<String> added = client.call("POST", "/Users", ScimDesk.OKTA);
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
            String body = method.equals("PATCH") ? change : method.equals("PUT") ? ScimDesk.OKTA : "";
            assertEquals(412, client.call(method, path, body, "If-Match", tag).statusCode());
        }
        assertEquals(200, client.call("GET", path, "", "If-None-Match", tag).statusCode());
        assertEquals(
                200,
                client.call("PUT", path, ScimDesk.OKTA, "If-Match", "\"2\"").statusCode());
    }

    @ParameterizedTest
    @EnumSource
    void aUserNameIsOnesOwnAlsoWhenAllComeAtOnce(Tenant.Placement placement) throws Exception {
        ScimClient client = desk.client(desk.tenant(placement));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = IntStream.range(0, 8)
                    .mapToObj(n -> threads.submit(() -> client.call(
                                    "POST",
                                    "/Users",
                                    n % 2 == 0 ? ScimDesk.OKTA : ScimDesk.OKTA.replace("Ann@", "ANN@"))
                            .statusCode()))
                    .toList();
            var statuses = new ArrayList<Integer>();
            for (Future<Integer> each : all) {
                statuses.add(each.get());
            }
            assertEquals(1, statuses.stream().filter(status -> status == 201).count(), statuses.toString());
            assertEquals(7, statuses.stream().filter(status -> status == 409).count(), statuses.toString());
        }
        client.refused(409, "uniqueness", "POST", "/Users", ScimDesk.OKTA);
        String ben = client.add(ScimDesk.ENTRA);
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
        ScimClient client = desk.client(desk.tenant(placement));
        for (int n = 0; n < 25; n++) {
            client.add(ScimDesk.user(
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
}
