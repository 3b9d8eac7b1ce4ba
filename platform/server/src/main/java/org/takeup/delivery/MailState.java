package org.takeup.delivery;

/** Where a mail is on its way. */
public enum MailState {
    /** Waits for its turn, for the end of the quiet hours or for the next try. Certainly not sent. */
    QUEUED,
    /** The mail server is being spoken to. */
    SENDING,
    /** The mail server has taken it. */
    SENT,
    /** The mail server has refused it, or it is not needed any more. Certainly not sent. */
    FAILED,
    /** The conversation broke off after the text was begun: it may have arrived. Never sent again by itself. */
    UNSURE
}
