package org.takeup.people.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.attack.Attack;
import org.takeup.attack.Kind;
import org.takeup.people.Identity;
import org.takeup.people.Person;
import org.takeup.people.PersonRecord;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** People whom both an identity provider and a learning platform know. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScimSamePersonIT {
    @AutoClose
    private final ScimDesk desk = new ScimDesk();

    private static PersonRecord learner(String local, Workspace workspace) {
        String email = local + "@" + workspace.tenant().slug() + ".Example";
        return new PersonRecord("lms", local, "From the LMS", email, Optional.of("Old unit"), Optional.empty(), true);
    }

    private static String provisioned(String local, Workspace workspace) {
        return ScimDesk.ENTRA.replace(
                "ben@example.org", local + "@" + workspace.tenant().slug() + ".example");
    }

    private static Identity identity(String local, Workspace workspace) {
        String email = local + "@" + workspace.tenant().slug() + ".example";
        return new Identity("https://idp.example", "sub-" + local, "Ben", email, true, Set.of());
    }

    @ParameterizedTest
    @EnumSource
    void whoWasKnownByTheLearningPlatformStaysWhoTheyAre(Tenant.Placement placement) {
        Workspace acme = desk.tenant(placement);
        ScimClient client = desk.client(acme);
        PersonRecord known = learner("ben", acme);
        desk.people.upsert(acme, List.of(known));
        assertEquals(known.personId(), desk.people.signedIn(acme, identity("ben", acme)));

        String ben = client.add(provisioned("ben", acme));
        assertEquals(known.personId(), desk.person(acme, ben).orElseThrow().id());
        assertEquals(1, desk.people.count(acme));
        desk.people.upsert(acme, List.of(known));
        Person now = desk.people.find(acme, known.personId()).orElseThrow();
        assertEquals("Ben Baker", now.name());
        assertEquals(Optional.of("Sales"), now.unit());
        assertEquals(known.personId(), desk.people.signedIn(acme, identity("ben", acme)));

        // Who leaves is not brought back by the learning platform, but is the same person when they return.
        client.call("DELETE", "/Users/" + ben, "");
        desk.people.upsert(acme, List.of(known));
        assertEquals(0, desk.people.count(acme));
        assertEquals(
                known.personId(),
                desk.person(acme, client.add(provisioned("ben", acme)))
                        .orElseThrow()
                        .id());
        assertEquals(1, desk.people.count(acme));
    }

    @ParameterizedTest
    @EnumSource
    void whomTheLearningPlatformBringsLaterIsNobodyBesideThem(Tenant.Placement placement) {
        Workspace acme = desk.tenant(placement);
        ScimClient client = desk.client(acme);
        String ben = client.add(provisioned("ben", acme));
        desk.people.upsert(acme, List.of(learner("ben", acme), learner("cy", acme)));
        assertEquals(2, desk.people.count(acme));
        String id = desk.person(acme, ben).orElseThrow().id();
        assertEquals(id, desk.people.signedIn(acme, identity("ben", acme)));
    }

    /** Whoever may provision cannot take over people by an address that is not the tenant's, or that two share. */
    @Attack(
            value = "a directory that sends an address of a domain that is not proven",
            kind = {Kind.DOMAIN_TAKEOVER, Kind.UNVERIFIED_ADDRESS},
            threats = {"S6", "S8"},
            at = "/scim/v2/Users")
    @ParameterizedTest
    @EnumSource
    void anAddressThatIsNotProvenOrNotOnesOwnMergesNobody(Tenant.Placement placement) {
        Workspace acme = desk.tenant(placement);
        Workspace other = desk.tenant(placement);
        ScimClient client = desk.client(acme);
        var foreign =
                new PersonRecord("lms", "f", "Foreign", "ben@example.org", Optional.empty(), Optional.empty(), true);
        desk.people.upsert(acme, List.of(foreign));
        desk.people.upsert(other, List.of(learner("ben", other)));
        assertNotEquals(
                foreign.personId(),
                desk.person(acme, client.add(ScimDesk.ENTRA)).orElseThrow().id());
        var twin = new PersonRecord(
                "lms", "twin", "Twin", learner("desk", acme).email(), Optional.empty(), Optional.empty(), true);
        desk.people.upsert(acme, List.of(learner("desk", acme), twin));
        String shared = client.add(provisioned("desk", acme));
        assertFalse(List.of(twin.personId(), learner("desk", acme).personId())
                .contains(desk.person(acme, shared).orElseThrow().id()));
        assertEquals(
                "From the LMS",
                desk.people
                        .find(other, learner("ben", other).personId())
                        .orElseThrow()
                        .name());
    }
}
