package org.takeup.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.takeup.delivery.DkimKey;
import org.takeup.delivery.Mailing;
import org.takeup.identity.keycloak.KeycloakAdmin;
import org.takeup.plugin.egress.PrivateHosts;
import org.takeup.plugin.isolated.Confinement;
import org.takeup.plugin.packaging.PackageSignature;
import org.takeup.plugin.packaging.PublisherKey;
import org.takeup.plugin.packaging.ZipNames;

/**
 * What a node is told by its environment: {@code TAKEUP_...} variables, nothing else. Checked as a whole when it is
 * read; every mistake is one sentence that names the variable.
 */
public record Configuration(
        Profile profile,
        Http http,
        Path dataFolder,
        Optional<String> mongoUri,
        Optional<byte[]> masterKey,
        Oidc oidc,
        Sso sso,
        boolean signUp,
        Mail mail,
        Path pluginFolder,
        PrivateHosts pluginPrivateHosts,
        PrivateHosts webhookPrivateHosts,
        PluginTrust pluginTrust,
        Set<Confinement.Part> pluginConfinement,
        Path tenantConfigFolder,
        Decider settingsDecidedBy,
        Path tenantSecretFolder,
        Cluster cluster,
        int drainSeconds) {

    private static final Pattern REALM = Pattern.compile("(https?://.+)/realms/([^/]+)");
    private static final Pattern SERVER = Pattern.compile("([0-9.]+|[a-z][a-z0-9.-]*)(?::([0-9]{1,5}))?");

    /** Who decides a setting of a tenant whose file does not say. */
    public enum Decider {
        FILE,
        PAGE
    }

    /** Production refuses every convenience of the demo. */
    public enum Profile {
        DEMO,
        PRODUCTION
    }

    /**
     * @param publicUrl as people see it, without a path
     * @param bodySeconds how long a small body may take to come in
     * @param apiRequestsAMinute how often one caller may use the API on one node
     */
    public record Http(
            String host, int port, int managementPort, URI publicUrl, int bodySeconds, int apiRequestsAMinute) {}

    /**
     * The relying party at Keycloak.
     *
     * @param apiAudiences one of these must be in the audience of an access token
     */
    public record Oidc(URI issuer, String clientId, String clientSecret, Set<String> apiAudiences) {}

    /**
     * How companies connect their sign-ins by themselves.
     *
     * @param keycloak the admin API; without it the operator connects them by hand
     * @param privateHosts sign-ins inside the operator's own network that may be connected
     * @param dns who is asked about domains; without it the machine's own resolver
     */
    public record Sso(Optional<KeycloakAdmin.Settings> keycloak, PrivateHosts privateHosts, Optional<Dns> dns) {}

    /** A DNS server. */
    public record Dns(String host, int port) {}

    /**
     * @param uri {@code smtp://[user:password@]host[:port]} or {@code smtps://...}
     * @param key with which mails from the sender's domain are signed
     * @param bounces where mails come back to
     */
    public record Mail(URI uri, String from, Optional<DkimKey> key, Optional<Bounces> bounces) {}

    /** A mailbox for mails that come back. @param mailbox {@code imaps://user:password@host/folder} or {@code pop3s://...} */
    public record Bounces(String address, URI mailbox) {}

    /**
     * Whose plugins are let in before the operator approves anybody.
     *
     * @param publishers keys of the operator's own publishers, by publisher id
     * @param unsigned whether packages without a signature are let in; for development only
     */
    public record PluginTrust(Map<String, List<PublisherKey>> publishers, boolean unsigned) {}

    /** @param members host names or addresses of other nodes */
    public record Cluster(
            boolean enabled, String name, String host, int port, int eventBusPort, List<String> members) {}

    /** A variable that is missing or cannot be used. The message is for the operator. */
    public static final class Invalid extends RuntimeException {
        private static final long serialVersionUID = 1;

        Invalid(String message) {
            super(message, null, false, false);
        }
    }

    /** @throws Invalid naming the variable and what to do */
    public static Configuration from(Map<String, String> environment) {
        var read = new Variables(environment);
        Profile profile = read.oneOf("TAKEUP_PROFILE", Profile.class, Profile.DEMO);
        var http = new Http(
                read.text("TAKEUP_HTTP_HOST", "127.0.0.1"),
                read.port("TAKEUP_HTTP_PORT", 8080),
                read.port("TAKEUP_MANAGEMENT_PORT", 8081),
                read.origin("TAKEUP_PUBLIC_URL", "http://localhost:8080"),
                read.number("TAKEUP_BODY_SECONDS", 30, 1, 600),
                read.number("TAKEUP_API_REQUESTS_PER_MINUTE", 3_000, 1, 1_000_000));
        if (http.port() == http.managementPort() && http.port() != 0) {
            throw new Invalid(
                    "TAKEUP_MANAGEMENT_PORT is " + http.managementPort() + ", as TAKEUP_HTTP_PORT is: give health and"
                            + " figures a port of their own, or each of the two would get some of the requests of the other");
        }
        var data = Path.of(read.text("TAKEUP_DATA_DIR", "takeup-data"));
        var configuration = new Configuration(
                profile,
                http,
                data,
                read.optional("TAKEUP_MONGODB_URI"),
                read.optional("TAKEUP_MASTER_KEY").map(key -> key("TAKEUP_MASTER_KEY", key)),
                oidc(read),
                sso(read),
                signUp(read),
                mail(read),
                Path.of(read.text("TAKEUP_PLUGIN_DIR", data.resolve("plugins").toString())),
                privateHosts("TAKEUP_PLUGIN_PRIVATE_HOSTS", read),
                privateHosts("TAKEUP_WEBHOOK_PRIVATE_HOSTS", read),
                pluginTrust(read),
                confinement(read),
                Path.of(read.text("TAKEUP_TENANT_CONFIG_DIR", "tenant-config/tenants")),
                read.oneOf("TAKEUP_SETTINGS_DECIDED_BY", Decider.class, Decider.FILE),
                Path.of(read.text(
                        "TAKEUP_TENANT_SAFE_DIR", data.resolve("tenant-secrets").toString())),
                cluster(read),
                read.number("TAKEUP_DRAIN_SECONDS", 20, 0, 600));
        if (profile == Profile.PRODUCTION) {
            Production.demand(configuration);
        }
        return configuration;
    }

    private static Oidc oidc(Variables read) {
        String clientId = read.text("TAKEUP_OIDC_CLIENT_ID", "takeup-web");
        List<String> audiences = read.list("TAKEUP_OIDC_API_AUDIENCES");
        return new Oidc(
                URI.create(read.text("TAKEUP_OIDC_ISSUER", "http://localhost:8180/realms/takeup")),
                clientId,
                read.required("TAKEUP_OIDC_CLIENT_SECRET", "the secret of Takeup's client in Keycloak"),
                audiences.isEmpty() ? Set.of("takeup-api", clientId) : Set.copyOf(audiences));
    }

    private static boolean signUp(Variables read) {
        Optional<String> signUp = read.optional("TAKEUP_SIGN_UP");
        if (signUp.isPresent() && !signUp.get().equals("open")) {
            throw new Invalid("TAKEUP_SIGN_UP must be 'open' or not be set at all; 'open' lets any organisation make a"
                    + " workspace by itself");
        }
        if (signUp.isPresent() && keycloak(read).isEmpty()) {
            throw new Invalid("TAKEUP_SIGN_UP is 'open', but TAKEUP_KEYCLOAK_CLIENT_SECRET is missing: whoever signs up"
                    + " needs an organisation at Keycloak");
        }
        return signUp.isPresent();
    }

    private static Mail mail(Variables read) {
        String from = read.text("TAKEUP_MAIL_FROM", "takeup@localhost");
        return new Mail(
                URI.create(read.text("TAKEUP_SMTP_URI", "smtp://127.0.0.1:25")), from, dkim(read, from), bounces(read));
    }

    private static Optional<DkimKey> dkim(Variables read, String from) {
        Optional<String> key = read.optional("TAKEUP_DKIM_KEY");
        if (key.isEmpty()) {
            return Optional.empty();
        }
        String domain =
                from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
        try {
            return Optional.of(DkimKey.read(
                    read.text("TAKEUP_DKIM_DOMAIN", domain), read.text("TAKEUP_DKIM_SELECTOR", "takeup"), key.get()));
        } catch (IllegalArgumentException e) {
            throw new Invalid(
                    "TAKEUP_DKIM_KEY, TAKEUP_DKIM_DOMAIN and TAKEUP_DKIM_SELECTOR must say how mail is signed: "
                            + e.getMessage());
        }
    }

    private static Optional<Bounces> bounces(Variables read) {
        Optional<String> mailbox = read.optional("TAKEUP_BOUNCE_URI");
        Optional<String> address = read.optional("TAKEUP_BOUNCE_ADDRESS");
        if (mailbox.isPresent() != address.isPresent()) {
            throw new Invalid("TAKEUP_BOUNCE_URI and TAKEUP_BOUNCE_ADDRESS go together: the mailbox, and its address");
        }
        if (mailbox.isEmpty() || address.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(mailbox.get());
            Mailing.Returns.check(address.get(), uri);
            return Optional.of(new Bounces(address.get(), uri));
        } catch (IllegalArgumentException e) {
            // A URI that cannot be read is quoted in the message, with its password.
            String why = e.getCause() == null ? e.getMessage() : "it is no URI";
            throw new Invalid("TAKEUP_BOUNCE_URI and TAKEUP_BOUNCE_ADDRESS cannot be used: " + why);
        }
    }

    private static Sso sso(Variables read) {
        return new Sso(keycloak(read), privateHosts("TAKEUP_SSO_PRIVATE_HOSTS", read), dns(read));
    }

    private static Optional<KeycloakAdmin.Settings> keycloak(Variables read) {
        Optional<String> secret = read.optional("TAKEUP_KEYCLOAK_CLIENT_SECRET");
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        Oidc oidc = oidc(read);
        Matcher issuer = REALM.matcher(oidc.issuer().toString());
        boolean known = issuer.matches();
        String url = read.text("TAKEUP_KEYCLOAK_URL", known ? issuer.group(1) : "");
        String realm = read.text("TAKEUP_KEYCLOAK_REALM", known ? issuer.group(2) : "");
        if (!url.matches("https?://[^/].*[^/]") || realm.isEmpty()) {
            throw new Invalid("TAKEUP_KEYCLOAK_URL and TAKEUP_KEYCLOAK_REALM must say where Keycloak is, such as"
                    + " https://login.example.org and takeup; TAKEUP_OIDC_ISSUER does not");
        }
        String clientId = read.text("TAKEUP_KEYCLOAK_CLIENT_ID", "takeup-admin");
        return Optional.of(new KeycloakAdmin.Settings(URI.create(url), realm, clientId, secret.get(), oidc.clientId()));
    }

    private static Optional<Dns> dns(Variables read) {
        return read.optional("TAKEUP_DNS_SERVER").map(server -> {
            Matcher parts = SERVER.matcher(server);
            if (!parts.matches()) {
                throw new Invalid("TAKEUP_DNS_SERVER must be an address with or without a port, such as 10.0.0.53 or"
                        + " 10.0.0.53:5353");
            }
            return new Dns(parts.group(1), parts.group(2) == null ? 53 : Integer.parseInt(parts.group(2)));
        });
    }

    private static PrivateHosts privateHosts(String variable, Variables read) {
        try {
            return PrivateHosts.of(read.list(variable));
        } catch (IllegalArgumentException e) {
            throw new Invalid(variable + ": " + e.getMessage());
        }
    }

    private static PluginTrust pluginTrust(Variables read) {
        var publishers = new TreeMap<String, List<PublisherKey>>();
        for (String each : read.list("TAKEUP_PLUGIN_PUBLISHERS")) {
            int equals = each.indexOf('=');
            String id = each.substring(0, Math.max(0, equals));
            if (!PackageSignature.PUBLISHER.matcher(id).matches()) {
                throw publishers("'" + ZipNames.shown(each) + "' does not begin with a publisher's id");
            }
            try {
                publishers
                        .computeIfAbsent(id, ignored -> new ArrayList<>())
                        .add(PublisherKey.read(each.substring(equals + 1)));
            } catch (IllegalArgumentException e) {
                throw publishers("the key of " + id + " cannot be read");
            }
        }
        Optional<String> unsigned = read.optional("TAKEUP_PLUGINS_UNSIGNED");
        if (unsigned.isPresent() && !unsigned.get().equals("allow")) {
            throw new Invalid(
                    "TAKEUP_PLUGINS_UNSIGNED must be 'allow' or not be set at all; 'allow' lets plugins in that"
                            + " nobody stands for, and is for development");
        }
        return new PluginTrust(publishers, unsigned.isPresent());
    }

    private static Invalid publishers(String what) {
        return new Invalid("TAKEUP_PLUGIN_PUBLISHERS must be a list such as acme=MCowBQYDK2VwAyEA...: publisher ids and"
                + " Ed25519 public keys in base64, with commas between; " + what);
    }

    private static Set<Confinement.Part> confinement(Variables read) {
        var parts = EnumSet.noneOf(Confinement.Part.class);
        for (String label : read.list("TAKEUP_PLUGIN_CONFINEMENT")) {
            parts.add(Confinement.Part.of(label)
                    .orElseThrow(() -> new Invalid("TAKEUP_PLUGIN_CONFINEMENT holds '" + label
                            + "': write a list of network, user, limits, or leave it out")));
        }
        return Collections.unmodifiableSet(parts);
    }

    private static Cluster cluster(Variables read) {
        return new Cluster(
                read.flag("TAKEUP_CLUSTER"),
                read.text("TAKEUP_CLUSTER_NAME", "takeup"),
                read.text("TAKEUP_CLUSTER_HOST", "127.0.0.1"),
                read.port("TAKEUP_CLUSTER_PORT", 5701),
                read.port("TAKEUP_EVENTBUS_PORT", 5702),
                read.list("TAKEUP_CLUSTER_MEMBERS"));
    }

    private static byte[] key(String variable, String base64) {
        try {
            byte[] key = Base64.getDecoder().decode(base64);
            if (key.length == 32) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Said below, like a key of the wrong length.
        }
        throw new Invalid(variable + " must be 32 bytes in base64; make one with: openssl rand -base64 32");
    }
}
