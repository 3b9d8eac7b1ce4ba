package org.takeup.operator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.plugin.Packages.Version;
import org.takeup.tenant.Caller;

/**
 * What operators did that somebody may want to look into, in the log of the audit. The request is in the logging context;
 * the person is named by the identity provider's id alone.
 */
final class OperatorTrail {
    private static final Logger LOG = LoggerFactory.getLogger("org.takeup.audit");

    private OperatorTrail() {}

    static void loadedAnew(Version version, Caller by) {
        LOG.atInfo()
                .addKeyValue("event", "plugin-loaded-anew")
                .addKeyValue("realm", "operator")
                .addKeyValue("plugin", version.plugin())
                .addKeyValue("version", version.version())
                .addKeyValue("by", by.personId())
                .log("plugin-loaded-anew at operator: {} {}", version.plugin(), version.version());
    }
}
