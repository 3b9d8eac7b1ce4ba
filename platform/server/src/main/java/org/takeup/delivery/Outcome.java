package org.takeup.delivery;

/** How a conversation with the mail server ended. */
sealed interface Outcome {
    /** The server has taken the mail. @param heard when its yes came in, as {@link System#nanoTime} */
    record Sent(long heard) implements Outcome {}

    /**
     * Certainly not sent; worth another try.
     *
     * @param serverAway whether the next mail would meet the same
     */
    record NotYet(String reason, boolean serverAway) implements Outcome {}

    /** Certainly not sent, and trying again would not help. */
    record Refused(String reason) implements Outcome {}

    /** It may have been taken. */
    record Unsure(String reason) implements Outcome {}
}
