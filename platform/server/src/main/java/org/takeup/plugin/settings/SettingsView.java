package org.takeup.plugin.settings;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.plugin.packaging.settings.Setting;
import org.takeup.plugin.packaging.settings.SettingsSchema;
import org.takeup.plugin.settings.SettingsStore.Sealed;
import org.takeup.plugin.settings.SettingsStore.Stored;

/** What stands in a plugin's settings, without any secret. */
public record SettingsView(String plugin, List<Line> settings) {
    public SettingsView {
        settings = List.copyOf(settings);
    }

    /**
     * One setting.
     *
     * @param title by language
     * @param value as it is, or as the plugin presets it; empty if there is none, and always for a secret
     * @param set whether somebody set it
     * @param since when a secret was set
     */
    public record Line(
            String name,
            Setting.Kind kind,
            Map<String, String> title,
            boolean required,
            List<String> choices,
            String value,
            boolean set,
            Optional<Instant> since) {}

    static SettingsView of(String plugin, SettingsSchema schema, Stored stored) {
        return new SettingsView(
                plugin,
                schema.settings().stream().map(setting -> line(setting, stored)).toList());
    }

    private static Line line(Setting setting, Stored stored) {
        Optional<Sealed> secret =
                Optional.ofNullable(stored.secrets().get(setting.name())).filter(ignored -> setting.secret());
        Optional<String> value =
                Optional.ofNullable(stored.values().get(setting.name())).filter(ignored -> !setting.secret());
        return new Line(
                setting.name(),
                setting.kind(),
                setting.title().byLanguage(),
                setting.required(),
                setting.bounds().choices(),
                value.or(setting::preset).orElse(""),
                secret.isPresent() || value.isPresent(),
                secret.map(Sealed::since));
    }

    /** The line of this setting. */
    Optional<Line> find(String name) {
        return settings.stream().filter(line -> line.name().equals(name)).findFirst();
    }
}
