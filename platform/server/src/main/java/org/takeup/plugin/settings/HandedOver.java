package org.takeup.plugin.settings;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.takeup.plugin.packaging.settings.Setting;
import org.takeup.plugin.packaging.settings.SettingsSchema;

/**
 * Settings on their way into one call of a plugin, secrets in the clear. Never stored, logged or shown.
 *
 * @param values by name, those that are set or have a preset
 * @param set names of those that an admin set
 */
record HandedOver(SettingsSchema schema, Map<String, String> values, Set<String> set) {
    static final HandedOver NOTHING = new HandedOver(SettingsSchema.NONE, Map.of(), Set.of());
    private static final int SHORTEST_TO_HIDE = 4;

    HandedOver {
        values = Map.copyOf(values);
        set = Set.copyOf(set);
    }

    /** The addresses that the plugin may call because the admin said so. A preset is only what its supplier says. */
    List<URI> addresses() {
        return schema.settings().stream()
                .filter(setting -> setting.kind() == Setting.Kind.URL && set.contains(setting.name()))
                .flatMap(setting -> Stream.ofNullable(values.get(setting.name())))
                .map(URI::create)
                .toList();
    }

    /** A text of the plugin's without the secrets that it may have put into it. */
    String withoutSecrets(String text) {
        String shown = text;
        for (Setting setting : schema.settings()) {
            String secret = setting.secret() ? values.getOrDefault(setting.name(), "") : "";
            if (secret.length() >= SHORTEST_TO_HIDE) {
                shown = shown.replace(secret, "•••");
            }
        }
        return shown;
    }

    @Override
    public String toString() {
        return "HandedOver" + values.keySet();
    }
}
