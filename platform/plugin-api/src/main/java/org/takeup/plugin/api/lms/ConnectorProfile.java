package org.takeup.plugin.api.lms;

import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.MayGrow;

/**
 * Who a connector is.
 *
 * @param id stable over all versions
 * @param name what people call it
 * @param description one or two sentences: what it reads
 * @param source where its records come from
 * @param uploadTypes file name endings it reads from an upload, for example {@code .zip}; empty if it reads over HTTP
 */
public record ConnectorProfile(
        String id, LocalizedText name, LocalizedText description, Source source, java.util.List<String> uploadTypes) {
    /** Where records come from. */
    @MayGrow
    public enum Source {
        UPLOAD,
        HTTP
    }

    public ConnectorProfile {
        uploadTypes = java.util.List.copyOf(uploadTypes);
    }
}
