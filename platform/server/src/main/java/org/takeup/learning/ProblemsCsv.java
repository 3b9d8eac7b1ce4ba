package org.takeup.learning;

import java.util.List;

/** Row problems as CSV (RFC 4180) that a spreadsheet shows as text: no value of a source can become a formula. */
final class ProblemsCsv {
    private static final String STARTS_A_FORMULA = "=+-@\t\r";

    private ProblemsCsv() {}

    static String write(List<RowProblem> problems) {
        var csv = new StringBuilder("number,file,line,field,left out,message\r\n");
        for (RowProblem each : problems) {
            csv.append(each.number())
                    .append(',')
                    .append(text(each.file()))
                    .append(',')
                    .append(each.line())
                    .append(',')
                    .append(text(each.field()))
                    .append(',')
                    .append(each.leftOut() ? "yes" : "no")
                    .append(',')
                    .append(text(each.message()))
                    .append("\r\n");
        }
        return csv.toString();
    }

    private static String text(String value) {
        boolean formula = !value.isEmpty() && STARTS_A_FORMULA.indexOf(value.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }
}
