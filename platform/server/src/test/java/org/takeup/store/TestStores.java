package org.takeup.store;

import com.mongodb.event.CommandListener;

/** The store that tests run on: in memory, or the one that {@code TAKEUP_TEST_MONGODB_URI} names. */
public final class TestStores {
    private TestStores() {}

    public static Store open(CommandListener... listeners) {
        String uri = System.getenv("TAKEUP_TEST_MONGODB_URI");
        return uri == null || uri.isBlank() ? Store.inMemory(listeners) : Store.connect(uri, listeners);
    }
}
