package org.takeup.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ConnectionDescription;
import com.mongodb.connection.ServerId;
import com.mongodb.event.CommandStartedEvent;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The watcher itself: what it lets through, and what it does not. */
class TenantWatchTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{find: 'c', filter: {t: 'a'}}",
                "{find: 'c', filter: {$and: [{t: 'a'}, {x: 1}]}}",
                "{insert: 'c', documents: [{t: 'a'}, {t: 'a'}]}",
                "{update: 'c', updates: [{q: {t: 'a'}, u: {$set: {x: 1}}}]}",
                "{aggregate: 'c', pipeline: [{$match: {t: 'a'}}, {$count: 'n'}]}",
                "{createIndexes: 'c', indexes: []}"
            })
    void commandsThatNameATenantPass(String command) {
        assertEquals(0, offences("takeup_pool_data", command));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{find: 'c', filter: {x: 1}}",
                "{find: 'c', filter: {$or: [{t: 'a'}, {x: 1}]}}",
                "{find: 'c', filter: {t: {$in: ['a', 'b']}}}",
                "{find: 'c', filter: {t: {$ne: 'a'}}}",
                "{insert: 'c', documents: [{t: 'a'}, {x: 1}]}",
                "{update: 'c', updates: [{q: {t: 'a'}}, {q: {}}]}",
                "{delete: 'c', deletes: [{q: {}}]}",
                "{aggregate: 'c', pipeline: [{$group: {_id: '$t'}}]}",
                "{count: 'c', query: {}}",
                "{drop: 'c'}",
                "{mapReduce: 'c'}"
            })
    void commandsThatCouldTouchOtherTenantsAreNoted(String command) {
        assertEquals(1, offences("takeup_pool_data", command));
        assertEquals(1, offences("t_0123456789abcdef01234567", command));
    }

    @Test
    void controlDataBelongsToNoTenant() {
        assertEquals(0, offences(Store.CONTROL, "{find: 'tenants', filter: {slug: 'acme'}}"));
        assertEquals(0, offences(Store.CONTROL, "{ping: 1}"));
    }

    @Test
    void aCollectionThatNobodyNamedIsNoControlData() {
        assertEquals(1, offences(Store.CONTROL, "{find: 'answers', filter: {t: 'a'}}"));
        assertEquals(1, offences(Store.CONTROL, "{insert: 'people', documents: [{x: 1}]}"));
    }

    @Test
    void aCommandThatTheWatchCannotReadIsNoted() {
        assertEquals(1, offences("takeup_pool_data", "{update: 'c', updates: [{u: {$set: {x: 1}}}]}"));
        assertEquals(1, offences("takeup_pool_data", "{find: 'c', filter: 'everything'}"));
    }

    @Test
    void whatWasTakenIsToldOnce() {
        var watch = new TenantWatch();
        send(watch, "takeup_pool_data", "{drop: 'c'}");
        assertEquals(1, watch.takeOffences().size());
        assertEquals(0, watch.takeOffences().size());
    }

    private static int offences(String database, String json) {
        var watch = new TenantWatch();
        send(watch, database, json);
        return watch.offences().size();
    }

    private static void send(TenantWatch watch, String database, String json) {
        var command = BsonDocument.parse(json);
        var connection = new ConnectionDescription(new ServerId(new ClusterId(), new ServerAddress()));
        watch.commandStarted(new CommandStartedEvent(null, 1, 1, connection, database, command.getFirstKey(), command));
    }
}
