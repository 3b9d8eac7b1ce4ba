package org.takeup.questionnaire.lime;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Takes a file in as LimeSurvey does, step by step, and says what it would refuse, warn of, rename or leave out. Written from
 * the rules in its code, which are named with each step: XMLImportSurvey of {@code import_helper.php} (versions 4 to 6), the
 * rules of its models, and ImportCompatibilityConverter, through which version 3 takes in files of later versions.
 */
final class LimeSurveyReader {
    /** Columns of the model Survey that we write; another name is a warning of XMLImportSurvey. */
    private static final Set<String> SURVEY_COLUMNS = Set.of("sid", "language", "additional_languages", "format");
    /** Attributes that each type of question has. Source: questionHelper::getAttributesDefinitions. */
    private static final Map<String, Set<String>> ATTRIBUTES = Map.of(
            "M", Set.of("max_answers"),
            "R", Set.of("max_answers"),
            "N", Set.of("min_num_value_n", "max_num_value_n", "num_value_int_only", "suffix"),
            "K", Set.of("slider_layout", "slider_min", "slider_max", "slider_accuracy", "slider_separator"),
            "D", Set.of("date_min", "date_max"),
            "S", Set.of("maximum_chars"),
            "T", Set.of("maximum_chars"));
    /** Types that have answers, and types that have parts. Known, not looked up. */
    private static final Set<String> WITH_ANSWERS = Set.of("L", "R", "F");

    private static final Set<String> WITH_PARTS = Set.of("M", "K", "F");
    private static final Set<String> WITHOUT = Set.of("N", "D", "S", "T", "X");
    private static final Pattern NAME = Pattern.compile("([a-z][a-z0-9]*(?:_[a-z0-9]+)?)\\.(?:NAOK|shown)");

    /** One name, or the function list, which joins what is not empty. */
    private static final Pattern SHOWN =
            Pattern.compile("[a-z0-9_]+\\.shown|list\\([a-z0-9_]+\\.shown(?:, [a-z0-9_]+\\.shown)*\\)");

    private final Element document;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, String> codes = new LinkedHashMap<>();
    /** What an expression can name. */
    private final Set<String> names = new HashSet<>();

    private List<String> languages = List.of();

    private LimeSurveyReader(Element document) {
        this.document = document;
    }

    /** @return everything that LimeSurvey would refuse, rename or leave out; nothing for a good file */
    static List<String> faults(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var reader = new LimeSurveyReader(factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement());
        reader.survey();
        reader.groups();
        reader.questions();
        reader.parts();
        reader.answers();
        reader.attributes();
        reader.expressions();
        return reader.faults;
    }

