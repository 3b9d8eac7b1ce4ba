package org.takeup.people.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Groups that an identity provider sends, small ones and one of ten thousand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScimGroupsIT {
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

    private static String user(ScimClient client, String name) {
        return client.add("{\"userName\":\"" + name + "\"}");
    }

    private static String group(ScimClient client, String name, String... members) {
        return client.ok(201, "POST", "/Groups", body(name, members)).path("id").asText();
    }

    private static String body(String name, String... members) {
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"" + name
                + "\",\"externalId\":\"x-" + name + "\",\"members\":" + values(List.of(members)) + "}";
    }

    private static String values(List<String> ids) {
        return ids.stream()
                .map(id -> "{\"value\":\"" + id + "\",\"display\":\"Somebody\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static Set<String> members(ScimClient client, String group) {
        var members = new HashSet<String>();
        client.get("/Groups/" + group)
                .path("members")
                .forEach(each -> members.add(each.path("value").asText()));
        return members;
    }

    private static void patch(ScimClient client, String group, String operations) {
        var answer = client.call("PATCH", "/Groups/" + group, ScimClient.patch(operations));
        assertEquals(204, answer.statusCode(), answer.body());
    }

    @Attack(
            value = "B's groups by id, and B's users as members",
            kind = {Kind.ID_IN_PATH, Kind.ID_IN_BODY},
            threats = "T1",
            at = "/scim/v2/Groups")
    @ParameterizedTest
    @EnumSource
    void nobodyReachesAnotherTenantsGroupsNorMakesItsUsersMembers(Tenant.Placement placement) {
        Workspace a = tenant(placement);
        ScimClient ofA = client(a);
        ScimClient ofB = client(tenant(placement));
        String ann = user(ofA, "ann");
        String group = group(ofA, "Trainers", ann);
        List<?> before = platform.dump(a);
        ofB.refused(404, "", "GET", "/Groups/" + group, "");
        ofB.refused(404, "", "DELETE", "/Groups/" + group, "");
        ofB.refused(404, "", "PUT", "/Groups/" + group, body("Mine"));
        ofB.refused(404, "", "PATCH", "/Groups/" + group, ScimClient.patch("{\"op\":\"remove\",\"path\":\"members\"}"));
        String own = group(ofB, "Trainers");
        for (String id : List.of(ann, "0".repeat(32), "{\\\"$ne\\\":1}")) {
            JsonNode error = ofB.refused(
                    400,
                    "invalidValue",
                    "PATCH",
                    "/Groups/" + own,
                    ScimClient.patch("{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + id + "\"}]}"));
            assertTrue(error.path("detail").asText().contains("no user"), error.toString());
        }
        assertEquals(Set.of(), members(ofB, own));
        assertEquals(before, platform.dump(a));
    }

    @ParameterizedTest
    @EnumSource
    void membersComeAndGoAsOktaAndEntraSayIt(Tenant.Placement placement) {
        ScimClient client = client(tenant(placement));
        String ann = user(client, "ann");
        String ben = user(client, "ben");
        String cy = user(client, "cy");
        String group = group(client, "Trainers", ann);
        assertEquals(Set.of(ann), members(client, group));

        patch(client, group, "{\"op\":\"Add\",\"path\":\"members\",\"value\":[{\"value\":\"" + ben + "\"}]}");
        patch(client, group, "{\"op\":\"add\",\"value\":{\"members\":" + values(List.of(ben, cy)) + "}}");
        assertEquals(Set.of(ann, ben, cy), members(client, group));
        patch(client, group, "{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + ann + "\\\"]\"}");
        patch(client, group, "{\"op\":\"Remove\",\"path\":\"members\",\"value\":" + values(List.of(ben)) + "}");
        assertEquals(Set.of(cy), members(client, group));
        patch(client, group, "{\"op\":\"replace\",\"path\":\"members\",\"value\":" + values(List.of(ann, cy)) + "}");
        assertEquals(Set.of(ann, cy), members(client, group));
        // Okta renames with the id in the value.
        patch(client, group, "{\"op\":\"replace\",\"value\":{\"id\":\"" + group + "\",\"displayName\":\"Coaches\"}}");
        assertEquals(
                "Coaches", client.get("/Groups/" + group).path("displayName").asText());
        assertEquals(Set.of(ann, cy), members(client, group));

        client.call("DELETE", "/Users/" + ann, "");
        assertEquals(Set.of(cy), members(client, group));
        JsonNode put = client.ok(200, "PUT", "/Groups/" + group, body("Trainers", ben));
        assertEquals(ben, put.at("/members/0/value").asText());
        assertEquals(Set.of(ben), members(client, group));
        patch(client, group, "{\"op\":\"remove\",\"path\":\"members\"}");
        assertEquals(Set.of(), members(client, group));

        assertEquals(204, client.call("DELETE", "/Groups/" + group, "").statusCode());
        client.refused(404, "", "GET", "/Groups/" + group, "");
        assertEquals(200, client.call("GET", "/Users/" + ben, "").statusCode());
    }

    @ParameterizedTest
    @EnumSource
    void tenThousandMembersFitInOnePatch(Tenant.Placement placement) {
        Workspace acme = tenant(placement);
        ScimClient client = client(acme);
        String group = group(client, "Everybody");
        List<String> ids = provisioned(acme, 10_000);
        patch(client, group, "{\"op\":\"add\",\"path\":\"members\",\"value\":" + values(ids) + "}");
        assertEquals(new HashSet<>(ids), members(client, group));
        JsonNode brief = client.get("/Groups/" + group + "?excludedAttributes=members");
        assertFalse(brief.has("members"));
        String each = ids.subList(0, 5_000).stream()
                .map(id -> "{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + id + "\\\"]\"}")
                .collect(Collectors.joining(","));
        patch(client, group, each);
        assertEquals(new HashSet<>(ids.subList(5_000, 10_000)), members(client, group));

        var more = new java.util.ArrayList<>(ids);
        more.add("0".repeat(32));
        client.refused(
                400,
                "invalidValue",
                "PATCH",
                "/Groups/" + group,
                ScimClient.patch("{\"op\":\"add\",\"path\":\"members\",\"value\":" + values(more) + "}"));
        client.refused(
                413, "", "PATCH", "/Groups/" + group, ScimClient.patch("{\"x\":\"" + "x".repeat(2_100_000) + "\"}"));
        assertEquals(5_000, members(client, group).size());
    }

    /** Straight into the store: ten thousand requests would show nothing more. */
    private static List<String> provisioned(Workspace workspace, int number) {
        var store = new ScimStore(workspace);
        var now = java.time.Instant.now();
        return IntStream.range(0, number)
                .mapToObj(n -> {
                    var attributes = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                            .objectNode()
                            .put("userName", "u" + n)
                            .put("active", true);
                    var user = new ScimUser(ScimUsers.freshId(), ScimUsers.freshId(), attributes, 1, now, now);
                    assertTrue(store.add(user));
                    return user.id();
                })
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void groupsAreFoundByNameAndPaged(Tenant.Placement placement) {
        ScimClient client = client(tenant(placement));
        for (int n = 0; n < 12; n++) {
            group(client, "G%02d".formatted(n));
        }
        JsonNode last = client.get("/Groups?startIndex=11&count=10&excludedAttributes=members");
        assertEquals(12, last.path("totalResults").asInt());
        assertEquals(2, last.path("Resources").size());
        for (String filter : List.of("displayName+eq+%22g03%22", "externalId+eq+%22x-G03%22")) {
            JsonNode found = client.get("/Groups?filter=" + filter);
            assertEquals(1, found.path("totalResults").asInt());
            assertEquals("G03", found.at("/Resources/0/displayName").asText());
        }
        client.refused(400, "invalidFilter", "GET", "/Groups?filter=members+eq+%22x%22", "");
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotFitIsNamedAndTheTrailNamesNobody(Tenant.Placement placement) {
        Workspace acme = tenant(placement);
        ScimClient client = client(acme);
        String group = group(client, "Secret name");
        client.refused(400, "invalidValue", "POST", "/Groups", "{\"members\":[]}");
        client.refused(400, "invalidValue", "POST", "/Groups", "{\"displayName\":\"x\",\"members\":7}");
        client.refused(400, "invalidValue", "POST", "/Groups", "{\"displayName\":\"x\",\"members\":[7]}");
        client.refused(400, "invalidSyntax", "POST", "/Groups", "[]");
        client.refused(
                400,
                "invalidPath",
                "PATCH",
                "/Groups/" + group,
                ScimClient.patch("{\"op\":\"remove\",\"path\":\"members[type eq \\\"User\\\"]\"}"));
        assertEquals(
                412,
                client.call("PUT", "/Groups/" + group, body("Other"), "If-Match", "W/\"7\"")
                        .statusCode());
        assertEquals(
                304,
                client.call("GET", "/Groups/" + group, "", "If-None-Match", "W/\"1\"")
                        .statusCode());
        var entries = platform.platform()
                .trail()
                .find(acme, Search.all(), Optional.empty(), 10)
                .entries();
        assertEquals(1, entries.size());
        assertTrue(entries.getFirst().toString().contains(group));
        assertFalse(entries.getFirst().toString().contains("Secret"));
    }
}
