package org.takeup.plugin.packaging.settings;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.takeup.plugin.api.http.HttpRefused;

/**
 * Where a call goes, read from its address without asking anybody. There is one way to write each host: what other
 * programs read as another way of writing an IP address is refused, not interpreted.
 *
 * @param secure https, else http
 * @param host lower case; an IP address without brackets
 * @param literal the address, if the host is one
 * @param path and query as they are sent
 */
public record Destination(
        boolean secure, String host, int port, Optional<InetAddress> literal, String path, String query) {
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern NUMBER_AT_END = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final int LONGEST = 8_000;

    /** @throws HttpRefused if it is no plain http or https address */
    public static Destination of(URI given) throws HttpRefused {
        // Letters outside of ASCII are escaped in path and query; in a host they leave a URI without one.
        URI uri = URI.create(given.toASCIIString());
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw malformed("Only https addresses can be called.");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw malformed("An address is written https://host/path: without user and password, the host in ASCII.");
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https");
        int port = port(uri, secure);
        String path = uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        if (path.length() + query.length() > LONGEST) {
            throw malformed("An address has at most " + LONGEST + " characters.");
        }
        Optional<InetAddress> literal = literal(host);
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Destination(secure, bare, port, literal, path.isEmpty() ? "/" : path, query);
    }

    /** What is wrong with a text as an address that a plugin may call, in words; which hosts are allowed is not asked. */
    public static Optional<String> wrong(String address) {
        try {
            of(URI.create(address));
            return Optional.empty();
        } catch (HttpRefused e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return Optional.of("Give an address like https://lms.example.com/api.");
        }
    }

    private static int port(URI uri, boolean secure) throws HttpRefused {
        int usual = secure ? 443 : 80;
        // "https://host:/": an authority with a colon and no port.
        if (uri.getRawAuthority().endsWith(":") || uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw malformed("The port is a number from 1 to 65535.");
        }
        return uri.getPort() < 0 ? usual : uri.getPort();
    }

    private static Optional<InetAddress> literal(String host) throws HttpRefused {
        if (host.startsWith("[")) {
            if (host.contains("%")) {
                throw malformed("An IPv6 address is written without a zone.");
            }
            return Optional.of(parsed(host.substring(1, host.length() - 1)));
        }
        if (NUMBER_AT_END.matcher(host).matches()) {
            if (!IPV4.matcher(host).matches()) {
                throw malformed("An IP address is written as four decimal numbers, such as 192.0.2.1.");
            }
            return Optional.of(parsed(host));
        }
        if (!NAME.matcher(host).matches()) {
            throw malformed("This host has no name that can be looked up; write it as in lms.example.com.");
        }
        return Optional.empty();
    }

    private static InetAddress parsed(String literal) throws HttpRefused {
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException e) {
            throw malformed("This is no IP address.");
        }
    }

    /** As it stands in the Host header. */
    public String authority() {
        boolean usual = port == (secure ? 443 : 80);
        return bracketed() + (usual ? "" : ":" + port);
    }

    private String bracketed() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** Scheme, host and port: what decides whether a redirect leaves. */
    public String origin() {
        return (secure ? "https://" : "http://") + bracketed() + ":" + port;
    }

    private static HttpRefused malformed(String message) {
        return new HttpRefused(HttpRefused.Reason.MALFORMED, message);
    }
}
