package org.takeup.plugin.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.LocalizedText;

/** Collects what breaks the API's rules on ids and texts, so that one run shows all of it. Not thread-safe. */
final class Rules {
    static final int LONGEST_TEXT = 1000;

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern FIELD_ID = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]{0,63}");
    private static final Pattern SIGNAL_ID = Pattern.compile("[a-z0-9][a-z0-9:-]{0,127}");
    private static final Pattern MARKUP = Pattern.compile("<[a-zA-Z/!]|&[a-zA-Z]{2,8};|&#");

    private final List<String> broken = new ArrayList<>();
    private Set<String> languages = Set.of();

    /** Everything that was wrong, each with its place. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    void require(boolean holds, String otherwise) {
        if (!holds) {
            broken.add(otherwise);
        }
    }

    void ids(String of, Stream<String> ids) {
        unique(
                of,
                ids.peek(id -> require(
                        ID.matcher(id).matches(),
                        of + " id '" + id + "': lower-case letters, digits and hyphens, at most 64 characters")));
    }

    void signalId(String id) {
        require(
                SIGNAL_ID.matcher(id).matches(),
                "signal id '" + id + "': lower-case letters, digits, hyphens and colons");
    }

    /** The first text sets the languages that all others must have. */
    void text(String where, LocalizedText text) {
        quoting(where, text);
        text.byLanguage().forEach((tag, words) -> noMarkup(where + " (" + tag + ")", words));
    }

    /** As {@link #text}, for a text that may quote what was read: a quotation may look like anything. */
    void quoting(String where, LocalizedText text) {
        if (languages.isEmpty()) {
            languages = text.byLanguage().keySet();
        }
        require(
                text.byLanguage().keySet().equals(languages),
                where + " has the languages " + text.byLanguage().keySet() + " and the first text has " + languages);
        text.byLanguage().forEach((tag, words) -> length(where + " (" + tag + ")", words, LONGEST_TEXT));
    }

    /** A text without markup, of at most so many characters. */
    void plain(String where, String words, int most) {
        length(where, words, most);
        noMarkup(where, words);
    }

    private void length(String where, String words, int most) {
        require(!words.isBlank(), where + " is empty");
        require(words.length() <= most, where + " is longer than " + most + " characters");
    }

    private void noMarkup(String where, String words) {
        require(!MARKUP.matcher(words).find(), where + " looks like markup: a plugin delivers plain text");
    }

    void form(String where, List<FormField> fields) {
        unique(
                where,
                fields.stream()
                        .map(FormField::id)
                        .peek(id -> require(
                                FIELD_ID.matcher(id).matches(),
                                where + " field id '" + id + "': letters, digits and hyphens")));
        for (FormField field : fields) {
            text(where + " " + field.id(), field.label());
            LocalizedText help = field.help();
            if (help != null) {
                text(where + " " + field.id() + " help", help);
            }
            ids(where + " " + field.id() + " choice", field.choices().stream().map(choice -> choice.id()));
            field.choices().forEach(choice -> text(where + " " + field.id() + " " + choice.id(), choice.label()));
        }
    }

    void unique(String of, Stream<String> ids) {
        Set<String> seen = new HashSet<>();
        ids.forEach(id -> require(seen.add(id), of + " id '" + id + "' is there twice"));
    }
}
