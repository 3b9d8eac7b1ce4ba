package org.takeup.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which host a request is for. Only the Host header (or HTTP/2's authority) counts; it must be there once, be a plain
 * name with the port of the public address, and match exactly. Forwarded headers are never read, so a proxy in front
 * has to pass the Host on.
 */
final class Hosts {
    /** Lower-case labels of letters, digits and hyphens; other scripts come in their ASCII form. No dot at the end. */
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    private final URI publicUrl;

    Hosts(URI publicUrl) {
        this.publicUrl = publicUrl;
    }

    boolean isPlatform(HttpServerRequest request) {
        return name(request)
                .filter(name -> name.equals(publicUrl.getHost().toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    /** The asked host in lower case without its port, or nothing if the request does not name exactly one of ours. */
    Optional<String> name(HttpServerRequest request) {
        return authority(request)
                .filter(authority -> port(authority.port()) == port(publicUrl.getPort()))
                .map(authority -> authority.host().toLowerCase(Locale.ROOT))
                .filter(name -> NAME.matcher(name).matches());
    }

    /** Scheme, host and port as people see them on this request. */
    String origin(HttpServerRequest request) {
        if (isPlatform(request)) {
            return publicUrl.getScheme() + "://" + publicUrl.getRawAuthority();
        }
        String port = publicUrl.getPort() < 0 ? "" : ":" + publicUrl.getPort();
        return publicUrl.getScheme() + "://" + name(request).orElse("") + port;
    }

    private int port(int stated) {
        return stated >= 0 ? stated : "https".equals(publicUrl.getScheme()) ? 443 : 80;
    }

    private static Optional<HostAndPort> authority(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll("host");
        HostAndPort authority = request.authority();
        if (authority == null || hosts.size() > 1 || !request.uri().startsWith("/")) {
            return Optional.empty();
        }
        // In HTTP/2 a Host header may stand beside the authority; one that says something else is a trick.
        boolean same = hosts.isEmpty()
                || hosts.getFirst().equalsIgnoreCase(authority.host())
                || hosts.getFirst().equalsIgnoreCase(authority.host() + ":" + authority.port());
        return same ? Optional.of(authority) : Optional.empty();
    }
}
