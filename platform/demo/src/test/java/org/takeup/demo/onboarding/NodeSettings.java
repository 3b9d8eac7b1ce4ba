package org.takeup.demo.onboarding;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.takeup.app.FreePort;
import org.takeup.demo.Realms;
import org.takeup.demo.SharedDemo;

/** The variables of a node of its own beside the demo's, at the demo's Keycloak. */
final class NodeSettings {
    private NodeSettings() {}

    /** @param keycloak where the admin API is @param folder for its data */
    static Map<String, String> of(URI keycloak, Path folder) {
        int port = FreePort.next();
        var variables = new HashMap<String, String>();
        variables.put("TAKEUP_PROFILE", "demo");
        variables.put("TAKEUP_HTTP_PORT", String.valueOf(port));
        variables.put("TAKEUP_MANAGEMENT_PORT", String.valueOf(FreePort.next()));
        variables.put("TAKEUP_PUBLIC_URL", "http://localhost:" + port);
        variables.put("TAKEUP_DATA_DIR", folder.toString());
        variables.put("TAKEUP_PLUGIN_DIR", folder.resolve("plugins").toString());
        variables.put("TAKEUP_TENANT_CONFIG_DIR", folder.resolve("tenants").toString());
        variables.put("TAKEUP_OIDC_ISSUER", SharedDemo.keycloak().url() + "/realms/" + Realms.PLATFORM);
        variables.put("TAKEUP_OIDC_CLIENT_ID", Realms.CLIENT_ID);
        variables.put("TAKEUP_OIDC_CLIENT_SECRET", SharedDemo.clientSecret());
        variables.put("TAKEUP_KEYCLOAK_URL", keycloak.toString());
        variables.put("TAKEUP_KEYCLOAK_REALM", Realms.PLATFORM);
        variables.put("TAKEUP_KEYCLOAK_CLIENT_ID", Realms.ADMIN_CLIENT_ID);
        variables.put("TAKEUP_KEYCLOAK_CLIENT_SECRET", SharedDemo.clientSecret());
        variables.put("TAKEUP_SMTP_URI", SharedDemo.mails().uri().toString());
        variables.put("TAKEUP_MAIL_FROM", "Takeup <takeup@takeup.example>");
        variables.put("TAKEUP_DRAIN_SECONDS", "0");
        return variables;
    }
}
