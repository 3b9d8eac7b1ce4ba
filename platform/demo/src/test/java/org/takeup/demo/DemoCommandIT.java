package org.takeup.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.takeup.app.FreePort;

/** The command that people type: the real start script, on free ports and with a data folder of its own. */
class DemoCommandIT {
    private static final Path DATA = Path.of("target/demo-of-command").toAbsolutePath();
    private static final String IMPORTED = "Sample people and learning data are imported";
    private static final String KEYCLOAK = "Keycloak is starting";
    private static final String SEEDED = "Sample data is in";
    private static final String LAST_LINE = "Ctrl-C stops everything";
    private static final Pattern HEALTH = Pattern.compile("  Health +(\\S+)");

    private final int port = FreePort.next();
    private final int mailPort = FreePort.next();
    private final int keycloakPort = FreePort.next();

    @Test
    void theCommandStartsStopsFindsItsDataAgainAndStartsOver() throws Exception {
        // This build has made all that the script would build.
        Files.writeString(Path.of("target/demo-built"), "");
        // Or the past may be there before Keycloak is, when a test beside this one is still building it.
        KeycloakDistribution.in(Path.of("target/keycloak").toAbsolutePath())
                .build(Path.of("target/keycloak-build.log"));

        Command killed = new Command("--fresh");
        assertTrue(killed.readTo(IMPORTED).contains(KEYCLOAK), "Keycloak starts before there is anything to import");
        killed.stop("KILL");

        Command first = new Command();
        String table = first.readTo(LAST_LINE);
        assertTrue(table.contains(SEEDED), () -> "the past that was broken off is made again:\n" + table);
        assertTableIsTrue(table);
        String secret = Files.readString(DATA.resolve("client-secret"));
        assertEquals(130, first.stop("INT"));

        Command second = new Command();
        String again = second.readTo(LAST_LINE);
        assertFalse(again.contains(IMPORTED), again);
        assertEquals(secret, Files.readString(DATA.resolve("client-secret")));
        second.stop("INT");

        Command fresh = new Command("--fresh");
        fresh.readTo(IMPORTED);
        assertNotEquals(secret, Files.readString(DATA.resolve("client-secret")));
        fresh.stop("INT");
    }

    private void assertTableIsTrue(String table) throws Exception {
        String platform = "http://localhost:" + port;
        for (String line : List.of(
                "  Northbank Council         " + platform + "/w/northbank/",
                "  Operator                  " + platform + "/operator/",
                "  Mail that was sent        http://localhost:" + mailPort + "/",
                "  Keycloak                  http://localhost:" + keycloakPort + "/admin (admin)",
                "Northbank Council, over OpenID Connect",
                "  olivia    Olivia Thornquist, operator")) {
            assertTrue(table.lines().anyMatch(line::equals), () -> "no line\n" + line + "\nin\n" + table);
        }
        for (Company company : Company.values()) {
            assertTrue(table.contains(platform + "/w/" + company.alias() + "/"), table);
            for (Person person : company.people()) {
                assertTrue(table.contains(" " + person.username()), () -> person.username() + " is not in\n" + table);
            }
        }
        Matcher health = HEALTH.matcher(table);
        assertTrue(health.find(), table);
        assertEquals(200, status(health.group(1)));
        assertEquals(200, status("http://localhost:" + mailPort));
        assertEquals(303, status(platform + "/w/northbank/"), "leads to the sign-in");
    }

    private static int status(String url) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** A run of the start script. */
    private final class Command {
        private final Process process;
        private final BufferedReader words;

        Command(String... options) throws IOException {
            // A build in the background may ignore Ctrl-C, and what it starts would inherit that.
            var command = new ArrayList<>(List.of("perl", "-e", "$SIG{INT} = 'DEFAULT'; exec @ARGV", "./run"));
            command.addAll(List.of(options));
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put(DemoSettings.PORT, String.valueOf(port));
            builder.environment().put(DemoSettings.MAIL_PORT, String.valueOf(mailPort));
            builder.environment().put(DemoSettings.KEYCLOAK_PORT, String.valueOf(keycloakPort));
            builder.environment().put(DemoSettings.DATA, DATA.toString());
            process = builder.start();
            words = process.inputReader(StandardCharsets.UTF_8);
        }

        /** All that it says up to a line with these words. */
        String readTo(String end) throws IOException {
            var said = new StringBuilder();
            while (said.indexOf(end) < 0) {
                String line = words.readLine();
                if (line == null) {
                    throw new AssertionError("The demo ended by itself:\n" + said);
                }
                said.append(line).append('\n');
            }
            return said.toString();
        }

        /** Sends the signal and makes sure that nothing is left. @return the exit status */
        int stop(String signal) throws Exception {
            List<ProcessHandle> children;
            try (Stream<ProcessHandle> all = process.descendants()) {
                children = all.toList();
            }
            assertFalse(children.isEmpty(), "Keycloak runs as long as the demo does");
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            int status = process.waitFor();
            for (ProcessHandle child : children) {
                child.onExit().join();
            }
            Ports.requireFree(port, "the platform", DemoSettings.PORT);
            Ports.requireFree(mailPort, "the mail page", DemoSettings.MAIL_PORT);
            Ports.requireFree(keycloakPort, "Keycloak", DemoSettings.KEYCLOAK_PORT);
            return status;
        }
    }
}
