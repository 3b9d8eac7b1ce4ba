package org.takeup.tenant;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * A tenant's definition in the form of its file. Writing and reading are each other's inverse, so what is compared,
 * checked and exported is always what a file could say.
 */
final class TenantForm {
    private static final String VERSION = "takeup/v1";
    private static final List<Role> ROLES = List.of(Role.ADMIN, Role.PLANNER, Role.MANAGER);

    private TenantForm() {}

    /** @param form that fits the schema */
    static TenantDefinition read(JsonObject form) {
        JsonObject signIn = form.getJsonObject("signIn");
        var settings = new TenantSettings(
                strings(form.getJsonArray("hosts")),
                ZoneId.of(form.getString("timeZone")),
                Locale.forLanguageTag(form.getString("language")),
                new TenantSettings.SignIn(
                        signIn.getString("organization"),
                        signIn.getString("identityProvider"),
                        strings(signIn.getJsonArray("domains")),
                        SecretReference.read(signIn.getJsonObject("clientSecret"))),
                groups(form.getJsonObject("roles")),
                plugins(form.getJsonArray("plugins", new JsonArray())),
                form.getJsonObject("survey", new JsonObject()).getInteger("smallestGroup", 5),
                mail(form.getJsonObject("mail", new JsonObject())),
                form.getString("accent", "#1f5f8b").toLowerCase(Locale.ROOT),
                sessions(form.getJsonObject("sessions", new JsonObject())));
        return new TenantDefinition(
                form.getString("slug"),
                form.getString("name"),
                Tenant.Status.valueOf(form.getString("status", "active").toUpperCase(Locale.ROOT)),
                Tenant.Placement.valueOf(form.getString("placement", "pooled").toUpperCase(Locale.ROOT)),
                settings,
                pageDecides(form.getJsonArray("pageDecides")));
    }

    /** Whom the form wants invited. @param form that fits the schema */
    static Optional<FirstAdmin> admin(JsonObject form) {
        return Optional.ofNullable(form.getJsonObject("admin"))
                .map(admin -> new FirstAdmin(
                        admin.getString("givenName"),
                        admin.getString("familyName"),
                        admin.getString("email").toLowerCase(Locale.ROOT)));
    }

    /** Everything that the definition says, also what is as it would be by default. Lists are in the definition's order. */
    static JsonObject write(TenantDefinition tenant) {
        TenantSettings settings = tenant.settings();
        var form = new JsonObject()
                .put("apiVersion", VERSION)
                .put("slug", tenant.slug())
                .put("name", tenant.name())
                .put("status", tenant.status().name().toLowerCase(Locale.ROOT))
                .put("placement", tenant.placement().name().toLowerCase(Locale.ROOT))
                .put("hosts", array(settings.hosts()))
                .put("timeZone", settings.zone().getId())
                .put("language", settings.language().toLanguageTag())
                .put("signIn", signIn(settings.signIn()))
                .put("roles", roles(settings.groupsByRole()))
                .put(
                        "plugins",
                        array(settings.plugins().stream()
                                .map(id -> new JsonObject().put("id", id))
                                .toList()))
                .put("survey", new JsonObject().put("smallestGroup", settings.smallestGroup()))
                .put("mail", mail(settings.mail()))
                .put("accent", settings.accent())
                .put("sessions", sessions(settings.sessions()));
        return form.put(
                "pageDecides",
                array(tenant.pageDecides().stream().map(PageSetting::key).toList()));
    }

