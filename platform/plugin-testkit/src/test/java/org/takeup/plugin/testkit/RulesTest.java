package org.takeup.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.LocalizedText;

class RulesTest {
    private final Rules rules = new Rules();

    @Test
    void goodIdsAndTextsAreLeftAlone() {
        rules.ids("item", Stream.of("need-1", "need-2"));
        rules.text("title", new LocalizedText(Map.of("en", "5 < 6 & more", "de", "Größer")));
        rules.signalId("weak:engagement");

        assertEquals(List.of(), rules.broken());
    }

    @Test
    void badAndRepeatedIdsAreNamed() {
        rules.ids("item", Stream.of("Need 1", "x", "x"));

        assertEquals(2, rules.broken().size());
        assertTrue(rules.broken().getFirst().contains("'Need 1'"));
        assertEquals("item id 'x' is there twice", rules.broken().getLast());
    }

    @Test
    void markupLengthAndAMissingLanguageAreNamed() {
        rules.text("first", new LocalizedText(Map.of("en", "a", "de", "b")));
        rules.text("bold", new LocalizedText(Map.of("en", "<b>a</b>", "de", "&nbsp;")));
        rules.text("long", new LocalizedText(Map.of("en", "x".repeat(1001), "de", "b")));
        rules.text("half", LocalizedText.english("a"));

        assertEquals(4, rules.broken().size());
    }

    @Test
    void aFieldThatIsThereTwiceIsNamed() {
        FormField goal = new FormField(
                "goal", LocalizedText.english("Goal"), null, FormField.Kind.TEXT, List.of(), true, "Better meetings");
        rules.form("wizard", List.of(goal, goal));

        assertEquals(List.of("wizard id 'goal' is there twice"), rules.broken());
    }
}
