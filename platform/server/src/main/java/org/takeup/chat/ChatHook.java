package org.takeup.chat;

import java.time.Instant;
import java.util.Optional;

/**
 * A chat that the workspace sends to. The webhook's address is a secret, and not in here.
 *
 * @param name what people call it, such as the channel's name
 * @param host of the address
 * @param restUntil before then nothing is sent, because the service asked to be left alone
 * @param trouble why the last try did not arrive, or empty
 */
public record ChatHook(
        String id,
        Service service,
        String name,
        String host,
        Instant created,
        String createdBy,
        Optional<Instant> lastArrived,
        Instant restUntil,
        String trouble) {}
