package org.takeup.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Addresses that get no optional mail any more: mails to them came back, or were complained about. */
final class HeldAddresses {
    static final CollectionSpec HELD = CollectionSpec.named("held_addresses");

    private final TenantCollection held;

    HeldAddresses(Workspace workspace) {
        this.held = workspace.collection(HELD);
    }

    /** @param why one sentence for the planner */
    void hold(MailToSend mail, String why, Instant now) {
        held.put(
                id(mail.to()),
                new Document("person", mail.personId())
                        .append("to", mail.to())
                        .append("why", why)
                        .append("since", Date.from(now)));
    }

    /** A person knows better. */
    void free(String address) {
        held.delete(id(address));
    }

    /** Why each of these is held back, for those that are; by address in lower case. */
    Map<String, String> reasons(Collection<String> addresses) {
        var reasons = new HashMap<String, String>();
        if (!addresses.isEmpty()) {
            held.findAll(addresses.stream().map(HeldAddresses::id).toList())
                    .forEach(each -> reasons.put(lower(each.getString("to")), each.getString("why")));
        }
        return reasons;
    }

    static String lower(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    private static String id(String address) {
        return OutboxStore.idOf(lower(address));
    }
}
