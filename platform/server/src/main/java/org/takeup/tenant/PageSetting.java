package org.takeup.tenant;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A setting that the workspace's admins can have too, on their pages, where the tenant's file lets them. */
public enum PageSetting {
    NAME("name", "Name"),
    TIME_ZONE("timeZone", "Time zone"),
    LANGUAGE("language", "Language"),
    SMALLEST_GROUP("survey.smallestGroup", "Smallest group"),
    QUIET_HOURS("mail.quietHours", "Quiet hours"),
    OFFICE_HOURS("mail.officeHours", "Hours in which people are told"),
    ACCENT("accent", "Colour"),
    DOMAINS("signIn.domains", "Mail domains"),
    ROLES("roles", "Groups that give a role");

    private final String key;
    private final String label;

    PageSetting(String key, String label) {
        this.key = key;
        this.label = label;
    }

    /** Where it stands in a file, with dots between the levels. */
    public String key() {
        return key;
    }

    /** What people call it. */
    public String label() {
        return label;
    }

    /** Whether it is set step by step while a sign-in is connected, not typed: a domain counts once it is proven. */
    public boolean bySignInSetup() {
        return this == DOMAINS || this == ROLES;
    }

    /** A value as people read it. */
    public String shown(String value) {
        if (this != ROLES) {
            return value;
        }
        JsonObject roles = new JsonObject(value);
        return roles.fieldNames().stream()
                .map(role -> role + ": "
                        + roles.getJsonArray(role).stream().map(String::valueOf).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }

    /** Its value in a definition, as a text: hours are {@code 20:00-07:00}, domains stand in their order, roles are JSON. */
    public String of(TenantDefinition definition) {
        JsonObject form = TenantForm.write(definition);
        return switch (this) {
            case NAME, TIME_ZONE, LANGUAGE, ACCENT -> form.getString(key);
            case SMALLEST_GROUP -> String.valueOf(form.getJsonObject("survey").getInteger("smallestGroup"));
            case QUIET_HOURS, OFFICE_HOURS -> {
                JsonObject hours = form.getJsonObject("mail").getJsonObject(hoursKey());
                yield hours.getString("from") + "-" + hours.getString("to");
            }
            case DOMAINS -> String.join(", ", definition.settings().signIn().domains());
            case ROLES -> form.getJsonObject("roles").encode();
        };
    }

    /** Puts a value into a file's form. The schema says whether it fits. */
    void put(JsonObject form, String value) {
        switch (this) {
            case NAME, TIME_ZONE, LANGUAGE, ACCENT -> form.put(key, value);
            case SMALLEST_GROUP ->
                form.getJsonObject("survey")
                        .put("smallestGroup", value.matches("\\d{1,4}") ? Integer.valueOf(value) : value);
            case QUIET_HOURS, OFFICE_HOURS -> {
                int hyphen = value.indexOf('-');
                form.getJsonObject("mail")
                        .put(
                                hoursKey(),
                                new JsonObject()
                                        .put("from", value.substring(0, Math.max(0, hyphen)))
                                        .put("to", value.substring(hyphen + 1)));
            }
            case DOMAINS ->
                form.getJsonObject("signIn")
                        .put("domains", new JsonArray(value.isEmpty() ? List.of() : List.of(value.split(", "))));
            case ROLES -> form.put("roles", new JsonObject(value));
        }
    }

    private String hoursKey() {
        return key.substring("mail.".length());
    }

    /** The definition with what the page says, as far as the page decides. */
    static TenantDefinition overlay(TenantDefinition declared, Map<PageSetting, PageValue> page) {
        if (page.isEmpty()) {
            return declared;
        }
        JsonObject form = TenantForm.write(declared);
        page.forEach((setting, value) -> {
            if (setting.wins(declared, value.value())) {
                setting.put(form, value.value());
            }
        });
        return TenantForm.read(form);
    }

    /**
     * Whether the page's value counts against what the file says. The page never lowers the smallest group: the file's is
     * what people were promised.
     */
    boolean wins(TenantDefinition declared, String value) {
        return declared.pageDecides().contains(this)
                && (this != SMALLEST_GROUP
                        || Integer.parseInt(value) >= declared.settings().smallestGroup());
    }
}
