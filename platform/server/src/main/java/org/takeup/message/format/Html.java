package org.takeup.message.format;

import java.util.List;
import java.util.Map;
import org.takeup.message.source.Block;
import org.takeup.message.source.Inline;
import org.takeup.message.source.Source;

/** A text as HTML. Every character of it is escaped; the elements are these and no others: p, ul, ol, li, strong, a, br. */
final class Html {
    /** Style attributes by element; none for those that are not here. */
    private final Map<String, String> styles;

    Html(Map<String, String> styles) {
        this.styles = Map.copyOf(styles);
    }

    static String escape(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(letter);
            }
        }
        return escaped.toString();
    }

    String of(Source text) {
        var html = new StringBuilder();
        for (Block block : text.blocks()) {
            switch (block) {
                case Block.Paragraph paragraph ->
                    html.append(open("p")).append(pieces(paragraph.parts())).append("</p>\n");
                case Block.Points points -> {
                    String list = points.numbered() ? "ol" : "ul";
                    html.append(open(list)).append('\n');
                    points.items()
                            .forEach(item ->
                                    html.append(open("li")).append(pieces(item)).append("</li>\n"));
                    html.append("</").append(list).append(">\n");
                }
            }
        }
        return html.toString();
    }

    private String open(String element) {
        String style = styles.getOrDefault(element, "");
        return style.isEmpty() ? "<" + element + ">" : "<" + element + " " + style + ">";
    }

    private String pieces(List<Inline> pieces) {
        var html = new StringBuilder();
        for (Inline piece : pieces) {
            switch (piece) {
                case Inline.Text text -> html.append(escape(text.text()));
                case Inline.Break _ -> html.append("<br>\n");
                case Inline.Strong strong ->
                    html.append("<strong>").append(pieces(strong.parts())).append("</strong>");
                case Inline.Link link -> html.append(link(link));
                case Inline.Value value ->
                    html.append(escape("{{" + value.variable().key() + "}}"));
            }
        }
        return html.toString();
    }

    private String link(Inline.Link link) {
        String style = styles.getOrDefault("a", "");
        return "<a href=\"" + escape(link.address().orElse("")) + "\" rel=\"noopener noreferrer\""
                + (style.isEmpty() ? "" : " " + style) + ">" + pieces(link.label()) + "</a>";
    }
}
