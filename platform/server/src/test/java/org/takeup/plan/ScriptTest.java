package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

/** What of somebody's words a minute holds. */
class ScriptTest {
    @Example
    void shortWordsAreSaidAsTheyAreWithoutTheirLinks() {
        assertEquals("Come along. It helps.", Script.of("Come along.\nIt helps.\nhttps://learn.example/x"));
        assertEquals("", Script.of("https://learn.example/x"));
    }

    @Example
    void longWordsEndWithASentence() {
        String words = "This is one sentence of seven words. ".repeat(40);
        String script = Script.of(words);
        assertTrue(script.endsWith("words."), script);
        assertTrue(script.split(" ", -1).length <= Script.WORDS);
        assertTrue(Script.of("word ".repeat(500)).endsWith("\u2026"));
    }

    @Property(tries = 300)
    void noWordsAreTooMuch(@ForAll @StringLength(max = 5_000) String words) {
        assertTrue(Script.of(words).split("\\s+", -1).length <= Script.WORDS + 1);
    }
}
