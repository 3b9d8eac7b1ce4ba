package org.takeup.chat;

import java.util.Optional;

/**
 * What is said in a chat.
 *
 * @param title one line
 * @param text any number of lines, plain: no service's own marks are read in it
 * @param link to more
 */
public record ChatMessage(String title, String text, Optional<Link> link) {
    /** @param label what its button says */
    public record Link(String label, String url) {}
}
