package org.takeup.tenant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The JSON Schema of tenants' files, as it stands in tenant-config and as everybody may fetch it. */
public final class TenantSchemaText {
    /**
     * Where a platform publishes it. The number is that of {@code apiVersion}; within one version the schema only grows, so
     * a file that fits once fits always.
     */
    public static final String PATH = "/schema/tenant-v1.json";

    private static final String RESOURCE = "/tenant.schema.json";

    private TenantSchemaText() {}

    /** Byte for byte what is in tenant-config. */
    public static byte[] bytes() {
        try (InputStream in = TenantSchemaText.class.getResourceAsStream(RESOURCE)) {
            return Objects.requireNonNull(in, "the schema is in the jar").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
