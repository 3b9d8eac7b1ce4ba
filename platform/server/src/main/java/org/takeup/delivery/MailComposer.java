package org.takeup.delivery;

import org.takeup.tenant.Workspace;

/** Writes the mails of one kind. Called when a mail is about to be sent, on a virtual thread, possibly by several at once. */
@FunctionalInterface
public interface MailComposer {
    /**
     * Composes one mail. May be called again for the same mail if the mail server was not ready.
     *
     * @throws NotNeeded if the mail must not go out any more; it is set aside with the reason
     * @throws NotNow if it must wait for a person; it is tried again every minute, for two days
     */
    Mail compose(Workspace workspace, MailToSend mail);

    /** The mail must not go out any more, for example because its survey was closed. */
    final class NotNeeded extends RuntimeException {
        private static final long serialVersionUID = 1;

        /** @param reason a short sentence for the planner */
        public NotNeeded(String reason) {
            super(reason, null, false, false);
        }
    }

    /** The mail must not go out at the moment, for example because its text is being changed. */
    final class NotNow extends RuntimeException {
        private static final long serialVersionUID = 1;

        /** @param reason a short sentence for the planner */
        public NotNow(String reason) {
            super(reason, null, false, false);
        }
    }
}
