package org.takeup.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.takeup.app.TestPlatform;
import org.takeup.identity.TestOperator;
import org.takeup.tenant.PageSetting;
import org.takeup.tenant.Role;
import org.takeup.tenant.SecretReference;
import org.takeup.tenant.Tenant;

/** The onboarding organisation's guide, {@code tenant-config/README.md}: its commands are run, on a real platform. */
class TenantGuideIT {
    private static final Path FOLDER =
            Path.of("../../tenant-config").toAbsolutePath().normalize();
    private static final Pattern STEP = Pattern.compile("```sh \\{test}\n(.*?)```", Pattern.DOTALL);

    @Test
    void eachCommandOfTheGuideWorks(@TempDir Path folder) throws Exception {
        List<String> steps = STEP.matcher(Files.readString(FOLDER.resolve("README.md"), StandardCharsets.UTF_8))
                .results()
                .map(step -> step.group(1))
                .toList();
        assertTrue(steps.size() >= 8, "steps in the guide: " + steps.size());
        try (var olivia = new TestOperator();
                var platform = TestPlatform.start(olivia::addTo, Clock.systemUTC())) {
            String token = olivia.token();
            var shell = new ProcessBuilder("bash", "-eu", "-o", "pipefail", "-c", String.join("\n", steps))
                    .directory(folder.toFile())
                    .redirectErrorStream(true);
            shell.environment().put("TAKEUP_URL", platform.url().toString());
            shell.environment().put("TAKEUP_TOKEN", token);
            shell.environment().put("TAKEUP_CLASSPATH", System.getProperty("java.class.path"));
            shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
            shell.environment().put("PATH", FOLDER + ":" + System.getenv("PATH"));
            Process process = shell.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), said);

            assertTrue(said.contains("The file is right."), said);
            assertTrue(said.contains("acme: a new tenant"), said);
            assertTrue(said.contains("Nothing was changed."), said);
            assertTrue(said.contains("Nothing to change."), said);
            assertTrue(said.contains("acme: pageDecides gains name, mail.quietHours, accent"), said);
            assertTrue(said.contains("Files and settings pages say the same."), said);
            assertFalse(said.contains(token), "the token is shown");

            var workspace = platform.platform().tenants().bySlug("acme").orElseThrow();
            assertEquals(
                    new SecretReference.FromEnv("TAKEUP_TENANT_ACME__CLIENT_SECRET"),
                    workspace.settings().signIn().clientSecret().orElseThrow());
            assertEquals(
                    EnumSet.of(PageSetting.NAME, PageSetting.ACCENT, PageSetting.QUIET_HOURS),
                    workspace.tenant().declared().pageDecides());
            assertEquals(Tenant.Status.ACTIVE, workspace.tenant().status());
            assertEquals(
                    200,
                    platform.signedIn(workspace, Role.ADMIN)
                            .get("/w/acme/settings")
                            .statusCode());
            assertTrue(platform.operator().get("/operator/tenants").body().contains("Secrets that are missing"));
        }
    }

    @Test
    void theSchemaIsPublishedByteForByte() throws Exception {
        try (var platform = TestPlatform.start()) {
            var answer = platform.stranger().get("/schema/tenant-v1.json");
            assertEquals(200, answer.statusCode());
            assertEquals(
                    "application/schema+json",
                    answer.headers().firstValue("content-type").orElse(""));
            assertEquals(Files.readString(FOLDER.resolve("schema/tenant.schema.json")), answer.body());
        }
    }
}
