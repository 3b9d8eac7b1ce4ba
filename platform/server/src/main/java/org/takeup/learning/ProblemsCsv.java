package org.takeup.learning;

import java.util.List;
import org.takeup.http.Csv;

/** Row problems as CSV (RFC 4180) that a spreadsheet shows as text: no value of a source can become a formula. */
final class ProblemsCsv {
    private ProblemsCsv() {}

    static String write(List<RowProblem> problems) {
        var csv = new StringBuilder("number,file,line,field,left out,message\r\n");
        for (RowProblem each : problems) {
            csv.append(each.number())
                    .append(',')
                    .append(Csv.cell(each.file()))
                    .append(',')
                    .append(each.line())
                    .append(',')
                    .append(Csv.cell(each.field()))
                    .append(',')
                    .append(each.leftOut() ? "yes" : "no")
                    .append(',')
                    .append(Csv.cell(each.message()))
                    .append("\r\n");
        }
        return csv.toString();
    }
}
