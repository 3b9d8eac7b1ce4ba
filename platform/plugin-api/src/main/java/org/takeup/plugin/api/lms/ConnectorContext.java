package org.takeup.plugin.api.lms;

import java.util.Map;
import java.util.Optional;

/**
 * What a connector works with during one call.
 *
 * @param settings by field id, secrets in the clear, for this call only
 * @param archive the uploaded archive, for a connector that reads uploads
 */
public record ConnectorContext(Map<String, String> settings, Optional<Archive> archive) {
    public ConnectorContext {
        settings = Map.copyOf(settings);
    }
}
