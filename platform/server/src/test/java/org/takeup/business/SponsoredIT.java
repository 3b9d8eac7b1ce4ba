package org.takeup.business;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.identity.StillClock;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** How many days before the launch a programme had a sponsor, on the page and in the API. */
class SponsoredIT {
    private static String body(Workspace workspace, String name, String sponsor) {
        return """
            {"name":"%s","need":"Fewer leaks","sponsor":"%s","until":"%s","segments":["everybody"],
             "indicator":{"kind":"OWN","name":"Leaks","unit":"a month","baseline":9,"target":4}}""".formatted(name, sponsor, workspace.today().plusDays(60));
    }

    @ParameterizedTest
    @EnumSource
    void theDaysFromNamingASponsorToTheLaunchAreAFigure(Placement placement) {
        var clock = new StillClock(Instant.parse("2026-02-10T10:00:00Z"));
        try (var platform = TestPlatform.start(UnaryOperator.identity(), clock)) {
            Workspace workspace =
                    platform.tenant("s" + UUID.randomUUID().toString().substring(0, 8), placement);
            var desk = new Desk(platform, workspace);
            String early = desk.done("POST", "/programmes", body(workspace, "Early", "Ada"), 0)
                    .path("id")
                    .asText();
            String late = desk.done("POST", "/programmes", body(workspace, "Late", ""), 0)
                    .path("id")
                    .asText();
            assertEquals(0, sponsored(desk).path("programmes").asInt());
            assertTrue(sponsored(desk).path("median").isNull());
            String before = desk.page("/business-case");
            assertTrue(before.contains("shown once a programme with a sponsor is launched"), before);

            clock.pass(Duration.ofDays(12));
            desk.done("PUT", "/programmes/" + late, body(workspace, "Late", "Ben"), 1);
            desk.done("PUT", "/programmes/" + early, body(workspace, "Early", "Ada Finance"), 1);
            clock.pass(Duration.ofDays(3));
            desk.done("POST", "/programmes/" + early + "/launch", "{\"waiver\":\"Now\"}", 2);
            assertEquals(15.0, sponsored(desk).path("median").asDouble());
            desk.done("POST", "/programmes/" + late + "/launch", "{\"waiver\":\"Now\"}", 2);
            assertEquals(2, sponsored(desk).path("programmes").asInt());
            assertEquals(9.0, sponsored(desk).path("median").asDouble());
            String page = desk.page("/business-case");
            assertTrue(page.contains("Days from naming a sponsor to the launch, in the middle</dt><dd>9</dd>"), page);
            String programme = desk.page("/programmes/" + late);
            assertTrue(programme.contains(": 3 days before the launch."), programme);
            assertEquals(
                    "2026-02-10",
                    desk.read("/programmes/" + early).path("named").asText());
            assertEquals(List.of(), platform.watch().offences());
        }
    }

    private static JsonNode sponsored(Desk desk) {
        return desk.read("/business-case").path("sponsored");
    }
}
