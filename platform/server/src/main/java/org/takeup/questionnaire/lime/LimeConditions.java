package org.takeup.questionnaire.lime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The table of conditions, which files of versions before 1.92 have instead of equations. Read as LimeSurvey itself makes
 * equations of it (its function ConvertConditionsToRelevance): rows of one scenario about one field are joined by or, those
 * about several by and, scenarios by or.
 */
final class LimeConditions {
    private final Map<String, List<Map<String, String>>> byQuestion;
    private final Map<String, String> types;

    /** @param types of the questions, by their numbers */
    LimeConditions(List<Map<String, String>> rows, Map<String, String> types) {
        this.types = types;
        this.byQuestion = rows.stream()
                .sorted(Comparator.<Map<String, String>>comparingInt(row -> LimeTables.order(row, "scenario"))
                        .thenComparingInt(row -> LimeTables.order(row, "cqid"))
                        .thenComparing(row -> LimeTables.cell(row, "cfieldname")))
                .collect(Collectors.groupingBy(row -> LimeTables.cell(row, "qid")));
    }

    /** The equation of a question; nothing if it has no conditions. */
    String of(String question) {
        List<String> scenarios = new ArrayList<>();
        byQuestion.getOrDefault(question, List.of()).stream()
                .collect(Collectors.groupingBy(
                        row -> LimeTables.order(row, "scenario"), java.util.TreeMap::new, Collectors.toList()))
                .values()
                .forEach(rows -> scenarios.add(scenario(rows)));
        return String.join(" or ", scenarios);
    }

    private String scenario(List<Map<String, String>> rows) {
        Map<String, List<String>> fields = new java.util.LinkedHashMap<>();
        for (Map<String, String> row : rows) {
            // A plus before its name makes a choice of several a field of its own.
            String about = LimeTables.cell(row, "cqid") + " " + LimeTables.cell(row, "cfieldname");
            fields.computeIfAbsent(about, ignored -> new ArrayList<>()).add(comparison(row));
        }
        return fields.values().stream()
                .map(each -> "(" + String.join(" or ", each) + ")")
                .collect(Collectors.joining(" and ", "(", ")"));
    }

    private String comparison(Map<String, String> row) {
        String field = LimeTables.cell(row, "cfieldname");
        String value = LimeTables.cell(row, "value");
        String method = LimeTables.cell(row, "method");
        String sign = method.isEmpty() ? "==" : method;
        boolean several = List.of("M", "P").contains(types.getOrDefault(LimeTables.cell(row, "cqid"), ""));
        if (several && !field.startsWith("+")) {
            field += value;
            value = "Y";
        }
        String name = field.replaceFirst("^\\+", "") + ".NAOK";
        if (value.isEmpty()) {
            return sign.equals("!=") ? "!is_empty(" + name + ")" : "is_empty(" + name + ")";
        }
        // Names of other fields and of participants' attributes are no fixed values; nor can they be read as some.
        boolean other = value.matches("@.*@|\\{.*}");
        String right = other || value.matches("-?\\d+(\\.\\d+)?") ? value : "\"" + value.replace("\"", "'") + "\"";
        return name + " " + sign + " " + right;
    }
}
