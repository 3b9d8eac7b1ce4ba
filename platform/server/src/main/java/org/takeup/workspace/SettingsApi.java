package org.takeup.workspace;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.tenant.Drift;
import org.takeup.tenant.PageSetting;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;
import org.takeup.tenant.WorkspaceSettings;
import org.takeup.tenant.WorkspaceSettings.Setting;

/** The settings page for programs: the same settings, the same refusals. */
public final class SettingsApi {
    private final WorkspaceSettings settings;

    public SettingsApi(WorkspaceSettings settings) {
        this.settings = settings;
    }

    public Room room() {
        Access admins = Access.role(Role.ADMIN);
        return new Room(
                List.of(
                        Route.api("settings-read", HttpMethod.GET, "/settings", admins, this::read),
                        Route.api("settings-change", HttpMethod.PATCH, "/settings", admins, this::change)),
                List.of());
    }

    /**
     * A setting.
     *
     * @param value that counts
     * @param file what the organisation's file says
     * @param decidedBy {@code file} or {@code page}
     * @param drift where the two say different things
     */
    public record Shown(String value, String file, String decidedBy, Optional<Differing> drift) {
        static Shown of(Setting setting) {
            return new Shown(
                    setting.setting().shown(setting.value()),
                    setting.setting().shown(setting.file()),
                    setting.pageDecides() ? "page" : "file",
                    setting.drift().map(Differing::of));
        }
    }

    /** What a page says otherwise than the file. @param counts {@code file} or {@code page} */
    public record Differing(String page, String by, Instant at, String counts) {
        static Differing of(Drift drift) {
            return new Differing(drift.page(), drift.by(), drift.at(), drift.pageWins() ? "page" : "file");
        }
    }

    /** All settings, by their names in a file. */
    public record Listing(Map<String, Shown> settings) {}

    /** What is to be changed; what is left out stays. Hours are {@code 20:00-07:00}. */
    public record Wanted(
            @Nullable String name,
            @Nullable String timeZone,
            @Nullable String language,
            @Nullable Integer smallestGroup,
            @Nullable String quietHours,
            @Nullable String officeHours,
            @Nullable String accent) {
        Map<PageSetting, String> values() {
            var values = new EnumMap<PageSetting, String>(PageSetting.class);
            put(values, PageSetting.NAME, name);
            put(values, PageSetting.TIME_ZONE, timeZone);
            put(values, PageSetting.LANGUAGE, language);
            put(values, PageSetting.SMALLEST_GROUP, smallestGroup == null ? null : smallestGroup.toString());
            put(values, PageSetting.QUIET_HOURS, quietHours);
            put(values, PageSetting.OFFICE_HOURS, officeHours);
            put(values, PageSetting.ACCENT, accent);
            return values;
        }

        private static void put(Map<PageSetting, String> values, PageSetting setting, @Nullable String value) {
            if (value != null) {
                if (value.length() > SettingsPage.LONGEST) {
                    throw Problem.invalid(member(setting), "Give at most " + SettingsPage.LONGEST + " characters.");
                }
                values.put(setting, value);
            }
        }
    }

    private static String member(PageSetting setting) {
        return setting.key().substring(setting.key().indexOf('.') + 1);
    }

    private Reply read(Exchange exchange) {
        return show(exchange.workspace());
    }

    private Reply show(Workspace workspace) {
        var all = new LinkedHashMap<String, Shown>();
        settings.show(workspace).forEach(each -> all.put(each.setting().key(), Shown.of(each)));
        return Reply.json(new Listing(all))
                .withHeader("etag", Versions.tag(workspace.tenant().revision()));
    }

    private Reply change(Exchange exchange) {
        long seen = Versions.seen(exchange);
        Map<PageSetting, String> wanted = exchange.json(Wanted.class).values();
        try {
            settings.change(
                            exchange.workspace(),
                            seen,
                            wanted,
                            exchange.caller().personId())
                    .forEach(change -> exchange.changes(change.setting().key(), change.before(), change.after()));
        } catch (WorkspaceSettings.FileDecides e) {
            throw Problem.invalid(member(e.setting()), SettingsPage.BY_FILE);
        } catch (WorkspaceSettings.DoesNotFit e) {
            throw Problem.invalid(new EnumMap<>(e.reasons())
                    .entrySet().stream()
                            .map(each -> new Problem.Field(member(each.getKey()), each.getValue() + "."))
                            .toList());
        } catch (WorkspaceSettings.Outdated e) {
            throw new Problem(
                    412,
                    "changed-meanwhile",
                    "Somebody else has changed these settings.",
                    "Read them again, and make your change to what is there now with its new ETag.");
        }
        return show(settings.now(exchange.workspace()));
    }
}
