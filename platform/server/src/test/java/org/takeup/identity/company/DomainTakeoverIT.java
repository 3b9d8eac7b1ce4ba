package org.takeup.identity.company;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** A workspace that wants the e-mail domain of another, whose people it could then sign in as. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DomainTakeoverIT {
    private final TestDns dns = TestDns.start();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(
                environment -> {
                    var more = new HashMap<>(environment);
                    more.put("TAKEUP_DNS_SERVER", dns.address());
                    return more;
                },
                Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    /** An admin at the page of the own sign-in. */
    private final class Admin {
        private final Workspace workspace;
        private final Visitor visitor;
        private final String page;

        Admin(Placement placement) {
            workspace = platform.tenant("d" + UUID.randomUUID().toString().substring(0, 8), placement);
            visitor = platform.signedIn(workspace, Role.ADMIN);
            page = "/w/" + workspace.tenant().slug() + "/sign-in-setup";
        }

        HttpResponse<String> add(String domain) {
            return visitor.submit(page, page + "/domains", Map.of("domain", domain));
        }

        HttpResponse<String> check(String domain) {
            return visitor.submit(page, page + "/domains/" + domain + "/check", Map.of());
        }

        Optional<Domain> domain(String name) {
            return new CompanyStore(workspace).domain(name);
        }

        void publish(String name) {
            Domain asked = domain(name).orElseThrow();
            dns.put(asked.recordName(), asked.recordValue());
        }

        boolean counts(String name) {
            return platform.platform()
                    .tenants()
                    .byId(workspace.tenant().id())
                    .orElseThrow()
                    .settings()
                    .signIn()
                    .domains()
                    .contains(name);
        }
    }

    private static String fresh() {
        return "shared-" + UUID.randomUUID().toString().substring(0, 8) + ".example";
    }

    @Attack(
            value = "a domain that another workspace has proven, with a good record of one's own",
            kind = Kind.DOMAIN_TAKEOVER,
            threats = {"S8", "S6"},
            at = "/sign-in-setup/domains")
    @BothPlacements
    void aDomainThatIsProvenStaysWhoseItIs(Placement placement) {
        var owner = new Admin(placement);
        var thief = new Admin(placement);
        String domain = fresh();
        owner.add(domain);
        owner.publish(domain);
        assertEquals(303, owner.check(domain).statusCode());
        assertTrue(owner.counts(domain));

        thief.add(domain);
        HttpResponse<String> withoutRecord = thief.check(domain);
        thief.publish(domain);
        HttpResponse<String> withRecord = thief.check(domain);
        assertEquals(422, withRecord.statusCode());
        assertEquals(withoutRecord.statusCode(), withRecord.statusCode(), "who else is here is nobody's business");
        assertFalse(thief.counts(domain));
        for (String written :
                List.of(domain.toUpperCase(java.util.Locale.ROOT), "@" + domain, domain + ".", " " + domain)) {
            thief.add(written);
            thief.check(written.strip().replace("@", ""));
            assertFalse(thief.counts(domain), written);
            assertFalse(thief.counts(written), written);
        }
        assertTrue(owner.counts(domain));
    }

    @Attack(
            value = "a domain proven by another domain's record, by another workspace's, or by a name beside it",
            kind = Kind.DOMAIN_TAKEOVER,
            threats = "S8",
            at = "/sign-in-setup/domains/{domain}/check")
    @BothPlacements
    void onlyItsOwnRecordProvesADomain(Placement placement) {
        var thief = new Admin(placement);
        var other = new Admin(placement);
        String wanted = fresh();
        String own = fresh();
        thief.add(wanted);
        thief.add(own);
        other.add(wanted);
        Domain asked = thief.domain(wanted).orElseThrow();
        String ofOther = other.domain(wanted).orElseThrow().recordValue();
        String ofOwn = thief.domain(own).orElseThrow().recordValue();
        for (String value : List.of(
                ofOther,
                ofOwn,
                "",
                "takeup-domain-verification=",
                asked.recordValue() + "0",
                asked.recordValue().substring(1),
                "x " + asked.recordValue(),
                asked.recordValue().toUpperCase(java.util.Locale.ROOT))) {
            dns.put(asked.recordName(), value);
            assertEquals(422, thief.check(wanted).statusCode(), value);
        }
        dns.put(asked.recordName());
        dns.put(wanted, asked.recordValue());
        dns.put("x." + asked.recordName(), asked.recordValue());
        assertEquals(422, thief.check(wanted).statusCode());
        assertFalse(thief.counts(wanted));
    }
}
