package org.takeup.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.identity.setup.Explanations;

/** What broken companies and attackers send (threats S2, S3, S9), to a real Keycloak that is set up as the platform does it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompanyAttacksIT {
    private static final String SAML = "att-saml";
    private static final String OIDC = "att-oidc";

    private final CompanyAttack attack = new CompanyAttack();
    private CompanyRealm saml;
    private CompanyRealm oidc;

    @BeforeAll
    void connect() {
        saml = CompanyRealm.make(SAML);
        oidc = CompanyRealm.make(OIDC);
        attack.connect(saml.overSaml());
        attack.connect(oidc.overOidc());
    }

    @AfterEach
    void honestAgain() {
        oidc.pretend("", "", "");
        attack.forget(SAML);
        attack.forget(OIDC);
    }

    @AfterAll
    void close() {
        attack.close();
    }

    /** @param cause what the setup page says of it */
    private void refused(UnaryOperator<String> change, String cause) {
        isExplained(attack.last(SAML, "ada", change), cause);
        assertEquals(0, saml.accounts(), "nobody has an account of it");
    }

    /** The page that Keycloak ends with is one that the setup page explains. */
    private static void isExplained(Page end, String cause) {
        assertFalse(end.address().toString().startsWith(SharedDemo.url() + CompanyAttack.LANDING), end::toString);
        String causes = Explanations.all().stream()
                .filter(each -> end.body().contains(each.seen()))
                .map(Explanations.Explanation::cause)
                .collect(Collectors.joining("; "));
        assertTrue(causes.contains(cause), () -> causes + " for " + end.body());
    }

    @Test
    void anHonestAnswerGetsInAndSoDoesOneThatTheTestSigned() {
        assertTrue(attack.getsIn(SAML, "ada", UnaryOperator.identity()));
        assertTrue(attack.getsIn(SAML, "ada", Saml.signedBy(saml.keys())));
        assertTrue(attack.getsIn(OIDC, "ada", UnaryOperator.identity()));
    }

    @Test
    void anAssertionWithoutASignatureIsRefused() {
        refused(Saml.unsigned(), "not signed");
    }

    @Test
    void anAssertionThatWasChangedIsRefused() {
        refused(Saml.edited("ada@att-saml.example", "eve@att-saml.example"), "was changed on its way");
    }

    @ParameterizedTest
    @EnumSource
    void aWrappedSignatureIsRefusedOrSaysNothingOfTheFalseOne(Saml.Wrapping how) {
        boolean in = attack.getsIn(SAML, "ada", Saml.wrapped(how));

        String accounts = KeycloakAdmin.call("GET", "/admin/realms/takeup/users?max=100&username=" + SAML + ".", "")
                .toString();
        assertFalse(accounts.contains("somebody-else"), accounts);
        assertFalse(in, "an answer with two assertions is no answer");
    }

    @Test
    void anAssertionForAnotherPartyIsRefused() {
        refused(Saml.audience("https://another.example/saml", saml.keys()), "for somebody else");
    }

    @Test
    void aClockThatIsFourMinutesOffIsRefusedAndOneThatIsHalfAMinuteOffIsNot() {
        refused(Saml.clockAhead(Duration.ofMinutes(4), saml.keys()), "not valid now");
        refused(Saml.clockAhead(Duration.ofMinutes(-10), saml.keys()), "not valid now");
        assertTrue(attack.getsIn(SAML, "ada", Saml.clockAhead(Duration.ofSeconds(30), saml.keys())));
    }

    @Test
    void aKeyThatIsNotInTheMetadataIsRefused() {
        refused(Saml.signedBy(CompanyRealm.newKeys()), "a key that we do not know");
    }

    @Test
    void aRotatedSamlKeyIsRefusedUntilTheNewMetadataAreTakenOver() {
        CompanyRealm company = CompanyRealm.make("att-rotated");
        attack.connect(company.overSaml());
        company.rotate();

        assertFalse(attack.getsIn("att-rotated", "ada", UnaryOperator.identity()));
        attack.connect(company.overSaml());
        assertTrue(attack.getsIn("att-rotated", "ada", UnaryOperator.identity()));
    }

    @Test
    void aRotatedKeyOfOpenIdConnectIsFoundByItself() {
        CompanyRealm company = CompanyRealm.make("att-rolled");
        attack.connect(company.overOidc());
        assertTrue(attack.getsIn("att-rolled", "ada", UnaryOperator.identity()));
        company.rotate();
        attack.forget("att-rolled");

        // Keycloak asks for new keys at most every ten seconds.
        Instant end = Instant.now().plusSeconds(60);
        boolean in = attack.getsIn("att-rolled", "ada", UnaryOperator.identity());
        while (!in && Instant.now().isBefore(end)) {
            in = attack.getsIn("att-rolled", "ada", UnaryOperator.identity());
        }
        assertTrue(in);
    }

    @Test
    void aTokenForAnotherClientIsRefused() {
        oidc.pretend("aud", "another-client", "String");
        isExplained(attack.last(OIDC, "ada", UnaryOperator.identity()), "could not redeem or believe the token");
        assertEquals(0, oidc.accounts());
    }

    @Test
    void aTokenOfAClockThatIsFourMinutesAheadIsRefused() {
        oidc.pretend("nbf", String.valueOf(Instant.now().plusSeconds(240).getEpochSecond()), "long");
        isExplained(attack.last(OIDC, "ada", UnaryOperator.identity()), "could not redeem or believe the token");
        assertEquals(0, oidc.accounts());
    }

    @Test
    void aCompanyThatStatesAnothersAddressFirstIsAnotherIdentityAndKeepsNobodyOut() {
        CompanyRealm thief = CompanyRealm.make("att-thief");
        CompanyRealm victim = CompanyRealm.make("att-victim");
        attack.connect(thief.overOidc());
        attack.connect(victim.overSaml());
        thief.readdress("ada", "ada@att-victim.example");

        assertTrue(attack.getsIn("att-thief", "ada", UnaryOperator.identity()));
        assertTrue(
                attack.getsIn("att-victim", "ada", UnaryOperator.identity()),
                "with no question about joining accounts");
        assertEquals(1, thief.accounts());
        assertEquals(1, victim.accounts());
    }
}
