package org.takeup.store;

/** A store that several processes reach: the embedded one, served by this process, or the one that tests are told to use. */
public final class ServedStore implements AutoCloseable {
    private final EmbeddedMongo embedded;
    private final String uri;

    public ServedStore() {
        this.embedded = EmbeddedMongo.inMemory();
        this.uri = TestStores.named().orElseGet(embedded::listen);
    }

    /** For {@link TestStores#connect}. */
    public String uri() {
        return uri;
    }

    @Override
    public void close() {
        embedded.close();
    }
}
