package org.takeup.plugin.packaging.settings;

import java.util.List;
import java.util.Optional;

/** The settings that a plugin has, in the order in which they are asked. Immutable. */
public record SettingsSchema(List<Setting> settings) {
    /** A plugin without settings. */
    public static final SettingsSchema NONE = new SettingsSchema(List.of());

    public SettingsSchema {
        settings = List.copyOf(settings);
    }

    /**
     * Reads a package's {@code settings.schema.json}: a subset of JSON Schema 2020-12, which {@code plugins/README.md}
     * describes. What is not in the subset is refused, never passed over.
     *
     * @throws BadSchema saying what is wrong, where and what to do
     */
    public static SettingsSchema read(byte[] json) {
        return SchemaReader.read(json);
    }

    /** The setting of this name. */
    public Optional<Setting> find(String name) {
        return settings.stream().filter(setting -> setting.name().equals(name)).findFirst();
    }
}
