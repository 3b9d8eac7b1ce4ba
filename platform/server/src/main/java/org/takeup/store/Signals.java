package org.takeup.store;

import io.vertx.core.Vertx;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * "Something changed, look it up": hints between the nodes of a cluster over the Vert.x event bus. They carry a key and
 * no data, may get lost and may come twice; the truth is in the store, and every listener also looks there by itself now
 * and then. Thread-safe.
 */
public final class Signals {
    private final Vertx vertx;
    private final Consumer<Topic> received;

    public Signals(Vertx vertx) {
        this(vertx, topic -> {});
    }

    /** As above; {@code received} is told of each signal that a listener gets, for metrics. */
    public Signals(Vertx vertx, Consumer<Topic> received) {
        this.vertx = vertx;
        this.received = received;
    }

    /** What can change. The addresses on the bus are made from these names alone, never from input. */
    public enum Topic {
        TENANTS,
        PLUGINS,
        REVOCATIONS,
        JOBS,
        WAVES,
        INBOX
    }

    /** Tells every node, this one included. Does not wait. */
    public void publish(Topic topic, String key) {
        vertx.eventBus().publish(address(topic), key);
    }

    /** Calls the listener with each key, on a virtual thread of its own. */
    public void listen(Topic topic, Consumer<String> listener) {
        vertx.eventBus().<String>consumer(address(topic), message -> {
            String key = message.body();
            received.accept(topic);
            Thread.ofVirtual().name("signal-" + topic).start(() -> listener.accept(key));
        });
    }

    private static String address(Topic topic) {
        return "takeup.changed." + topic.name().toLowerCase(Locale.ROOT);
    }
}
