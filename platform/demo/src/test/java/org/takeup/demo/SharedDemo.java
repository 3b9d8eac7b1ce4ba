package org.takeup.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.app.FreePort;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.identity.Sessions;
import org.takeup.identity.company.TestDns;
import org.takeup.store.TestStores;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/**
 * One demo, on free ports, for all integration tests of a test JVM: started by the first test that asks, stopped when the JVM
 * ends. It is what a person gets from {@code platform/demo/run --fresh}. A build has several test JVMs at a time.
 */
public final class SharedDemo {
    private static final String NAME = System.getProperty("takeup.test.demo", "demo-for-tests");
    private static final TestDns DNS = TestDns.start();
    private static final DemoSettings SETTINGS = settings();
    private static final Demo DEMO = start();

    private SharedDemo() {}

    /** What browsers open, without a trailing slash. */
    public static URI url() {
        return SETTINGS.platformUrl();
    }

    /** The demo's Keycloak. */
    public static KeycloakServer keycloak() {
        return DEMO.parts().keycloak();
    }

    /** Everything that was mailed. */
    public static MailCatcher mails() {
        return DEMO.parts().mails();
    }

    /** The page that shows the mails. */
    public static URI mailPages() {
        return DEMO.parts().mailPages();
    }

    /** The DNS that the platform asks. */
    public static TestDns dns() {
        return DNS;
    }

    /** Where the sample learning data lies that a person can upload. */
    public static Path learningData(Company company) {
        return SETTINGS.data().resolve("learning").resolve(company.alias() + "-oneroster.zip");
    }

    /** Where the demo keeps what it must find again. */
    static Path data() {
        return SETTINGS.data();
    }

    /** The folder of tenants as code that the platform watches. */
    public static Path tenants() {
        return SETTINGS.data().resolve("tenants");
    }

    /** All routes of the platform that the demo runs. */
    public static List<Route> routes() {
        return DEMO.parts().platform().routes();
    }

    /** The cookie of somebody with all rights in a workspace, without the company's sign-in. @param name as shown */
    public static Reply.Cookie seat(Tenant tenant, String name) {
        Set<String> groups = tenant.settings().groupsByRole().values().stream()
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        return DEMO.parts()
                .platform()
                .sessions()
                .start(
                        Sessions.Realm.of(tenant),
                        new Sessions.Person("sample", "sample", "newcomer", name, "nora@new.example", groups));
    }

    /** The tenant with this short name, once the platform has read its file. */
    public static Optional<Tenant> tenant(String slug) {
        return DEMO.parts().platform().tenants().bySlug(slug).map(Workspace::tenant);
    }

    /** The workspace of one of the sample companies, for what no page shows, such as a link that only a mail has. */
    public static Workspace workspace(Company company) {
        return DEMO.parts().platform().tenants().bySlug(company.alias()).orElseThrow();
    }

    /** The secret of the client {@link Realms#CLIENT_ID}. */
    public static String clientSecret() {
        try {
            return Files.readString(SETTINGS.data().resolve("client-secret"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DemoSettings settings() {
        Path home = Path.of("").toAbsolutePath();
        return new DemoSettings(
                home,
                home.resolve("target").resolve(NAME),
                FreePort.next(),
                FreePort.next(),
                FreePort.next(),
                true,
                Optional.of(DNS.address()));
    }

    private static Demo start() {
        Terminal log = new Terminal(log(), Clock.systemUTC(), Instant.now());
        Demo demo = Demo.start(SETTINGS, log, TestStores.watch());
        log.step("Ready");
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close));
        return demo;
    }

    /** What the terminal would show, kept for whoever looks into a failed build. */
    private static PrintStream log() {
        try {
            Files.createDirectories(Path.of("target"));
            OutputStream file = Files.newOutputStream(Path.of("target", NAME + ".log"));
            return new PrintStream(file, true, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
