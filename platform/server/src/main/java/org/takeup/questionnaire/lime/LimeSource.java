package org.takeup.questionnaire.lime;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A LimeSurvey file as groups, questions, subquestions and answers, whichever of the two structures it has: since version 4
 * texts stand in tables of their own, before that each row was there once a language.
 */
final class LimeSource {
    private final LimeTables tables;
    private final LimeLanguages languages;
    private final Map<String, Map<String, String>> groupTexts = new HashMap<>();
    private final Map<String, Map<String, String>> questionTexts = new HashMap<>();
    private final Map<String, Map<String, String>> answerTexts = new HashMap<>();
    private final Set<String> helped = new LinkedHashSet<>();
    private final Map<String, Map<String, Map<String, String>>> attributes = new HashMap<>();
    private final LimeConditions conditions;
    /** Rows by table and column and what stands there, made when they are first asked for: files have many rows. */
    private final Map<String, Map<String, List<Map<String, String>>>> indexes = new HashMap<>();

    /**
     * A group of questions.
     *
     * @param names by our language tags, as HTML
     * @param described whether it has a text of its own under its name
     * @param mixed whether it has no fixed place among the others
     */
    record Group(String id, Map<String, String> names, String relevance, boolean described, boolean mixed) {}

    /**
     * A question or a part of one.
     *
     * @param scale 0, or 1 for what stands across in arrays
     * @param texts by our language tags, as HTML
     */
    record Question(
            String id,
            String group,
            String code,
            String type,
            int scale,
            Map<String, String> texts,
            boolean helped,
            String mandatory,
            boolean other,
            String relevance) {
        /** Whether nobody sees it, whatever is answered. */
        boolean isHidden() {
            return relevance.equals("0");
        }
    }

    /** An answer that can be chosen. */
    record Option(String code, int scale, Map<String, String> texts) {}

    LimeSource(LimeTables tables) {
        this.tables = tables;
        this.languages = new LimeLanguages(tables);
        texts("group_l10ns", "gid", "group_name", groupTexts);
        texts("groups", "gid", "group_name", groupTexts);
        texts("question_l10ns", "qid", "question", questionTexts);
        texts("questions", "qid", "question", questionTexts);
        texts("subquestions", "qid", "question", questionTexts);
        texts("answer_l10ns", "aid", "answer", answerTexts);
        for (String table : List.of("question_l10ns", "questions", "subquestions")) {
            tables.rows(table).stream()
                    .filter(row -> !LimeTables.cell(row, "help").isEmpty())
                    .forEach(row -> helped.add(LimeTables.cell(row, "qid")));
        }
        Map<String, String> types = new HashMap<>();
        tables.rows("questions").forEach(row -> types.put(LimeTables.cell(row, "qid"), LimeTables.cell(row, "type")));
        conditions = new LimeConditions(tables.rows("conditions"), types);
        // What names no language holds in all of them.
        tables.rows("question_attributes").stream()
                .filter(row ->
                        !LimeLanguages.isNamedIn(row) || languages.tagOf(row).isPresent())
                .forEach(row -> attributes
                        .computeIfAbsent(LimeTables.cell(row, "qid"), ignored -> new HashMap<>())
                        .computeIfAbsent(LimeTables.cell(row, "attribute"), ignored -> new HashMap<>())
                        .put(
                                LimeLanguages.isNamedIn(row)
                                        ? languages.tagOf(row).orElseThrow()
                                        : "",
                                LimeTables.cell(row, "value")));
    }

    private void texts(String table, String key, String column, Map<String, Map<String, String>> into) {
        tables.rows(table).stream()
                .filter(row -> row.containsKey(column))
                .forEach(row -> languages
                        .tagOf(row)
                        .ifPresent(tag -> into.computeIfAbsent(LimeTables.cell(row, key), ignored -> new HashMap<>())
                                .putIfAbsent(tag, LimeTables.cell(row, column))));
    }

    /** Our tags, the survey's own first. */
    List<String> tags() {
        return languages.tags();
    }

    List<String> unknownLanguages() {
        return languages.unknown();
    }

    /** A text of the survey, by language. */
    Map<String, String> survey(String column) {
        Map<String, String> texts = new HashMap<>();
        tables.rows("surveys_languagesettings")
                .forEach(row -> languages
                        .tag(LimeTables.cell(row, "surveyls_language"))
                        .ifPresent(tag -> texts.put(tag, LimeTables.cell(row, column))));
        return texts;
    }

