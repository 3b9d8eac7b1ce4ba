package org.takeup.delivery;

import java.net.URI;

/**
 * How this installation mails.
 *
 * @param server {@code smtp://} or {@code smtps://}, as in TAKEUP_SMTP_URI
 * @param ownHost how this node introduces itself to the mail server
 * @param sender of mails of tenants that have set none of their own: an address with an optional name
 */
public record Mailing(URI server, String ownHost, String sender) {}
