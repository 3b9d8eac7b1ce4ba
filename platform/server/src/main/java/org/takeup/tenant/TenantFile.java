package org.takeup.tenant;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads a tenant's file: YAML, checked against the published JSON Schema. Thread-safe. */
final class TenantFile {
    private final Validator validator;
    private final Set<PageSetting> usual;

    /** Of files that leave to the schema who wins: they do. */
    TenantFile() {
        this(Set.of());
    }

    /** @param usual what a page decides if the file does not say */
    TenantFile(Set<PageSetting> usual) {
        this.usual = Set.copyOf(usual);
        validator = Validator.create(
                JsonSchema.of(new JsonObject(new String(TenantSchemaText.bytes(), StandardCharsets.UTF_8))),
                new JsonSchemaOptions()
                        .setBaseUri("urn:takeup:")
                        .setDraft(Draft.DRAFT202012)
                        .setOutputFormat(OutputFormat.Basic));
    }

    /** What a file says. */
    sealed interface Content {
        /**
         * A tenant.
         *
         * @param slugLine where its slug stands, to point at when it is used twice
         * @param admin to be invited, once
         */
        record Accepted(TenantDefinition tenant, int slugLine, Optional<FirstAdmin> admin) implements Content {}

        /** Nothing that can be used; every fault that was found. */
        record Refused(List<YamlFile.Fault> faults) implements Content {}
    }

    Content read(String text) {
        try {
            YamlFile yaml = YamlFile.parse(text);
            List<YamlFile.Fault> faults = check(yaml);
            return faults.isEmpty()
                    ? new Content.Accepted(
                            TenantForm.read(decided(yaml.json())), yaml.line("/slug"), TenantForm.admin(yaml.json()))
                    : new Content.Refused(faults);
        } catch (YamlFile.Unreadable e) {
            return new Content.Refused(List.of(e.fault()));
        }
    }

    private JsonObject decided(JsonObject form) {
        return form.containsKey("pageDecides")
                ? form
                : form.copy()
                        .put(
                                "pageDecides",
                                new JsonArray(
                                        usual.stream().map(PageSetting::key).toList()));
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
        if (faults.isEmpty() && Boolean.TRUE.equals(result.getValid())) {
            checkSecret(yaml, faults);
        }
        if (faults.isEmpty() && !Boolean.TRUE.equals(result.getValid())) {
            faults.add(new YamlFile.Fault(1, "The file does not fit the schema; compare it with the guide's example"));
        }
        return faults.stream()
                .distinct()
                .sorted(Comparator.comparingInt(YamlFile.Fault::line))
                .toList();
    }

    /** What keeps a form from being a file; by JSON pointer. Empty if it fits. */
    Map<String, String> faults(JsonObject form) {
        var faults = new LinkedHashMap<String, String>();
        OutputUnit result = validator.validate(form);
        Objects.requireNonNullElse(result.getErrors(), List.<OutputUnit>of())
                .forEach(error ->
                        SchemaFault.of(error).ifPresent(fault -> faults.putIfAbsent(fault.pointer(), fault.reason())));
        if (!isZone(form.getString("timeZone"))) {
            faults.putIfAbsent("/timeZone", noZone(form.getString("timeZone")));
        }
        if (faults.isEmpty() && !Boolean.TRUE.equals(result.getValid())) {
            faults.put("", "This does not fit the schema of tenants");
        }
        return faults;
    }

    private static boolean isZone(String zone) {
        try {
            ZoneId.of(zone);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String noZone(String zone) {
        return "There is no time zone '" + zone + "'; write it like Europe/London";
    }

    /** Only of a file that fits the schema. */
    private static void checkSecret(YamlFile yaml, List<YamlFile.Fault> faults) {
        TenantDefinition tenant = TenantForm.read(yaml.json());
        tenant.settings()
                .signIn()
                .clientSecret()
                .flatMap(secret -> TenantSecrets.foreign(tenant.slug(), secret))
                .ifPresent(reason -> faults.add(new YamlFile.Fault(yaml.line("/signIn/clientSecret/fromEnv"), reason)));
        tenant.settings()
                .mail()
                .dkim()
                .flatMap(dkim -> TenantSecrets.foreign(tenant.slug(), dkim.key()))
                .ifPresent(reason -> faults.add(new YamlFile.Fault(yaml.line("/mail/dkim/key/fromEnv"), reason)));
    }

    private static void checkZone(YamlFile yaml, List<YamlFile.Fault> faults) {
        if (yaml.json().getValue("timeZone") instanceof String zone) {
            if (!isZone(zone)) {
                faults.add(new YamlFile.Fault(yaml.line("/timeZone"), noZone(zone)));
            }
        }
    }
}
