package org.takeup.plugin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.takeup.plugin.leaflet.Component;

/**
 * What there is to know about a version of a plugin before it is used.
 *
 * @param provider who offers it, as the package says; may be empty
 * @param description as the package says; may be empty
 * @param publisher id of who signed it, or empty if nobody did
 * @param publisherName as the operator knows it; empty if it is not trusted now
 * @param own whether the publisher is the operator itself
 * @param trusted whether the operator lets it run now
 * @param isolated whether it runs in a process of its own
 * @param license as the package says; may be empty
 * @param requires the range of API versions that it was made for, as the package writes it
 * @param requiresInWords the same for people
 * @param api the version of this platform's API
 * @param fits whether that is within the range
 * @param hosts that the package wants to reach
 * @param components what it brings; empty if it does not say
 * @param added when it came to this platform
 */
public record FactSheet(
        String plugin,
        String version,
        String provider,
        String description,
        String publisher,
        String publisherName,
        boolean own,
        boolean trusted,
        boolean isolated,
        String license,
        String requires,
        String requiresInWords,
        String api,
        boolean fits,
        List<String> hosts,
        Optional<List<Component>> components,
        Instant added) {
    public FactSheet {
        hosts = List.copyOf(hosts);
        components = components.map(List::copyOf);
    }
}
