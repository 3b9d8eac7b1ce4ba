package org.takeup.preference;

import java.time.LocalTime;
import org.takeup.app.TestPlatform;
import org.takeup.tenant.TenantDefinition;
import org.takeup.tenant.TenantSettings;
import org.takeup.tenant.Workspace;

/** Quiet hours for a workspace. */
final class Nights {
    private Nights() {}

    /** The same workspace, which sends nothing from one time to the other. */
    static Workspace quiet(TestPlatform platform, Workspace workspace, String from, String to) {
        TenantDefinition now = workspace.tenant().declared();
        TenantSettings was = now.settings();
        var mail = new TenantSettings.Mail(was.mail().from(), LocalTime.parse(from), LocalTime.parse(to));
        var settings = new TenantSettings(
                was.hosts(),
                was.zone(),
                was.language(),
                was.signIn(),
                was.groupsByRole(),
                was.plugins(),
                was.smallestGroup(),
                mail,
                was.accent());
        platform.platform()
                .tenants()
                .apply(new TenantDefinition(now.slug(), now.name(), now.status(), now.placement(), settings));
        return platform.platform().tenants().bySlug(now.slug()).orElseThrow();
    }
}
