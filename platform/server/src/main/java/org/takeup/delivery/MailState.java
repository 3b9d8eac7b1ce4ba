package org.takeup.delivery;

/** Where a mail is on its way. */
public enum MailState {
    /** Waits for its turn, for the end of the quiet hours or for the next try. */
    QUEUED,
    /** A person has paused its mailing. */
    PAUSED,
    /** The mail server is being spoken to. */
    SENDING,
    /** The mail server has taken it. */
    SENT,
    /** The mail server had taken it, and it came back: it has not reached its person. */
    BOUNCED,
    /** The mail server has refused it, or it is not needed any more. Certainly not sent. */
    FAILED,
    /** A person has cancelled its mailing before it was sent. */
    CANCELLED,
    /** The conversation broke off after the text was begun: it may have arrived. Never sent again by itself. */
    UNSURE;

    /** For the planner. */
    public String words() {
        return switch (this) {
            case QUEUED -> "Waiting";
            case PAUSED -> "Paused";
            case SENDING -> "Being sent";
            case SENT -> "Sent";
            case BOUNCED -> "Came back";
            case FAILED -> "Not sent";
            case CANCELLED -> "Cancelled";
            case UNSURE -> "In doubt";
        };
    }
}
