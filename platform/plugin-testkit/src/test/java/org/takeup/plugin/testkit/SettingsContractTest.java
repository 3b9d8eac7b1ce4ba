package org.takeup.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.takeup.plugin.packaging.BadPackage;
import org.takeup.plugin.trial.Compiler;
import org.takeup.plugin.trial.Zips;

/** What the kit says of settings that a platform could not ask for, and of a plugin that does not expect what people enter. */
class SettingsContractTest {
    private static final String GOOD = """
            "title": {"en": "Records a page", "de": "Sätze je Seite"}""";
    private static final String CAREFUL = "return List.of();";

    @TempDir
    private Path folder;

    private final Map<String, String> given = new LinkedHashMap<>();

    @AfterEach
    void unname() {
        System.clearProperty(PackedPlugin.ZIP_PROPERTY);
    }

    @Test
    void aSchemaThatAPlatformRefusesFailsWithItsWords() {
        var contract = packed("'a': {'type': 'text', " + GOOD + "}", CAREFUL);
        BadPackage refused = assertThrows(BadPackage.class, contract::aPlatformTakesThePackage);
        assertTrue(
                refused.getMessage().startsWith("settings.schema.json at /properties/a/type is not"), refused.what());
    }

    @Test
    void aDefaultThatDoesNotFitItsOwnSettingFails() {
        var contract = packed("'a': {'type': 'integer', 'maximum': 10, 'default': 11, " + GOOD + "}", CAREFUL);
        BadPackage refused = assertThrows(BadPackage.class, contract::aPlatformTakesThePackage);
        assertTrue(refused.getMessage().contains("does not fit its own setting. Give 10 or less."), refused.what());
    }

    @Test
    void aSettingWithoutATitleAndOneWithoutALanguageAreNamed() {
        var contract = packed(
                "'a': {'type': 'integer', " + GOOD
                        + "}, 'b': {'type': 'string'}, 'c': {'type': 'string', 'title': 'C'}",
                CAREFUL);
        assertSays(contract::peopleCanReadWhatTheyCanSet, "setting b has no title for people");
        assertSays(contract::peopleCanReadWhatTheyCanSet, "setting c title has the languages [en]");
    }

    @Test
    void aCheckThatFailsAtALegalValueIsNamedWithIt() {
        var contract = packed("'a': {'type': 'number', " + GOOD + "}", """
                Integer.parseInt(context.settings().getOrDefault("a", "1"));
                return List.of();
                """);
        assertSays(contract::whateverFitsTheSchemaIsCheckedInPlainWords, "when a is '0.0000000001'");
    }

    @Test
    void aCheckThatNeedsWhatIsNotRequiredIsNamed() {
        var contract = packed("'a': {'type': 'number', " + GOOD + "}", """
                return context.settings().get("a").isEmpty() ? null : List.of();
                """);
        assertSays(contract::whateverFitsTheSchemaIsCheckedInPlainWords, "when a is not set");
    }

    @Test
    void aCheckThatShowsASecretIsNamed() {
        var contract = packed("'key': {'type': 'string', 'format': 'password', " + GOOD + "}", """
                return List.of(new Finding(Finding.Severity.ERROR, "",
                        LocalizedText.english("Not with " + context.settings().getOrDefault("key", "nothing"))));
                """);
        assertSays(contract::whateverFitsTheSchemaIsCheckedInPlainWords, "check shows the secret key when key is '");
    }

    @Test
    void settingsOfTheTestThatThePlatformWouldNotTakeAreNamed() {
        given.putAll(Map.of("a", "many", "other", "1"));
        var contract =
                packed("'a': {'type': 'integer', " + GOOD + "}, 'b': {'type': 'integer', " + GOOD + "}", CAREFUL);
        assertSays(contract::theSettingsOfThisTestFitTheSchema, "a: Give a whole number, in digits.");
        assertSays(contract::theSettingsOfThisTestFitTheSchema, "other is not in settings.schema.json");
        assertSays(contract::theSettingsOfThisTestFitTheSchema, "b is required: give it in settings()");
    }

    @Test
    void goodSettingsPass() {
        given.put("b", "7");
        var contract = packed(
                "'a': {'type': 'integer', 'maximum': 500, 'default': 5, " + GOOD + "}, 'b': {'type': 'integer', " + GOOD
                        + "}",
                """
                Integer.parseInt(context.settings().get("a"));
                return List.of();
                """);
        assertDoesNotThrow(contract::aPlatformTakesThePackage);
        assertDoesNotThrow(contract::peopleCanReadWhatTheyCanSet);
        assertDoesNotThrow(contract::theSettingsOfThisTestFitTheSchema);
        assertDoesNotThrow(contract::whateverFitsTheSchemaIsCheckedInPlainWords);
    }

    private static void assertSays(Runnable test, String words) {
        AssertionError failed = assertThrows(AssertionError.class, test::run);
        assertTrue(String.valueOf(failed.getMessage()).contains(words), failed.getMessage());
    }

    /** The contract over a connector with these settings, b being required. @param check statements of its {@code check} */
    private SampleContract packed(String properties, String check) {
        String required = properties.contains("'b'") && !given.isEmpty() ? "'required': ['b'], " : "";
        String schema = "{'type': 'object', " + required + "'properties': {" + properties + "}}";
        var entries = new LinkedHashMap<String, byte[]>();
        entries.put("plugin.properties", bytes("plugin.id=sample\nplugin.version=1.0.0\nplugin.requires=>=1.0.0\n"));
        entries.put("settings.schema.json", bytes(schema.replace('\'', '"')));
        entries.put("classes/META-INF/extensions.idx", bytes("sample.Sample\n"));
        Compiler.compile("sample.Sample", """
                package sample;
                import java.util.List;
                import org.takeup.plugin.api.*;
                import org.takeup.plugin.api.lms.*;
                public class Sample implements LmsConnector {
                    @Override public ConnectorProfile profile() {
                        LocalizedText name = LocalizedText.english("Sample");
                        return new ConnectorProfile("sample", name, name, ConnectorProfile.Source.UPLOAD, List.of(".zip"));
                    }
                    @Override public List<Finding> check(ConnectorContext context) {
                        %s
                    }
                    @Override public void read(ConnectorContext context, RecordSink sink) {}
                }
                """.formatted(check))
                .forEach((name, bytes) -> entries.put("classes/" + name, bytes));
        try {
            Path zip = Files.write(folder.resolve("sample.zip"), Zips.of(entries));
            System.setProperty(PackedPlugin.ZIP_PROPERTY, zip.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SampleContract(given);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Not found by JUnit: its methods are called by the tests here. */
    private static final class SampleContract extends LmsConnectorContract {
        private final Map<String, String> settings;

        SampleContract(Map<String, String> settings) {
            this.settings = settings;
        }

        @Override
        protected MemoryArchive sample() {
            return MemoryArchive.empty();
        }

        @Override
        protected Map<String, String> settings() {
            return settings;
        }
    }
}