    boolean has(String table) {
        return !tables.rows(table).isEmpty();
    }

    /** Whether the values of answers are added up. */
    boolean isAssessed() {
        return has("assessments")
                || tables.rows("surveys").stream()
                        .anyMatch(row -> LimeTables.cell(row, "assessments").equals("Y"));
    }

    boolean isAnythingCut() {
        return tables.isAnythingCut();
    }

    /** Whether a column of the question's rows in a table says something. */
    boolean isFilled(String table, Question question, String column) {
        return isFilled(List.of(table), "qid", question.id(), column);
    }

    private boolean isFilled(List<String> of, String key, String id, String column) {
        return of.stream()
                .flatMap(table -> rows(table, key, id).stream())
                .anyMatch(row -> !LimeTables.cell(row, column).isEmpty());
    }

    private List<Map<String, String>> rows(String table, String column, String value) {
        return indexes.computeIfAbsent(
                        table + "." + column,
                        ignored -> tables.rows(table).stream()
                                .collect(Collectors.groupingBy(row -> LimeTables.cell(row, column))))
                .getOrDefault(value, List.of());
    }

    /** Whether a table has rows about a question. */
    boolean isNamed(String table, Question question) {
        return !rows(table, "qid", question.id()).isEmpty();
    }

    /** Codes of the questions that stand in no group. */
    List<String> strays() {
        Set<String> groups = new HashSet<>();
        tables.rows("groups").forEach(row -> groups.add(LimeTables.cell(row, "gid")));
        return distinct(tables.rows("questions"), "qid").stream()
                .filter(row -> List.of("", "0").contains(LimeTables.cell(row, "parent_qid")))
                .filter(row -> !groups.contains(LimeTables.cell(row, "gid")))
                .map(row -> LimeTables.cell(row, "title"))
                .toList();
    }

    /**
     * Other names of what equations and texts can name: survey, group and question by number in all versions, and the question
     * by number since version 7.
     *
     * @param names by code
     * @return names by code, by the other names
     */
    Map<String, String> alsoCalled(Question question, Set<String> names) {
        String survey = tables.rows("surveys").stream()
                .map(row -> LimeTables.cell(row, "sid"))
                .findFirst()
                .orElse("");
        Map<String, String> partNumbers = new HashMap<>();
        parts(question).forEach(part -> partNumbers.put(part.code(), part.id()));
        boolean codeOfAnother = !rows("questions", "title", "Q" + question.id()).isEmpty();
        Map<String, String> called = new HashMap<>();
        for (String name : names) {
            String part = name.equals(question.code())
                    ? ""
                    : name.substring(question.code().length() + 1);
            called.put(survey + "X" + question.group() + "X" + question.id() + part, name);
            String number = partNumbers.get(part);
            if (part.isEmpty() && !codeOfAnother) {
                called.put("Q" + question.id(), name);
            } else if (number != null && !codeOfAnother) {
                called.put("Q" + question.id() + "_S" + number, name);
            }
        }
        return called;
    }

    /** In order, each once. */
    List<Group> groups() {
        return distinct(tables.rows("groups"), "gid").stream()
                .sorted(Comparator.comparingInt(row -> LimeTables.order(row, "group_order")))
                .map(row -> new Group(
                        LimeTables.cell(row, "gid"),
                        groupTexts.getOrDefault(LimeTables.cell(row, "gid"), Map.of()),
                        LimeTables.cell(row, "grelevance"),
                        isFilled(List.of("groups", "group_l10ns"), "gid", LimeTables.cell(row, "gid"), "description"),
                        !LimeTables.cell(row, "randomization_group").isEmpty()))
                .toList();
    }

    /** The questions of a group, in order. */
    List<Question> questions(String group) {
        return distinct(rows("questions", "gid", group), "qid").stream()
                .filter(row -> List.of("", "0").contains(LimeTables.cell(row, "parent_qid")))
                .sorted(Comparator.comparingInt(row -> LimeTables.order(row, "question_order")))
                .map(this::question)
                .toList();
    }

    /** The parts of a question that stand down and that somebody may see, in order. */
    List<Question> parts(Question question) {
        return seen(question, 0);
    }

