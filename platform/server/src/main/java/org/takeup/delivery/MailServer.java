package org.takeup.delivery;

import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the address of a mail server: {@code smtp://[user:password@]host[:port][?starttls=required|optional|disabled]},
 * or {@code smtps://} for TLS from the start. A user's password never goes over an open line unless {@code
 * starttls=disabled} says so.
 */
final class MailServer {
    private static final int CONNECT_MILLIS = 10_000;
    /** How long the server may be silent. Generous: servers check a mail before they say yes. */
    private static final int SILENCE_SECONDS = 120;

    private MailServer() {}

    /** @throws IllegalArgumentException saying what does not fit; the message holds no password */
    static MailConfig config(URI uri, String ownHost, int connections) {
        boolean tls = switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
            case "smtp" -> false;
            case "smtps" -> true;
            default -> throw new IllegalArgumentException("A mail server's address begins with smtp:// or smtps://");
        };
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("The mail server's address names no host");
        }
        MailConfig config = new MailConfig(uri.getHost(), port(uri, tls))
                .setSsl(tls)
                .setStarttls(startTls(uri))
                .setHostnameVerificationAlgorithm("HTTPS")
                .setOwnHostname(ownHost)
                .setMaxPoolSize(connections)
                .setKeepAliveTimeout(20)
                .setPoolCleanerPeriod(5)
                .setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout(SILENCE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                // One command at a time, so that a refusal is known before the text is begun.
                .setPipelining(false);
        return login(config, uri.getRawUserInfo());
    }

    private static int port(URI uri, boolean tls) {
        return uri.getPort() > 0 ? uri.getPort() : tls ? 465 : uri.getRawUserInfo() == null ? 25 : 587;
    }

    private static StartTLSOptions startTls(URI uri) {
        String query = uri.getRawQuery();
        if (query == null) {
            return uri.getRawUserInfo() == null ? StartTLSOptions.OPTIONAL : StartTLSOptions.REQUIRED;
        }
        return switch (query) {
            case "starttls=required" -> StartTLSOptions.REQUIRED;
            case "starttls=optional" -> StartTLSOptions.OPTIONAL;
            case "starttls=disabled" -> StartTLSOptions.DISABLED;
            default ->
                throw new IllegalArgumentException(
                        "After the mail server's host only starttls=required, optional or disabled is known");
        };
    }

    private static MailConfig login(MailConfig config, @Nullable String userInfo) {
        if (userInfo == null) {
            return config.setLogin(LoginOption.DISABLED);
        }
        int colon = userInfo.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("The mail server's address has a user but no password");
        }
        return config.setLogin(LoginOption.REQUIRED)
                .setUsername(decode(userInfo.substring(0, colon)))
                .setPassword(decode(userInfo.substring(colon + 1)));
    }

    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
