package org.takeup.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.takeup.delivery.Eventually;

class LoopWatchTest {
    @Test
    void aPlatformWhoseEventLoopWasHeldFailsItsTest() {
        var held = new CountDownLatch(1);
        var platform = TestPlatform.start();
        try (var watch = LoopWatch.begin()) {
            platform.platform().vertx().runOnContext(ignored -> {
                try {
                    held.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            Eventually.holds(
                    "the checker warns",
                    Duration.ofSeconds(60),
                    () -> !watch.warnings().isEmpty());
        } finally {
            held.countDown();
        }
        AssertionError failure = assertThrows(AssertionError.class, platform::close);
        assertTrue(failure.getMessage().contains("event loop"), failure.getMessage());
    }

    @Test
    void whoDoesNotHoldALoopHearsNothing() {
        try (var watch = LoopWatch.begin();
                var platform = TestPlatform.start()) {
            assertEquals(200, platform.stranger().get("/").statusCode());
            assertEquals(0, watch.warnings().size());
        }
    }
}
