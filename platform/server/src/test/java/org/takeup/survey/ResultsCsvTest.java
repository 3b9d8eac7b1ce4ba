package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultsCsvTest {
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
    void aTextNeverBecomesAFormula(String text, String field) {
        assertEquals(field, ResultsCsv.field(text));
    }
}
