package org.takeup.inbox;

import java.time.Instant;
import java.util.Optional;

/**
 * A message in an inbox.
 *
 * @param id for addresses of pages and of the API
 * @param cursor for what is older
 * @param link a path of the workspace, or an address of the web
 * @param archived whether it was put away
 */
public record InboxEntry(
        String id,
        String cursor,
        String from,
        String subject,
        String words,
        Optional<String> link,
        Instant sent,
        boolean read,
        boolean archived) {}
