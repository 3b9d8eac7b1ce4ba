package org.takeup.demo.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.takeup.demo.SharedDemo;
import org.takeup.tenant.Tenant;

/** Workspaces that a test has for itself. No company signs in to them; {@link SharedDemo#seat} does without. */
final class FreshTenant {
    private FreshTenant() {}

    /** Puts its file into the folder that the platform watches, and waits until it is there. */
    static Tenant named(String slug) {
        try {
            Files.writeString(SharedDemo.tenants().resolve(slug + ".yaml"), """
                    apiVersion: takeup/v1
                    slug: %1$s
                    name: Workspace %1$s
                    timeZone: Europe/London
                    language: en
                    signIn: {organization: %1$s, identityProvider: %1$s, domains: [%1$s.example]}
                    roles: {admin: [admins], planner: [planners], manager: [managers]}
                    plugins: [{id: survey-maturity}, {id: plan-stakeholder}, {id: lms-oneroster}]
                    accent: "#7a2f8f"
                    pageDecides: [signIn.domains, roles]
                    """.formatted(slug));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Poll.until(
                "the workspace " + slug + " is there",
                () -> SharedDemo.tenant(slug).isPresent());
        return SharedDemo.tenant(slug).orElseThrow();
    }
}
