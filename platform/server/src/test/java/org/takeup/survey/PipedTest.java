package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.LocalizedText;

/** Answers within later texts: in the reader's way, short, and unable to change what stands around them. */
class PipedTest {
    private static String fill(String text, Map<String, Answer> answers, String language) {
        return new Piped(
                        Branching.snapshot(true).questionnaire(),
                        answers,
                        Map.of("p1", "Robin \u202Etxt", "p2", "Kim"),
                        Locale.forLanguageTag(language))
                .fill(LocalizedText.english(text));
    }

    @Test
    void eachKindIsSaidInTheReadersWay() {
        Map<String, Answer> answers = Map.of(
                "role", new Answer.Chosen(List.of("lead")),
                "hours", new Answer.Number(new BigDecimal("7.5")),
                "since", new Answer.Day(LocalDate.of(2026, 2, 1)),
                "load", new Answer.Rating(35),
                "agree", new Answer.Chosen(List.of("yes")),
                "peers", new Answer.Persons(List.of("p2", "gone")));
        assertEquals(
                "I lead 7.5 hours February 1, 2026 35 Agreed \u2068Kim\u2069",
                fill("{role} {hours} {since} {load} {agree} {peers}", answers, "en"));
        assertEquals("[de] I lead 7,5 [de] hours 1. Februar 2026", fill("{role} {hours} {since}", answers, "de"));
        assertEquals("(nicht beantwortet) {x} {", fill("{note} {x} {{", answers, "de"));
    }

    @Test
    void ownWordsAreCutAndCannotTurnTheTextAround() {
        String said = fill("{note}!", Map.of("note", new Answer.Text("x".repeat(5_000))), "en");
        assertEquals("\u2068" + "x".repeat(100) + "…\u2069!", said);
        String turned = fill("{note}!", Map.of("note", new Answer.Text("a\u202E\u2066\u200B\u0000b\n\u2029c")), "en");
        assertEquals("\u2068ab  c\u2069!", turned);
        assertEquals("\u2068{role}\u2069", fill("{note}", Map.of("note", new Answer.Text("{role}")), "en"));
        assertEquals("(not answered)", fill("{note}", Map.of("note", new Answer.Text("\u200B\u202E ")), "en"));
        assertEquals(
                "\u2068Robin txt\u2069", fill("{peers}", Map.of("peers", new Answer.Persons(List.of("p1"))), "en"));
    }

    /** Whatever somebody writes: one isolate is opened and closed, and nothing else of that sort is in the text. */
    @Property(tries = 500)
    void nothingOfDirectionIsLeftInside(@ForAll String words) {
        String said = fill("{note}", Map.of("note", new Answer.Text(words)), "en");
        if (!said.equals("(not answered)")) {
            assertTrue(said.startsWith("\u2068") && said.endsWith("\u2069"), said);
            String inside = said.substring(1, said.length() - 1);
            assertTrue(
                    inside.codePoints()
                            .noneMatch(each -> each >= 0x202A && each <= 0x202E
                                    || each >= 0x2066 && each <= 0x2069
                                    || each == 0x200E
                                    || each == 0x200F
                                    || each == 0x061C
                                    || Character.isISOControl(each)),
                    inside);
            assertTrue(inside.codePointCount(0, inside.length()) <= 101, inside);
        }
    }
}
