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

    @Test
    void aSortThatTheIndexDoesNotGiveIsNotServed() {
        assertEquals(0, unserved("{find: 'waves', filter: {t: 'a', state: 'open'}, sort: {closes: 1}}"));
        assertEquals(0, unserved("{find: 'waves', filter: {t: 'a', state: 'open'}, sort: {state: 1, closes: 1}}"));
        assertEquals(1, unserved("{find: 'waves', filter: {t: 'a', state: 'open'}, sort: {title: 1}}"));
        assertEquals(1, unserved("{find: 'waves', filter: {t: 'a', state: {$gt: 'a'}}, sort: {closes: 1}}"));
    }

    @Test
    void allFiltersAtTheBeginningOfAPipelineCount() {
        assertEquals(0, aggregated("[{$match: {t: 'a'}}, {$match: {state: 'open'}}, {$count: 'n'}]"));
        assertEquals(1, aggregated("[{$match: {t: 'a'}}, {$match: {title: 'x'}}, {$count: 'n'}]"));
        assertEquals(1, aggregated("[{$match: {t: 'a'}}, {$sort: {title: 1}}, {$limit: 1}]"));
    }

    private int aggregated(String pipeline) {
        var shapes = new QueryShapes();
        shapes.note("aggregate", BsonDocument.parse("{aggregate: 'waves', pipeline: " + pipeline + "}"));
        return shapes.withoutIndex(List.of(waves)).size();
    }

    private int unserved(String find) {
        var shapes = new QueryShapes();
        shapes.note("find", BsonDocument.parse(find));
        return shapes.withoutIndex(List.of(waves)).size();
    }
}
