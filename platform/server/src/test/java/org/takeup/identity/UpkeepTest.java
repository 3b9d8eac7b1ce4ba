package org.takeup.identity;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.MongoException;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UpkeepTest {
    @Test
    void aRoundThatFailsIsNotTheLastOneHoweverItFails() throws InterruptedException {
        Iterator<Throwable> failures = List.of(
                        new MongoException("away"),
                        new IllegalStateException("closing"),
                        new NullPointerException("a document that nobody expected"),
                        new StackOverflowError("on purpose"))
                .iterator();
        var wentOn = new CountDownLatch(1);
        Vertx vertx = Vertx.vertx();
        try {
            Upkeep.every(vertx, Duration.ofMillis(1), () -> {
                if (failures.hasNext()) {
                    failBy(failures.next());
                }
                wentOn.countDown();
            });
            assertTrue(wentOn.await(20, TimeUnit.SECONDS));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static void failBy(Throwable failure) {
        switch (failure) {
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new AssertionError(failure);
        }
    }
}
