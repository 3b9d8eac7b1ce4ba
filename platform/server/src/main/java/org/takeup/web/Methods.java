package org.takeup.web;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.takeup.http.Route;

/** Which methods an address knows: a 405 has to say so (RFC 9110, 15.5.6). */
final class Methods {
    private final List<Mounted> mounted;

    Methods(List<Route> routes) {
        this.mounted = routes.stream()
                .flatMap(route -> Mount.of(route.realm()).stream()
                        .map(mount -> new Mounted(
                                path(mount.pattern(route.path())),
                                mount.onPlatformHost(),
                                route.method().name())))
                .toList();
    }

    private record Mounted(Pattern path, boolean onPlatformHost, String method) {}

    /**
     * For the header {@code Allow}; empty if nothing answers there, whatever the method.
     *
     * @param onPlatformHost whether the request is for the platform's own host, where other addresses exist
     */
    String at(String path, boolean onPlatformHost) {
        Set<String> methods = new TreeSet<>();
        mounted.stream()
                .filter(each -> each.onPlatformHost() == onPlatformHost)
                .filter(each -> each.path().matcher(path).matches())
                .forEach(each -> methods.add(each.method()));
        if (StaticFiles.has(path)) {
            methods.add("GET");
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return String.join(", ", methods);
    }

    private static Pattern path(String pattern) {
        return Pattern.compile(pattern.replace(".", "\\.").replaceAll(":[^/]+", "[^/]+"));
    }
}
