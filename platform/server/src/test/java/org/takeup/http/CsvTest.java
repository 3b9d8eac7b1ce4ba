package org.takeup.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain|\"plain\"",
                "=HYPERLINK(1)|\"'=HYPERLINK(1)\"",
                "+1+1|\"'+1+1\"",
                "-2+3|\"'-2+3\"",
                "@SUM(A1)|\"'@SUM(A1)\"",
                "-0.3939|\"-0.3939\"",
                "say \"hi\"|\"say \"\"hi\"\"\"",
            })
    void aTextNeverBecomesAFormula(String text, String cell) {
        assertEquals(cell, Csv.cell(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t=1", "\r=1", "\n=1", "\uff1d1", "\uff0b1", "\uff0d1+1", "\uff20SUM(A1)"})
    void norDoesOneBehindABreakOrInWideLetters(String text) {
        assertEquals("\"'" + text + "\"", Csv.cell(text));
    }
}
