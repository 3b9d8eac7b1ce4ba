package org.takeup.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** An archive that is made while an anonymous survey is open takes nothing along that could join its answers to people. */
class OpenAnonymousArchiveIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void neitherAnswersNorKeysLeaveAndTheRestoredSurveyEndsWithoutAny() {
        try (var platform = TestPlatform.start()) {
            Workspace workspace = platform.tenant("open-anonymous");
            new People()
                    .upsert(
                            workspace,
                            IntStream.range(0, 6)
                                    .mapToObj(n -> new PersonRecord(
                                            "lms",
                                            "p" + n,
                                            "Robin " + n,
                                            "",
                                            Optional.of("Sales"),
                                            Optional.empty(),
                                            true))
                                    .toList());
            Visitor admin = platform.signedIn(workspace, Role.ADMIN);
            String wave = open(admin, workspace);

            Archive archive = Archive.of(platform, workspace);
            for (String part : List.of("survey_admissions", "survey_slots", "survey_wave_keys")) {
                assertTrue(
                        archive.parts().keySet().stream().noneMatch(name -> name.contains(part)),
                        archive.parts().keySet()::toString);
            }
            String manifest = new String(archive.parts().get("manifest.json"), StandardCharsets.UTF_8);
            assertTrue(manifest.contains("leave nowhere before they are counted"), manifest);

            assertEquals(
                    201,
                    archive.restore(platform, "restored-anonymous", Tenant.Placement.DEDICATED)
                            .statusCode());
            Workspace restored =
                    platform.platform().tenants().bySlug("restored-anonymous").orElseThrow();
            Visitor there = platform.signedIn(restored, Role.ADMIN);
            JsonNode found = read(there, restored, "/waves/" + wave);
            assertEquals("open", found.path("state").asText());
            post(there, restored, "/waves/" + wave + "/close", "");
            Eventually.holds(
                    "the restored survey has ended",
                    SOON,
                    () -> read(there, restored, "/waves/" + wave)
                            .path("resultsReady")
                            .asBoolean());
            assertEquals(
                    0,
                    read(there, restored, "/waves/" + wave + "/results")
                            .path("responses")
                            .asInt());
            assertFalse(read(admin, workspace, "/waves/" + wave)
                    .path("resultsReady")
                    .asBoolean());
        }
    }

    private static String open(Visitor admin, Workspace workspace) {
        String wave = Archive.json(post(
                        admin,
                        workspace,
                        "/waves",
                        "{\"plugin\":\"survey-maturity\",\"title\":\"Open\",\"segment\":\"everybody\",\"closes\":\""
                                + Instant.now().plus(Duration.ofDays(3)) + "\"}"))
                .path("id")
                .asText();
        post(admin, workspace, "/waves/" + wave + "/invitations", "{\"mail\":false}");
        Eventually.holds(
                "six are let in",
                SOON,
                () -> stored(workspace, "survey_admissions") >= 6 && stored(workspace, "survey_wave_keys") > 0);
        return wave;
    }

    private static long stored(Workspace workspace, String collection) {
        return workspace
                .collection(org.takeup.store.CollectionSpec.named(collection))
                .all()
                .into(new java.util.ArrayList<>())
                .size();
    }

    private static String post(Visitor visitor, Workspace workspace, String path, String body) {
        String base = "/w/" + workspace.tenant().slug();
        String csrf = Visitor.token(visitor.get(base + "/").body());
        var answer = visitor.json("POST", base + "/api/v1" + path, body, csrf);
        assertTrue(answer.statusCode() < 300, answer.body());
        return answer.body();
    }

    private static JsonNode read(Visitor visitor, Workspace workspace, String path) {
        return Archive.json(visitor.get("/w/" + workspace.tenant().slug() + "/api/v1" + path)
                .body());
    }
}
