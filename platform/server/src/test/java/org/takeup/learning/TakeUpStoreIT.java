package org.takeup.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.takeup.app.TestPlatform;
import org.takeup.learning.RollUp.CellKey;

/** Figures that are read while they are counted anew. */
class TakeUpStoreIT {
    private static final int READS = 2_000;

    @Test
    void aReaderGetsTheOldFiguresOrTheNewOnesAndNeverNone() throws InterruptedException {
        try (var platform = TestPlatform.start()) {
            var store = new TakeUpStore(
                    platform.tenant("u" + UUID.randomUUID().toString().substring(0, 8)));
            var overview = new Overview(Instant.EPOCH, true, List.of(), List.of(), new Group("", "All units", "", 1));
            var cell = new Cell();
            cell.person();
            cell.add(Cell.Measure.ENROLLED, 1);
            store.replace(Map.of(new CellKey("", ""), cell), overview);
            var open = new AtomicBoolean(true);
            Thread counting = Thread.ofVirtual().start(() -> {
                while (open.get()) {
                    store.replace(Map.of(new CellKey("", ""), cell), overview);
                }
            });
            for (int i = 0; i < READS; i++) {
                assertEquals(1, store.counted("", "").orElseThrow().people());
            }
            assertTrue(store.counted("nowhere", "").isEmpty());
            open.set(false);
            counting.join();
        }
    }
}
