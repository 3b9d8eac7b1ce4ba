package org.takeup.store;

import com.mongodb.event.CommandListener;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The only place where tests open stores, so that every command of every test is watched: {@link EveryCommandIsWatched}
 * fails a class that sends one without a tenant.
 */
public final class TestStores {
    /** All commands that this JVM's tests send. */
    static final TenantWatch WATCH = new TenantWatch();

    private TestStores() {}

    /** The store that tests run on: in memory, or the one that {@code TAKEUP_TEST_MONGODB_URI} names. */
    public static Store open(CommandListener... more) {
        return named().map(uri -> connect(uri, more)).orElseGet(() -> inMemory(more));
    }

    /** One in memory, for a test that needs a store of its own or looks at the embedded one. */
    public static Store inMemory(CommandListener... more) {
        return Store.inMemory(watched(more));
    }

    /** The embedded one on disk, for tests that kill it. */
    public static Store embedded(Path folder, CommandListener... more) {
        return Store.embedded(folder, watched(more));
    }

    public static Store connect(String uri, CommandListener... more) {
        return Store.connect(uri, watched(more));
    }

    /** The engine that {@code TAKEUP_TEST_MONGODB_URI} names. */
    public static Optional<String> named() {
        return Optional.ofNullable(System.getenv("TAKEUP_TEST_MONGODB_URI")).filter(uri -> !uri.isBlank());
    }

    /** For whoever opens a store in another way: it is watched as those of this class are. */
    public static CommandListener watch() {
        return WATCH;
    }

    /**
     * What a process of its own has logged must not speak of a command that names no tenant. It opened its store here, and
     * nobody asks its {@link TenantWatch}.
     */
    public static void requireNoOffence(List<String> log) {
        List<String> offences =
                log.stream().filter(line -> line.contains(TenantWatch.OFFENCE)).toList();
        if (!offences.isEmpty()) {
            throw new AssertionError(offences);
        }
    }

    private static CommandListener[] watched(CommandListener... more) {
        var all = Arrays.copyOf(more, more.length + 1);
        all[more.length] = WATCH;
        return all;
    }
}
