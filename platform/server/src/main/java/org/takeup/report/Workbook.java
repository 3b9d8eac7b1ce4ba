package org.takeup.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Worksheet;
import org.takeup.survey.Codebook;
import org.takeup.survey.ResultsCsv;
import org.takeup.survey.ResultsView;

/**
 * The results as a spreadsheet (Office Open XML): the figures of the CSV, and what each of them is about. A text is stored
 * as a text, which no spreadsheet takes for a formula.
 */
final class Workbook {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d+)?");
    /** What a cell can hold. */
    private static final int LONGEST = 32_767;

    private Workbook() {}

    static byte[] of(ResultsView results, Codebook codebook) {
        var bytes = new ByteArrayOutputStream();
        try (var book = new org.dhatim.fastexcel.Workbook(bytes, "Takeup", "1.0")) {
            fill(book.newWorksheet("Figures"), ResultsCsv.rows(results));
            fill(book.newWorksheet("Codebook"), codebook.rows());
            Worksheet about = book.newWorksheet("About");
            fill(about, about(results));
        } catch (IOException e) {
            throw new UncheckedIOException("A spreadsheet cannot be written to memory", e);
        }
        return bytes.toByteArray();
    }

    private static List<List<String>> about(ResultsView results) {
        var rows = new ArrayList<>(List.of(
                List.of("Survey", results.title()),
                List.of("Instrument", results.instrument() + " " + results.questionnaireVersion()),
                List.of("Answers that count", String.valueOf(results.responses())),
                List.of("Smallest group shown", String.valueOf(results.smallestGroup())),
                List.of("Methods", results.methods())));
        if (!results.fewApart().isEmpty()) {
            rows.add(List.of("Not shown", results.fewApart() + " " + results.fewApartRemedy()));
        }
        return rows;
    }

    private static void fill(Worksheet sheet, List<List<String>> rows) {
        for (int row = 0; row < rows.size(); row++) {
            List<String> cells = rows.get(row);
            for (int column = 0; column < cells.size(); column++) {
                String cell = cells.get(column);
                if (NUMBER.matcher(cell).matches()) {
                    sheet.value(row, column, Double.valueOf(cell));
                } else if (!cell.isEmpty()) {
                    sheet.value(row, column, cell.length() > LONGEST ? cell.substring(0, LONGEST) : cell);
                }
            }
        }
        sheet.freezePane(0, 1);
    }
}
