package org.takeup.message.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as it was meant: paragraphs, lists, weight, https links, variables. Immutable.
 *
 * <p>It is written as plain text: an empty line ends a paragraph; {@code - } and {@code 1. } begin a point of a list;
 * {@code **words**} have weight; {@code [words](https://...)} is a link, and so is an address by itself;
 * {@code {{person.firstName|colleague}}} is a variable with what stands there if nothing is known. A backslash takes the
 * meaning from the character behind it.
 */
public record Source(List<Block> blocks) {
    /** Of the text as people write it. */
    public static final int LONGEST = 4_000;

    /** Of a subject. */
    public static final int LONGEST_LINE = 120;

    private static final int MOST_BLOCKS = 100;
    private static final Pattern BULLET = Pattern.compile("\\s*[-*\\u2022] +(?=\\S)");
    private static final Pattern NUMBER = Pattern.compile("\\s*\\d{1,3}\\. +(?=\\S)");

    public Source {
        blocks = List.copyOf(blocks);
    }

    /** Reads a text. @throws Wrong naming the first place that is not taken */
    public static Source read(String text) throws Wrong {
        String clean = checked(text, LONGEST);
        var blocks = new ArrayList<Block>();
        var lines = new ArrayList<Inline>();
        var items = new ArrayList<List<Inline>>();
        boolean numbered = false;
        int number = 0;
        for (String raw : clean.split("\n", -1)) {
            number++;
            Matcher bullet = BULLET.matcher(raw);
            Matcher count = NUMBER.matcher(raw);
            boolean point = bullet.lookingAt();
            boolean counted = !point && count.lookingAt();
            if (!items.isEmpty() && (!point && !counted || counted != numbered)) {
                blocks.add(new Block.Points(numbered, items));
                items.clear();
            }
            if (raw.isBlank() || point || counted) {
                end(lines, blocks);
            }
            if (point || counted) {
                numbered = counted;
                items.add(trimmed(new LineReader(raw, number, point ? bullet.end() : count.end(), true).all()));
            } else if (!raw.isBlank()) {
                if (!lines.isEmpty()) {
                    lines.add(new Inline.Break());
                }
                int from = raw.length() - raw.stripLeading().length();
                lines.addAll(trimmed(new LineReader(raw, number, from, true).all()));
            }
            if (blocks.size() > MOST_BLOCKS) {
                throw new Wrong(number, 1, "there are too many paragraphs. Write at most " + MOST_BLOCKS + ".");
            }
        }
        if (!items.isEmpty()) {
            blocks.add(new Block.Points(numbered, items));
        }
        end(lines, blocks);
        return new Source(blocks);
    }

    /** Reads one line, such as a subject, in which nothing but variables has a meaning. @throws Wrong as {@link #read} */
    public static List<Inline> line(String text) throws Wrong {
        String clean = checked(text, LONGEST_LINE).strip();
        int end = clean.indexOf('\n');
        if (end >= 0) {
            throw new Wrong(1, end + 1, "this is one line. Write it without a line end.");
        }
        return List.copyOf(new LineReader(clean, 1, 0, false).all());
    }

    private static String checked(String text, int most) throws Wrong {
        String clean = Letters.clean(text);
        if (clean.codePointCount(0, clean.length()) > most) {
            long line = clean.substring(0, clean.offsetByCodePoints(0, most))
                            .chars()
                            .filter(letter -> letter == '\n')
                            .count()
                    + 1;
            throw new Wrong((int) line, 1, "the text is too long. Write at most " + most + " characters.");
        }
        Letters.check(clean);
        return clean;
    }

    private static void end(List<Inline> lines, List<Block> blocks) {
        if (!lines.isEmpty()) {
            blocks.add(new Block.Paragraph(lines));
            lines.clear();
        }
    }

    private static List<Inline> trimmed(List<Inline> pieces) {
        var trimmed = new ArrayList<>(pieces);
        if (!trimmed.isEmpty() && trimmed.getLast() instanceof Inline.Text text) {
            trimmed.removeLast();
            if (!text.text().isBlank()) {
                trimmed.add(new Inline.Text(text.text().stripTrailing()));
            }
        }
        return trimmed;
    }

    /** A text that nobody meant for this way of writing: every character stands for itself. */
    public static Source plain(String text) {
        var blocks = new ArrayList<Block>();
        var lines = new ArrayList<Inline>();
        for (String raw : Letters.clean(text).split("\n", -1)) {
            if (raw.isBlank()) {
                end(lines, blocks);
            } else {
                if (!lines.isEmpty()) {
                    lines.add(new Inline.Break());
                }
                lines.add(new Inline.Text(raw.strip()));
            }
        }
        end(lines, blocks);
        return new Source(blocks);
    }

    /** Why an address cannot be a message's link; empty if it can. */
    public static String refusal(String address) {
        return LineReader.refusal(address);
    }

    /** The text from which reading makes this again. */
    public String written() {
        var written = new ArrayList<String>();
        for (Block block : blocks) {
            switch (block) {
                case Block.Paragraph paragraph -> written.add(SourceWriter.lines(paragraph.parts()));
                case Block.Points points -> {
                    var items = new StringBuilder();
                    for (int i = 0; i < points.items().size(); i++) {
                        items.append(i == 0 ? "" : "\n")
                                .append(points.numbered() ? i + 1 + ". " : "- ")
                                .append(SourceWriter.item(points.items().get(i)));
                    }
                    written.add(items.toString());
                }
            }
        }
        return String.join("\n\n", written);
    }

    /** The same with every text in it changed; marks, addresses and variables stay. */
    public Source mapped(UnaryOperator<String> change) {
        return new Source(blocks.stream()
                .map(block -> switch (block) {
                    case Block.Paragraph paragraph -> (Block) new Block.Paragraph(mapped(paragraph.parts(), change));
                    case Block.Points points ->
                        new Block.Points(
                                points.numbered(),
                                points.items().stream()
                                        .map(item -> mapped(item, change))
                                        .toList());
                })
                .toList());
    }

    private static List<Inline> mapped(List<Inline> pieces, UnaryOperator<String> change) {
        return pieces.stream()
                .map(piece -> switch (piece) {
                    case Inline.Text text -> (Inline) new Inline.Text(change.apply(text.text()));
                    case Inline.Strong strong -> new Inline.Strong(mapped(strong.parts(), change));
                    case Inline.Link link ->
                        isBare(link) ? link : new Inline.Link(mapped(link.label(), change), link.address());
                    case Inline.Value value -> value;
                    case Inline.Break end -> end;
                })
                .toList();
    }

    private static boolean isBare(Inline.Link link) {
        return link.address()
                .filter(address -> link.label().equals(List.of(new Inline.Text(address))))
                .isPresent();
    }

    /** Every text in it, as people read it, parted by line ends. */
    public String letters() {
        var letters = new ArrayList<String>();
        mapped(text -> {
            letters.add(text);
            return text;
        });
        return String.join("\n", letters);
    }

    /** The variables in it and in this line, each once, in their order. */
    public List<Variable> variables(List<Inline> line) {
        var found = new LinkedHashSet<Variable>();
        line.forEach(piece -> collect(piece, found));
        pieces().forEach(piece -> collect(piece, found));
        return List.copyOf(found);
    }

    /** Every piece, in its order. */
    public List<Inline> pieces() {
        return blocks.stream()
                .flatMap(block -> switch (block) {
                    case Block.Paragraph paragraph -> paragraph.parts().stream();
                    case Block.Points points -> points.items().stream().flatMap(List::stream);
                })
                .toList();
    }

    private static void collect(Inline piece, Set<Variable> found) {
        switch (piece) {
            case Inline.Value value -> found.add(value.variable());
            case Inline.Strong strong -> strong.parts().forEach(part -> collect(part, found));
            case Inline.Link link -> {
                link.label().forEach(part -> collect(part, found));
                if (link.address().equals(Optional.empty())) {
                    found.add(Variable.LINK);
                }
            }
            case Inline.Text _, Inline.Break _ -> {
                // Nothing of the recipient.
            }
        }
    }
}
