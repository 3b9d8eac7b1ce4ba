package org.takeup.calendar;

import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** What the tests of calendar files write into them. */
final class CalendarTexts {
    static final Instant STAMP = Instant.parse("2026-11-26T10:00:00Z");

    private CalendarTexts() {}

    static CalendarEntry entry(String summary, String description) {
        return new CalendarEntry(
                "one@takeup",
                3,
                STAMP,
                STAMP,
                STAMP.plusSeconds(1_800),
                summary,
                description,
                "Room 4; left, then \\ up",
                Optional.of("https://takeup.example/w/a?b=c"),
                false);
    }

    /** What a text of iCalendar can hold: no control characters but line ends and tabs, no half characters. */
    static String holdable(String text) {
        var holdable = new StringBuilder();
        text.replace("\r\n", "\n").replace('\r', '\n').codePoints().forEach(each -> {
            if (each >= 0xd800 && each <= 0xdfff) {
                holdable.append('\ufffd');
            } else if (each == '\n' || each == '\t' || !Character.isISOControl(each)) {
                holdable.appendCodePoint(each);
            }
        });
        return holdable.toString();
    }

    /** With everything that an escape or a fold can get wrong. */
    static Arbitrary<String> any() {
        Arbitrary<Character> special =
                Arbitraries.of('\\', ';', ',', ':', '"', '\n', '\r', ' ', '\t', 'n', 'N', '\u00e4', '\u20ac');
        Arbitrary<Character> any = Arbitraries.chars().all();
        Arbitrary<String> emoji = Arbitraries.of("\ud83d\ude00", "\ud83c\udfc1", "e\u0301", "\u202e", "\u2028");
        Arbitrary<String> one = Arbitraries.oneOf(special.map(String::valueOf), any.map(String::valueOf), emoji);
        return one.list().ofMaxSize(300).map(parts -> String.join("", parts));
    }
}
