package org.takeup.lifecycle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What a person is known by: ids, addresses and names. Finds it in documents and takes it out. Immutable.
 *
 * <p>A name counts only where texts are free, as whole words, and only if it has two of them: a single word says too
 * little about who is meant.
 */
final class Traces {
    /** What stands where something of the person stood. */
    static final String ERASED = "erased";

    /** So that ann@x.example is not found in mary.ann@x.example nor in ann@x.example.org. */
    private static final String LEFT_OF_ADDRESS = "(?<![\\p{L}\\p{N}._%+'-])";

    private static final String RIGHT_OF_ADDRESS = "(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])";

    private final Set<String> ids;
    private final @Nullable Pattern identifiers;
    private final @Nullable Pattern all;

    private Traces(Set<String> ids, Collection<String> addresses, Collection<String> names) {
        this.ids = Set.copyOf(ids);
        var exact = new TreeSet<String>();
        ids.forEach(id -> exact.add(word(id)));
        addresses.stream()
                .filter(address -> address.indexOf('@') > 0)
                .forEach(address -> exact.add(LEFT_OF_ADDRESS + Pattern.quote(address) + RIGHT_OF_ADDRESS));
        this.identifiers = pattern(exact);
        var more = new TreeSet<>(exact);
        names.stream().map(String::strip).filter(name -> name.indexOf(' ') > 0).forEach(name -> more.add(word(name)));
        this.all = pattern(more);
    }

    private static String word(String text) {
        return "(?<![\\p{L}\\p{N}])" + Pattern.quote(text) + "(?![\\p{L}\\p{N}])";
    }

    static Traces of(Set<String> ids, Collection<String> addresses, Collection<String> names) {
        return new Traces(ids, addresses, names);
    }

    private static @Nullable Pattern pattern(Set<String> texts) {
        if (texts.isEmpty()) {
            return null;
        }
        return Pattern.compile(
                texts.stream().collect(Collectors.joining("|")), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    Set<String> ids() {
        return ids;
    }

    /** Whether the value is one of the person's ids. */
    boolean is(@Nullable Object value) {
        return value instanceof String text && ids.contains(text);
    }

    /** Whether an id or an address stands anywhere in the text. */
    boolean names(@Nullable Object value) {
        return value instanceof String text
                && identifiers != null
                && identifiers.matcher(text).find();
    }

    /** The value without ids and addresses, and without names if texts are free there. The same object if there are none. */
    @Nullable
    Object scrub(@Nullable Object value, boolean freeTexts) {
        return switch (value) {
            case String text -> scrub(text, freeTexts ? all : identifiers);
            case Document document -> scrub(document, freeTexts);
            case List<?> list -> scrub(list, freeTexts);
            case null, default -> value;
        };
    }

    private static String scrub(String text, @Nullable Pattern pattern) {
        if (pattern == null) {
            return text;
        }
        var matcher = pattern.matcher(text);
        return matcher.find() ? matcher.replaceAll(ERASED) : text;
    }

    private Document scrub(Document document, boolean freeTexts) {
        Document changed = document;
        for (var entry : document.entrySet()) {
            // Beside the person's id stands their name, whatever it is.
            boolean theirName = entry.getKey().equals("name") && is(document.get("person"));
            Object next = theirName ? ERASED : scrub(entry.getValue(), freeTexts);
            if (next != entry.getValue()) {
                changed = changed == document ? new Document(document) : changed;
                changed.put(entry.getKey(), next);
            }
        }
        return changed;
    }

    private List<?> scrub(List<?> list, boolean freeTexts) {
        List<Object> next = new ArrayList<>(list.size());
        boolean changed = false;
        for (Object each : list) {
            Object scrubbed = scrub(each, freeTexts);
            changed |= scrubbed != each;
            next.add(scrubbed);
        }
        return changed ? next : list;
    }
}
