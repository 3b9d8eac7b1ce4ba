package org.takeup.plugin.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.takeup.http.Problem;
import org.takeup.plugin.Plugins;
import org.takeup.plugin.egress.Egress;
import org.takeup.plugin.packaging.settings.BadSchema;
import org.takeup.plugin.packaging.settings.Setting;
import org.takeup.plugin.packaging.settings.SettingsSchema;
import org.takeup.plugin.packaging.settings.ValueCheck;
import org.takeup.plugin.settings.SettingsStore.Sealed;
import org.takeup.plugin.settings.SettingsStore.Stored;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Workspace;

/** The settings of plugins in a workspace. Thread-safe; calls block on the store. */
public final class PluginSettings {
    public static final List<CollectionSpec> COLLECTIONS = List.of(SettingsStore.SETTINGS);

    private final Plugins plugins;

    public PluginSettings(Plugins plugins) {
        this.plugins = plugins;
    }

    /** The settings of the version that this workspace gets. @throws Problem with status 404 if there is no such plugin */
    public SettingsSchema schema(Workspace workspace, String plugin) {
        try {
            return plugins.settingsSchema(workspace, plugin)
                    .map(SettingsSchema::read)
                    .orElse(SettingsSchema.NONE);
        } catch (BadSchema e) {
            throw new Problem(
                    502,
                    "plugin-failed",
                    "The plugin " + plugin + " says what its settings are in a way that cannot be used.",
                    "Tell whoever supplies it: " + e.getMessage());
        }
    }

    /** What stands in the settings now. Secrets are only said to be set, and since when. */
    public SettingsView view(Workspace workspace, String plugin) {
        SettingsSchema schema = schema(workspace, plugin);
        return SettingsView.of(plugin, schema, new SettingsStore(workspace).find(plugin));
    }

    /**
     * The hosts that a plugin may reach because this workspace's settings name them, as {@code https://lms.example.com};
     * none if the plugin is not loaded here.
     */
    public List<String> reaches(Workspace workspace, String plugin) {
        if (plugins.installed(workspace).stream()
                .noneMatch(each -> each.plugin().equals(plugin))) {
            return List.of();
        }
        return view(workspace, plugin).settings().stream()
                .filter(line -> line.kind() == Setting.Kind.URL && line.set())
                .flatMap(line -> Egress.origin(line.value()).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Stores what was entered. @throws Problem with status 422 that names each setting that does not fit */
    public SettingsView save(Workspace workspace, String plugin, Entered entered) {
        SettingsSchema schema = schema(workspace, plugin);
        var store = new SettingsStore(workspace);
        Stored changed = changed(store, plugin, schema, entered);
        store.put(plugin, changed);
        return SettingsView.of(plugin, schema, changed);
    }

    /** What was entered as a plugin would get it, stored secrets included. Nothing is stored. */
    HandedOver trial(Workspace workspace, String plugin, Entered entered) {
        SettingsSchema schema = schema(workspace, plugin);
        var store = new SettingsStore(workspace);
        return handedOver(store, plugin, schema, changed(store, plugin, schema, entered));
    }

    /**
     * The settings for one call of the plugin, secrets in the clear.
     *
     * @throws Problem with status 409 if a required one is missing
     */
    HandedOver forCall(Workspace workspace, String plugin) {
        SettingsSchema schema = schema(workspace, plugin);
        if (schema.settings().isEmpty()) {
            return HandedOver.NOTHING;
        }
        var store = new SettingsStore(workspace);
        HandedOver settings = handedOver(store, plugin, schema, store.find(plugin));
        List<String> missing = schema.settings().stream()
                .filter(setting -> setting.required() && !settings.values().containsKey(setting.name()))
                .map(setting -> setting.title().in(workspace.settings().language()))
                .toList();
        if (!missing.isEmpty()) {
            throw new Problem(
                    409,
                    "plugin-not-set-up",
                    "The plugin " + plugin + " is not set up: " + String.join(", ", missing) + ".",
                    "An admin of the workspace can fill that in on the plugin's settings page.");
        }
        return settings;
    }

    private static Stored changed(SettingsStore store, String plugin, SettingsSchema schema, Entered entered) {
        Stored before = store.find(plugin);
        var values = new HashMap<String, String>();
        var secrets = new HashMap<String, Sealed>();
        var wrong = new ArrayList<>(unknown(schema, entered));
        for (Setting setting : schema.settings()) {
            String name = setting.name();
            Optional<String> sent = Optional.ofNullable(
                            (setting.secret() ? entered.secrets() : entered.values()).get(name))
                    .filter(value -> !value.isBlank());
            Optional<ValueCheck> check = sent.map(value -> ValueCheck.of(setting, value));
            check.flatMap(ValueCheck::wrong).ifPresent(what -> wrong.add(new Problem.Field(name, what)));
            check.ifPresent(fits -> {
                if (setting.secret()) {
                    secrets.put(name, store.seal(plugin, name, fits.value()));
                } else {
                    values.put(name, fits.value());
                }
            });
            if (setting.secret() && check.isEmpty() && !entered.cleared().contains(name)) {
                Optional.ofNullable(before.secrets().get(name)).ifPresent(kept -> secrets.put(name, kept));
            }
            if (setting.required() && !values.containsKey(name) && !secrets.containsKey(name)) {
                wrong.add(new Problem.Field(name, "Please fill this in."));
            }
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return new Stored(values, secrets);
    }

    private static List<Problem.Field> unknown(SettingsSchema schema, Entered entered) {
        var wrong = new ArrayList<Problem.Field>();
        entered.values().keySet().stream()
                .filter(name -> schema.find(name).filter(each -> !each.secret()).isEmpty())
                .forEach(name -> wrong.add(new Problem.Field(name, "The plugin has no such setting; leave it out.")));
        java.util.stream.Stream.concat(entered.secrets().keySet().stream(), entered.cleared().stream())
                .filter(name -> schema.find(name).filter(Setting::secret).isEmpty())
                .forEach(name -> wrong.add(new Problem.Field(name, "The plugin has no such secret; leave it out.")));
        return wrong;
    }

    /** What fits the schema as it is now: a newer version of the plugin may ask for something else. */
    private static HandedOver handedOver(SettingsStore store, String plugin, SettingsSchema schema, Stored stored) {
        var values = new HashMap<String, String>();
        var set = new HashSet<String>();
        for (Setting setting : schema.settings()) {
            String name = setting.name();
            Optional<String> value = setting.secret()
                    ? Optional.ofNullable(stored.secrets().get(name))
                            .flatMap(secret -> store.open(plugin, name, secret))
                    : Optional.ofNullable(stored.values().get(name));
            Optional<String> fits =
                    value.filter(each -> ValueCheck.of(setting, each).wrong().isEmpty());
            fits.ifPresent(ignored -> set.add(name));
            fits.or(setting::preset).ifPresent(each -> values.put(name, each));
        }
        return new HandedOver(schema, values, set);
    }
}
