package org.takeup.demo;

import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Cookies as a browser keeps them for localhost: by name and path, and sent over plain HTTP also when they are marked secure,
 * as browsers do on the loopback address. Ports do not separate cookies.
 */
final class CookieJar {
    private final List<HttpCookie> cookies = new ArrayList<>();

    void keep(HttpHeaders headers) {
        for (String line : headers.allValues("Set-Cookie")) {
            for (HttpCookie cookie : HttpCookie.parse("Set-Cookie: " + line)) {
                cookies.removeIf(old ->
                        old.getName().equals(cookie.getName()) && path(old).equals(path(cookie)));
                if (cookie.getMaxAge() != 0 && !cookie.getValue().isEmpty()) {
                    cookies.add(cookie);
                }
            }
        }
    }

    String header(URI target) {
        return cookies.stream()
                .filter(cookie -> target.getPath().startsWith(path(cookie)))
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private static String path(HttpCookie cookie) {
        return cookie.getPath() == null ? "/" : cookie.getPath();
    }
}
