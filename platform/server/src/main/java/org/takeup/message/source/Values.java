package org.takeup.message.source;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of one recipient.
 *
 * @param known by variable; what is blank counts as not known
 * @param otherwise what stands for a variable of which nothing is known, in the message's language
 */
public record Values(Map<Variable, String> known, Map<Variable, String> otherwise) {
    public Values {
        known = copy(known);
        otherwise = copy(otherwise);
    }

    private static Map<Variable, String> copy(Map<Variable, String> values) {
        var copy = new EnumMap<Variable, String>(Variable.class);
        values.forEach((variable, value) -> {
            if (!value.isBlank()) {
                copy.put(variable, oneLine(value));
            }
        });
        return Map.copyOf(copy);
    }

    /** Directories have names with anything in them; a message has none of what turns or hides letters. */
    private static String oneLine(String value) {
        var clean = new StringBuilder();
        value.codePoints()
                .filter(letter -> Character.getType(letter) != Character.FORMAT
                        && Character.getType(letter) != Character.SURROGATE)
                .map(letter -> Character.isISOControl(letter) || Character.isWhitespace(letter) ? ' ' : letter)
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    /**
     * A message for its recipient.
     *
     * @param text without variables
     * @param missing what was not known, with what stands there instead
     */
    public record Filled(String subject, Source text, Map<Variable, String> missing) {}

    /** Puts the values in their places. */
    public Filled fill(List<Inline> subject, Source text) {
        var missing = new LinkedHashMap<Variable, String>();
        var line = new StringBuilder();
        for (Inline piece : filled(subject, missing)) {
            line.append(piece instanceof Inline.Text words ? words.text() : "");
        }
        var blocks = new ArrayList<Block>();
        for (Block block : text.blocks()) {
            switch (block) {
                case Block.Paragraph paragraph -> {
                    List<Inline> parts = filled(paragraph.parts(), missing);
                    if (!parts.isEmpty()) {
                        blocks.add(new Block.Paragraph(parts));
                    }
                }
                case Block.Points points -> {
                    List<List<Inline>> items = points.items().stream()
                            .map(item -> filled(item, missing))
                            .filter(item -> !item.isEmpty())
                            .toList();
                    if (!items.isEmpty()) {
                        blocks.add(new Block.Points(points.numbered(), items));
                    }
                }
            }
        }
        return new Filled(line.toString().strip(), new Source(blocks), Map.copyOf(missing));
    }

    private List<Inline> filled(List<Inline> pieces, Map<Variable, String> missing) {
        var filled = new ArrayList<Inline>();
        for (Inline piece : pieces) {
            switch (piece) {
                case Inline.Text text -> filled.add(text);
                case Inline.Break end -> filled.add(end);
                case Inline.Value value -> put(value(value, missing), filled);
                case Inline.Strong strong -> {
                    List<Inline> parts = filled(strong.parts(), missing);
                    if (!parts.isEmpty()) {
                        filled.add(new Inline.Strong(parts));
                    }
                }
                case Inline.Link link -> filled.add(link(link, missing));
            }
        }
        return filled;
    }

    /** Nothing takes the blank before it along: "Hello {{name}}," is "Hello,". */
    private static void put(String words, List<Inline> filled) {
        if (!words.isEmpty()) {
            filled.add(new Inline.Text(words));
        } else if (!filled.isEmpty()
                && filled.getLast() instanceof Inline.Text before
                && before.text().endsWith(" ")) {
            filled.removeLast();
            String shorter = before.text().substring(0, before.text().length() - 1);
            if (!shorter.isEmpty()) {
                filled.add(new Inline.Text(shorter));
            }
        }
    }

    private String value(Inline.Value value, Map<Variable, String> missing) {
        String words = known.get(value.variable());
        if (words != null) {
            return words;
        }
        String instead = value.otherwise().orElse(otherwise.getOrDefault(value.variable(), ""));
        missing.put(value.variable(), instead);
        return instead;
    }

    private Inline link(Inline.Link link, Map<Variable, String> missing) {
        String address =
                link.address().orElseGet(() -> value(new Inline.Value(Variable.LINK, Optional.empty()), missing));
        List<Inline> label = filled(link.label(), missing);
        return new Inline.Link(label.isEmpty() ? List.of(new Inline.Text(address)) : label, Optional.of(address));
    }
}
