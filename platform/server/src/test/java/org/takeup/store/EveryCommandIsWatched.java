package org.takeup.store;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs after every test class by itself (META-INF/services): none may have sent a command that names no tenant. */
public final class EveryCommandIsWatched implements AfterAllCallback {
    @Override
    public void afterAll(ExtensionContext context) {
        List<String> offences = TestStores.WATCH.takeOffences();
        if (!offences.isEmpty()) {
            throw new AssertionError("Commands that name no tenant: " + offences);
        }
    }
}
