package org.takeup.message.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any text is read and written back as the same, or refused at a place that it has. */
class SourcePropertiesTest {
    private static final String[] PARTS = {
        "a",
        "B ",
        " ",
        "\n",
        "\n\n",
        "- ",
        "* ",
        "1. ",
        "12. ",
        "**",
        "*",
        "[",
        "]",
        "(",
        ")",
        "](",
        "{{",
        "}}",
        "{",
        "}",
        "|",
        "{{person.firstName}}",
        "{{link}}",
        "{{deadline|x}}",
        "https://",
        "https://a.example/b",
        "http://a.example",
        "\\",
        "<",
        ">",
        "</",
        "<b",
        "#",
        "$",
        "%",
        ".",
        "/",
        "\u2022 ",
        "\u00a0",
        "\u2003",
        "\u200b",
        "\u202e",
        "\t",
        "\uD83D\uDE00",
        "é",
        "'",
        "\"",
        "&",
        "~",
        "_",
        "`"
    };

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(PARTS).list().ofMaxSize(40).map(list -> String.join("", list));
        return Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(80));
    }

    @Property(tries = 3000)
    void anyTextRoundTripsOrIsRefusedWithAPlace(@ForAll("texts") String text) {
        Source source;
        try {
            source = Source.read(text);
        } catch (Wrong wrong) {
            long lines =
                    Letters.clean(text).chars().filter(letter -> letter == '\n').count() + 1;
            assertTrue(wrong.line() >= 1 && wrong.line() <= lines && wrong.column() >= 1, wrong.sentence());
            return;
        }
        try {
            assertEquals(source, Source.read(source.written()), source::written);
        } catch (Wrong wrong) {
            throw new AssertionError(text + " is written as " + source.written() + ": " + wrong.sentence(), wrong);
        }
    }

    @Property(tries = 500)
    void aPlainTextSaysItsLettersAndNothingElse(@ForAll("texts") String text) {
        Source plain = Source.plain(text);
        assertTrue(plain.variables(java.util.List.of()).isEmpty());
        assertTrue(plain.pieces().stream()
                .allMatch(piece -> piece instanceof Inline.Text || piece instanceof Inline.Break));
    }
}
