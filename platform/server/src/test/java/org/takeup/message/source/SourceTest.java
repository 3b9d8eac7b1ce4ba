package org.takeup.message.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text that people write: what it means, and what is refused, with its place. */
class SourceTest {
    private static Wrong refused(String text) {
        return assertThrows(Wrong.class, () -> Source.read(text), text);
    }

    @Test
    void paragraphsListsWeightLinksAndVariablesAreRead() throws Wrong {
        Source source = Source.read("""
                Hello {{person.firstName|colleague}},
                come **along**.

                - one
                - [two](https://learn.example/a?b=1)
                1. first

                See https://learn.example/x.""");
        assertEquals(
                List.of(
                        new Block.Paragraph(List.of(
                                new Inline.Text("Hello "),
                                new Inline.Value(Variable.FIRST_NAME, Optional.of("colleague")),
                                new Inline.Text(","),
                                new Inline.Break(),
                                new Inline.Text("come "),
                                new Inline.Strong(List.of(new Inline.Text("along"))),
                                new Inline.Text("."))),
                        new Block.Points(
                                false,
                                List.of(
                                        List.of(new Inline.Text("one")),
                                        List.of(new Inline.Link(
                                                List.of(new Inline.Text("two")),
                                                Optional.of("https://learn.example/a?b=1"))))),
                        new Block.Points(true, List.of(List.of(new Inline.Text("first")))),
                        new Block.Paragraph(List.of(
                                new Inline.Text("See "),
                                new Inline.Link(
                                        List.of(new Inline.Text("https://learn.example/x")),
                                        Optional.of("https://learn.example/x")),
                                new Inline.Text(".")))),
                source.blocks());
        assertEquals(List.of(Variable.FIRST_NAME), source.variables(List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`Hi {{name}}`, 1, 4",
                "`Hi\n\n  {{#each people}}`, 3, 3",
                "`{{/each}}`, 1, 1",
                "`{{> part}}`, 1, 1",
                "`{{{person.name}}}`, 1, 1",
                "`Hi {{person.name`, 1, 4",
                "`a <b>c</b>`, 1, 3",
                "`\\U0001F600 <script>`, 1, 3",
                "`x [y](http://learn.example)`, 1, 7",
                "`**strong`, 1, 1",
                "`[a](https://b`, 1, 1",
                "`[](https://b.example)`, 1, 1",
                "`a ${1+1}`, 1, 3",
                "`a {% if x %}`, 1, 3"
            })
    void whatIsNotTakenIsRefusedWithItsPlaceAndWhatToWriteInstead(String text, int line, int column) {
        Wrong wrong = refused(text.replace("\\U0001F600", "\uD83D\uDE00"));
        assertEquals(List.of(line, column), List.of(wrong.line(), wrong.column()), wrong.sentence());
        assertTrue(wrong.what().matches("(?s).*\\. (Write|Say|Copy|Use|Delete) .*"), wrong.what());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{constructor}}",
                "{{constructor.constructor('return this')()}}",
                "{{__proto__}}",
                "{{person.firstName.constructor}}",
                "{{ person['firstName'] }}",
                "{{#with person}}x{{/with}}",
                "{{^person}}x{{/person}}",
                "{{!comment}}",
                "{{=<% %>=}}",
                "{{&person.name}}",
                "${7*7}",
                "#{7*7}",
                "{%for a in b%}",
                "<%= 7*7 %>",
                "<img src=x onerror=alert(1)>",
                "<!--#exec cmd=\"ls\"-->",
                "<?php echo 1 ?>",
                "[x](javascript:alert(1))",
                "[x](JAVASCRIPT:alert(1))",
                "[x](data:text/html,x)",
                "[x](https://bank.example@evil.example/)",
                "[x](https:/evil)",
                "[x]( //evil.example)",
                "[x](https://a.example/\"onclick=\"x)",
                "{{person.firstName|<b>x</b>}}",
                "a\u202egpj.exe",
                "a\u2066b",
                "a\u0000b",
                "a\u0007b",
                "\uDB40\uDC41hidden",
                "\uD800"
            })
    void nothingThatCouldRunOrHideIsTaken(String text) {
        refused(text);
    }

    @Test
    void whatNobodySeesAndNobodyNeedsIsTakenOut() throws Wrong {
        assertEquals(Source.read("{{person.name}} ab"), Source.read("\ufeff{{per\u200bson.name}} a\u2060b"));
        assertEquals(Source.read("a\nb"), Source.read("a\r\nb"));
        // Joined emoji stay whole.
        assertTrue(Source.read("\uD83D\uDC69\u200D\uD83D\uDCBB").letters().contains("\u200D"));
    }

    @Test
    void aBackslashTakesTheMeaningAway() throws Wrong {
        Source source = Source.read("\\*\\*a\\*\\* \\{{x}} \\<b> \\[c](d)");
        assertEquals("**a** {{x}} <b> [c](d)", source.letters());
    }

    @Test
    void tooLongATextIsRefused() {
        assertEquals(1, refused("x".repeat(Source.LONGEST + 1)).line());
        assertThrows(Wrong.class, () -> Source.line("x".repeat(Source.LONGEST_LINE + 1)));
        assertThrows(Wrong.class, () -> Source.line("a\nBcc: x@y.example"));
    }

    @Test
    void whatIsNotKnownFallsBackAsSaidAndIsListed() throws Wrong {
        var values = new Values(
                Map.of(Variable.PROGRAMME, "Safe data", Variable.NAME, " "),
                Map.of(Variable.LINK, "https://home.example/"));
        Values.Filled filled = values.fill(
                Source.line("{{programme}} for {{person.unit|you}}"),
                Source.read("Hello {{person.firstName}}, [go]({{link}}) or {{link}}\n\n- {{person.name}}"));
        assertEquals("Safe data for you", filled.subject());
        assertEquals(
                new Block.Paragraph(List.of(
                        new Inline.Text("Hello"),
                        new Inline.Text(", "),
                        new Inline.Link(List.of(new Inline.Text("go")), Optional.of("https://home.example/")),
                        new Inline.Text(" or "),
                        new Inline.Link(
                                List.of(new Inline.Text("https://home.example/")),
                                Optional.of("https://home.example/")))),
                filled.text().blocks().getFirst());
        assertEquals(1, filled.text().blocks().size(), "a point with nothing in it is none");
        assertEquals(
                Map.of(
                        Variable.FIRST_NAME, "",
                        Variable.NAME, "",
                        Variable.UNIT, "you",
                        Variable.LINK, "https://home.example/"),
                filled.missing());
    }

    @Test
    void aNameIsALineOfLettersWhateverTheDirectorySays() throws Wrong {
        var values = new Values(Map.of(Variable.NAME, "Ann\r\nBcc: x@y.example\u202e **b** <i>"), Map.of());
        assertEquals(
                "Ann  Bcc: x@y.example **b** <i>",
                values.fill(Source.line("{{person.name}}"), Source.read("x")).subject());
    }
}
