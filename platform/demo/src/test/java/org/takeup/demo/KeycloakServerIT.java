package org.takeup.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeycloakServerIT {
    @ParameterizedTest
    @EnumSource(Company.class)
    void aHeadOfLearningSignsInThroughTheCompany(Company company) {
        Person lead = company.people().getFirst();

        SignIn.Tokens tokens = SignIn.through(company, lead.username());

        for (JsonNode claims : List.of(tokens.id(), tokens.access())) {
            assertEquals(List.of(company.alias()), texts(claims.path("organization")));
            assertEquals(List.of("learning-leads"), texts(claims.path("groups")));
            assertEquals(company.alias(), claims.path("identity_provider").asText());
            assertEquals(lead.email(), claims.path("email").asText());
            assertTrue(claims.path("email_verified").asBoolean(), claims::toString);
            assertEquals(lead.name(), claims.path("name").asText());
            assertEquals(lead.employeeNumber(), claims.path("employeeNumber").asText());
        }
        assertTrue(texts(tokens.id().path("aud")).contains(Realms.CLIENT_ID));
        assertTrue(texts(tokens.access().path("aud")).contains(Realms.CLIENT_ID));
        assertFalse(tokens.id().path("sid").asText().isEmpty());
    }

    @Test
    void twoPeopleOfTheSameNameAreTwoPeople() {
        JsonNode council = SignIn.through(Company.NORTHBANK, "ann").id();
        JsonNode cruises = SignIn.through(Company.HARBOUR_LINE, "ann").id();

        assertNotEquals(council.path("sub").asText(), cruises.path("sub").asText());
        assertEquals("ann@northbank.example", council.path("email").asText());
        assertEquals("ann@harbourline.example", cruises.path("email").asText());
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void aPersonWhoSignsInTwiceIsTheSamePerson(Company company) {
        String first = SignIn.through(company, "ann").id().path("sub").asText();

        assertEquals(first, SignIn.through(company, "ann").id().path("sub").asText());
    }

    @Test
    void aLearnerHasNoGroups() {
        assertEquals(
                List.of(), texts(SignIn.through(Company.NORTHBANK, "ben").id().path("groups")));
    }

    @Test
    void somebodyWithoutAnOrganisationGetsATokenWithoutTheClaim() {
        JsonNode claims = SignIn.local("nobody", Company.NORTHBANK.alias()).id();

        assertTrue(claims.path("organization").isMissingNode(), claims::toString);
        assertTrue(claims.path("identity_provider").isMissingNode(), claims::toString);
        assertTrue(claims.path("roles").isMissingNode(), claims::toString);
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void somebodyOfAnotherCompanyGetsNoOrganisationButTheNameOfTheirOwnSignIn(Company company) {
        Company other = company == Company.NORTHBANK ? Company.HARBOUR_LINE : Company.NORTHBANK;

        JsonNode claims = SignIn.astray(company, "ann", other).id();

        assertTrue(claims.path("organization").isMissingNode(), claims::toString);
        assertEquals(company.alias(), claims.path("identity_provider").asText());
    }

    @Test
    void theOperatorHasTheRoleAndNoOrganisation() {
        JsonNode claims = SignIn.local("olivia", Company.NORTHBANK.alias()).id();

        assertEquals(List.of("operator"), texts(claims.path("roles")));
        assertTrue(claims.path("organization").isMissingNode(), claims::toString);
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void anIntegrationGetsABearerTokenOfItsOrganisationOnly(Company company) {
        String account = company.alias() + "-integration";
        for (Company other : Company.values()) {
            JsonNode claims = SignIn.byPassword(account, "openid organization:" + other.alias());

            List<String> expected = other == company ? List.of(company.alias()) : List.of();
            assertEquals(expected, texts(claims.path("organization")));
            assertTrue(texts(claims.path("aud")).contains(Realms.CLIENT_ID));
        }
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
