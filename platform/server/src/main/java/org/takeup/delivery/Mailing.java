package org.takeup.delivery;

import java.net.URI;
import java.util.Optional;

/**
 * How this installation mails.
 *
 * @param server {@code smtp://} or {@code smtps://}, as in TAKEUP_SMTP_URI
 * @param ownHost how this node introduces itself to the mail server
 * @param sender of mails of tenants that have set none of their own: an address with an optional name
 * @param key with which mails from its domain are signed
 * @param returns where mails come back to that cannot be delivered
 */
public record Mailing(URI server, String ownHost, String sender, Optional<DkimKey> key, Optional<Returns> returns) {
    /** Without a signature, and mails come back to their senders. */
    public Mailing(URI server, String ownHost, String sender) {
        this(server, ownHost, sender, Optional.empty(), Optional.empty());
    }

    /**
     * A mailbox of the platform's own for mails that come back.
     *
     * @param address {@code local@domain}; mails come back to {@code local+signed@domain}
     * @param mailbox where they are read, as in TAKEUP_BOUNCE_URI
     * @param secret with which the addresses are signed, 32 bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // A key, compared by nobody.
    public record Returns(String address, URI mailbox, byte[] secret) {
        private static final int LONGEST_LOCAL = 12;

        /** @throws IllegalArgumentException if the address cannot be used for it */
        public Returns {
            check(address, mailbox);
        }

        /** @throws IllegalArgumentException saying what does not fit; the message holds no password */
        public static void check(String address, URI mailbox) {
            Address.require(address);
            ReturnBox.check(mailbox);
            if (address.indexOf('@') > LONGEST_LOCAL) {
                throw new IllegalArgumentException(
                        "The part before the @ has at most 12 characters, so that the signature fits behind it");
            }
        }

        @Override
        public String toString() {
            return "Returns[" + address + "]";
        }
    }
}
