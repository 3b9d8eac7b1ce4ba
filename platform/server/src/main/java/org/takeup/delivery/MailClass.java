package org.takeup.delivery;

/**
 * What is promised of all mails of a kind.
 *
 * @param promise when a conversation with the mail server was cut off
 * @param optional whether a person may do without these mails, and say so
 */
public record MailClass(Promise promise, boolean optional) {
    /** Invitations and mails about an account: nobody may do without them, and a second copy does no harm. */
    public static final MailClass NEEDED = new MailClass(Promise.AT_LEAST_ONCE, false);

    /** Campaigns and reminders: a second copy annoys, and people may do without them. */
    public static final MailClass CAMPAIGN = new MailClass(Promise.AT_MOST_ONCE, true);

    /**
     * SMTP has a moment between the server's yes and our note of it. Who dies in it cannot know whether the mail went out,
     * so one of the two must be promised.
     */
    public enum Promise {
        /** What was cut off is left to a person. */
        AT_MOST_ONCE,
        /** What was cut off is sent again by itself, with the same Message-ID. */
        AT_LEAST_ONCE
    }
}
