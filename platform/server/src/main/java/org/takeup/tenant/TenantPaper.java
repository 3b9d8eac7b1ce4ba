package org.takeup.tenant;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A tenant's settings as they travel in an archive: in the form of a tenant's file, and read by the same rules. What
 * must be proven or is given out on each installation stays behind: own hosts, mail domains, the Keycloak organisation
 * and the identity provider. So no archive can claim somebody else's domain.
 */
public final class TenantPaper {
    private TenantPaper() {}

    /** Thrown for settings that do not fit; the message says what and where. */
    public static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        Unfit(String message) {
            super(message);
        }
    }

    /** On the new installation no file speaks for the tenant, so its settings page decides. */
    public static JsonObject write(Tenant tenant) {
        TenantSettings settings = tenant.settings();
        var roles = new JsonObject();
        new TreeMap<>(settings.groupsByRole())
                .forEach((role, groups) -> roles.put(
                        role.name().toLowerCase(Locale.ROOT),
                        new JsonArray(new TreeSet<>(groups).stream().toList())));
        var plugins = settings.plugins().stream()
                .map(id -> new JsonObject().put("id", id))
                .collect(Collectors.toList());
        var mail = new JsonObject()
                .put(
                        "quietHours",
                        TenantForm.hours(
                                settings.mail().quietFrom(), settings.mail().quietTo()))
                .put(
                        "officeHours",
                        TenantForm.hours(
                                settings.mail().officeFrom(), settings.mail().officeTo()));
        if (!settings.mail().from().isEmpty()) {
            mail.put("from", settings.mail().from());
        }
        return new JsonObject()
                .put("apiVersion", "takeup/v1")
                .put("name", tenant.name())
                .put("timeZone", settings.zone().getId())
                .put("language", settings.language().toLanguageTag())
                .put("roles", roles)
                .put("plugins", new JsonArray(plugins))
                .put("survey", new JsonObject().put("smallestGroup", settings.smallestGroup()))
                .put("mail", mail)
                .put("accent", settings.accent())
                .put("sessions", TenantForm.sessions(settings.sessions()))
                .put(
                        "pageDecides",
                        new JsonArray(Arrays.stream(PageSetting.values())
                                .map(PageSetting::key)
                                .toList()));
    }

    /**
     * The tenant that the settings describe at another address.
     *
     * @param domain a mail domain of the organisation, which the operator has made sure of
     */
    public static TenantDefinition read(JsonObject paper, String slug, String domain, Tenant.Placement placement)
            throws Unfit {
        JsonObject file = paper.copy()
                .put("slug", slug)
                .put("placement", placement.name().toLowerCase(Locale.ROOT))
                .put(
                        "signIn",
                        new JsonObject()
                                .put("organization", slug)
                                .put("identityProvider", slug)
                                .put("domains", new JsonArray().add(domain)));
        return switch (new TenantFile().read(file.encode())) {
            case TenantFile.Content.Accepted accepted -> accepted.tenant();
            case TenantFile.Content.Refused refused ->
                throw new Unfit(
                        refused.faults().stream().map(YamlFile.Fault::reason).collect(Collectors.joining("; ")));
        };
    }
}
