package org.takeup.delivery;

import io.vertx.core.Vertx;
import java.time.Clock;

/**
 * Mails that belong to no workspace: to people who are about to have one. The caller keeps what must be sent and repeats
 * it; a repeated mail has the same Message-ID. Thread-safe; blocks, so not for event loops.
 */
public final class PlatformMail {
    private final Smtp smtp;
    private final Letterhead letterhead;
    private final Clock clock;

    /** @throws IllegalArgumentException if the server's address or its sender cannot be read */
    public PlatformMail(Vertx vertx, Mailing mailing) {
        this.smtp = new Smtp(vertx, mailing.server(), mailing.ownHost());
        this.letterhead = new Letterhead(Sender.parse(mailing.sender()), mailing.key());
        this.clock = Clock.systemUTC();
    }

    /** The mail was not sent, or nobody knows. The message is for the operator. */
    public static final class NotSent extends Exception {
        private static final long serialVersionUID = 1;

        private final boolean worthAnotherTry;

        NotSent(String reason, boolean worthAnotherTry) {
            super(reason, null, false, false);
            this.worthAnotherTry = worthAnotherTry;
        }

        public boolean worthAnotherTry() {
            return worthAnotherTry;
        }
    }

    /**
     * Sends one mail.
     *
     * @param to one plain address
     * @param id unique for this mail; the same when it is repeated
     */
    public void send(String to, Mail mail, String id) throws NotSent, InterruptedException {
        switch (smtp.send(letterhead.write(mail, to, Letterhead.Own.of(id), clock.instant()))) {
            case Outcome.Sent(long _) -> {}
            case Outcome.NotYet(String reason, boolean _) -> throw new NotSent(reason, true);
            case Outcome.Unsure(String reason) -> throw new NotSent(reason, true);
            case Outcome.Refused(String reason) -> throw new NotSent(reason, false);
        }
    }
}
