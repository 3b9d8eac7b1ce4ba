package org.takeup.plugin.lms.oneroster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.lms.oneroster.CsvReader.Fault;

class CsvReaderTest {
    @Test
    void rowsEndWithAnyLineEndAndEmptyLinesArePassedOver() throws Exception {
        assertEquals(
                List.of("1 NONE [a, b]", "2 NONE [c, ]", "4 NONE [, d]", "5 NONE [e]"), rows("a,b\r\nc,\n\r\n,d\re"));
    }

    @Test
    void quotedFieldsHoldCommasQuotesAndLineEnds() throws Exception {
        assertEquals(
                List.of("1 NONE [a,b, say \"x\", two\nlines]", "3 NONE [next]"),
                rows("\"a,b\",\"say \"\"x\"\"\",\"two\r\nlines\"\nnext"));
    }

    @Test
    void aByteOrderMarkIsSkippedAndOtherLettersAreRead() throws Exception {
        assertEquals(List.of("1 NONE [größe, 北京, 😀]"), rows("\uFEFFgröße,北京,😀\n"));
    }

    @Test
    void anEmptyFileHasNoRows() throws Exception {
        assertEquals(List.of(), rows(""));
        assertEquals(List.of(), rows("\n\r\n"));
    }

    @Test
    void eachFaultIsNamedAndTheNextRowIsRead() throws Exception {
        assertEquals(List.of("1 TEXT_AFTER_QUOTE", "2 NONE [ok]"), rows("\"a\"b\nok"));
        assertEquals(List.of("1 OPEN_QUOTE"), rows("\"a\nb"));
        assertEquals(List.of("1 TOO_MANY_FIELDS", "2 NONE [ok]"), rows(",".repeat(CsvReader.MOST_FIELDS) + "\nok"));
        String tooLong = "x".repeat(CsvReader.MOST_BYTES_OF_A_FIELD + 1);
        assertEquals(List.of("1 FIELD_TOO_LONG", "2 NONE [ok]"), rows(tooLong + "\nok"));
        assertEquals(List.of("1 FIELD_TOO_LONG", "2 NONE [ok]"), rows("a,\"" + tooLong + "\nok"));
    }

    @Test
    void bytesThatAreOnlyTogetherUtf8AcrossTwoFieldsAreBroken() throws Exception {
        byte[] bytes = {(byte) 0xC3, ',', (byte) 0xA9, '\n', 'o', 'k'};

        assertEquals(List.of("1 BROKEN_TEXT", "2 NONE [ok]"), rows(bytes));
    }

    @Test
    void rowsThatSpanBuffersAreWhole() throws Exception {
        String row = "é".repeat(5000) + "," + "b".repeat(9000) + "\n";

        assertEquals(
                40,
                rows(row.repeat(40)).stream()
                        .map(text -> text.substring(text.indexOf('N')))
                        .filter(("NONE [" + "é".repeat(5000) + ", " + "b".repeat(9000) + "]")::equals)
                        .count());
    }

    private static List<String> rows(String text) throws IOException {
        return rows(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> rows(byte[] bytes) throws IOException {
        List<String> rows = new ArrayList<>();
        try (CsvReader csv = new CsvReader(new ByteArrayInputStream(bytes))) {
            while (csv.next()) {
                rows.add(csv.line() + " " + csv.fault() + (csv.fault() == Fault.NONE ? " " + fields(csv) : ""));
            }
        }
        return rows;
    }

    private static List<String> fields(CsvReader csv) {
        return IntStream.range(0, csv.size()).mapToObj(csv::field).toList();
    }
}
