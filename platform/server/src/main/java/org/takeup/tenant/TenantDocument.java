package org.takeup.tenant;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.types.Binary;

/** How a tenant is written in the control database. */
final class TenantDocument {
    static final String BY_OPERATOR = "byOperator";
    static final String REVISION = "revision";

    private TenantDocument() {}

    static Document write(Tenant tenant) {
        return new Document("_id", tenant.id())
                .append("slug", tenant.slug())
                .append("name", tenant.name())
                .append("status", tenant.byFile().name())
                .append(BY_OPERATOR, tenant.byOperator().name())
                .append("placement", tenant.placement().name())
                .append("settings", settings(tenant.settings()))
                .append(REVISION, tenant.revision())
                .append("dataKey", new Binary(tenant.dataKey()));
    }

    static Tenant read(Document document) {
        return new Tenant(
                document.getString("_id"),
                document.getString("slug"),
                document.getString("name"),
                Tenant.Status.valueOf(document.getString("status")),
                Tenant.Status.valueOf(document.get(BY_OPERATOR, Tenant.Status.ACTIVE.name())),
                Tenant.Placement.valueOf(document.getString("placement")),
                settings(document.get("settings", Document.class)),
                document.getLong(REVISION),
                document.get("dataKey", Binary.class).getData());
    }

    private static Document settings(TenantSettings settings) {
        var groups = new Document();
        settings.groupsByRole().forEach((role, names) -> groups.append(role.name(), List.copyOf(names)));
        return new Document("hosts", settings.hosts())
                .append("zone", settings.zone().getId())
                .append("language", settings.language().toLanguageTag())
                .append(
                        "signIn",
                        new Document("organization", settings.signIn().organization())
                                .append("identityProvider", settings.signIn().identityProvider())
                                .append("domains", settings.signIn().domains()))
                .append("groups", groups)
                .append("plugins", settings.plugins())
                .append("smallestGroup", settings.smallestGroup())
                .append(
                        "mail",
                        new Document("from", settings.mail().from())
                                .append("quietFrom", settings.mail().quietFrom().toString())
                                .append("quietTo", settings.mail().quietTo().toString()))
                .append("accent", settings.accent())
                .append(
                        "sessions",
                        new Document("idleMinutes", settings.sessions().idle().toMinutes())
                                .append(
                                        "absoluteMinutes",
                                        settings.sessions().absolute().toMinutes()));
    }

    private static TenantSettings settings(Document settings) {
        Document signIn = settings.get("signIn", Document.class);
        Document mail = settings.get("mail", Document.class);
        return new TenantSettings(
                settings.getList("hosts", String.class),
                ZoneId.of(settings.getString("zone")),
                Locale.forLanguageTag(settings.getString("language")),
                new TenantSettings.SignIn(
                        signIn.getString("organization"),
                        signIn.getString("identityProvider"),
                        signIn.getList("domains", String.class)),
                groups(settings.get("groups", Document.class)),
                settings.getList("plugins", String.class),
                settings.getInteger("smallestGroup"),
                new TenantSettings.Mail(
                        mail.getString("from"),
                        LocalTime.parse(mail.getString("quietFrom")),
                        LocalTime.parse(mail.getString("quietTo"))),
                settings.getString("accent"),
                sessions(settings.get("sessions", Document.class)));
    }

    private static SessionLimits sessions(@org.jspecify.annotations.Nullable Document sessions) {
        return sessions == null
                ? SessionLimits.USUAL
                : new SessionLimits(
                        Duration.ofMinutes(sessions.getLong("idleMinutes")),
                        Duration.ofMinutes(sessions.getLong("absoluteMinutes")));
    }

    private static Map<Role, Set<String>> groups(Document groups) {
        var byRole = new EnumMap<Role, Set<String>>(Role.class);
        groups.keySet()
                .forEach(role -> byRole.put(Role.valueOf(role), new HashSet<>(groups.getList(role, String.class))));
        return byRole;
    }
}
