package org.takeup.identity.keycloak;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.takeup.identity.keycloak.CompanySignIn.Names;
import org.takeup.identity.keycloak.CompanySignIn.Oidc;
import org.takeup.identity.keycloak.CompanySignIn.Saml;

/** A company's sign-in in Keycloak's words. What is demanded of companies stands here and in no form. */
final class Representation {
    /** Clocks may differ by so much; SAML's and OpenID Connect's times are refused beyond it. */
    static final int SKEW_SECONDS = 60;

    private Representation() {}

    static JsonObject of(CompanySignIn wanted, String organization) {
        var config = new JsonObject()
                .put("syncMode", "FORCE")
                .put("allowedClockSkew", String.valueOf(SKEW_SECONDS))
                .put("kc.org.broker.redirect.mode.email-matches", "false");
        switch (wanted.way()) {
            case Oidc oidc -> config.mergeIn(oidc(oidc));
            case Saml saml -> config.mergeIn(saml(saml));
        }
        return new JsonObject()
                .put("alias", wanted.alias())
                .put("displayName", wanted.title())
                .put("providerId", wanted.way() instanceof Oidc ? "oidc" : "saml")
                .put("enabled", true)
                // Why: platform/decisions/addresses-that-find-a-record.md.
                .put("trustEmail", true)
                .put("hideOnLogin", true)
                .put("linkOnly", false)
                .put("storeToken", false)
                .put("firstBrokerLoginFlowAlias", "first broker login")
                .put("organizationId", organization)
                .put("config", config);
    }

    private static JsonObject oidc(Oidc oidc) {
        var config = new JsonObject()
                .put("issuer", oidc.issuer())
                .put("authorizationUrl", oidc.authorization())
                .put("tokenUrl", oidc.token())
                .put("jwksUrl", oidc.keys())
                .put("useJwksUrl", "true")
                .put("validateSignature", "true")
                .put("pkceEnabled", "true")
                .put("pkceMethod", "S256")
                .put("clientId", oidc.clientId())
                .put("clientSecret", oidc.clientSecret())
                .put("clientAuthMethod", oidc.basic() ? "client_secret_basic" : "client_secret_post")
                .put("defaultScope", "openid profile email")
                .put("backchannelSupported", "true")
                .put("disableUserInfo", String.valueOf(oidc.userInfo().isEmpty()));
        oidc.userInfo().ifPresent(url -> config.put("userInfoUrl", url));
        oidc.logout().ifPresent(url -> config.put("logoutUrl", url));
        return config;
    }

    private static JsonObject saml(Saml saml) {
        var config = new JsonObject()
                .put("idpEntityId", saml.entityId())
                .put("singleSignOnServiceUrl", saml.signOn())
                .put("useMetadataDescriptorUrl", "false")
                .put("signingCertificate", String.join(",", saml.certificates()))
                .put("validateSignature", "true")
                .put("wantAssertionsSigned", "true")
                .put("wantAssertionsEncrypted", "false")
                .put("wantAuthnRequestsSigned", "false")
                .put("postBindingResponse", "true")
                .put("postBindingAuthnRequest", String.valueOf(saml.post()))
                .put("postBindingLogout", "true")
                .put("nameIDPolicyFormat", "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent")
                .put("principalType", "SUBJECT")
                .put("allowCreate", "true");
        saml.logout().ifPresent(url -> config.put("singleLogoutServiceUrl", url));
        return config;
    }

    /** The user name no other company can have, and what the company says of people. */
    static List<JsonObject> mappers(CompanySignIn wanted) {
        boolean oidc = wanted.way() instanceof Oidc;
        Names names = wanted.names();
        var mappers = new ArrayList<JsonObject>();
        mappers.add(mapper(
                wanted,
                "user name that no other company can have",
                oidc ? "oidc-username-idp-mapper" : "saml-username-idp-mapper",
                new JsonObject()
                        .put("syncMode", "INHERIT")
                        .put("target", "LOCAL")
                        .put("template", oidc ? "${ALIAS}.${CLAIM.sub}" : "${ALIAS}.${NAMEID}")));
        add(mappers, wanted, "e-mail", names.email(), "email");
        add(mappers, wanted, "given name", names.givenName(), "firstName");
        add(mappers, wanted, "family name", names.familyName(), "lastName");
        add(mappers, wanted, "groups", names.groups(), "groups");
        add(mappers, wanted, "employee number", names.employeeNumber(), "employeeNumber");
        return mappers;
    }

    private static void add(
            List<JsonObject> mappers, CompanySignIn wanted, String title, String name, String attribute) {
        if (name.isEmpty()) {
            return;
        }
        boolean oidc = wanted.way() instanceof Oidc;
        mappers.add(mapper(
                wanted,
                title,
                oidc ? "oidc-user-attribute-idp-mapper" : "saml-user-attribute-idp-mapper",
                new JsonObject()
                        .put("syncMode", "FORCE")
                        // A dot in a claim's name would mean a claim within a claim.
                        .put(oidc ? "claim" : "attribute.name", oidc ? name.replace(".", "\\.") : name)
                        .put("user.attribute", attribute)));
    }

    private static JsonObject mapper(CompanySignIn wanted, String name, String kind, JsonObject config) {
        return new JsonObject()
                .put("name", name)
                .put("identityProviderAlias", wanted.alias())
                .put("identityProviderMapper", kind)
                .put("config", config);
    }
}
