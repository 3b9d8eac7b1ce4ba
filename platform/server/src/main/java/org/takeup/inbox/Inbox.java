package org.takeup.inbox;

import java.util.List;
import java.util.Optional;
import org.takeup.http.Problem;
import org.takeup.store.CollectionSpec;
import org.takeup.store.Signals;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/** The inboxes of a workspace's people. Thread-safe; calls block. */
public final class Inbox {
    /** All collections of this capability. */
    public static final List<CollectionSpec> COLLECTIONS = List.of(InboxStore.MESSAGES);

    private final Watchers watchers;

    /** With news for pages that are open, on every node. */
    public Inbox(Signals signals) {
        this.watchers = new Watchers(signals);
    }

    /** Without anybody who hears of it. */
    public Inbox() {
        this.watchers = new Watchers();
    }

    /** What a person does with a message of theirs. */
    public enum Deed {
        READ,
        UNREAD,
        PUT_AWAY,
        BRING_BACK
    }

    /** A part of an inbox. @param next the cursor of the part after it, if there is one */
    public record Part(List<InboxEntry> messages, Optional<String> next) {}

    /**
     * Puts a message into its person's inbox. Its key is its id: of all who put it, also after the process was killed
     * half-way, one does and the others change nothing.
     *
     * @return whether it was new
     */
    public boolean put(Workspace workspace, InboxMessage message) {
        boolean fresh =
                new InboxStore(workspace).insert(message, workspace.clock().instant());
        if (fresh) {
            watchers.tell(workspace, message.personId());
        }
        return fresh;
    }

    /** How many messages the caller has not read, put away ones left out. */
    public long unread(Workspace workspace, Caller caller) {
        return new InboxStore(workspace).unread(caller.personId());
    }

    /** The caller's messages, the latest first. @param after the cursor of the part before, or empty for the first one */
    public Part list(Workspace workspace, Caller caller, boolean archived, Optional<String> after, int most) {
        List<InboxEntry> more = new InboxStore(workspace).latest(caller.personId(), archived, after, most + 1);
        return more.size() <= most
                ? new Part(more, Optional.empty())
                : new Part(more.subList(0, most), Optional.of(more.get(most - 1).cursor()));
    }

    /** The caller's messages that came after this cursor, the oldest first. */
    List<InboxEntry> since(Workspace workspace, Caller caller, String after, int most) {
        return new InboxStore(workspace).since(caller.personId(), after, most);
    }

    /** Does something with a message of the caller's. @throws Problem 404 if they have no such message */
    public void act(Workspace workspace, Caller caller, String id, Deed deed) {
        var store = new InboxStore(workspace);
        String person = caller.personId();
        boolean theirs = switch (deed) {
            case READ -> store.mark(person, id, true);
            case UNREAD -> store.mark(person, id, false);
            case PUT_AWAY -> store.move(person, id, true);
            case BRING_BACK -> store.move(person, id, false);
        };
        if (!theirs) {
            throw Problem.notFound();
        }
        watchers.tell(workspace, person);
    }

    /** Marks all of the caller's messages as read, put away ones left out. */
    public void readAll(Workspace workspace, Caller caller) {
        new InboxStore(workspace).markAll(caller.personId());
        watchers.tell(workspace, caller.personId());
    }

    Watchers watchers() {
        return watchers;
    }
}
