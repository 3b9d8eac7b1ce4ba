package org.takeup.app;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.identity.keycloak.KeycloakAdmin;
import org.takeup.identity.keycloak.RealmCheck;
import org.takeup.ops.Health;

/**
 * Looks at Keycloak's realm when the node starts and now and then afterwards, so that health and log say what is to be
 * changed there. For showing only: the node serves all the same.
 */
final class RealmWatch implements AutoCloseable {
    private static final Duration UNTIL_IT_FITS = Duration.ofSeconds(30);
    private static final Duration AFTERWARDS = Duration.ofMinutes(5);

    private final @Nullable RealmCheck realm;
    private final @Nullable Thread looking;

    RealmWatch(Optional<KeycloakAdmin> keycloak) {
        this.realm = keycloak.map(KeycloakAdmin::realm).orElse(null);
        this.looking =
                realm == null ? null : Thread.ofVirtual().name("realm-watch").start(() -> keepLooking(realm));
    }

    /** What was seen last. */
    String state() {
        return realm == null
                ? "not looked at: that takes TAKEUP_KEYCLOAK_CLIENT_SECRET; see the chart's README for what the realm needs"
                : realm.state();
    }

    private static void keepLooking(RealmCheck realm) {
        try {
            while (true) {
                realm.look();
                Thread.sleep(realm.state().equals(Health.OK) ? AFTERWARDS : UNTIL_IT_FITS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (looking != null) {
            looking.interrupt();
        }
    }
}
