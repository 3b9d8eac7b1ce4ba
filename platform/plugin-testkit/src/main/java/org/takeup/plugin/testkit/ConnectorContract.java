package org.takeup.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.lms.ConnectorContext;
import org.takeup.plugin.api.lms.ConnectorProfile;
import org.takeup.plugin.api.lms.LmsConnector;
import org.takeup.plugin.packaging.settings.Setting;
import org.takeup.plugin.packaging.settings.ValueCheck;

/**
 * What every packed connector has to keep to, whatever it reads. Extend {@link LmsConnectorContract} or
 * {@link HttpConnectorContract}.
 */
public abstract class ConnectorContract extends PackageContract<LmsConnector> {
    private static final int SHORTEST_TO_FIND = 4;

    ConnectorContract(PackedPlugin plugin) {
        super(LmsConnector.class, plugin);
    }

    /**
     * What an organisation has set, secrets too, by the names of its {@code settings.schema.json}. None, unless you say so;
     * what has a default need not be here.
     */
    protected Map<String, String> settings() {
        return Map.of();
    }

    /** What the connector is called with when its source is good. */
    abstract ConnectorContext context(Map<String, String> settings);

    abstract void checkProfile(ConnectorProfile profile, Rules rules);

    @Test
    public void idsAndTextsFollowTheRules() {
        for (LmsConnector connector : extensions()) {
            Rules rules = new Rules();
            ConnectorProfile profile = connector.profile();
            rules.ids("connector", Stream.of(profile.id()));
            rules.text("name", profile.name());
            rules.text("description", profile.description());
            checkProfile(profile, rules);
            assertKept(rules);
        }
    }

    @Test
    public void anInterruptedThreadStopsReading() {
        for (LmsConnector connector : extensions()) {
            ConnectorContext context = context(handedOver());
            Thread.currentThread().interrupt();
            try {
                assertThrows(InterruptedException.class, () -> connector.read(context, new RecordedSink()));
            } finally {
                Thread.interrupted();
            }
        }
    }

    @Test
    public void theSettingsOfThisTestFitTheSchema() {
        var wrong = new ArrayList<String>();
        settings()
                .forEach((name, value) -> settingsSchema()
                        .find(name)
                        .ifPresentOrElse(
                                setting -> ValueCheck.of(setting, value)
                                        .wrong()
                                        .ifPresent(what -> wrong.add(name + ": " + what)),
                                () -> wrong.add(name + " is not in settings.schema.json")));
        settingsSchema().settings().stream()
                .filter(setting -> setting.required() && !handedOver().containsKey(setting.name()))
                .forEach(setting -> wrong.add(setting.name() + " is required: give it in settings()"));
        assertEquals("", String.join("\n", wrong));
    }

    /** The button beside the form calls {@code check} with what somebody has just typed: whatever fits the schema. */
    @Test
    public void whateverFitsTheSchemaIsCheckedInPlainWords() {
        var rules = new Rules();
        for (LmsConnector connector : extensions()) {
            for (Setting setting : settingsSchema().settings()) {
                for (String odd : OddValues.of(setting)) {
                    var settings = new HashMap<>(handedOver());
                    settings.put(setting.name(), odd);
                    checks(connector, settings, setting.name() + " is '" + shortened(odd) + "'", rules);
                }
                if (!setting.required() && setting.preset().isEmpty()) {
                    var settings = new HashMap<>(handedOver());
                    settings.remove(setting.name());
                    checks(connector, settings, setting.name() + " is not set", rules);
                }
            }
        }
        assertKept(rules);
    }

    private void checks(LmsConnector connector, Map<String, String> settings, String when, Rules rules) {
        List<Finding> findings;
        try {
            findings = connector.check(context(settings));
        } catch (RuntimeException e) {
            rules.require(false, "check threw " + e + " when " + when);
            return;
        }
        for (Finding finding : findings) {
            rules.quoting("finding when " + when, finding.message());
            settingsSchema().settings().stream()
                    .filter(setting -> setting.secret() && shows(finding, settings.get(setting.name())))
                    .forEach(setting ->
                            rules.require(false, "check shows the secret " + setting.name() + " when " + when));
        }
    }

    private static boolean shows(Finding finding, @org.jspecify.annotations.Nullable String secret) {
        return secret != null
                && secret.length() >= SHORTEST_TO_FIND
                && finding.message().byLanguage().values().stream().anyMatch(words -> words.contains(secret));
    }

    /** As a platform hands them over: what is set, and the defaults of what is not. */
    final Map<String, String> handedOver() {
        var settings = new HashMap<String, String>();
        settingsSchema()
                .settings()
                .forEach(setting -> setting.preset().ifPresent(preset -> settings.put(setting.name(), preset)));
        settings.putAll(settings());
        return settings;
    }

    private static String shortened(String value) {
        return value.length() <= 40 ? value : value.substring(0, 40) + "…";
    }
}
