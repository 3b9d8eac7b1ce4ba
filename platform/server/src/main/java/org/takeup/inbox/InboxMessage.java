package org.takeup.inbox;

import java.time.Instant;
import java.util.Optional;

/**
 * A message for one person's inbox. All texts are plain; pages show them as they are.
 *
 * @param key unique within the tenant, for example {@code plan-step:step:person}: putting it again changes nothing
 * @param from who says it, by name
 * @param subject one line
 * @param words any number of lines
 * @param link where to go from here: a path of the workspace such as {@code /my-surveys}, or an address of the web
 * @param sent when it was said
 */
public record InboxMessage(
        String key, String personId, String from, String subject, String words, Optional<String> link, Instant sent) {
    private static final int LONGEST_KEY = 300;
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_WORDS = 20_000;
    private static final int LONGEST_LINK = 2_000;

    /** @throws IllegalArgumentException if a part is blank or too long, or the link could lead to a script */
    public InboxMessage {
        check("key", key, LONGEST_KEY);
        check("personId", personId, LONGEST_KEY);
        check("from", from, LONGEST_LINE);
        check("subject", subject, LONGEST_LINE);
        check("words", words, LONGEST_WORDS);
        link.ifPresent(InboxMessage::checkLink);
    }

    private static void check(String name, String value, int longest) {
        if (value.isBlank() || value.length() > longest) {
            throw new IllegalArgumentException("The " + name + " of a message has 1 to " + longest + " characters");
        }
    }

    private static void checkLink(String link) {
        boolean path = link.startsWith("/") && !link.startsWith("//") && !link.startsWith("/\\");
        boolean web = link.startsWith("https://") || link.startsWith("http://");
        boolean plain = link.chars().allMatch(character -> character > ' ' && character < 0x7f);
        if (link.length() > LONGEST_LINK || !plain || !(path || web)) {
            throw new IllegalArgumentException("A link is a path of the workspace or an address of the web");
        }
    }
}
