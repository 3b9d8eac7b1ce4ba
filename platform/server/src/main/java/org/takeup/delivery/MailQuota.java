package org.takeup.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.takeup.tenant.Quota;
import org.takeup.tenant.Quotas;
import org.takeup.tenant.Usage;
import org.takeup.tenant.Workspace;

/** How many mails a workspace may still send today. What is over waits for tomorrow. Thread-safe. */
final class MailQuota {
    private final Quotas quotas;
    private final Usage usage;

    MailQuota(Quotas quotas, Usage usage) {
        this.quotas = quotas;
        this.usage = usage;
    }

    /** How many are left; very many without a limit. */
    long left(Workspace workspace) {
        String tenant = workspace.tenant().id();
        OptionalLong most = quotas.of(tenant).quota().of(Quota.Kind.MAILS_A_DAY);
        return most.isEmpty()
                ? Long.MAX_VALUE
                : Math.max(0, most.getAsLong() - usage.today(tenant).mails());
    }

    /** When mail goes out again, if the quota of today is used up. */
    Optional<Instant> until(Workspace workspace) {
        return left(workspace) > 0
                ? Optional.empty()
                : Optional.of(workspace.clock().instant().plus(usage.untilTomorrow()));
    }

    /** Counts mails that went out. */
    void sent(Workspace workspace, long count) {
        if (count > 0) {
            usage.mails(workspace.tenant().id(), count);
        }
    }
}