    private void refuse(boolean when, String what) {
        if (when) {
            faults.add(what);
        }
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    /** {@code $xml->table->rows->row}, each cell as text. */
    private List<Map<String, String>> rows(String table) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (Element named : children(document, table)) {
            for (Element all : children(named, "rows")) {
                for (Element row : children(all, "row")) {
                    Map<String, String> cells = new LinkedHashMap<>();
                    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNextSibling()) {
                        if (cell instanceof Element element) {
                            cells.put(element.getTagName(), element.getTextContent());
                        }
                    }
                    rows.add(cells);
                }
            }
        }
        return rows;
    }

    /** A cell that the importer reads without asking whether it is there: PHP warns, and its framework stops at a warning. */
    private String cell(Map<String, String> row, String table, String column) {
        refuse(!row.containsKey(column), table + " has a row without " + column + ": " + row);
        return Optional.ofNullable(row.get(column)).orElse("");
    }

    /** XMLImportSurvey: "This is not a valid LimeSurvey survey structure XML file", and "Missing element of type survey". */
    private void survey() {
        List<Element> kind = children(document, "LimeSurveyDocType");
        refuse(kind.size() != 1 || !kind.getFirst().getTextContent().equals("Survey"), "It is no survey");
        List<Element> version = children(document, "DBVersion");
        // From 400 on it looks for tables of texts only where there are some; before 156 it would double attributes.
        refuse(
                version.size() != 1 || Integer.parseInt(version.getFirst().getTextContent()) < 400,
                "Its structure is not that of version 4");
        languages = children(document, "languages").stream()
                .flatMap(each -> children(each, "language").stream())
                .map(Element::getTextContent)
                .toList();
        List<Map<String, String>> surveys = rows("surveys");
        refuse(surveys.size() != 1, "It has " + surveys.size() + " surveys");
        Map<String, String> survey = surveys.getFirst();
        cell(survey, "surveys", "sid");
        refuse(!SURVEY_COLUMNS.containsAll(survey.keySet()), "A setting is not imported: " + survey.keySet());
        refuse(!languages.contains(survey.get("language")), "Its language is not among those of the file");
        // The column is one of 255 characters.
        refuse(cell(survey, "surveys", "additional_languages").length() > 255, "It has too many languages");
        Set<String> said = new HashSet<>();
        for (Map<String, String> row : rows("surveys_languagesettings")) {
            String language = cell(row, "surveys_languagesettings", "surveyls_language");
            // The primary key is survey and language; a row of an unknown language is left out.
            refuse(!languages.contains(language) || !said.add(language), "Settings in " + language);
            String title = cell(row, "surveys_languagesettings", "surveyls_title");
            refuse(title.isEmpty() || title.length() > 200, "A title of " + title.length() + " characters");
        }
        refuse(said.size() != languages.size(), "Settings for " + said + " only");
    }

    /** QuestionGroup and QuestionGroupL10n; the converter for version 3 reads name and description in each language. */
    private void groups() {
        Set<String> known = new HashSet<>();
        for (Map<String, String> row : rows("groups")) {
            cell(row, "groups", "sid");
            refuse(!cell(row, "groups", "group_order").matches("\\d+"), "A group without order");
            // A question of group 0 is left out.
            String gid = cell(row, "groups", "gid");
            refuse(!gid.matches("[1-9]\\d*") || !known.add(gid), "A group with the number " + gid);
        }
        texts("group_l10ns", "gid", known, List.of("group_name", "description"));
        rows("group_l10ns")
                .forEach(row -> refuse(
                        cell(row, "group_l10ns", "group_name").length() > 200, "A group name is too long: " + row));
    }

    /** Rows of texts: each of what is known, in each language, once; of another number or language it is left out. */
    private void texts(String table, String key, Set<String> known, List<String> columns) {
        Set<String> said = new HashSet<>();
        for (Map<String, String> row : rows(table)) {
            String id = cell(row, table, key);
            String language = cell(row, table, "language");
            columns.forEach(column -> cell(row, table, column));
            refuse(!known.contains(id), table + " of the unknown " + id);
            refuse(!languages.contains(language), table + " in the unknown " + language);
            refuse(!said.add(id + " " + language), table + " has two rows for " + id + " in " + language);
        }
        refuse(said.size() != known.size() * languages.size(), table + " lacks texts");
    }

    /** Question::rules without parent; a title against them is replaced by one at random. */
    private void questions() {
        Set<String> titles = new HashSet<>();
        Set<String> groups = new HashSet<>();
        rows("groups").forEach(row -> groups.add(cell(row, "groups", "gid")));
        for (Map<String, String> row : rows("questions")) {
            String title = question(row, "questions", groups);
            refuse(!titles.add(title), "Question codes must be unique: " + title);
            refuse(!title.matches("[A-Za-z][A-Za-z0-9]*"), "Question codes must start with a letter: " + title);
            refuse(
                    Set.of("LANG", "SID", "SAVEDID", "TOKEN", "QID", "GID", "SGQ", "self", "that", "this")
                            .contains(title),
                    "A reserved word: " + title);
            // ExpressionManager takes these for operators.
            refuse(
                    Set.of("and", "or", "eq", "ne", "lt", "le", "gt", "ge").contains(title),
                    "An operator of expressions: " + title);
            refuse(!cell(row, "questions", "parent_qid").equals("0"), "A question with a parent: " + title);
            String type = cell(row, "questions", "type");
            refuse(
                    !WITH_ANSWERS.contains(type) && !WITH_PARTS.contains(type) && !WITHOUT.contains(type),
                    "An unknown type: " + type);
            String qid = cell(row, "questions", "qid");
            refuse(types.put(qid, type) != null, "Two questions with the number " + qid);
            codes.put(qid, title);
            if (type.equals("R")) {
                // One name for each place.
                long places = rows("answers").stream()
                        .filter(answer -> qid.equals(answer.get("qid")))
                        .count();
                for (int i = 1; i <= places; i++) {
                    names.add(title + "_" + i);
                }
            } else if (!WITH_PARTS.contains(type) && !type.equals("X")) {
                names.add(title);
            }
        }
    }

    private String question(Map<String, String> row, String table, Set<String> groups) {
        refuse(!groups.contains(cell(row, table, "gid")), "A question of the unknown group " + row.get("gid"));
        cell(row, table, "sid");
        refuse(!cell(row, table, "other").matches("[YN]"), "Other has to be Y or N: " + row);
        refuse(!row.getOrDefault("mandatory", "N").matches("[YSN]"), "Mandatory has to be Y, S or N: " + row);
        refuse(!cell(row, table, "question_order").matches("\\d+"), "No order: " + row);
        refuse(!cell(row, table, "scale_id").equals("0"), "Not on the first scale: " + row);
        String title = cell(row, table, "title");
        refuse(title.isEmpty() || title.length() > 20, "A code has 1 to 20 characters: " + title);
        return title;
    }

    /** Question::rules with a parent. */
    private void parts() {
        Set<String> titles = new HashSet<>();
        Set<String> groups = new HashSet<>();
        rows("groups").forEach(row -> groups.add(cell(row, "groups", "gid")));
        Set<String> all = new HashSet<>(types.keySet());
        Set<String> parents = new HashSet<>();
        for (Map<String, String> row : rows("subquestions")) {
            String title = question(row, "subquestions", groups);
            String parent = cell(row, "subquestions", "parent_qid");
            refuse(!WITH_PARTS.contains(types.getOrDefault(parent, "")), "A part of the question " + parent);
            refuse(
                    !titles.add(parent + " " + title.toLowerCase(Locale.ROOT)),
                    "Subquestion codes must be unique: " + title);
            refuse(!title.matches("[A-Za-z0-9]+"), "Subquestion codes may only be alphanumeric: " + title);
            refuse(title.equals("time"), "'time' is a reserved word");
            parents.add(parent);
            names.add(codes.get(parent) + "_" + title);
            refuse(!all.add(cell(row, "subquestions", "qid")), "Two questions with one number: " + row);
        }
        types.forEach((qid, type) ->
                refuse(WITH_PARTS.contains(type) && !parents.contains(qid), "A question without parts: " + qid));
        texts("question_l10ns", "qid", all, List.of("question", "help", "script"));
    }

    /** Answer::rules: a code of 1 to 5 characters, once a question and scale; its number is what its texts go by. */
    private void answers() {
        Set<String> aids = new HashSet<>();
        Set<String> seen = new HashSet<>();
        Set<String> asked = new HashSet<>();
        for (Map<String, String> row : rows("answers")) {
            String qid = cell(row, "answers", "qid");
            String code = cell(row, "answers", "code");
            refuse(!WITH_ANSWERS.contains(types.getOrDefault(qid, "")), "An answer of the question " + qid);
            refuse(!code.matches("[A-Za-z0-9]{1,5}"), "An answer code: " + code);
            refuse(!seen.add(qid + " " + code + " " + cell(row, "answers", "scale_id")), "Two answers " + code);
            refuse(!cell(row, "answers", "sortorder").matches("\\d+"), "An answer without order: " + row);
            refuse(!cell(row, "answers", "assessment_value").matches("-?\\d+"), "An answer without value: " + row);
            String aid = cell(row, "answers", "aid");
            refuse(!aid.matches("[1-9]\\d*") || !aids.add(aid), "An answer with the number " + aid);
            asked.add(qid);
        }
        types.forEach((qid, type) ->
                refuse(WITH_ANSWERS.contains(type) && !asked.contains(qid), "A question without answers: " + qid));
        texts("answer_l10ns", "aid", aids, List.of("answer"));
    }

    private void attributes() {
        for (Map<String, String> row : rows("question_attributes")) {
            String type = types.getOrDefault(cell(row, "question_attributes", "qid"), "");
            String name = cell(row, "question_attributes", "attribute");
            refuse(!ATTRIBUTES.getOrDefault(type, Set.of()).contains(name), "The type " + type + " has no " + name);
            refuse(cell(row, "question_attributes", "value").isEmpty(), name + " says nothing");
            String language = cell(row, "question_attributes", "language");
            refuse(!language.isEmpty() && !languages.contains(language), name + " in " + language);
        }
    }

    /** LimeExpressionManager marks a name that is no question as an error, and the condition never holds. */
    private void expressions() {
        for (String table : List.of("groups", "questions", "subquestions")) {
            for (Map<String, String> row : rows(table)) {
                String equation = row.getOrDefault(table.equals("groups") ? "grelevance" : "relevance", "");
                refuse(equation.isEmpty(), "A row without relevance: " + row);
                named(equation);
            }
        }
        for (String table : List.of("question_l10ns", "answer_l10ns", "group_l10ns", "surveys_languagesettings")) {
            for (Map<String, String> row : rows(table)) {
                row.values().forEach(text -> {
                    // What stands in braces is an expression, unless a blank follows the brace.
                    Matcher expression = Pattern.compile("\\{([^\\s{}][^{}]*)}").matcher(text);
                    while (expression.find()) {
                        refuse(!SHOWN.matcher(expression.group(1)).matches(), "An expression: " + expression.group());
                        named(expression.group(1));
                    }
                });
            }
        }
    }

    private void named(String expression) {
        Matcher name = NAME.matcher(expression.replaceAll("\"[^\"]*\"", "\"\""));
        while (name.find()) {
            refuse(!names.contains(name.group(1)), "An expression names the unknown " + name.group(1));
        }
    }
}
