package org.takeup.people.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Who reports to whom, as an identity provider says it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScimManagersIT {
    @AutoClose
    private final ScimDesk desk = new ScimDesk();

    @ParameterizedTest
    @EnumSource
    void managersMakeATreeAndACircleIsRefused(Tenant.Placement placement) {
        Workspace acme = desk.tenant(placement);
        ScimClient client = desk.client(acme);
        // The manager is not here yet.
        String leaf = client.add(managedBy("leaf", "x-middle"));
        assertEquals(
                Optional.empty(),
                desk.person(acme, leaf).orElseThrow().managerId().flatMap(id -> desk.people.find(acme, id)));
        String middle = client.add(ScimDesk.user("middle", ",\"externalId\":\"x-middle\""));
        assertEquals(
                "middle",
                desk.person(acme, leaf)
                        .orElseThrow()
                        .managerId()
                        .flatMap(id -> desk.people.find(acme, id))
                        .orElseThrow()
                        .name());
        String top = client.add(ScimDesk.user("top", ""));
        client.patch(
                middle,
                "{\"op\":\"add\",\"path\":\"" + ScimDesk.ENTERPRISE + ":manager.value\",\"value\":\"" + top + "\"}");

        for (String below : List.of(leaf, middle, "x-middle", top)) {
            JsonNode error = client.refused(
                    400,
                    "invalidValue",
                    "PATCH",
                    "/Users/" + top,
                    ScimClient.patch("{\"op\":\"add\",\"value\":{\"" + ScimDesk.ENTERPRISE
                            + "\":{\"manager\":{\"value\":\"" + below + "\"}}}}"));
            assertTrue(error.path("detail").asText().contains("manager"), error.toString());
        }
        client.refused(
                400,
                "invalidValue",
                "POST",
                "/Users",
                ScimDesk.user(
                        "self",
                        ",\"externalId\":\"x-self\",\"" + ScimDesk.ENTERPRISE
                                + "\":{\"manager\":{\"value\":\"x-self\"}}"));
        assertEquals(Optional.empty(), desk.person(acme, top).orElseThrow().managerId());
    }

    @ParameterizedTest
    @EnumSource
    void aTreeOfMoreThanAHundredLevelsIsRefused(Tenant.Placement placement) {
        ScimClient client = desk.client(desk.tenant(placement));
        String above = client.add(ScimDesk.user("level-0", ""));
        for (int level = 1; level <= 100; level++) {
            above = client.add(managedBy("level-" + level, above));
        }
        JsonNode error = client.refused(400, "invalidValue", "POST", "/Users", managedBy("too-deep", above));
        assertTrue(error.path("detail").asText().contains("100 levels"), error.toString());
    }

    private static String managedBy(String name, String manager) {
        return ScimDesk.user(name, ",\"" + ScimDesk.ENTERPRISE + "\":{\"manager\":{\"value\":\"" + manager + "\"}}");
    }
}
