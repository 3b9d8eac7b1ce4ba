package org.takeup.message.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.takeup.message.source.Source;
import org.takeup.message.source.Wrong;

/** Whatever people write, HTML has our elements and their letters, escaped, and nothing else. */
class HtmlPropertiesTest {
    private static final Pattern OURS = Pattern.compile(
            "</?(?:p|ul|ol|li|strong)>|<br>|</a>|<a href=\"https://[^\"<>']*\" rel=\"noopener noreferrer\">");

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                        "a",
                        " ",
                        "\n",
                        "\n\n",
                        "- ",
                        "1. ",
                        "**",
                        "<",
                        ">",
                        "&",
                        "\"",
                        "'",
                        "&amp;",
                        "&lt;",
                        "\\<b>",
                        "\\<script>",
                        "onclick=",
                        "[x](https://a.example/?a=1&b='2')",
                        "https://a.example/'x'",
                        "`",
                        "=")
                .list()
                .ofMaxSize(30)
                .map(list -> String.join("", list));
        return Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(60));
    }

    @Property(tries = 2000)
    void noLetterOfTheTextIsMarkup(@ForAll("texts") String text) {
        Source source;
        try {
            source = Source.read(text);
        } catch (Wrong e) {
            source = Source.plain(text);
        }
        String html = new Html(Map.of()).of(source);
        String bare = OURS.matcher(html).replaceAll("");
        assertFalse(Pattern.compile("[<>\"']").matcher(bare).find(), html);
        assertFalse(
                Pattern.compile("&(?!(?:amp|lt|gt|quot|#39);)").matcher(bare).find(), html);
    }

    @Property(tries = 500)
    void escapingLosesNothing(@ForAll String text) {
        String back = Html.escape(text)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
        assertEquals(text, back);
    }
}
