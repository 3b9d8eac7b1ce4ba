package org.takeup.identity.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.identity.StillClock;
import org.takeup.identity.company.Connection;
import org.takeup.identity.company.Connections;
import org.takeup.identity.company.Domain;
import org.takeup.identity.company.Domains;
import org.takeup.identity.company.TestDns;
import org.takeup.identity.keycloak.CompanySignIn.Names;
import org.takeup.identity.keycloak.CompanySignIn.Oidc;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** What the daily look at a company's sign-in finds, and how often its admins hear of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInWatchIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final StillClock clock = new StillClock();
    private final TestDns dns = TestDns.start();
    private MailCatcher mail;
    private TestPlatform platform;

    @BeforeAll
    void start() {
        mail = MailCatcher.start();
        platform = TestPlatform.start(
                environment -> {
                    var more = new HashMap<>(environment);
                    more.put("TAKEUP_DNS_SERVER", dns.address());
                    more.put("TAKEUP_SMTP_URI", mail.uri().toString());
                    return more;
                },
                clock);
    }

    @AfterAll
    void stop() {
        platform.close();
        mail.close();
    }

    private Domain domain(Workspace workspace, String name) {
        return new Domains(platform.store(), any -> List.of()).find(workspace, name);
    }

    private long mails(String words) {
        return mail.mails().stream()
                .filter(each -> MailCatcher.header(each, "Subject").contains(words))
                .count();
    }

    /** Until the daily job has run and waits for the next day. */
    private void awaitLook(Workspace workspace) {
        Eventually.holds("it was looked at", SOON, () -> {
            String tenant = workspace.tenant().id();
            for (Document job : platform.store().control("jobs").find(new Document("state", "ready"))) {
                if (tenant.equals(job.getString("tenant")) && "sign-in-watch".equals(job.getString("kind"))) {
                    return job.getDate("due").toInstant().isAfter(clock.instant());
                }
            }
            return false;
        });
    }

    private void days(Workspace workspace, int days) {
        for (int i = 0; i < days; i++) {
            clock.pass(Duration.ofDays(1).plusSeconds(1));
            awaitLook(workspace);
        }
    }

    @Test
    void anEndAndALostProofAreToldOnceAndNothingIsTakenAway() {
        String slug = "w" + UUID.randomUUID().toString().substring(0, 8);
        Workspace workspace = platform.tenant(slug);
        var ann = new PersonRecord(
                "hr", "ann", "Ann", "ann@" + slug + ".example", Optional.empty(), Optional.empty(), true);
        new People().upsert(workspace, List.of(ann));
        Visitor admin = platform.signedIn(workspace, Role.ADMIN, ann.personId());
        Instant now = clock.instant();
        var oidc = new Oidc(
                "https://login.example",
                "https://login.example/auth",
                "https://login.example/token",
                "https://login.example/keys",
                Optional.empty(),
                Optional.empty(),
                "takeup",
                "canary-secret",
                false);
        LocalDate last = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(33);
        new Connections()
                .put(
                        workspace,
                        new Connection(
                                Connection.Stage.IN_FORCE,
                                Optional.of(oidc),
                                Optional.empty(),
                                "",
                                Names.OIDC,
                                now,
                                List.of(),
                                Optional.of(last),
                                Optional.empty()));
        String name = slug + ".org";
        String home = "/w/" + slug + "/sign-in-setup";
        assertEquals(
                303,
                admin.submit(home, home + "/domains", Map.of("domain", name)).statusCode());
        dns.put("_takeup-challenge." + name, domain(workspace, name).recordValue());
        assertEquals(
                303,
                admin.submit(home, home + "/domains/" + name + "/check", Map.of())
                        .statusCode());
        awaitLook(workspace);
        assertEquals(0, mails("runs out"), "33 days are far");

        dns.put("_takeup-challenge." + name);
        days(workspace, 3);
        assertTrue(domain(workspace, name).lost().isPresent());
        Eventually.holds("the end is told", SOON, () -> mails("runs out on " + last) == 1);
        assertEquals(0, mails("is gone"), "a DNS that is being moved comes back");

        days(workspace, 3);
        Eventually.holds("the loss is told", SOON, () -> mails("The proof of " + name + " is gone") == 1);
        String text = mail.mails().stream().map(MailCatcher::text).reduce("", String::concat);
        assertTrue(text.contains(domain(workspace, name).recordValue()), text);
        assertTrue(!text.contains("canary-secret"), "no secret is mailed");
        days(workspace, 2);
        assertEquals(1, mails("runs out"), "once");
        assertEquals(1, mails("is gone"), "once");
        Workspace after = platform.platform().tenants().bySlug(slug).orElseThrow();
        assertTrue(after.settings().signIn().domains().contains(name), "it counts on");

        dns.put("_takeup-challenge." + name, domain(workspace, name).recordValue());
        days(workspace, 1);
        assertTrue(domain(workspace, name).lost().isEmpty(), "it is found again by itself");
    }
}
