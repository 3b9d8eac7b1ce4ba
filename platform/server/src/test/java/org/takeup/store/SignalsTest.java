package org.takeup.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.junit5.Checkpoint;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SignalsTest {
    @Test
    void everyListenerOfATopicHearsTheKeyWhereItMayBlock(Vertx vertx, VertxTestContext test) {
        var signals = new Signals(vertx);
        Checkpoint heard = test.checkpoint(2);
        for (int i = 0; i < 2; i++) {
            signals.listen(
                    Signals.Topic.TENANTS,
                    key -> test.verify(() -> {
                        assertEquals("acme", key);
                        assertTrue(Thread.currentThread().isVirtual());
                        heard.flag();
                    }));
        }
        signals.publish(Signals.Topic.TENANTS, "acme");
    }

    @Test
    void whoListensToOneTopicDoesNotHearAnother(Vertx vertx, VertxTestContext test) {
        var signals = new Signals(vertx);
        signals.listen(
                Signals.Topic.PLUGINS,
                key -> test.verify(() -> {
                    assertEquals("for plugins", key);
                    test.completeNow();
                }));
        signals.publish(Signals.Topic.TENANTS, "for tenants");
        signals.publish(Signals.Topic.PLUGINS, "for plugins");
    }
}
