package org.takeup.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/** The watcher itself: a check that never fails proves nothing. */
class QueryShapesTest {
    private final CollectionSpec waves = CollectionSpec.named("waves").index("state", "closes");

    @Test
    void aQueryOnAnIndexedFieldIsServed() {
        assertEquals(0, unserved("{find: 'waves', filter: {$and: [{t: 'a'}, {state: 'open'}]}}"));
        assertEquals(0, unserved("{find: 'waves', filter: {t: 'a'}, sort: {state: 1}}"));
        assertEquals(0, unserved("{find: 'waves', filter: {t: 'a', '_id': {t: 'a', k: '1'}, title: 'x'}}"));
        assertEquals(0, unserved("{find: 'waves', filter: {t: 'a'}}"));
    }

    @Test
    void aQueryOnAnotherFieldIsNotServed() {
        assertEquals(1, unserved("{find: 'waves', filter: {$and: [{t: 'a'}, {title: 'x'}]}}"));
        assertEquals(1, unserved("{find: 'waves', filter: {t: 'a'}, sort: {title: 1}}"));
        assertEquals(1, unserved("{find: 'waves', filter: {t: 'a', closes: {$lt: 5}}}"));
    }

    @Test
    void aCollectionThatNobodyDeclaredIsNotServed() {
        assertEquals(1, unserved("{find: 'stray', filter: {t: 'a'}}"));
    }

    private int unserved(String find) {
        var shapes = new QueryShapes();
        shapes.note("find", BsonDocument.parse(find));
        return shapes.withoutIndex(List.of(waves)).size();
    }
}
