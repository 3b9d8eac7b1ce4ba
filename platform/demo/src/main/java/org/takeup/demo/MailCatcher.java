package org.takeup.demo;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * An SMTP server that takes every mail and sends none on. It listens on the loopback address only and keeps the newest
 * {@value #MOST_KEPT} mails in memory, one for each recipient. Thread-safe.
 */
public final class MailCatcher implements AutoCloseable {
    /** More mails than this push out the oldest. */
    static final int MOST_KEPT = 2000;

    private final GreenMail server;
    private final Clock clock;
    private final Deque<Mail> newestFirst = new ArrayDeque<>();
    private long taken;

    private MailCatcher(GreenMail server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /**
     * Starts on a port of its own choice, see {@link #uri()}.
     *
     * @param clock tells when a mail came
     */
    public static MailCatcher start(Clock clock) {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        UserManager users = server.getManagers().getUserManager();
        users.setAuthRequired(false);
        MailCatcher catcher = new MailCatcher(server, clock);
        GreenMailUser box = box(users);
        users.setMessageDeliveryHandler((message, recipient) -> {
            catcher.take(message.getMessage(), recipient.getEmail());
            return box;
        });
        return catcher;
    }

    /** Where to send mail: {@code smtp://127.0.0.1:<port>}. */
    public URI uri() {
        return URI.create("smtp://127.0.0.1:" + server.getSmtp().getPort());
    }

    /** All mails that are kept, the newest first. */
    public synchronized List<Mail> mails() {
        return List.copyOf(newestFirst);
    }

    /** The mail with this number, if it is still kept. */
    public Optional<Mail> mail(long number) {
        return mails().stream().filter(mail -> mail.number() == number).findFirst();
    }

    @Override
    public void close() {
        server.stop();
    }

    private synchronized void take(MimeMessage message, String recipient) throws MessagingException {
        taken++;
        newestFirst.addFirst(Mail.of(taken, clock.instant(), message, recipient));
        if (newestFirst.size() > MOST_KEPT) {
            newestFirst.removeLast();
        }
        forgetTheServersCopies();
    }

    /** The server keeps a copy of its own, which nobody reads; without this it would grow for as long as the demo runs. */
    private void forgetTheServersCopies() {
        if (taken % MOST_KEPT == 0) {
            try {
                server.purgeEmailFromAllMailboxes();
            } catch (FolderException e) {
                throw new IllegalStateException("The mail catcher cannot drop its old copies.", e);
            }
        }
    }

    private static GreenMailUser box(UserManager users) {
        try {
            return users.createUser("everybody@catcher.example", "everybody", "unused");
        } catch (UserException e) {
            throw new IllegalStateException("The mail catcher has no mail box.", e);
        }
    }
}
