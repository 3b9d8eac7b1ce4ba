package org.takeup.identity.keycloak;

import java.util.List;
import java.util.Optional;

/**
 * A company's sign-in as Keycloak should have it.
 *
 * @param alias unique on the platform; letters, digits, hyphens
 * @param title what people call it
 * @param way how it speaks
 * @param names what it calls what we need to know of people
 */
public record CompanySignIn(String alias, String title, Way way, Names names) {

    /** How a company's sign-in speaks to Keycloak. */
    public sealed interface Way {}

    /**
     * OpenID Connect.
     *
     * @param clientSecret never in {@link #toString}
     * @param basic whether the secret goes into a header and not into the form
     */
    public record Oidc(
            String issuer,
            String authorization,
            String token,
            String keys,
            Optional<String> userInfo,
            Optional<String> logout,
            String clientId,
            String clientSecret,
            boolean basic)
            implements Way {
        @Override
        public String toString() {
            return "OpenID Connect " + issuer + " as " + clientId;
        }
    }

    /**
     * SAML 2.0.
     *
     * @param post whether the request is posted and not in the address
     * @param certificates that sign, DER in base64 without line breaks
     */
    public record Saml(String entityId, String signOn, Optional<String> logout, boolean post, List<String> certificates)
            implements Way {
        public Saml {
            certificates = List.copyOf(certificates);
        }
    }

    /** Claims of OpenID Connect or attributes of SAML. An empty name: the company says no such thing. */
    public record Names(String email, String givenName, String familyName, String groups, String employeeNumber) {
        /** What OpenID Connect calls them. */
        public static final Names OIDC = new Names("email", "given_name", "family_name", "groups", "");
        /** What many companies call them in SAML. */
        public static final Names SAML = new Names("email", "firstName", "lastName", "groups", "");
    }
}
