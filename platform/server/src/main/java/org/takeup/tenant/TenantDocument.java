package org.takeup.tenant;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** How a tenant is written in the control database. */
final class TenantDocument {
    static final String BY_OPERATOR = "byOperator";
    static final String REVISION = "revision";
    static final String PAGE = "page";
    static final String STAY = "stay";

    /** Whose file or page names a domain has it: both are looked up here. */
    static final String DOMAINS = "domains";

    private TenantDocument() {}

    /** The definition stands as the file said it; what the page says stands beside it. */
    static Document write(Tenant tenant) {
        TenantDefinition declared = tenant.declared();
        return new Document("_id", tenant.id())
                .append("slug", declared.slug())
                .append("name", declared.name())
                .append("status", declared.status().name())
                .append(BY_OPERATOR, tenant.byOperator().name())
                .append("placement", declared.placement().name())
                .append("settings", settings(declared.settings()))
                .append(
                        "pageDecides",
                        declared.pageDecides().stream().map(PageSetting::key).toList())
                .append(PAGE, page(tenant.page()))
                .append(DOMAINS, List.copyOf(tenant.heldDomains()))
                .append(REVISION, tenant.revision())
                .append("dataKey", new Binary(tenant.dataKey()))
                .append(STAY, stay(tenant.stay()));
    }

    static Tenant read(Document document) {
        var declared = new TenantDefinition(
                document.getString("slug"),
                document.getString("name"),
                Tenant.Status.valueOf(document.getString("status")),
                Tenant.Placement.valueOf(document.getString("placement")),
                settings(document.get("settings", Document.class)),
                pageDecides(document.getList("pageDecides", String.class, List.of())));
        return Tenant.of(
                document.getString("_id"),
                declared,
                page(document.get(PAGE, new Document())),
                Tenant.Status.valueOf(document.get(BY_OPERATOR, Tenant.Status.ACTIVE.name())),
                document.getLong(REVISION),
                document.get("dataKey", Binary.class).getData(),
                stay(document.get(STAY, Document.class)));
    }

    static Document stay(Stay stay) {
        return new Document("state", stay.state().name())
                .append("until", Date.from(stay.until()))
                .append("reason", stay.reason());
    }

    /** A tenant of an earlier version has none, or a part of it. */
    private static Stay stay(@Nullable Document stored) {
        return stored == null
                ? Stay.HERE
                : new Stay(
                        Stay.State.valueOf(stored.get("state", Stay.State.HERE.name())),
                        stored.get("until", Date.from(Instant.EPOCH)).toInstant(),
                        stored.get("reason", ""));
    }

    private static Set<PageSetting> pageDecides(List<String> keys) {
        var settings = EnumSet.noneOf(PageSetting.class);
        for (PageSetting setting : PageSetting.values()) {
            if (keys.contains(setting.key())) {
                settings.add(setting);
            }
        }
        return settings;
    }

    static Document page(Map<PageSetting, PageValue> page) {
        var document = new Document();
        page.forEach((setting, value) -> document.append(
                setting.name(),
                new Document("value", value.value()).append("by", value.by()).append("at", Date.from(value.at()))));
        return document;
    }

    private static Map<PageSetting, PageValue> page(Document document) {
        var page = new EnumMap<PageSetting, PageValue>(PageSetting.class);
        for (PageSetting setting : PageSetting.values()) {
            Document value = document.get(setting.name(), Document.class);
            if (value != null) {
                page.put(
                        setting,
                        new PageValue(
                                value.getString("value"),
                                value.getString("by"),
                                value.getDate("at").toInstant()));
            }
        }
        return page;
    }

    private static Document settings(TenantSettings settings) {
        var groups = new Document();
        var signIn = new Document("organization", settings.signIn().organization())
                .append("identityProvider", settings.signIn().identityProvider())
                .append("domains", settings.signIn().domains());
        settings.signIn()
                .clientSecret()
                .ifPresent(
                        secret -> signIn.append("clientSecret", secret.written().encode()));
        var mail = new Document("from", settings.mail().from())
                .append("quietFrom", settings.mail().quietFrom().toString())
                .append("quietTo", settings.mail().quietTo().toString())
                .append("officeFrom", settings.mail().officeFrom().toString())
                .append("officeTo", settings.mail().officeTo().toString());
        settings.mail()
                .dkim()
                .ifPresent(dkim -> mail.append(
                        "dkim",
                        new Document("selector", dkim.selector())
                                .append("key", dkim.key().written().encode())));
        settings.groupsByRole().forEach((role, names) -> groups.append(role.name(), List.copyOf(names)));
        return new Document("hosts", settings.hosts())
                .append("zone", settings.zone().getId())
                .append("language", settings.language().toLanguageTag())
                .append("signIn", signIn)
                .append("groups", groups)
                .append("plugins", settings.plugins())
                .append("smallestGroup", settings.smallestGroup())
                .append("mail", mail)
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
                        signIn.getList("domains", String.class),
                        Optional.ofNullable(signIn.getString("clientSecret"))
                                .flatMap(text -> SecretReference.read(new JsonObject(text)))),
                groups(settings.get("groups", Document.class)),
                settings.getList("plugins", String.class),
                settings.getInteger("smallestGroup"),
                new TenantSettings.Mail(
                        mail.getString("from"),
                        LocalTime.parse(mail.getString("quietFrom")),
                        LocalTime.parse(mail.getString("quietTo")),
                        time(mail, "officeFrom", TenantSettings.Mail.USUAL_FROM),
                        time(mail, "officeTo", TenantSettings.Mail.USUAL_TO),
                        dkim(mail.get("dkim", Document.class))),
                settings.getString("accent"),
                sessions(settings.get("sessions", Document.class)));
    }

    /** What was stored before there was such a time has the usual one. */
    private static LocalTime time(Document mail, String field, LocalTime usual) {
        return Optional.ofNullable(mail.getString(field)).map(LocalTime::parse).orElse(usual);
    }

    private static Optional<TenantSettings.Dkim> dkim(@Nullable Document dkim) {
        return dkim == null
                ? Optional.empty()
                : SecretReference.read(new JsonObject(dkim.getString("key")))
                        .map(key -> new TenantSettings.Dkim(dkim.getString("selector"), key));
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
