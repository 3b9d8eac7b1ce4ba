package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and days as people write them in their language. */
class ReadableTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            en | 1.5        | 1.5
            en | 1,500      | 1500
            en | 1,5        | 1.5
            en | 1,234,567.8 | 1234567.8
            de | 1,5        | 1.5
            de | 1.5        | 1.5
            de | 1.500      | 1500
            de | 1.234.567,8 | 1234567.8
            fr | `1 500,5`  | 1500.5
            fr | `1\u202F500,5` | 1500.5
            es | 1.500      | 1500
            de-CH | 1'500.5 | 1500.5
            de | -3         | -3
            de | \u22123    | -3
            en | `  7  `    | 7
            """)
    void aNumberIsReadAsItsLanguageWritesIt(String language, String written, String number) {
        assertEquals(
                Optional.of(new BigDecimal(number)),
                Readable.number(written, Locale.forLanguageTag(language)),
                written);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`1,5,5`",
                "1e9",
                "0x10",
                "``",
                "-",
                "NaN",
                "Infinity",
                "1.",
                ".5",
                "`1 2`",
                "\u0661\u0662",
                "1\u200B",
                "12345678901234567890123456789012345678901234567890"
            })
    void whatIsNoNumberIsNone(String written) {
        for (String language : new String[] {"en", "de"}) {
            assertEquals(Optional.empty(), Readable.number(written, Locale.forLanguageTag(language)), written);
        }
    }

    /** A number that a page shows in one language is read back as the same number. */
    @Property(tries = 300)
    void whatIsShownIsReadBack(@ForAll @BigRange(min = "-1000000", max = "1000000") @Scale(3) BigDecimal number) {
        for (String language : new String[] {"en", "de", "fr", "es"}) {
            Locale locale = Locale.forLanguageTag(language);
            BigDecimal back =
                    Readable.number(Readable.number(number, locale), locale).orElseThrow();
            // 1,234 with three decimals looks like a grouped number where the comma groups; the point is never one
            // there.
            assertEquals(0, number.compareTo(back), language + " " + Readable.number(number, locale));
        }
    }

    @Test
    void aDayIsReadAsBrowsersSendItAndAsItCanOnlyBeMeant() {
        Optional<LocalDate> day = Optional.of(LocalDate.of(2026, 2, 1));
        assertEquals(day, Readable.day("2026-02-01", Locale.ENGLISH));
        assertEquals(day, Readable.day("1.2.2026", Locale.GERMAN));
        assertEquals(day, Readable.day("01/02/2026", Locale.FRENCH));
        // Who writes that in English may mean January or February.
        assertEquals(Optional.empty(), Readable.day("01/02/2026", Locale.ENGLISH));
        for (String none : new String[] {"2026-02-30", "31.02.2026", "+999999999-01-01", "0000-01-01", "", "x"}) {
            assertEquals(Optional.empty(), Readable.day(none, Locale.GERMAN), none);
        }
        assertTrue(Readable.day(LocalDate.of(2026, 2, 1), Locale.GERMAN).contains("Februar"));
    }
}
