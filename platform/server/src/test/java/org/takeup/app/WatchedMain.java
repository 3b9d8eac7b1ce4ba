package org.takeup.app;

import java.time.Clock;
import org.takeup.store.TestStores;

/** A node as {@link Main} starts it, but for its store, whose every command is watched; the log says what is wrong. */
final class WatchedMain {
    private WatchedMain() {}

    public static void main(String[] args) {
        Configuration configuration = Configuration.from(System.getenv());
        var store = TestStores.connect(configuration.mongoUri().orElseThrow());
        Platform.start(configuration, store, Clock.systemUTC());
    }
}
