package org.takeup.plugin.egress;

import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.plugin.packaging.settings.Destination;

/**
 * The hosts that one plugin of one tenant may call: the manifest's patterns at the usual port, and the exact origins that
 * the tenant's settings name. Immutable.
 */
final class HostRules {
    private static final Pattern SUFFIX = Pattern.compile("\\*(\\.[a-z0-9-]+){2,}");

    private final Set<String> exact = new HashSet<>();
    private final Set<String> suffixes = new HashSet<>();
    private final Set<String> origins = new HashSet<>();
    private final PrivateHosts privateHosts;

    /**
     * @param patterns {@code lms.example.com} or {@code *.example.com}, which is every name below it; others match nothing
     * @param settings values of the settings that are addresses; what is none names no host
     */
    HostRules(Set<String> patterns, Collection<URI> settings, PrivateHosts privateHosts) {
        this.privateHosts = privateHosts;
        for (String pattern : patterns) {
            if (SUFFIX.matcher(pattern).matches()) {
                suffixes.add(pattern.substring(1));
            } else {
                exact.add(pattern);
            }
        }
        for (URI setting : settings) {
            try {
                origins.add(Destination.of(setting).origin());
            } catch (HttpRefused e) {
                // The form says so when it is saved; here it names no host.
                continue;
            }
        }
    }

    void check(Destination to) throws HttpRefused {
        if (!names(to)) {
            throw new HttpRefused(
                    HttpRefused.Reason.NOT_ALLOWED,
                    to.authority() + " is named neither by the plugin's manifest nor by its settings.");
        }
        if (!to.secure() && !privateHosts.hold(to)) {
            throw new HttpRefused(
                    HttpRefused.Reason.NOT_ALLOWED,
                    "Calls go over https; the operator of this platform can allow http for single hosts.");
        }
    }

    private boolean names(Destination to) {
        if (origins.contains(to.origin())) {
            return true;
        }
        boolean usualPort = to.port() == (to.secure() ? 443 : 80) || privateHosts.hold(to);
        return usualPort
                && (exact.contains(to.host())
                        || to.literal().isEmpty()
                                && suffixes.stream()
                                        .anyMatch(suffix -> to.host().endsWith(suffix)));
    }
}
