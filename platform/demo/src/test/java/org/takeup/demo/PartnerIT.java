package org.takeup.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.takeup.plugin.maven.PartnerMachine;

/** What a partner does with the kit against a whole Takeup: its Keycloak, its operator, its platform. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartnerIT {
    private static final String CREATE = "mvn -q org.takeup:takeup-plugin-maven-plugin:"
            + System.getProperty("takeup.test.version") + ":create -Dkind=survey -Did=%s\ncd %<s\n";
    private static final Pattern PUBLIC_KEY = Pattern.compile("public key +(\\S+)");
    private static final Logger PACKAGES = (Logger) LoggerFactory.getLogger("org.takeup.plugin.Packages");

    /** Runs in the background until both packages are loaded; a run that ends before that ends the script. */
    private static final String RUN = """
            mvn takeup:run -Dtakeup.demo=../takeup -Dtakeup.demo.started >run.log 2>&1 &
            run=$!
            loaded() {
              until [ "$(grep -c 'Loaded saved-survey-1.0.0.zip after' run.log)" -ge "$1" ]; do
                kill -0 $run 2>/dev/null || { cat run.log; exit 1; }
                sleep 0.1
              done
            }
            loaded 1
            sed -i 's/normal week/usual week/' src/main/resources/com/example/savedsurvey/texts_en.properties
            loaded 2
            kill $run
            cat run.log
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final FileAppender<ILoggingEvent> log = new FileAppender<>();
    private PartnerMachine machine;
    private String operator;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        machine = new PartnerMachine(folder);
        operator = SignIn.token("olivia", "openid");
    }

    /** The journeys that come after it show the plugins that there are. */
    @AfterAll
    void stop() throws Exception {
        Files.deleteIfExists(SharedDemo.data().resolve("plugins/saved-survey-1.0.0.zip"));
        for (String plugin : List.of("shown-survey", "saved-survey")) {
            call("DELETE", "/operator/api/v1/plugins/" + plugin + "/1.0.0", "");
        }
        assertEquals(
                List.of(
                        "lms-oneroster",
                        "plan-champions",
                        "plan-launch",
                        "plan-stakeholder",
                        "survey-acceptance",
                        "survey-barriers",
                        "survey-culture",
                        "survey-learner-voice",
                        "survey-maturity"),
                plugins());
        PACKAGES.detachAppender(log);
        log.stop();
        http.close();
    }

    @Test
    void aPartnerIsApprovedAndPublishes() throws Exception {
        String said = machine.mustRun(
                CREATE.formatted("shown-survey")
                        + "mvn takeup:keygen -Dtakeup.publisher=acme\n"
                        + "mvn package takeup:sign -Dtakeup.publisher=acme",
                Map.of());
        var key = PUBLIC_KEY.matcher(said);
        assertTrue(key.find(), said);

        PartnerMachine.Said early = publish(operator);
        assertNotEquals(0, early.exit(), early.text());
        assertTrue(early.text().contains("The platform refuses it (422)"), early.text());

        assertEquals(
                201,
                call("POST", "/operator/api/v1/publishers", """
                        {"publisher": "acme", "name": "Acme", "publicKey": "%s", "own": false}""".formatted(key.group(1)))
                        .statusCode());
        PartnerMachine.Said nobody = publish(SignIn.token("northbank-integration", "openid organization:northbank"));
        assertNotEquals(0, nobody.exit(), nobody.text());
        assertTrue(nobody.text().contains("The token is no operator's (403)"), nobody.text());

        PartnerMachine.Said taken = publish(operator);
        assertEquals(0, taken.exit(), taken.text());
        assertTrue(taken.text().contains("The platform has it."), taken.text());
        assertFalse(taken.text().contains(operator), "the token is in the log");
        assertTrue(plugins().contains("shown-survey"), taken.text());
    }

    @Test
    void eachSaveReachesARunningDemo() throws Exception {
        Path demo = Files.createDirectories(machine.work().resolve("takeup/platform/demo/target"));
        Path script = Files.writeString(demo.resolveSibling("run"), "#!/bin/sh\n");
        assertTrue(script.toFile().setExecutable(true));
        logTo(demo.resolve("demo.log"));

        String said = machine.mustRun(
                CREATE.formatted("saved-survey") + RUN,
                Map.of("TAKEUP_DEMO_DATA", SharedDemo.data().toString()));

        assertTrue(plugins().contains("saved-survey"), said);
    }

    private PartnerMachine.Said publish(String token) throws Exception {
        return machine.run(
                "cd shown-survey\nmvn takeup:publish -Dtakeup.url=" + SharedDemo.url(), Map.of("TAKEUP_TOKEN", token));
    }

    private List<String> plugins() throws Exception {
        String answer = call("GET", "/operator/api/v1/plugins", "").body();
        return new ObjectMapper()
                .readTree(answer).path("plugins").findValues("plugin").stream()
                        .map(JsonNode::asText)
                        .sorted()
                        .toList();
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(SharedDemo.url().resolve(path))
                        .header("Authorization", "Bearer " + operator)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The start script has the platform log into this file, and {@code run} reads there that a plugin is loaded. */
    private void logTo(Path file) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(PACKAGES.getLoggerContext());
        encoder.setPattern("%msg%n");
        encoder.start();
        log.setContext(PACKAGES.getLoggerContext());
        log.setFile(file.toString());
        log.setEncoder(encoder);
        log.start();
        PACKAGES.setLevel(Level.INFO);
        PACKAGES.setAdditive(false);
        PACKAGES.addAppender(log);
    }
}
