package org.takeup.plugin.asking;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers within later texts: <code>{item-id}</code> stands for the answer to that item, <code>{{</code> for a brace. Any other
 * brace is a brace.
 */
public final class Piping {
    private static final Pattern PLACE = Pattern.compile("\\{\\{|\\{([a-z0-9][a-z0-9-]{0,63})}");

    private Piping() {}

    /** The items whose answers the text asks for. */
    public static Set<String> references(String text) {
        var items = new LinkedHashSet<String>();
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            if (place.group(1) != null) {
                items.add(place.group(1));
            }
        }
        return items;
    }

    /** The text with each place filled. What is put in is not read again. @param words by item id */
    public static String fill(String text, Function<String, String> words) {
        if (text.indexOf('{') < 0) {
            return text;
        }
        return PLACE.matcher(text)
                .replaceAll(
                        place -> Matcher.quoteReplacement(place.group(1) == null ? "{" : words.apply(place.group(1))));
    }
}
