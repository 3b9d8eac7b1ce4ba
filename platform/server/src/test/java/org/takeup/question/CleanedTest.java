package org.takeup.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Small parts: what is typed without what nobody sees, how plain an answer is, how long people waited. */
class CleanedTest {
    @Test
    void whatNobodySeesIsTakenOutAndDoesNotCount() {
        assertEquals("password", Cleaned.of("pass\u200bword\u202e\ufeff\u00ad"));
        assertEquals("a\nb\nc", Cleaned.of("a\r\nb\rc\u0000"));
        assertEquals("\u00e9", Cleaned.of("e\u0301"));
        assertEquals(Optional.of("short"), Asking.fault(Cleaned.of("\u200b".repeat(50) + "Why?")));
        assertEquals(Optional.of("short"), Asking.fault("12345 67890?"));
        assertEquals(Optional.empty(), Asking.fault("How do I start?"));
        assertEquals(Optional.empty(), Asking.fault("\uD83D\uDE00".repeat(999) + "a"));
        assertEquals(Optional.of("long"), Asking.fault("\uD83D\uDE00".repeat(1_000) + "a"));
    }

    @Property(tries = 300)
    void cleaningTwiceIsCleaningOnce(@ForAll String text) {
        assertEquals(Cleaned.of(text), Cleaned.of(Cleaned.of(text)));
    }

    @Test
    void aCodeIsNeverAnAddress() {
        assertEquals("my-surveys", Asking.code("my-surveys"));
        for (String bad : List.of("https://evil.example", "a b", "A", "", "x".repeat(41), "../x", "a/b")) {
            assertEquals("", Asking.code(bad));
        }
    }

    @Test
    void plainWordsPassAndHardOnesAreNamedWithPlainerOnes() {
        assertTrue(Plainness.of("Open the list of your team. Choose a course. Start when you like.", "en")
                .orElseThrow()
                .plain());
        Plainness hard = Plainness.of("We utilise the list in order to help you. It is short.", "en")
                .orElseThrow();
        assertTrue(hard.easy());
        assertEquals("use", hard.words().get("utilise"));
        assertEquals("to", hard.words().get("in order to"));
        Plainness long1 = Plainness.of(
                        "Die Inanspruchnahme von Weiterbildungsmaßnahmen unterliegt grundsätzlich der vorherigen"
                                + " Genehmigungspflicht durch Führungsverantwortliche der jeweiligen Organisationseinheit.",
                        "de")
                .orElseThrow();
        assertFalse(long1.easy());
        assertTrue(long1.grade().startsWith("LIX "), long1.grade());
        assertEquals(Optional.empty(), Plainness.of("?!", "en"));
    }

    @Test
    void waitsAreThoseThatSomebodyHad() {
        Waits waits = Waits.of(List.of(5, 1, 2, 3, 4, 6, 7, 8, 9, 100).stream()
                .map(Duration::ofHours)
                .toList());
        assertEquals(10, waits.n());
        assertEquals(Duration.ofHours(5), waits.median());
        assertEquals(Duration.ofHours(9), waits.ninetieth());
        assertEquals(new Waits(0, Duration.ZERO, Duration.ZERO), Waits.of(List.of()));
        assertEquals("1 hour", Waits.words(Duration.ofMinutes(50)));
        assertEquals("3.5 days", Waits.words(Duration.ofHours(84)));
        assertEquals("3 days", Waits.words(Duration.ofHours(72)));
    }

    @Test
    void aShareIsHiddenWhileFewHaveSaidSomething() {
        assertEquals(new Helped(4, null, null, null), Helped.of(new Question.Use(9, 3, 1), 5));
        Helped shown = Helped.of(new Question.Use(9, 8, 2), 5);
        assertEquals(10, shown.n());
        assertEquals(80L, shown.percent());
        // Wilson's interval of 8 in 10: 0.490 to 0.943.
        assertEquals(49L, shown.low());
        assertEquals(94L, shown.high());
    }
}
