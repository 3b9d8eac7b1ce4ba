package org.takeup.store;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.mongodb.MongoTimeoutException;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A store that takes commands and never answers. */
class StalledStoreIT {
    /** No look at the server's health comes between: that would end the wait in another way. */
    private static final String ONE_CONNECTION = "?maxPoolSize=1&heartbeatFrequencyMS=600000";

    @Test
    void whoWaitsForAConnectionIsToldBeforeTheOneThatHoldsItGivesUp() throws Exception {
        var sent = new CountDownLatch(2);
        CommandListener noting = new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                sent.countDown();
            }
        };
        try (var relay = new StoreRelay();
                Store store = TestStores.connect(relay.uri() + ONE_CONNECTION, noting)) {
            store.ping();
            relay.stall();
            Thread holder = Thread.ofVirtual().start(() -> assertThrows(RuntimeException.class, store::ping));
            sent.await();
            // Had it waited for the holder, it would have got the connection and a read timeout of its own.
            assertThrows(MongoTimeoutException.class, store::ping);
            holder.interrupt();
            holder.join();
        }
    }
}
