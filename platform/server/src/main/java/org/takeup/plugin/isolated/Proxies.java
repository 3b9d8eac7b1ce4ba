package org.takeup.plugin.isolated;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.pf4j.ExtensionPoint;
import org.takeup.plugin.Kind;

/** The proxies of a plugin's extensions. */
final class Proxies {
    private Proxies() {}

    static Map<Kind, ExtensionPoint> of(Set<Kind> kinds, IsolatedPlugin plugin) {
        Map<Kind, ExtensionPoint> proxies = new EnumMap<>(Kind.class);
        for (Kind kind : kinds) {
            proxies.put(
                    kind,
                    switch (kind) {
                        case SURVEY -> new RemoteInstrument(plugin);
                        case PLAN -> new RemoteBuilder(plugin);
                        case LMS -> new RemoteConnector(plugin);
                    });
        }
        return Collections.unmodifiableMap(proxies);
    }
}
