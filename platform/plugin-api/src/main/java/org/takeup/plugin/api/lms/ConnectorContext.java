package org.takeup.plugin.api.lms;

import java.util.Map;
import java.util.Optional;
import org.takeup.plugin.api.http.PluginHttp;

/**
 * What a connector works with during one call.
 *
 * @param settings by the names of the package's {@code settings.schema.json}, as texts: numbers in digits,
 *     {@code true} or {@code false}, dates as {@code 2026-11-24}, lists with one entry a line. Secrets are in the clear,
 *     for this call only. What is not set and has no default is not in it
 * @param archive the uploaded archive, for a connector that reads uploads
 * @param http the way to other systems, for this call only
 */
public record ConnectorContext(Map<String, String> settings, Optional<Archive> archive, PluginHttp http) {
    public ConnectorContext {
        settings = Map.copyOf(settings);
    }

    /** For a connector that reads uploads only: it reaches nothing. */
    public ConnectorContext(Map<String, String> settings, Optional<Archive> archive) {
        this(settings, archive, PluginHttp.none());
    }

    /** Names what there is and shows none of it: settings hold secrets. */
    @Override
    public String toString() {
        return "ConnectorContext" + settings.keySet();
    }
}
