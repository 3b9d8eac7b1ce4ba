package org.takeup.demo;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.takeup.identity.keycloak.CompanySignIn;

/** A sign-in through a company at the demo's Keycloak, in which the test can change what the company says on its way. */
final class CompanyAttack implements AutoCloseable {
    /** Where Keycloak sends people who are in. */
    static final String LANDING = "/w/northbank/signed-in";

    private final Vertx vertx = Vertx.vertx();
    private final org.takeup.identity.keycloak.KeycloakAdmin admin = new org.takeup.identity.keycloak.KeycloakAdmin(
            vertx,
            new org.takeup.identity.keycloak.KeycloakAdmin.Settings(
                    SharedDemo.keycloak().url(),
                    Realms.PLATFORM,
                    Realms.ADMIN_CLIENT_ID,
                    SharedDemo.clientSecret(),
                    Realms.CLIENT_ID),
            Clock.systemUTC());

    /** Connects the company, as the platform does it. */
    void connect(CompanySignIn signIn) {
        var organization = admin.organizations().put(signIn.alias(), signIn.alias(), List.of());
        admin.companySignIns().put(organization, signIn);
    }

    /** Forgets everybody who came through it. */
    void forget(String alias) {
        admin.companySignIns().forgetPeople(alias);
    }

    /** Whether somebody gets in. @param change what becomes of SAML's answer, in XML */
    boolean getsIn(String alias, String username, UnaryOperator<String> change) {
        String end = last(alias, username, change).address().toString();
        return end.startsWith(SharedDemo.url() + LANDING) && end.contains("code=");
    }

    /** The page at which the sign-in ends. */
    Page last(String alias, String username, UnaryOperator<String> change) {
        String redirect = SharedDemo.url() + LANDING;
        try (WebVisitor visitor = new WebVisitor(redirect)) {
            Page page = visitor.open(URI.create(question(alias, redirect)));
            for (int pages = 0; pages < 4 && page.form().isPresent(); pages++) {
                Page.Form form = page.form().get();
                form.fields().computeIfPresent("username", (name, value) -> username);
                form.fields().computeIfPresent("password", (name, value) -> Realms.DEMO_PASSWORD);
                form.fields().computeIfPresent("SAMLResponse", (name, value) -> Saml.changed(value, change));
                page = visitor.send(form);
            }
            return page;
        }
    }

    private static String question(String alias, String redirect) {
        Map<String, String> question = new LinkedHashMap<>(Map.of(
                "response_type", "code",
                "client_id", Realms.CLIENT_ID,
                "redirect_uri", redirect,
                "scope", "openid email profile organization:" + alias,
                "state", "a-state",
                "nonce", "a-nonce",
                "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                "code_challenge_method", "S256",
                "kc_idp_hint", alias));
        return SharedDemo.keycloak().issuer(Realms.PLATFORM) + "/protocol/openid-connect/auth?"
                + WebVisitor.encode(question);
    }

    @Override
    public void close() {
        vertx.close();
    }
}
