package org.takeup.delivery;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.tenant.TenantSecrets;
import org.takeup.tenant.TenantSettings;
import org.takeup.tenant.Workspace;

/** Whose name and key the mails of a workspace carry. Thread-safe. */
final class Letterheads {
    private static final Logger LOG = LoggerFactory.getLogger(Letterheads.class);

    private final Sender installation;
    private final Optional<DkimKey> key;
    private volatile Optional<TenantSecrets> secrets = Optional.empty();

    Letterheads(Sender installation, Optional<DkimKey> key) {
        this.installation = installation;
        this.key = key;
    }

    void keepKeysIn(TenantSecrets other) {
        secrets = Optional.of(other);
    }

    /** The tenant's own key, if it has one, else the installation's. A key that is not where it should be signs nothing. */
    Letterhead of(Workspace workspace) {
        TenantSettings.Mail mail = workspace.settings().mail();
        Sender from = mail.from().isBlank() ? installation : Sender.parse(mail.from());
        return new Letterhead(
                from, mail.dkim().isPresent() ? own(workspace, from, mail.dkim().get()) : key);
    }

    private Optional<DkimKey> own(Workspace workspace, Sender from, TenantSettings.Dkim dkim) {
        try {
            return secrets.map(each -> each.resolve(workspace.tenant().slug(), dkim.key()))
                    .map(secret -> DkimKey.read(from.domain(), dkim.selector(), secret.value()));
        } catch (TenantSecrets.Unresolved | IllegalArgumentException e) {
            LOG.warn("Mail goes out without a signature, for its key cannot be used: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
