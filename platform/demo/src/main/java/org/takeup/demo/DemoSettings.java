package org.takeup.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the person at the terminal has chosen.
 *
 * @param home the demo's folder in the project, {@code platform/demo}
 * @param data where the demo keeps what it must find again; {@code --fresh} removes it
 * @param port where the platform answers
 * @param mailPort where the caught mails are shown
 * @param keycloakPort where the sign-in answers
 * @param fresh whether everything of earlier runs is thrown away first
 * @param dns who is asked about companies' domains; without it the machine's own resolver
 */
public record DemoSettings(
        Path home, Path data, int port, int mailPort, int keycloakPort, boolean fresh, Optional<String> dns) {
    /** Names the port that somebody wants to change. */
    static final String PORT = "TAKEUP_DEMO_PORT";

    static final String MAIL_PORT = "TAKEUP_DEMO_MAIL_PORT";
    static final String KEYCLOAK_PORT = "TAKEUP_DEMO_KEYCLOAK_PORT";

    /** Names a DNS server, as {@code address:port}. */
    static final String DNS = "TAKEUP_DEMO_DNS";

    /** Names another folder for the data, for a second demo beside the first. */
    static final String DATA = "TAKEUP_DEMO_DATA";

    /** As above, with the machine's own resolver. */
    public DemoSettings(Path home, Path data, int port, int mailPort, int keycloakPort, boolean fresh) {
        this(home, data, port, mailPort, keycloakPort, fresh, Optional.empty());
    }

    /**
     * Reads the start script's arguments and environment.
     *
     * @param arguments the demo's folder, then {@code --fresh} or nothing
     * @throws StartFailed for an argument or a port that means nothing
     */
    static DemoSettings of(List<String> arguments, Map<String, String> environment) {
        List<String> options = arguments.subList(1, arguments.size());
        for (String option : options) {
            if (!option.equals("--fresh")) {
                throw new StartFailed(
                        "The demo does not know '" + option + "'; the only option is --fresh, to start over.");
            }
        }
        Path home = Path.of(arguments.getFirst()).toAbsolutePath().normalize();
        return new DemoSettings(
                home,
                home.resolve(environment.getOrDefault(DATA, "target/demo-data")),
                port(environment, PORT, 8080),
                port(environment, MAIL_PORT, 8025),
                port(environment, KEYCLOAK_PORT, 8180),
                !options.isEmpty(),
                Optional.ofNullable(environment.get(DNS)));
    }

    /** The project's folder. */
    Path project() {
        return home.resolve("../..").normalize();
    }

    /** Where browsers reach the platform. */
    URI platformUrl() {
        return URI.create("http://localhost:" + port);
    }

    private static int port(Map<String, String> environment, String variable, int usual) {
        String chosen = environment.getOrDefault(variable, "");
        if (chosen.isEmpty()) {
            return usual;
        }
        if (!chosen.matches("[0-9]{1,5}") || Integer.parseInt(chosen) < 1 || Integer.parseInt(chosen) > 65535) {
            throw new StartFailed(variable + " is '" + chosen + "'; give a port between 1 and 65535.");
        }
        return Integer.parseInt(chosen);
    }
}