    /** The parts of a question that stand across and that somebody may see, in order. */
    List<Question> columns(Question question) {
        return seen(question, 1);
    }

    private List<Question> seen(Question question, int scale) {
        return parts(question, scale).stream().filter(part -> !part.isHidden()).toList();
    }

    /** Whether a question has parts that nobody sees. */
    boolean hasHiddenParts(Question question) {
        return Stream.of(0, 1).flatMap(scale -> parts(question, scale).stream()).anyMatch(Question::isHidden);
    }

    private List<Question> parts(Question question, int scale) {
        return distinct(
                        Stream.of("subquestions", "questions")
                                .flatMap(table -> rows(table, "parent_qid", question.id()).stream())
                                .toList(),
                        "qid")
                .stream()
                .sorted(Comparator.comparingInt(row -> LimeTables.order(row, "question_order")))
                .map(this::question)
                .filter(part -> part.scale() == scale)
                .toList();
    }

    private Question question(Map<String, String> row) {
        String id = LimeTables.cell(row, "qid");
        String equation = LimeTables.cell(row, "relevance");
        String conditions = Set.of("", "1").contains(equation) ? this.conditions.of(id) : "";
        return new Question(
                id,
                LimeTables.cell(row, "gid"),
                LimeTables.cell(row, "title"),
                LimeTables.cell(row, "type"),
                LimeTables.cell(row, "scale_id").equals("1") ? 1 : 0,
                questionTexts.getOrDefault(id, Map.of()),
                helped.contains(id),
                LimeTables.cell(row, "mandatory"),
                LimeTables.cell(row, "other").equals("Y"),
                conditions.isEmpty() ? equation : conditions);
    }

    /** The answers of a question on its first scale, in order. */
    List<Option> options(Question question) {
        return options(question, 0);
    }

    /** The answers of a question, in order. @param scale 0, or 1 for the second of an array of two */
    List<Option> options(Question question, int scale) {
        List<Map<String, String>> rows = rows("answers", "qid", question.id()).stream()
                .filter(row -> LimeTables.cell(row, "scale_id").equals("1") == (scale == 1))
                .toList();
        Map<String, List<Map<String, String>>> byCode =
                rows.stream().collect(Collectors.groupingBy(row -> LimeTables.cell(row, "code")));
        return distinct(rows, "code").stream()
                .sorted(Comparator.comparingInt(row -> LimeTables.order(row, "sortorder")))
                .map(row -> {
                    String code = LimeTables.cell(row, "code");
                    return new Option(
                            code, scale, words(LimeTables.cell(row, "aid"), byCode.getOrDefault(code, List.of())));
                })
                .toList();
    }

    /** Words of an answer: those in a table of their own, else those of its rows in all languages. */
    private Map<String, String> words(String answer, List<Map<String, String>> rows) {
        Map<String, String> words = new HashMap<>(answerTexts.getOrDefault(answer, Map.of()));
        rows.stream()
                .filter(row -> row.containsKey("answer"))
                .forEach(row ->
                        languages.tagOf(row).ifPresent(tag -> words.putIfAbsent(tag, LimeTables.cell(row, "answer"))));
        return words;
    }

    /** An attribute that holds in all languages; empty if it is not set. */
    String attribute(Question question, String name) {
        return attributes
                .getOrDefault(question.id(), Map.of())
                .getOrDefault(name, Map.of())
                .getOrDefault("", "");
    }

    /** An attribute by language; under all tags if it holds in all. */
    Map<String, String> attributeTexts(Question question, String name) {
        Map<String, String> values =
                new HashMap<>(attributes.getOrDefault(question.id(), Map.of()).getOrDefault(name, Map.of()));
        String everywhere = values.remove("");
        if (everywhere != null && !everywhere.isEmpty()) {
            tags().forEach(tag -> values.putIfAbsent(tag, everywhere));
        }
        values.values().removeIf(String::isBlank);
        return values;
    }

    /** One row of each thing, that in the survey's own language if there is one. */
    private List<Map<String, String>> distinct(List<Map<String, String>> rows, String key) {
        Map<String, Map<String, String>> byKey = new LinkedHashMap<>();
        languages.ownFirst(rows).forEach(row -> byKey.putIfAbsent(LimeTables.cell(row, key), row));
        return List.copyOf(byKey.values());
    }
}
