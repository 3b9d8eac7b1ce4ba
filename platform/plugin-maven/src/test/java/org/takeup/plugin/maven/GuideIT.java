package org.takeup.plugin.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.plugin.packaging.PackageSigner;
import org.takeup.plugin.packaging.PublisherKey;

/** The partner's guide, {@code plugins/README.md}, step by step, and what it says of the kit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuideIT {
    private static final Path GUIDE = Path.of("../../plugins/README.md");
    private static final Pattern STEP = Pattern.compile("```sh \\{test}\n(.*?)```", Pattern.DOTALL);
    private static final String TOKEN = "a-token-that-nobody-may-see";

    private static final String CREATE =
            "mvn -q org.takeup:takeup-plugin-maven-plugin:" + System.getProperty("takeup.test.version") + ":create";

    private static final String DEMO = """
            #!/usr/bin/env bash
            set -eu
            cd "$(dirname "$0")"
            zip=target/demo-data/plugins/run-survey-1.0.0.zip
            mkdir -p target/demo-data/plugins
            while [ ! -f "$zip" ]; do sleep 0.05; done
            first=$(sha256sum <"$zip")
            echo "INFO Plugin run-survey 1.0.0 is loaded" >target/demo.log
            sed -i 's/normal week/usual week/' ../../../run-survey/src/main/resources/com/example/runsurvey/texts_en.properties
            while [ "$(sha256sum <"$zip")" = "$first" ]; do sleep 0.05; done
            echo "INFO Plugin run-survey 1.0.0 is loaded" >>target/demo.log
            """;

    private PartnerMachine machine;

    @BeforeAll
    void aMachine(@TempDir Path folder) throws IOException {
        machine = new PartnerMachine(folder);
    }

    @Test
    void eachStepOfTheGuideWorks() throws Exception {
        String guide = Files.readString(GUIDE, StandardCharsets.UTF_8);
        List<String> steps =
                STEP.matcher(guide).results().map(step -> step.group(1)).toList();
        assertTrue(steps.size() >= 5, "steps in the guide: " + steps.size());
        List<String> published = new ArrayList<>();
        HttpServer platform = platform(published);
        try {
            String said = machine.mustRun(
                    String.join("\n", steps),
                    Map.of(
                            "TAKEUP_URL",
                            "http://localhost:" + platform.getAddress().getPort(),
                            "TAKEUP_TOKEN",
                            TOKEN));
            assertTrue(said.contains("MySurveyContractIT"), "the test kit ran");
            assertTrue(said.contains("public key"), "keygen shows what the operator needs");
            assertFalse(said.contains(TOKEN), "the token is in the log");
            assertFalse(said.contains("PRIVATE"), "the key is in the log");
        } finally {
            platform.stop(0);
        }
        assertEquals(List.of("POST /operator/api/v1/plugins Bearer " + TOKEN), published);
        assertTrue(Files.exists(machine.home().resolve(".takeup/acme.key")));
    }

    @Test
    void theGuideInstallsTheModulesThatAPartnerNeeds() throws IOException {
        String guide = Files.readString(GUIDE, StandardCharsets.UTF_8);
        assertTrue(
                guide.contains("mvn install -DskipTests -pl platform/plugin-maven,platform/plugin-testkit -am"), guide);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "lms"})
    void aNewProjectIsGreenAtOnce(String kind) throws Exception {
        String said = machine.mustRun(
                CREATE + " -Dkind=" + kind + " -Did=new-" + kind + "\ncd new-" + kind + "\nmvn verify", Map.of());
        assertTrue(said.contains("a platform would take it"), said);
        assertTrue(said.contains("ContractIT"), said);
    }

    @Test
    void whatAPlatformWouldRefuseIsABuildErrorWithItsRemedy() throws Exception {
        PartnerMachine.Said said = machine.run(
                CREATE + " -Dkind=survey -Did=bad-survey\ncd bad-survey\n"
                        + "sed -i 's:<extensions>survey</extensions>:<hosts>http\\://my.host</hosts>:' pom.xml\n"
                        + "mvn package",
                Map.of());
        assertNotEquals(0, said.exit(), said.text());
        assertTrue(said.text().contains("A platform would refuse this package: plugin.hosts names"), said.text());
        assertTrue(said.text().contains("Remedy: Write names such as api.example.com"), said.text());
    }

    /** In the demo's place stands a script that says what the demo says, and saves a file when it has the first package. */
    @Test
    void runBringsThePluginToTheDemoAgainWhenAFileIsSaved() throws Exception {
        Path demo = Files.createDirectories(machine.work().resolve("takeup/platform/demo"));
        Path run = Files.writeString(demo.resolve("run"), DEMO);
        run.toFile().setExecutable(true);
        var keys = PackageSigner.newKeys();
        Files.writeString(
                Files.createDirectories(demo.resolve("target/demo-data")).resolve("publisher-key"),
                new PublisherKey(keys.getPublic()).text() + "\n"
                        + Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()) + "\n");
        String said = machine.mustRun(
                CREATE + " -Dkind=survey -Did=run-survey\ncd run-survey\nmvn takeup:run -Dtakeup.demo=../takeup",
                Map.of());
        assertEquals(2, said.split("Loaded run-survey-1.0.0.zip after [0-9]+ ms", -1).length - 1, said);
        assertTrue(said.contains("The demo has ended."), said);
    }

    private static HttpServer platform(List<String> published) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            published.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
