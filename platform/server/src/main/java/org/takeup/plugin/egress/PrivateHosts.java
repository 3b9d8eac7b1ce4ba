package org.takeup.plugin.egress;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.plugin.packaging.settings.Destination;

/**
 * Hosts inside the operator's network that plugins may reach, for example a learning system behind the firewall. An
 * entry is {@code host} or {@code host:port}, exactly as the address has it; the port is 443 if there is none.
 * {@code http://host:port} lets a plugin call it without TLS. A plugin still reaches it only if its manifest or a
 * setting names it. Immutable.
 */
public final class PrivateHosts {
    private final Set<String> origins;

    private PrivateHosts(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    /** None. */
    public static PrivateHosts none() {
        return new PrivateHosts(Set.of());
    }

    /** @throws IllegalArgumentException saying which entry cannot be used */
    public static PrivateHosts of(List<String> entries) {
        var origins = new LinkedHashSet<String>();
        for (String entry : entries) {
            origins.add(origin(entry));
        }
        return new PrivateHosts(origins);
    }

    private static String origin(String entry) {
        try {
            String address = entry.startsWith("http://") ? entry : "https://" + entry;
            Destination destination = Destination.of(URI.create(address));
            if (destination.path().equals("/")
                    && !address.endsWith("/")
                    && destination.query().isEmpty()) {
                return destination.origin();
            }
        } catch (HttpRefused | IllegalArgumentException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "'" + entry + "' is no host; write lms.internal, lms.internal:8443 or http://lms.internal:8080");
    }

    /** Whether the operator named exactly this host and port, for this scheme. */
    boolean hold(Destination destination) {
        return origins.contains(destination.origin());
    }
}