    /** The definition as the text of a file that says the same. */
    static String text(TenantDefinition tenant) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        return new Yaml(options).dump(plain(write(tenant)));
    }

    private static Object plain(Object value) {
        return switch (value) {
            case JsonObject object -> {
                var map = new LinkedHashMap<String, Object>();
                object.forEach(member -> map.put(member.getKey(), plain(member.getValue())));
                yield map;
            }
            // Lists of their own: two that are one object would be written as an anchor and an alias.
            case JsonArray array ->
                new ArrayList<>(array.stream().map(TenantForm::plain).toList());
            default -> value;
        };
    }

    private static JsonObject signIn(TenantSettings.SignIn signIn) {
        var form = new JsonObject()
                .put("organization", signIn.organization())
                .put("identityProvider", signIn.identityProvider())
                .put("domains", array(signIn.domains()));
        signIn.clientSecret().ifPresent(secret -> form.put("clientSecret", secret.written()));
        return form;
    }

    static JsonObject sessions(SessionLimits sessions) {
        return new JsonObject()
                .put("idleMinutes", sessions.idle().toMinutes())
                .put("absoluteHours", sessions.absolute().toHours());
    }

    private static SessionLimits sessions(JsonObject sessions) {
        var usual = SessionLimits.USUAL;
        return new SessionLimits(
                Duration.ofMinutes(sessions.getLong("idleMinutes", usual.idle().toMinutes())),
                Duration.ofHours(
                        sessions.getLong("absoluteHours", usual.absolute().toHours())));
    }

    private static TenantSettings.Mail mail(JsonObject mail) {
        JsonObject quiet = mail.getJsonObject("quietHours", new JsonObject());
        JsonObject office = mail.getJsonObject("officeHours", new JsonObject());
        return new TenantSettings.Mail(
                mail.getString("from", ""),
                LocalTime.parse(quiet.getString("from", "20:00")),
                LocalTime.parse(quiet.getString("to", "07:00")),
                LocalTime.parse(office.getString("from", TenantSettings.Mail.USUAL_FROM.toString())),
                LocalTime.parse(office.getString("to", TenantSettings.Mail.USUAL_TO.toString())),
                dkim(mail.getJsonObject("dkim")));
    }

    private static Optional<TenantSettings.Dkim> dkim(@Nullable JsonObject dkim) {
        return dkim == null
                ? Optional.empty()
                : SecretReference.read(dkim.getJsonObject("key"))
                        .map(key -> new TenantSettings.Dkim(dkim.getString("selector"), key));
    }

    private static JsonObject mail(TenantSettings.Mail mail) {
        var form = new JsonObject();
        if (!mail.from().isEmpty()) {
            form.put("from", mail.from());
        }
        mail.dkim()
                .ifPresent(dkim -> form.put(
                        "dkim",
                        new JsonObject()
                                .put("selector", dkim.selector())
                                .put("key", dkim.key().written())));
        return form.put("quietHours", hours(mail.quietFrom(), mail.quietTo()))
                .put("officeHours", hours(mail.officeFrom(), mail.officeTo()));
    }

    static JsonObject hours(LocalTime from, LocalTime to) {
        return new JsonObject().put("from", from.toString()).put("to", to.toString());
    }

    private static Map<Role, Set<String>> groups(JsonObject roles) {
        var groups = new EnumMap<Role, Set<String>>(Role.class);
        ROLES.forEach(role -> groups.put(role, new HashSet<>(strings(roles.getJsonArray(key(role))))));
        return groups;
    }

    private static String key(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static JsonObject roles(Map<Role, Set<String>> groups) {
        var form = new JsonObject();
        for (Role role : ROLES) {
            if (groups.containsKey(role)) {
                form.put(
                        key(role),
                        array(groups.getOrDefault(role, Set.of()).stream()
                                .sorted()
                                .toList()));
            }
        }
        return form;
    }

    private static List<String> plugins(JsonArray plugins) {
        return plugins.stream().map(each -> ((JsonObject) each).getString("id")).toList();
    }

    private static Set<PageSetting> pageDecides(@Nullable JsonArray keys) {
        var settings = EnumSet.noneOf(PageSetting.class);
        for (PageSetting setting : PageSetting.values()) {
            if (keys != null && keys.contains(setting.key())) {
                settings.add(setting);
            }
        }
        return settings;
    }

    private static JsonArray array(Collection<?> values) {
        return new JsonArray(List.copyOf(values));
    }

    private static List<String> strings(@Nullable JsonArray array) {
        return array == null ? List.of() : array.stream().map(String::valueOf).toList();
    }
}
