package org.takeup.preference;

import java.util.Optional;

/** By which way somebody wants to be told. */
public enum Way {
    EMAIL,
    CHAT,
    IN_APP,
    CALENDAR,
    /** Somebody says it to them. */
    IN_PERSON;

    /** The way that a channel of plans and senders is; nothing for one that nobody can choose. */
    static Optional<Way> ofChannel(String channel) {
        return switch (channel) {
            case "EMAIL" -> Optional.of(EMAIL);
            case "CHAT" -> Optional.of(CHAT);
            case "IN_APP" -> Optional.of(IN_APP);
            case "CALENDAR" -> Optional.of(CALENDAR);
            case "HAND_OVER" -> Optional.of(IN_PERSON);
            default -> Optional.empty();
        };
    }
}
