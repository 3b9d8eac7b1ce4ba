package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.plugin.packaging.PackageZip;

/** A package whose settings cannot be asked for is not taken in. */
class SettingsInPackageTest {
    private static byte[] zip(String schema) {
        return PluginSource.empty("lms-sample", "1.0.0")
                .entry("settings.schema.json", schema.getBytes(StandardCharsets.UTF_8))
                .zip();
    }

    static Stream<String> tenThousandSettings() {
        return Stream.of(IntStream.range(0, 10_000)
                .mapToObj(i -> "\"a" + i + "\":{\"type\":\"string\"}")
                .collect(Collectors.joining(",", "{\"type\":\"object\",\"properties\":{", "}}")));
    }

    @Test
    void aGoodSchemaIsKeptAsItIs() {
        String schema = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}";
        assertArrayEquals(
                schema.getBytes(StandardCharsets.UTF_8),
                PackageZip.check(zip(schema)).settingsSchema().orElseThrow());
        assertTrue(PackageZip.check(PluginSource.empty("lms-sample", "1.0.0").zip())
                .settingsSchema()
                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("tenThousandSettings")
    @ValueSource(
            strings = {
                "",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"https://evil.example/schema\"}}}",
                "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}"
            })
    void aBadOneIsRefusedByItsName(String schema) {
        PackageRejected rejected = assertThrows(PackageRejected.class, () -> Gate.checkForm(zip(schema)));
        assertTrue(rejected.getMessage().contains("settings.schema.json"), rejected.getMessage());
    }
}
