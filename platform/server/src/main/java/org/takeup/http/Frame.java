package org.takeup.http;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is around every page: a template's {@code frame} parameter.
 *
 * @param title of this page
 * @param place the workspace's or the console's name
 * @param base prefix of all links of this realm
 * @param accent the tenant's colour, checked to be {@code #rrggbb}
 * @param person name of the signed-in person, or null
 * @param csrf token for forms, empty without a session
 * @param warnings what an admin must do something about; shown on top
 * @param notices what the reader must know, for example that the store is the embedded one
 * @param logo of the workspace, or null
 * @param ask where a signed-in reader asks a question, with a code of this page; or null
 * @param languages to choose from; empty where there is no such page to come back to
 */
public record Frame(
        String title,
        String place,
        String base,
        String accent,
        Locale locale,
        ZoneId zone,
        @Nullable String person,
        List<NavGroup> navigation,
        String csrf,
        List<String> warnings,
        List<String> notices,
        String requestId,
        ShellWords words,
        List<LanguageLink> languages,
        @Nullable Logo logo,
        @Nullable String ask) {

    /**
     * The workspace's logo.
     *
     * @param href of the picture
     * @param width in pixels, so that nothing moves while it loads
     * @param height in pixels
     */
    public record Logo(String href, int width, int height) {}

    /**
     * The same page in another language.
     *
     * @param name in that language
     * @param current whether the reader has it
     */
    public record LanguageLink(String tag, String name, String href, boolean current) {}

    /**
     * Entries of the navigation that stand together.
     *
     * @param label of all of them; empty if they are so few that they need none
     * @param current whether the reader is on one of them or below it
     * @param count how much waits in all of them for the reader
     */
    public record NavGroup(String label, boolean current, long count, List<NavItem> items) {
        public NavGroup {
            items = List.copyOf(items);
        }
    }

    /**
     * An entry of the navigation.
     *
     * @param current whether the reader is on it or below it
     * @param count how much waits there for the reader
     */
    public record NavItem(String label, String href, boolean current, long count) {}

    /** How the reader's days and moments are written. */
    public Dates dates() {
        return new Dates(locale, zone);
    }

    /** An address within this realm. */
    public String link(String path) {
        return base + path;
    }
}
