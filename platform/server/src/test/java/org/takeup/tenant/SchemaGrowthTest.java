package org.takeup.tenant;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema of tenants' files is published, and within its version it only grows. */
class SchemaGrowthTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path RELEASED = Path.of("src/test/resources/released/tenant-v1.json");

    @Test
    void theSchemaOfTheRepositoryIsTheOneThatThePlatformChecksWith() throws IOException {
        assertArrayEquals(
                Files.readAllBytes(Path.of("../../tenant-config/schema/tenant.schema.json")), TenantSchemaText.bytes());
    }

    @Test
    void whatFittedTheReleasedSchemaFitsNow() throws IOException {
        JsonNode released = JSON.readTree(RELEASED.toFile());
        JsonNode now = JSON.readTree(TenantSchemaText.bytes());
        assertEquals(List.of(), SchemaGrowth.breaches(released, now));
        assertEquals(released.path("$id"), now.path("$id"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"accent\": {|\"colour\": {",
                "\"required\": [\"apiVersion\",|\"required\": [\"accent\", \"apiVersion\",",
                "[\"en\", \"de\", \"fr\", \"es\"]|[\"en\", \"de\", \"fr\"]",
                "\"maximum\": 50|\"maximum\": 20",
                "\"minimum\": 3|\"minimum\": 4",
                "\"maxLength\": 100|\"maxLength\": 50",
                "\"const\": \"takeup/v1\"|\"const\": \"takeup/v2\"",
                "^#[0-9a-fA-F]{6}$|^#[0-9a-f]{6}$",
                "\"type\": \"integer\"|\"type\": \"string\"",
                "\"minItems\": 1,|\"minItems\": 2,",
                "\"title\": \"Takeup|\"not\": {}, \"title\": \"Takeup",
            })
    void whatWouldRefuseAnOldFileIsFound(String before, String after) throws IOException {
        String released = Files.readString(RELEASED);
        String worse = released.replace(before, after);
        assertNotEquals(released, worse);
        assertNotEquals(List.of(), SchemaGrowth.breaches(JSON.readTree(released), JSON.readTree(worse)));
    }
}
