package org.takeup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Whose e-mail address finds the person that the company's records know, and whose does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatchingIT {
    private final StubProvider provider = StubProvider.start();
    private final People people = new People();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(provider::addTo, Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        platform.close();
        provider.close();
    }

    /** A workspace whose records know one person, Ann. */
    private Workspace workspaceOfAnn(Placement placement) {
        Workspace workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8), placement);
        String email = "ann@" + workspace.tenant().slug() + ".example";
        people.upsert(
                workspace,
                List.of(new PersonRecord("lms", "7", "Ann", email, Optional.of("Sales"), Optional.empty(), true)));
        return workspace;
    }

    private void signIn(Workspace workspace, Map<String, Object> person) {
        String base = "/w/" + workspace.tenant().slug();
        assertEquals(303, new Browser(platform).signIn(provider, base, person).statusCode());
    }

    /** How many people there are once somebody has signed in who is Ann but for this change. */
    private long peopleAfter(Placement placement, Consumer<Map<String, Object>> change) {
        Workspace workspace = workspaceOfAnn(placement);
        var person = StubProvider.person("ann", workspace.tenant().slug());
        change.accept(person);
        signIn(workspace, person);
        return people.count(workspace);
    }

    @BothPlacements
    void theCompanysOwnSignInFindsTheRecord(Placement placement) {
        assertEquals(1, peopleAfter(placement, person -> {}));
    }

    @Attack(
            value = "an address that nobody verified takes over the record of a person",
            kind = Kind.UNVERIFIED_ADDRESS,
            threats = {"S6", "S7"},
            at = "/signed-in")
    @BothPlacements
    void anUnverifiedAddressMakesANewPerson(Placement placement) {
        assertEquals(2, peopleAfter(placement, person -> person.put("email_verified", false)));
        assertEquals(2, peopleAfter(placement, person -> person.put("email_verified", "true")));
        assertEquals(2, peopleAfter(placement, person -> person.remove("email_verified")));
    }

    @Attack(
            value = "another provider asserts the address of a person of the company",
            kind = Kind.DOMAIN_TAKEOVER,
            threats = "S6",
            at = "/signed-in")
    @BothPlacements
    void anAddressFromAnotherSignInMakesANewPerson(Placement placement) {
        assertEquals(2, peopleAfter(placement, person -> person.put("identity_provider", "another")));
        assertEquals(2, peopleAfter(placement, person -> person.remove("identity_provider")));
    }

    @Attack(
            value = "a second account of the provider with the victim's address",
            kind = Kind.UNVERIFIED_ADDRESS,
            threats = "S7",
            at = "/signed-in")
    @BothPlacements
    void aSecondSubjectWithTheSameAddressIsAnotherPerson(Placement placement) {
        Workspace workspace = workspaceOfAnn(placement);
        var ann = StubProvider.person("ann", workspace.tenant().slug());
        signIn(workspace, ann);
        var namesake = new HashMap<>(ann);
        namesake.put("sub", "another-ann");
        signIn(workspace, namesake);
        assertEquals(2, people.count(workspace));
        signIn(workspace, ann);
        assertEquals(2, people.count(workspace));
    }
}
