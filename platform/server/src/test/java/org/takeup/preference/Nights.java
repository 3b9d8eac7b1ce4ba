package org.takeup.preference;

import java.time.LocalTime;
import java.util.Optional;
import org.takeup.app.TestPlatform;
import org.takeup.tenant.TenantDefinition;
import org.takeup.tenant.TenantSettings;
import org.takeup.tenant.Workspace;

/** Quiet hours for a workspace. */
final class Nights {
    private Nights() {}

    /** The same workspace, which sends nothing from one time to the other. */
    static Workspace quiet(TestPlatform platform, Workspace workspace, String from, String to) {
        TenantSettings was = workspace.tenant().declared().settings();
        return with(
                platform,
                workspace,
                new TenantSettings.Mail(was.mail().from(), LocalTime.parse(from), LocalTime.parse(to)));
    }

    /** The same workspace with the hours that an organisation has that has set none. */
    static Workspace usual(TestPlatform platform, Workspace workspace) {
        return with(
                platform,
                workspace,
                new TenantSettings.Mail(
                        "",
                        LocalTime.of(20, 0),
                        LocalTime.of(7, 0),
                        TenantSettings.Mail.USUAL_FROM,
                        TenantSettings.Mail.USUAL_TO,
                        Optional.empty()));
    }

    private static Workspace with(TestPlatform platform, Workspace workspace, TenantSettings.Mail mail) {
        TenantDefinition now = workspace.tenant().declared();
        TenantSettings was = now.settings();
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
