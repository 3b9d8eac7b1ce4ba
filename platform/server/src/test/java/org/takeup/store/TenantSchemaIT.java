package org.takeup.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of an index that a collection declares no more. */
class TenantSchemaIT {
    private static final String TENANT = "a".repeat(24);
    private static final CollectionSpec BEFORE =
            CollectionSpec.named("retired_things").index("state", "due").index("name");
    private static final CollectionSpec NOW =
            CollectionSpec.named("retired_things").index("state", "due", "key").index("name");

    private final Store store = TestStores.inMemory();

    @AfterEach
    void close() {
        store.close();
    }

    private List<String> indexes(boolean dedicated) {
        return store
                .database(TENANT, dedicated)
                .getCollection(NOW.name())
                .listIndexes()
                .map(index -> index.getString("name"))
                .into(new ArrayList<>())
                .stream()
                .sorted()
                .toList();
    }

    @Test
    void theOldIndexIsDroppedInThePoolAndForDedicatedTenantsAndTheNewOneIsThere() {
        var before = new TenantSchema(store, List.of(BEFORE));
        before.preparePool();
        before.prepare(TENANT, true);
        assertEquals(List.of("_id_", "tenant", "tenant_name", "tenant_state_due"), indexes(false));
        assertEquals(indexes(false), indexes(true));

        var schema = new TenantSchema(store, List.of(NOW));
        for (int time = 0; time < 2; time++) {
            schema.retireIndex(NOW, List.of(TENANT), "state", "due");
            assertEquals(List.of("_id_", "tenant", "tenant_name", "tenant_state_due_key"), indexes(false));
            assertEquals(indexes(false), indexes(true));
        }
    }

    @Test
    void anIndexThatIsDeclaredIsNotDropped() {
        var schema = new TenantSchema(store, List.of(NOW));
        assertThrows(IllegalArgumentException.class, () -> schema.retireIndex(NOW, List.of(), "name"));
    }
}
