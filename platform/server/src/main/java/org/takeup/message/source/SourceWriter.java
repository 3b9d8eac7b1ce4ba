package org.takeup.message.source;

import java.util.List;
import java.util.regex.Pattern;

/** Writes pieces so that reading makes the same pieces again. */
final class SourceWriter {
    private static final Pattern BEGINS_A_POINT = Pattern.compile("[-\\u2022] .*|\\d{1,3}\\. .*", Pattern.DOTALL);
    private static final String ALWAYS = "\\*[]{}<$%#";

    private SourceWriter() {}

    static String lines(List<Inline> pieces) {
        var written = new StringBuilder();
        boolean first = true;
        for (Inline piece : pieces) {
            written.append(first ? begin(piece) : one(piece));
            first = piece instanceof Inline.Break;
        }
        return written.toString();
    }

    static String item(List<Inline> pieces) {
        return lines(pieces);
    }

    private static String begin(Inline piece) {
        String written = one(piece);
        if (!(piece instanceof Inline.Text) || !BEGINS_A_POINT.matcher(written).matches()) {
            return written;
        }
        int mark = Character.isDigit(written.charAt(0)) ? written.indexOf('.') : 0;
        return written.substring(0, mark) + "\\" + written.substring(mark);
    }

    private static String one(Inline piece) {
        return switch (piece) {
            case Inline.Text text -> escaped(text.text());
            case Inline.Strong strong -> "**" + parts(strong.parts()) + "**";
            case Inline.Link link ->
                link.label().isEmpty()
                        ? "{{link}}"
                        : "[" + parts(link.label()) + "](" + link.address().orElse("{{link}}") + ")";
            case Inline.Value value ->
                "{{" + value.variable().key()
                        + value.otherwise().map(words -> "|" + words).orElse("") + "}}";
            case Inline.Break _ -> "\n";
        };
    }

    private static String parts(List<Inline> parts) {
        var written = new StringBuilder();
        parts.forEach(part -> written.append(one(part)));
        return written.toString();
    }

    private static String escaped(String text) {
        var written = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean address = letter == '/' && text.startsWith("https://", i - 6 < 0 ? i : i - 6);
            written.append(ALWAYS.indexOf(letter) >= 0 || address ? "\\" : "").append(letter);
        }
        return written.toString();
    }
}
