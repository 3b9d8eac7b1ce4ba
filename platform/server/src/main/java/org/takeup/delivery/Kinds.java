package org.takeup.delivery;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.takeup.tenant.Workspace;

/** What other rooms have said of their mails while wiring, and whom to ask about people's wishes. Thread-safe. */
final class Kinds {
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();
    private volatile Wishes wishes = Wishes.NONE;
    private volatile Complaints complaints = (workspace, personId, kind) -> {};
    private volatile WentOut wentOut = (workspace, mails, when) -> {};
    private volatile Optional<Unsubscribing> unsubscribing = Optional.empty();

    /** What is known of the mails of a kind. */
    record Kind(MailClass mailClass, MailComposer composer) {
        boolean isRepeated() {
            return mailClass.promise() == MailClass.Promise.AT_LEAST_ONCE;
        }
    }

    void register(String name, Kind kind) {
        kinds.put(name, kind);
    }

    void honour(Wishes other) {
        wishes = other;
    }

    void tellComplaints(Complaints other) {
        complaints = other;
    }

    void tellWentOut(WentOut other) {
        wentOut = other;
    }

    void unsubscribeAt(Unsubscribing other) {
        unsubscribing = Optional.of(other);
    }

    Optional<Kind> find(String name) {
        return Optional.ofNullable(kinds.get(name));
    }

    /** Whether a person may do without mails of this kind. */
    boolean isOptional(String name) {
        return find(name).filter(kind -> kind.mailClass().optional()).isPresent();
    }

    /** The kinds whose mails are sent again if they may have arrived. */
    List<String> repeated() {
        return kinds.entrySet().stream()
                .filter(each -> each.getValue().isRepeated())
                .map(Map.Entry::getKey)
                .toList();
    }

    Wishes wishes() {
        return wishes;
    }

    Complaints complaints() {
        return complaints;
    }

    WentOut wentOut() {
        return wentOut;
    }

    /** The link that unsubscribes from mails like this one, if they are optional. */
    Optional<URI> unsubscribe(Workspace workspace, MailToSend mail) {
        return isOptional(mail.kind())
                ? unsubscribing.map(each -> each.link(workspace, mail.personId(), mail.kind()))
                : Optional.empty();
    }
}
