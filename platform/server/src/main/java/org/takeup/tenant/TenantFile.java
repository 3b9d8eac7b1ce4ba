package org.takeup.tenant;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads a tenant's file: YAML, checked against the published JSON Schema. Thread-safe. */
final class TenantFile {
    private static final String SCHEMA = "/tenant.schema.json";

    private final Validator validator;

    TenantFile() {
        validator = Validator.create(
                JsonSchema.of(new JsonObject(schema())),
                new JsonSchemaOptions()
                        .setBaseUri("urn:takeup:")
                        .setDraft(Draft.DRAFT202012)
                        .setOutputFormat(OutputFormat.Basic));
    }

    /** What a file says. */
    sealed interface Content {
        /** A tenant. @param slugLine where its slug stands, to point at when it is used twice */
        record Accepted(TenantDefinition tenant, int slugLine) implements Content {}

        /** Nothing that can be used; every fault that was found. */
        record Refused(List<YamlFile.Fault> faults) implements Content {}
    }

    Content read(String text) {
        try {
            YamlFile yaml = YamlFile.parse(text);
            List<YamlFile.Fault> faults = check(yaml);
            return faults.isEmpty()
                    ? new Content.Accepted(definition(yaml.json()), yaml.line("/slug"))
                    : new Content.Refused(faults);
        } catch (YamlFile.Unreadable e) {
            return new Content.Refused(List.of(e.fault()));
        }
    }

    private List<YamlFile.Fault> check(YamlFile yaml) {
        var faults = new ArrayList<YamlFile.Fault>();
        OutputUnit result = validator.validate(yaml.json());
        if (!Boolean.TRUE.equals(result.getValid())) {
            for (OutputUnit error : Objects.requireNonNullElse(result.getErrors(), List.<OutputUnit>of())) {
                SchemaFault.of(error)
                        .ifPresent(fault -> faults.add(new YamlFile.Fault(yaml.line(fault.pointer()), fault.reason())));
            }
        }
        checkZone(yaml, faults);
        return faults.stream()
                .distinct()
                .sorted(Comparator.comparingInt(YamlFile.Fault::line))
                .toList();
    }

    private static void checkZone(YamlFile yaml, List<YamlFile.Fault> faults) {
        if (yaml.json().getValue("timeZone") instanceof String zone) {
            try {
                ZoneId.of(zone);
            } catch (DateTimeException e) {
                faults.add(new YamlFile.Fault(
                        yaml.line("/timeZone"), "There is no time zone '" + zone + "'; write it like Europe/London"));
            }
        }
    }

    private static TenantDefinition definition(JsonObject file) {
        JsonObject signIn = file.getJsonObject("signIn");
        var settings = new TenantSettings(
                strings(file.getJsonArray("hosts")),
                ZoneId.of(file.getString("timeZone")),
                Locale.forLanguageTag(file.getString("language")),
                new TenantSettings.SignIn(
                        signIn.getString("organization"),
                        signIn.getString("identityProvider"),
                        strings(signIn.getJsonArray("domains"))),
                groups(file.getJsonObject("roles")),
                plugins(file.getJsonArray("plugins", new JsonArray())),
                file.getJsonObject("survey", new JsonObject()).getInteger("smallestGroup", 5),
                mail(file),
                file.getString("accent", "#1f5f8b").toLowerCase(Locale.ROOT),
                sessions(file.getJsonObject("sessions", new JsonObject())));
        return new TenantDefinition(
                file.getString("slug"),
                file.getString("name"),
                Tenant.Status.valueOf(file.getString("status", "active").toUpperCase(Locale.ROOT)),
                Tenant.Placement.valueOf(file.getString("placement", "pooled").toUpperCase(Locale.ROOT)),
                settings);
    }

    private static SessionLimits sessions(JsonObject sessions) {
        var usual = SessionLimits.USUAL;
        return new SessionLimits(
                Duration.ofMinutes(sessions.getLong("idleMinutes", usual.idle().toMinutes())),
                Duration.ofHours(
                        sessions.getLong("absoluteHours", usual.absolute().toHours())));
    }

    private static TenantSettings.Mail mail(JsonObject file) {
        JsonObject mail = file.getJsonObject("mail", new JsonObject());
        JsonObject quiet = mail.getJsonObject("quietHours", new JsonObject());
        return new TenantSettings.Mail(
                mail.getString("from", ""),
                LocalTime.parse(quiet.getString("from", "20:00")),
                LocalTime.parse(quiet.getString("to", "07:00")));
    }

    private static Map<Role, Set<String>> groups(JsonObject roles) {
        var groups = new EnumMap<Role, Set<String>>(Role.class);
        for (String role : roles.fieldNames()) {
            groups.put(Role.valueOf(role.toUpperCase(Locale.ROOT)), new HashSet<>(strings(roles.getJsonArray(role))));
        }
        return groups;
    }

    private static List<String> plugins(JsonArray plugins) {
        return plugins.stream().map(each -> ((JsonObject) each).getString("id")).toList();
    }

    private static List<String> strings(@org.jspecify.annotations.Nullable JsonArray array) {
        return array == null ? List.of() : array.stream().map(String::valueOf).toList();
    }

    private static String schema() {
        try (InputStream in = TenantFile.class.getResourceAsStream(SCHEMA)) {
            return new String(
                    Objects.requireNonNull(in, "the schema is in the jar").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
