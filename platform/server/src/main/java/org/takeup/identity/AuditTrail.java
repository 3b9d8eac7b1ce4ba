package org.takeup.identity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happened at the door that somebody may want to look into, as structured log lines of their own logger. Request
 * and tenant are in the logging context; nothing here names a person.
 */
final class AuditTrail {
    private static final Logger LOG = LoggerFactory.getLogger("org.takeup.audit");

    private AuditTrail() {}

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
