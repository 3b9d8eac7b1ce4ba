package org.takeup.people.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.audit.Search;
import org.takeup.people.Local;
import org.takeup.people.Person;
import org.takeup.people.Segment;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Users that an identity provider sends, in the shapes of Okta and Entra ID, and what the directory makes of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScimUsersIT {
    @AutoClose
    private final ScimDesk desk = new ScimDesk();

    @ParameterizedTest
    @EnumSource
    void itSaysWhatItCanDo(Tenant.Placement placement) {
        ScimClient client = desk.client(desk.tenant(placement));
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
                ScimDesk.ENTERPRISE,
                types.at("/Resources/0/schemaExtensions/0/schema").asText());
        for (JsonNode schema : client.get("/Schemas").path("Resources")) {
            assertEquals(schema, client.get("/Schemas/" + schema.path("id").asText()));
        }
        client.refused(404, "", "GET", "/Schemas/urn:none", "");
        client.refused(404, "", "GET", "/Bulk", "");
    }

    @ParameterizedTest
    @EnumSource
    void theDirectorySaysWhichLanguageAPersonReadsAndWhereTheyWork(Tenant.Placement placement) {
        Workspace acme = desk.tenant(placement);
        ScimClient okta = desk.client(acme);
        String ann = okta.add(
                ScimDesk.user("ann@example.org", ",\"preferredLanguage\":\"de-AT\",\"timezone\":\"Europe/Vienna\""));
        Local local = desk.person(acme, ann).orElseThrow().local();
        assertEquals(Local.of(Optional.of("de"), Optional.of("Europe/Vienna")), local);
        assertEquals("Europe/Vienna", local.zone().orElseThrow().getId());
        // What is no language of the platform and no zone by name says nothing, and refuses nobody.
        okta.patch(
                ann,
                "{\"op\":\"replace\",\"value\":{\"preferredLanguage\":\"xx\",\"timezone\":\"W. Europe Standard Time\"}}");
        assertEquals(Local.UNKNOWN, desk.person(acme, ann).orElseThrow().local());
    }

    @ParameterizedTest
    @EnumSource
    void oktaBringsChangesAndTakesAwayAPerson(Tenant.Placement placement) {
        Workspace acme = desk.tenant(placement);
        ScimClient okta = desk.client(acme);
        assertEquals(
                0,
                okta.where("userName eq \"ann@example.org\"")
                        .path("totalResults")
                        .asInt());
        String ann = okta.add(ScimDesk.OKTA);
        JsonNode found = okta.where("userName eq \"ANN@example.org\"");
        assertEquals(ann, found.at("/Resources/0/id").asText());
        assertEquals("Ann@example.org", found.at("/Resources/0/userName").asText());
        Person person = desk.person(acme, ann).orElseThrow();
        assertEquals("Ann Archer", person.name());
        assertEquals("ann@example.org", person.email());
        assertTrue(person.active());

        JsonNode put = okta.ok(
                200,
                "PUT",
                "/Users/" + ann,
                ScimDesk.OKTA.replace("Archer", "Able").replace("\"active\"", "\"id\":\"" + ann + "\",\"active\""));
        assertEquals("Able", put.path("name").path("familyName").asText());
        assertEquals("Ann Able", desk.person(acme, ann).orElseThrow().name());
        // As Okta deactivates: an object as the value, and no path.
        JsonNode off = okta.patch(ann, "{\"op\":\"replace\",\"value\":{\"active\":false}}");
        assertFalse(off.path("active").asBoolean());
        assertEquals("Ann Able", off.path("displayName").asText());
        assertFalse(desk.person(acme, ann).orElseThrow().active());
        assertEquals(0, desk.people.count(acme));
        okta.patch(ann, "{\"op\":\"replace\",\"value\":{\"active\":true}}");
        assertEquals(1, desk.people.count(acme));
    }

    @ParameterizedTest
    @EnumSource
    void entraBringsMovesAndTakesAwayAPerson(Tenant.Placement placement) {
        Workspace acme = desk.tenant(placement);
        ScimClient entra = desk.client(acme);
        String ben = entra.add(ScimDesk.ENTRA);
        String boss = entra.add(ScimDesk.OKTA);
        assertEquals(
                ben,
                entra.where("externalId eq \"0a21f0f2\"").at("/Resources/0/id").asText());
        assertEquals(Optional.of("Sales"), desk.person(acme, ben).orElseThrow().unit());

        JsonNode moved = entra.patch(ben, """
                {"op":"Replace","path":"emails[type eq \\"work\\"].value","value":"b.baker@example.org"},
                {"op":"Add","path":"emails[type eq \\"home\\"].value","value":"ben@home.example"},
                {"op":"Replace","path":"%1$s:department","value":"Works"},
                {"op":"Add","path":"%1$s:manager","value":"%2$s"},
                {"op":"Replace","value":{"displayName":"Ben B.","name.givenName":"Benjamin","%1$s:division":"North"}},
                {"op":"Add","path":"title","value":"Head"}""".formatted(ScimDesk.ENTERPRISE, boss));
        assertEquals("b.baker@example.org", moved.at("/emails/0/value").asText());
        assertEquals("home", moved.at("/emails/1/type").asText());
        assertEquals("Benjamin", moved.at("/name/givenName").asText());
        assertEquals("Baker", moved.at("/name/familyName").asText());
        assertEquals("North", moved.path(ScimDesk.ENTERPRISE).path("division").asText());
        assertFalse(moved.has("title"));
        Person person = desk.person(acme, ben).orElseThrow();
        assertEquals(Optional.of("Works"), person.unit());
        assertEquals("b.baker@example.org", person.email());
        assertEquals(
                List.of("Ann Archer"),
                desk.people.managers(acme, Segment.unit("Works")).stream()
                        .map(Person::name)
                        .toList());

        assertFalse(entra.patch(ben, "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}")
                .path("active")
                .asBoolean());
        assertFalse(desk.person(acme, ben).orElseThrow().active());
        entra.patch(
                ben,
                "{\"op\":\"Remove\",\"path\":\"" + ScimDesk.ENTERPRISE + ":manager\"},"
                        + "{\"op\":\"remove\",\"path\":\"emails[type eq \\\"home\\\"]\"},{\"op\":\"remove\",\"path\":\"active\"}");
        JsonNode left = entra.get("/Users/" + ben);
        assertFalse(left.path(ScimDesk.ENTERPRISE).has("manager"));
        assertEquals(1, left.path("emails").size());
        assertFalse(left.path("active").asBoolean(), "removing the mark makes nobody active");
    }

    @ParameterizedTest
    @EnumSource
    void aDeletedUserIsGoneAndThePersonInactive(Tenant.Placement placement) {
        Workspace acme = desk.tenant(placement);
        ScimClient client = desk.client(acme);
        String ann = client.add(ScimDesk.OKTA);
        String id = desk.person(acme, ann).orElseThrow().id();
        assertEquals(204, client.call("DELETE", "/Users/" + ann, "").statusCode());
        client.refused(404, "", "GET", "/Users/" + ann, "");
        client.refused(404, "", "DELETE", "/Users/" + ann, "");
        assertEquals(0, client.get("/Users").path("totalResults").asInt());
        assertFalse(desk.people.find(acme, id).orElseThrow().active());
        assertNotEquals(ann, client.add(ScimDesk.OKTA));
    }

    @ParameterizedTest
    @EnumSource
    void theTrailSaysWhatWasDoneAndNamesNobody(Tenant.Placement placement) {
        Workspace acme = desk.tenant(placement);
        ScimClient client = desk.client(acme);
        String ann = client.add(ScimDesk.OKTA);
        client.patch(ann, "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Ann Able\"}");
        client.call("DELETE", "/Users/" + ann, "");
        var entries = desk.platform
                .platform()
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
