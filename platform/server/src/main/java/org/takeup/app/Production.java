package org.takeup.app;

import com.mongodb.ConnectionString;
import org.takeup.app.Configuration.Invalid;

/** What a node in production must be told, and must not be told. */
final class Production {
    private static final String SRV = "mongodb+srv://";

    private Production() {}

    /** @throws Invalid naming the variable that would be unsafe */
    static void demand(Configuration configuration) {
        String mongo = configuration
                .mongoUri()
                .orElseThrow(
                        () -> new Invalid(
                                "TAKEUP_MONGODB_URI is missing: production needs a MongoDB, the embedded store is for the demo"));
        demandGuarded(mongo);
        if (configuration.masterKey().isEmpty()) {
            throw new Invalid("TAKEUP_MASTER_KEY is missing: give 32 random bytes in base64, and keep them safe; "
                    + "without them no data can be read");
        }
        if (!configuration.http().publicUrl().getScheme().equals("https")) {
            throw new Invalid("TAKEUP_PUBLIC_URL must begin with https:// in production");
        }
        if (!"https".equals(configuration.oidc().issuer().getScheme())) {
            throw new Invalid("TAKEUP_OIDC_ISSUER must begin with https:// in production");
        }
    }

    private static void demandGuarded(String uri) {
        boolean guarded;
        try {
            // Names of services are asked of DNS, which is too early here; TLS is usual for them.
            boolean srv = uri.startsWith(SRV);
            var read = new ConnectionString(srv ? "mongodb://" + uri.substring(SRV.length()) : uri);
            boolean tls = read.getSslEnabled() == null ? srv : read.getSslEnabled();
            guarded = read.getCredential() != null && tls && !Boolean.TRUE.equals(read.getSslInvalidHostnameAllowed());
        } catch (IllegalArgumentException e) {
            // What it says quotes the address, with the password in it.
            throw new Invalid("TAKEUP_MONGODB_URI cannot be read; give a connection string with user, password and TLS,"
                    + " such as mongodb://takeup:...@db.example/?replicaSet=rs0&tls=true");
        }
        if (!guarded) {
            throw new Invalid(
                    "TAKEUP_MONGODB_URI must name a user with a password and switch TLS on, with names checked,"
                            + " in production: whoever reaches an open database has everything");
        }
    }
}
