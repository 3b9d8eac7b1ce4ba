package org.takeup.workspace;

import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Drift;
import org.takeup.tenant.PageSetting;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;
import org.takeup.tenant.WorkspaceSettings;
import org.takeup.tenant.WorkspaceSettings.Setting;

/** The page on which admins change their workspace's settings, as far as the organisation's file lets them. */
public final class SettingsPage {
    private static final Map<PageSetting, String> FIELDS = new EnumMap<>(Map.of(
            PageSetting.NAME, "name",
            PageSetting.TIME_ZONE, "timeZone",
            PageSetting.LANGUAGE, "language",
            PageSetting.SMALLEST_GROUP, "smallestGroup",
            PageSetting.QUIET_HOURS, "quietFrom",
            PageSetting.OFFICE_HOURS, "officeFrom",
            PageSetting.ACCENT, "accent"));
    static final int LONGEST = 200;
    static final String BY_FILE =
            "This is set by your organisation's file, and cannot be changed here. Ask whoever keeps that file.";

    private final WorkspaceSettings settings;
    private final Logos logos;
    private final BiFunction<Workspace, Set<String>, Map<String, String>> names;

    /** @param names of people of the workspace, by id */
    public SettingsPage(
            WorkspaceSettings settings, BiFunction<Workspace, Set<String>, Map<String, String>> names, Logos logos) {
        this.settings = settings;
        this.logos = logos;
        this.names = names;
    }

    public Room room() {
        Access admins = Access.role(Role.ADMIN);
        return new Room(
                List.of(
                        Route.page("settings", "/settings", admins, this::page),
                        Route.form("settings-save", "/settings", admins, this::save)),
                List.of(new Room.Entry(Room.Group.MANAGE, 90, "Settings", "/settings", admins)));
    }

    /**
     * What the page shows.
     *
     * @param names of admins, by their ids
     * @param zones to choose from
     * @param logo of the workspace, or null
     * @param editable whether the page decides anything
     */
    public record Page(
            List<Setting> settings,
            Map<String, String> names,
            Set<String> zones,
            long revision,
            boolean editable,
            Logos.@Nullable Logo logo) {
        /** Who set the page's value. */
        public String who(Drift drift) {
            return names.getOrDefault(drift.by(), "somebody who is not here any more");
        }
    }

    private Reply page(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        List<Setting> all = settings.show(workspace);
        var people = new TreeSet<String>();
        all.forEach(each -> each.drift().ifPresent(drift -> people.add(drift.by())));
        return Reply.page(
                "workspace/settings.jte",
                "Settings",
                new Page(
                        all,
                        people.isEmpty() ? Map.of() : names.apply(workspace, people),
                        new TreeSet<>(ZoneId.getAvailableZoneIds().stream()
                                .filter(zone -> zone.matches(
                                        "UTC|(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*"))
                                .toList()),
                        workspace.tenant().revision(),
                        all.stream()
                                .filter(each -> !each.setting().bySignInSetup())
                                .anyMatch(Setting::pageDecides),
                        logos.of(workspace).orElse(null)));
    }

    private Reply save(Exchange exchange) {
        Form form = exchange.form();
        try {
            settings.change(
                            exchange.workspace(),
                            version(form),
                            values(form),
                            exchange.caller().personId())
                    .forEach(change -> exchange.changes(change.setting().key(), change.before(), change.after()));
        } catch (WorkspaceSettings.FileDecides e) {
            throw Problem.invalid(FIELDS.getOrDefault(e.setting(), ""), BY_FILE);
        } catch (WorkspaceSettings.DoesNotFit e) {
            throw Problem.invalid(new EnumMap<>(e.reasons())
                    .entrySet().stream()
                            .map(each ->
                                    new Problem.Field(FIELDS.getOrDefault(each.getKey(), ""), each.getValue() + "."))
                            .toList());
        } catch (WorkspaceSettings.Outdated e) {
            throw new Problem(
                    409,
                    "settings-changed",
                    "Somebody else has changed these settings.",
                    "Open the page again, look, and change what you still want to.");
        }
        return Reply.redirect(exchange.link("/settings"));
    }

    private static long version(Form form) {
        try {
            return Long.parseLong(form.required("version", 18));
        } catch (NumberFormatException e) {
            throw Problem.invalid("version", "Open the page again and use its form.");
        }
    }

    /** The fields that were sent. The form has none for what the file decides. */
    private static Map<PageSetting, String> values(Form form) {
        var values = new EnumMap<PageSetting, String>(PageSetting.class);
        FIELDS.forEach((setting, field) -> {
            if (form.names().contains(field)) {
                String value = form.required(field, LONGEST);
                values.put(
                        setting,
                        switch (setting) {
                            case QUIET_HOURS -> value + "-" + form.required("quietTo", LONGEST);
                            case OFFICE_HOURS -> value + "-" + form.required("officeTo", LONGEST);
                            case NAME, TIME_ZONE, LANGUAGE, SMALLEST_GROUP, ACCENT, DOMAINS, ROLES -> value;
                        });
            }
        });
        return values;
    }
}
