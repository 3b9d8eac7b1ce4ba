package org.takeup.message.format;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.takeup.message.source.Block;
import org.takeup.message.source.Inline;
import org.takeup.message.source.Source;

/** A text without any marks, as one reads it in a mail program that shows text alone. */
public final class PlainText {
    private PlainText() {}

    /** Paragraphs with empty lines between them; links with their address behind the words. */
    public static String of(Source text) {
        var blocks = new ArrayList<String>();
        for (Block block : text.blocks()) {
            switch (block) {
                case Block.Paragraph paragraph -> blocks.add(pieces(paragraph.parts(), true));
                case Block.Points points -> {
                    var lines = new ArrayList<String>();
                    for (int i = 0; i < points.items().size(); i++) {
                        String mark = points.numbered() ? i + 1 + ". " : "- ";
                        lines.add(mark + pieces(points.items().get(i), true));
                    }
                    blocks.add(String.join("\n", lines));
                }
            }
        }
        return String.join("\n\n", blocks);
    }

    static String pieces(List<Inline> pieces, boolean addresses) {
        var plain = new StringBuilder();
        for (Inline piece : pieces) {
            switch (piece) {
                case Inline.Text text -> plain.append(text.text());
                case Inline.Break _ -> plain.append('\n');
                case Inline.Strong strong -> plain.append(pieces(strong.parts(), addresses));
                case Inline.Link link -> {
                    String label = pieces(link.label(), false);
                    String address = link.address().orElse("");
                    plain.append(!addresses || label.equals(address) ? label : label + ": " + address);
                }
                case Inline.Value _ -> {
                    // A text for a recipient has none left.
                }
            }
        }
        return plain.toString();
    }

    /** What is read aloud or graded: each paragraph and each point by itself, without addresses. */
    public static List<String> spoken(Source text) {
        return text.blocks().stream()
                .flatMap(block -> switch (block) {
                    case Block.Paragraph paragraph -> List.of(paragraph.parts()).stream();
                    case Block.Points points -> points.items().stream();
                })
                .map(pieces -> pieces(withoutBareLinks(pieces), false)
                        .replace('\n', ' ')
                        .strip())
                .filter(words -> !words.isEmpty())
                .toList();
    }

    private static List<Inline> withoutBareLinks(List<Inline> pieces) {
        return pieces.stream()
                .filter(piece -> !(piece instanceof Inline.Link link
                        && (link.label().isEmpty()
                                || pieces(link.label(), false)
                                        .equals(link.address().orElse("")))))
                .toList();
    }

    /** Its sentences, in their order. */
    static List<String> sentences(Source text, Locale language) {
        var sentences = new ArrayList<String>();
        for (String part : spoken(text)) {
            BreakIterator ends = BreakIterator.getSentenceInstance(language);
            ends.setText(part);
            int from = ends.first();
            for (int to = ends.next(); to != BreakIterator.DONE; to = ends.next()) {
                String sentence = part.substring(from, to).strip();
                if (!sentence.isEmpty()) {
                    sentences.add(sentence);
                }
                from = to;
            }
        }
        return sentences;
    }

    /** How many words a text has, as blanks part them. */
    public static int words(String text) {
        int words = 0;
        boolean within = false;
        for (int i = 0; i < text.length(); i++) {
            boolean blank = Character.isWhitespace(text.charAt(i));
            words += !blank && !within ? 1 : 0;
            within = !blank;
        }
        return words;
    }

    /** At most so many words and characters; whole if it fits, else cut between words, with three dots. */
    static String cut(String text, int mostWords, int mostCharacters) {
        if (words(text) <= mostWords && text.length() <= mostCharacters) {
            return text;
        }
        var cut = new StringBuilder();
        int words = 0;
        for (String word : text.strip().split("\\s+", -1)) {
            if (words == mostWords || cut.length() + word.length() + 4 > mostCharacters) {
                break;
            }
            cut.append(cut.isEmpty() ? "" : " ").append(word);
            words++;
        }
        if (cut.isEmpty()) {
            int end = Math.min(text.length(), Math.max(0, mostCharacters - 3));
            cut.append(text, 0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
        }
        return cut + "...";
    }
}
