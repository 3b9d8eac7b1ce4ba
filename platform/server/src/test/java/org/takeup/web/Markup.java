package org.takeup.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a page as a browser's tokenizer does (HTML 13.2.5, without character references) and finds what a word has
 * become in it: text and quoted values do no harm, anything else does.
 */
final class Markup {
    private static final Set<String> ADDRESSES =
            Set.of("href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcdoc", "style");
    private static final List<String> SCRIPT = List.of("javascript:", "vbscript:", "data:");

    private final String page;
    private final String word;
    private final List<String> harm = new ArrayList<>();
    private int at;

    private Markup(String page, String word) {
        this.page = page;
        this.word = word;
    }

    /** Where the word is a tag, an attribute, a part of script, or an address that runs script. Lower case. */
    static List<String> harm(String page, String word) {
        var markup = new Markup(page.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
        markup.read();
        return markup.harm;
    }

    private void read() {
        while (at < page.length()) {
            int open = page.indexOf('<', at);
            if (open < 0 || open + 1 >= page.length()) {
                return;
            }
            at = open + 1;
            char next = page.charAt(at);
            if (page.startsWith("!--", at)) {
                skipPast("-->");
            } else if (next == '!' || next == '?') {
                skipPast(">");
            } else if (next == '/' && at + 1 < page.length() && Character.isLetter(page.charAt(at + 1))) {
                at++;
                tag();
            } else if (Character.isLetter(next)) {
                content(tag());
            }
        }
    }

    /** Script and style end at their own end alone. */
    private void content(String tag) {
        if (Set.of("script", "style", "textarea", "title", "iframe", "noembed", "xmp")
                .contains(tag)) {
            int end = page.indexOf("</" + tag, at);
            String inside = page.substring(at, end < 0 ? page.length() : end);
            if (Set.of("script", "style").contains(tag) && inside.contains(word)) {
                harm.add("within " + tag);
            }
            at = end < 0 ? page.length() : end;
        }
    }

    private String tag() {
        int begin = at;
        while (at < page.length() && !Character.isWhitespace(page.charAt(at)) && "/>".indexOf(page.charAt(at)) < 0) {
            at++;
        }
        String name = page.substring(begin, at);
        if (name.contains(word)) {
            harm.add("the tag " + name);
        }
        while (at < page.length() && page.charAt(at) != '>') {
            attribute(name);
        }
        at++;
        return name;
    }

    private void attribute(String tag) {
        while (at < page.length() && (Character.isWhitespace(page.charAt(at)) || page.charAt(at) == '/')) {
            at++;
        }
        int begin = at;
        while (at < page.length() && !Character.isWhitespace(page.charAt(at)) && "/>=".indexOf(page.charAt(at)) < 0) {
            at++;
        }
        String name = page.substring(begin, at);
        if (name.contains(word)) {
            harm.add("the attribute " + name + " of " + tag);
        }
        while (at < page.length() && Character.isWhitespace(page.charAt(at))) {
            at++;
        }
        if (at < page.length() && page.charAt(at) == '=') {
            at++;
            value(tag, name);
        } else if (at == begin) {
            at++;
        }
    }

    private void value(String tag, String name) {
        while (at < page.length() && Character.isWhitespace(page.charAt(at))) {
            at++;
        }
        char quote = at < page.length() ? page.charAt(at) : '>';
        boolean quoted = quote == '"' || quote == '\'';
        int begin = quoted ? at + 1 : at;
        if (quoted) {
            int end = page.indexOf(quote, begin);
            at = end < 0 ? page.length() : end + 1;
        } else {
            while (at < page.length() && !Character.isWhitespace(page.charAt(at)) && page.charAt(at) != '>') {
                at++;
            }
        }
        String value = page.substring(begin, quoted ? Math.max(begin, at - 1) : at);
        if (value.contains(word)) {
            judge(tag, name, value, quoted);
        }
    }

    private void judge(String tag, String name, String value, boolean quoted) {
        if (!quoted) {
            harm.add("unquoted in " + name + " of " + tag);
        }
        if (name.startsWith("on")) {
            harm.add("script in " + name + " of " + tag);
        }
        String address = value.replaceAll("(&[a-z]+;|&#x?[0-9a-f]+;|[\\x00-\\x20])", "");
        if (ADDRESSES.contains(name) && SCRIPT.stream().anyMatch(address::startsWith)) {
            harm.add("an address that runs script in " + name + " of " + tag + ": " + value);
        }
    }

    private void skipPast(String end) {
        int found = page.indexOf(end, at);
        at = found < 0 ? page.length() : found + end.length();
    }
}
