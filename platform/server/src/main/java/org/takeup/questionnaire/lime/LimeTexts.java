package org.takeup.questionnaire.lime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.takeup.questionnaire.format.Wording;

/** LimeSurvey's texts are HTML with expressions in braces; ours are plain, with ids in braces. */
final class LimeTexts {
    private static final Pattern EXPRESSION = Pattern.compile("\\{([^\\s{}][^{}]{0,500})}");
    private static final Pattern SHOWN = Pattern.compile(
            "(?:INSERTANS:)?((?:[A-Za-z]|\\d{1,12}X\\d{1,12}X\\d)[A-Za-z0-9_]{0,63})(?:\\.(?:shown|NAOK|value))?");
    /** All that was chosen of several, as we write it. */
    private static final Pattern LIST = Pattern.compile("list\\(([A-Za-z0-9_., ]{1,480})\\)");

    private static final Pattern COMMA = Pattern.compile(", *");
    private static final Map<String, String> HIDDEN =
            Map.of("<script", "</script", "<style", "</style", "<head", "</head", "<!--", "--");
    private static final Pattern BREAK = Pattern.compile("(?i)<br\\s*/?>|</(?:p|div|li|h[1-6]|tr)\\s*>");
    private static final Pattern PLAIN_TAG = Pattern.compile("(?i)</?(?:p|br|div|span)\\b[^<>]*>");
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z!][^<>]*>");
    private static final Pattern ENTITY = Pattern.compile("&(#x?[0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});");
    private static final Map<String, String> ENTITIES = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", " "),
            Map.entry("auml", "ä"),
            Map.entry("ouml", "ö"),
            Map.entry("uuml", "ü"),
            Map.entry("Auml", "Ä"),
            Map.entry("Ouml", "Ö"),
            Map.entry("Uuml", "Ü"),
            Map.entry("szlig", "ß"),
            Map.entry("eacute", "é"),
            Map.entry("egrave", "è"),
            Map.entry("agrave", "à"),
            Map.entry("ccedil", "ç"),
            Map.entry("ntilde", "ñ"),
            Map.entry("hellip", "…"),
            Map.entry("ndash", "–"),
            Map.entry("mdash", "—"),
            Map.entry("rsquo", "’"),
            Map.entry("lsquo", "‘"),
            Map.entry("ldquo", "“"),
            Map.entry("rdquo", "”"),
            Map.entry("bdquo", "„"),
            Map.entry("euro", "€"));
    /** Stand for a place until braces are doubled. Not characters that a text may have. */
    private static final char PLACE_BEGINS = '\u0001';

    private static final char PLACE_ENDS = '\u0002';

    private LimeTexts() {}

    /** A text without markup. @param lost in words: what of it was left out */
    record Plain(String text, List<String> lost) {}

    /** @param asked what an expression can name */
    static Plain plain(String html, int most, Function<String, Optional<Relevance.Asked>> asked) {
        var lost = new ArrayList<String>();
        String placed = places(html.replace(PLACE_BEGINS, ' ').replace(PLACE_ENDS, ' '), asked, lost);
        String visible = visible(placed);
        if (!visible.equals(placed)) {
            lost.add("scripts and styles in its text");
        }
        String broken = BREAK.matcher(visible).replaceAll("\n");
        String simple = PLAIN_TAG.matcher(broken).replaceAll("");
        String bare = TAG.matcher(simple).replaceAll("");
        if (!bare.equals(simple)) {
            lost.add("formatting, links or pictures in its text");
        }
        String text = Wording.tidy(
                        unescaped(bare).replaceAll("[ \\t\\u00a0]+", " ").replaceAll(" ?\\n[ \\n]*", "\n"))
                .replaceAll("[\\p{Cntrl}&&[^\\n\\u0001\\u0002]]", "")
                .replaceAll("[\\u202A-\\u202E\\u2066-\\u2069]", "");
        text = text.replace("{", "{{").replace(PLACE_BEGINS, '{').replace(PLACE_ENDS, '}');
        if (text.codePointCount(0, text.length()) > most) {
            lost.add("the end of its text, which is longer than " + most + " characters");
            text = text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
        }
        return new Plain(text, lost);
    }

    /** Without what browsers do not show. What has no end hides all that follows, so that each text is gone through once. */
    private static String visible(String html) {
        String lower = html.toLowerCase(Locale.ROOT);
        if (lower.length() != html.length()) {
            return html;
        }
        var visible = new StringBuilder();
        int from = 0;
        while (from < html.length()) {
            int open = html.indexOf('<', from);
            if (open < 0) {
                break;
            }
            int at = open;
            Optional<String> begins = HIDDEN.keySet().stream()
                    .filter(tag -> lower.startsWith(tag, at))
                    .findFirst();
            visible.append(html, from, begins.isPresent() ? open : open + 1);
            from = open + 1;
            if (begins.isPresent()) {
                int end = lower.indexOf(HIDDEN.get(begins.get()), open + 4);
                int closed = end < 0 ? -1 : html.indexOf('>', end);
                from = closed < 0 ? html.length() : closed + 1;
                visible.append(' ');
            }
        }
        return visible.append(html, Math.min(from, html.length()), html.length())
                .toString();
    }

    private static String places(String html, Function<String, Optional<Relevance.Asked>> asked, List<String> lost) {
        return EXPRESSION.matcher(html).replaceAll(found -> {
            Optional<String> id = shown(found.group(1), asked);
            if (id.isEmpty()) {
                lost.add("the expression " + found.group() + " in its text");
                return "…";
            }
            return PLACE_BEGINS + id.get() + PLACE_ENDS;
        });
    }

    /** Whether a text shows the answer to one of the questions that an expression can name. */
    static boolean shows(String html, Function<String, Optional<Relevance.Asked>> asked) {
        return EXPRESSION
                .matcher(html)
                .results()
                .anyMatch(found -> shown(found.group(1), asked).isPresent());
    }

    /** The id of the question whose whole answer an expression shows. */
    private static Optional<String> shown(String expression, Function<String, Optional<Relevance.Asked>> asked) {
        Matcher list = LIST.matcher(expression);
        if (list.matches()) {
            List<String> names = COMMA.splitAsStream(list.group(1)).toList();
            String question = names.getFirst().replaceFirst("_.*", "");
            return names.stream()
                            .allMatch(name -> name.matches("[A-Za-z0-9]+_[A-Za-z0-9]+\\.shown")
                                    && name.startsWith(question + "_"))
                    ? asked.apply(names.getFirst().replaceFirst("\\..*", "")).map(Relevance.Asked::item)
                    : Optional.empty();
        }
        Matcher single = SHOWN.matcher(expression);
        // The name of one choice of several shows that choice there, and the whole answer here.
        return single.matches()
                ? asked.apply(single.group(1))
                        .filter(each -> each.ticked().isEmpty())
                        .map(Relevance.Asked::item)
                : Optional.empty();
    }

    private static String unescaped(String text) {
        return ENTITY.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(character(found.group(1), found.group())));
    }

    private static String character(String name, String otherwise) {
        if (!name.startsWith("#")) {
            return ENTITIES.getOrDefault(name, otherwise);
        }
        boolean hex = name.startsWith("#x");
        try {
            int point = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
            boolean shown = Character.isValidCodePoint(point)
                    && Character.getType(point) != Character.SURROGATE
                    && !Character.isISOControl(point);
            return shown ? Character.toString(point) : " ";
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** As HTML. @param place what shows the answer to the question with an id */
    static String html(String text, Function<String, String> place) {
        var html = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\n' -> html.append("<br />");
                case '}' -> html.append("&#125;");
                case '{' -> {
                    int end = text.indexOf('}', i);
                    if (text.startsWith("{{", i)) {
                        html.append("&#123;");
                        i++;
                    } else if (end > i && text.substring(i + 1, end).matches("[a-z0-9][a-z0-9-]{0,63}")) {
                        html.append(place.apply(text.substring(i + 1, end)));
                        i = end;
                    } else {
                        html.append("&#123;");
                    }
                }
                default -> html.append(c);
            }
        }
        return html.toString();
    }
}
