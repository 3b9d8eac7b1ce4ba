package org.takeup.questionnaire.lime;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small file in the form that LimeSurvey writes: each thing has a row in each language, as before version 4. */
final class SmallSurvey {
    private final Map<String, StringBuilder> tables = new LinkedHashMap<>();

    /** A survey in English, with groups 1 and 2. */
    static SmallSurvey english() {
        return in("en").group("1", "1", "en", "1").group("2", "2", "en", "1");
    }

    static SmallSurvey in(String language, String... others) {
        return new SmallSurvey()
                .row(
                        "surveys",
                        "sid=7",
                        "language=" + language,
                        "additional_languages=" + String.join(" ", others),
                        "format=G")
                .row("surveys_languagesettings", "surveyls_language=" + language, "surveyls_title=Tools");
    }

    /** @param cells column=value; what says nothing is an empty element */
    SmallSurvey row(String table, String... cells) {
        StringBuilder rows = tables.computeIfAbsent(table, ignored -> new StringBuilder());
        rows.append("<row>");
        for (String cell : cells) {
            int sign = cell.indexOf('=');
            String column = cell.substring(0, sign);
            String value = cell.substring(sign + 1);
            rows.append(
                    value.isEmpty()
                            ? "<" + column + "/>"
                            : "<" + column + "><![CDATA[" + value + "]]></" + column + ">");
        }
        rows.append("</row>\n");
        return this;
    }

    SmallSurvey group(String gid, String order, String language, String relevance) {
        return row(
                "groups",
                "gid=" + gid,
                "group_name=Part " + gid,
                "group_order=" + order,
                "language=" + language,
                "grelevance=" + relevance);
    }

    /** A question in English; what is asked later has a higher number. */
    SmallSurvey question(String gid, String qid, String type, String code, String text, String relevance) {
        return asked("questions", gid, qid, "0", type, code, text, "relevance=" + relevance);
    }

    /** A part of a question in English. @param more cells that others do not have */
    SmallSurvey part(String qid, String parent, String code, String text, String... more) {
        return asked("subquestions", "1", qid, parent, "T", code, text, more);
    }

    private SmallSurvey asked(
            String table,
            String gid,
            String qid,
            String parent,
            String type,
            String code,
            String text,
            String... more) {
        String[] cells = new String[9 + more.length];
        List<String> all = List.of(
                "qid=" + qid,
                "parent_qid=" + parent,
                "gid=" + gid,
                "type=" + type,
                "title=" + code,
                "question=" + text,
                "question_order=" + qid,
                "language=en",
                "mandatory=N");
        all.toArray(cells);
        System.arraycopy(more, 0, cells, 9, more.length);
        return row(table, cells);
    }

    /** An answer in English, in the order in which they are added. */
    SmallSurvey answer(String qid, String code, String text, String... more) {
        String[] cells = new String[4 + more.length];
        List.of("qid=" + qid, "code=" + code, "answer=" + text, "language=en").toArray(cells);
        System.arraycopy(more, 0, cells, 4, more.length);
        return row("answers", cells);
    }

    SmallSurvey attribute(String qid, String name, String value) {
        return row("question_attributes", "qid=" + qid, "attribute=" + name, "value=" + value);
    }

    LimeImport.Imported read() throws LimeUnreadable {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document>\n");
        xml.append("<LimeSurveyDocType>Survey</LimeSurveyDocType>\n<DBVersion>261</DBVersion>\n");
        tables.forEach((table, rows) -> xml.append("<")
                .append(table)
                .append("><fields/><rows>\n")
                .append(rows)
                .append("</rows></")
                .append(table)
                .append(">\n"));
        return LimeImport.read(xml.append("</document>\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    static List<String> lost(LimeImport.Imported read) {
        return read.lost().stream()
                .map(each -> each.question() + ": " + each.reason())
                .toList();
    }
}
