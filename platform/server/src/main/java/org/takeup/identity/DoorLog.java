package org.takeup.identity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happened at the door that somebody may want to look into, as structured log lines of their own logger: also what
 * strangers try, which would fill a workspace's audit trail. Request and tenant are in the logging context; nothing here
 * names a person.
 */
final class DoorLog {
    private static final Logger LOG = LoggerFactory.getLogger("org.takeup.audit");

    private DoorLog() {}

    static void noted(String event, Sessions.Realm realm, String reason) {
        LOG.atInfo()
                .addKeyValue("event", event)
                .addKeyValue("realm", name(realm))
                .addKeyValue("reason", reason)
                .log("{} at {}: {}", event, name(realm), reason);
    }

    private static String name(Sessions.Realm realm) {
        return switch (realm) {
            case Sessions.Realm.OfTenant tenant -> tenant.id();
            case Sessions.Realm.OfOperator _ -> "operator";
        };
    }
}
