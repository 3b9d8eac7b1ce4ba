package org.takeup.app;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.delivery.MailToSend;
import org.takeup.delivery.Wishes;
import org.takeup.inbox.Inbox;
import org.takeup.inbox.InboxMessage;
import org.takeup.plan.InApp;
import org.takeup.plan.PlanComments;
import org.takeup.preference.PersonalWishes;
import org.takeup.preference.Preference;
import org.takeup.preference.Preferences;
import org.takeup.preference.Sendings;
import org.takeup.preference.Way;
import org.takeup.question.Inboxes;
import org.takeup.tenant.Workspace;

/**
 * What people are told outside of chats: what lands in their inboxes, and the note of each message that counts for how much
 * somebody gets. Thread-safe; blocks on the store.
 */
final class Told implements Inboxes {
    private final Inbox inbox;
    private final Preferences preferences;
    private final Wishes wishes;
    private final Sendings sendings;

    Told(Inbox inbox, Preferences preferences) {
        this.inbox = inbox;
        this.preferences = preferences;
        this.wishes = new PersonalWishes(preferences);
        this.sendings = new Sendings(preferences);
    }

    /** Notes what went out by mail. */
    void byMail(Workspace workspace, List<MailToSend> mails, Instant when) {
        sendings.noteAll(
                workspace,
                mails.stream()
                        .map(mail -> sent(mail.personId(), mail.reference(), mail.kind(), "EMAIL"))
                        .toList(),
                when);
    }

    /** Nobody is told by a chat of their own, a calendar or by word of mouth: of the two ways that are left, the one they named first. */
    @Override
    public Set<String> preferred(Workspace workspace, Collection<String> personIds) {
        return preferences.of(workspace, personIds).values().stream()
                .filter(wish -> {
                    int inApp = wish.ways().indexOf(Way.IN_APP);
                    int mail = wish.ways().indexOf(Way.EMAIL);
                    return !wish.ways().isEmpty() && (mail < 0 || inApp >= 0 && inApp < mail);
                })
                .map(Preference::personId)
                .collect(Collectors.toSet());
    }

    @Override
    public void put(Workspace workspace, Inboxes.Note note) {
        inbox.put(
                workspace,
                new InboxMessage(
                        note.key(),
                        note.personId(),
                        workspace.tenant().name(),
                        note.subject(),
                        note.words(),
                        Optional.of(note.link()),
                        workspace.clock().instant()));
    }

    /** Whoever is mentioned in a comment finds it in their inbox. */
    void mentioned(Workspace workspace, PlanComments.Comment comment) {
        comment.mentions()
                .forEach(person -> inbox.put(
                        workspace,
                        new InboxMessage(
                                "plan-comment:" + comment.id() + ":" + person,
                                person,
                                workspace.tenant().name(),
                                "Somebody mentions you in a plan",
                                comment.text(),
                                Optional.of("/plans/" + comment.plan() + "/comments"),
                                comment.at())));
    }

    /**
     * Puts what a plan says into an inbox. An inbox disturbs nobody, so that it is not waited for the hours that
     * somebody chose; everything else they chose counts.
     *
     * @return whether it is there now
     */
    boolean inApp(Workspace workspace, InApp.Note note) {
        Instant now = workspace.clock().instant();
        var waiting = new Wishes.Waiting(note.personId(), "plan-step", "IN_APP", true);
        if (wishes.ask(workspace, waiting, now) instanceof Wishes.Answer.Drop) {
            return false;
        }
        inbox.put(
                workspace,
                new InboxMessage(
                        note.key(),
                        note.personId(),
                        workspace.tenant().name(),
                        note.title(),
                        note.text(),
                        Optional.empty(),
                        now));
        sendings.noteAll(workspace, List.of(sent(note.personId(), note.reference(), "", "IN_APP")), now);
        return true;
    }

    /** A plan's message is named by its step; of others the kind says what they are about. */
    private static Sendings.Sent sent(String personId, String reference, String kind, String channel) {
        int slash = reference.indexOf('/');
        String plan = slash < 0 ? reference : reference.substring(0, slash);
        String step = slash < 0 ? kind : reference.substring(slash + 1);
        return new Sendings.Sent(personId, plan, step, channel);
    }
}
