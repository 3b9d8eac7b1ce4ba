package org.takeup.questionnaire.lime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.takeup.questionnaire.format.Format;
import org.takeup.questionnaire.format.QuestionnaireReader;

/**
 * A LimeSurvey file as groups, questions, subquestions and answers, whichever of the two structures it has: since version 4
 * texts stand in tables of their own, before that each row was there once a language.
 */
final class LimeSource {
    private static final String LANGUAGE = "language";

    private final LimeTables tables;
    /** Our tags by LimeSurvey's codes, the survey's own first. */
    private final Map<String, String> languages = new LinkedHashMap<>();

    private final List<String> unknownLanguages = new ArrayList<>();
    private final Map<String, Map<String, String>> groupTexts = new HashMap<>();
    private final Map<String, Map<String, String>> questionTexts = new HashMap<>();
    private final Map<String, Map<String, String>> answerTexts = new HashMap<>();
    private final Set<String> helped = new LinkedHashSet<>();
    private final Map<String, Map<String, Map<String, String>>> attributes = new HashMap<>();
    private final LimeConditions conditions;

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
            String relevance) {}

    /** An answer that can be chosen. */
    record Option(String code, int scale, Map<String, String> texts) {}

    LimeSource(LimeTables tables) {
        this.tables = tables;
        languages();
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
        tables.rows("question_attributes")
                .forEach(row -> attributes
                        .computeIfAbsent(LimeTables.cell(row, "qid"), ignored -> new HashMap<>())
                        .computeIfAbsent(LimeTables.cell(row, "attribute"), ignored -> new HashMap<>())
                        .put(tag(LimeTables.cell(row, LANGUAGE)), LimeTables.cell(row, "value")));
    }

    private void languages() {
        Set<String> codes = new LinkedHashSet<>();
        tables.rows("surveys").forEach(row -> {
            codes.add(LimeTables.cell(row, LANGUAGE));
            codes.addAll(List.of(LimeTables.cell(row, "additional_languages").split("\\s+")));
        });
        codes.addAll(tables.languages());
        codes.removeIf(String::isBlank);
        for (String code : codes) {
            String base = code.replaceFirst("-.*", "");
            // LimeSurvey's own words behind a hyphen, which no reader has set.
            boolean manner = code.matches(".*-(?:informal|easy|formal)");
            Optional<String> tag = (manner ? Stream.of(base) : Stream.of(code, base))
                    .filter(QuestionnaireReader::isTag)
                    .filter(each -> !languages.containsValue(each))
                    .findFirst();
            if (tag.isPresent() && languages.size() < Format.MOST_LANGUAGES) {
                languages.put(code, tag.get());
            } else {
                unknownLanguages.add(code);
            }
        }
        if (languages.isEmpty()) {
            languages.put("en", "en");
        }
    }

    private String tag(String code) {
        return languages.getOrDefault(code, "");
    }

    private void texts(String table, String key, String column, Map<String, Map<String, String>> into) {
        for (Map<String, String> row : tables.rows(table)) {
            String tag = row.containsKey(LANGUAGE) ? tag(LimeTables.cell(row, LANGUAGE)) : first();
            if (row.containsKey(column) && !tag.isEmpty()) {
                into.computeIfAbsent(LimeTables.cell(row, key), ignored -> new HashMap<>())
                        .putIfAbsent(tag, LimeTables.cell(row, column));
            }
        }
    }

    private String first() {
        return languages.values().iterator().next();
    }

    /** Our tags, the survey's own first. */
    List<String> tags() {
        return List.copyOf(languages.values());
    }

    List<String> unknownLanguages() {
        return unknownLanguages;
    }

    /** A text of the survey, by language. */
    Map<String, String> survey(String column) {
        Map<String, String> texts = new HashMap<>();
        tables.rows("surveys_languagesettings")
                .forEach(
                        row -> texts.put(tag(LimeTables.cell(row, "surveyls_language")), LimeTables.cell(row, column)));
        texts.remove("");
        return texts;
    }

    boolean has(String table) {
        return !tables.rows(table).isEmpty();
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
                .flatMap(table -> tables.rows(table).stream())
                .anyMatch(row -> LimeTables.cell(row, key).equals(id)
                        && !LimeTables.cell(row, column).isEmpty());
    }

    /** Whether a table has rows about a question. */
    boolean isNamed(String table, Question question) {
        return tables.rows(table).stream()
                .anyMatch(row -> LimeTables.cell(row, "qid").equals(question.id()));
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
        boolean codeOfAnother = tables.rows("questions").stream()
                .anyMatch(row -> LimeTables.cell(row, "title").equals("Q" + question.id()));
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
        return distinct(tables.rows("questions"), "qid").stream()
                .filter(row -> LimeTables.cell(row, "gid").equals(group))
                .filter(row -> List.of("", "0").contains(LimeTables.cell(row, "parent_qid")))
                .sorted(Comparator.comparingInt(row -> LimeTables.order(row, "question_order")))
                .map(this::question)
                .toList();
    }

    /** The parts of a question that stand down, in order. */
    List<Question> parts(Question question) {
        return distinct(
                        Stream.concat(tables.rows("subquestions").stream(), tables.rows("questions").stream())
                                .toList(),
                        "qid")
                .stream()
                .filter(row -> LimeTables.cell(row, "parent_qid").equals(question.id()))
                .sorted(Comparator.comparingInt(row -> LimeTables.order(row, "question_order")))
                .map(this::question)
                .filter(part -> part.scale() == 0)
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

    /** The answers of a question, in order. */
    List<Option> options(Question question) {
        Map<String, Map<String, String>> texts = new LinkedHashMap<>();
        List<Option> options = new ArrayList<>();
        tables.rows("answers").stream()
                .filter(row -> LimeTables.cell(row, "qid").equals(question.id()))
                .sorted(Comparator.comparingInt(row -> LimeTables.order(row, "sortorder")))
                .forEach(row -> {
                    int scale = LimeTables.cell(row, "scale_id").equals("1") ? 1 : 0;
                    String key = scale + " " + LimeTables.cell(row, "code");
                    boolean known = texts.containsKey(key);
                    Map<String, String> words = texts.computeIfAbsent(
                            key,
                            ignored -> new HashMap<>(answerTexts.getOrDefault(LimeTables.cell(row, "aid"), Map.of())));
                    if (row.containsKey("answer")) {
                        words.putIfAbsent(
                                row.containsKey(LANGUAGE) ? tag(LimeTables.cell(row, LANGUAGE)) : first(),
                                LimeTables.cell(row, "answer"));
                    }
                    if (!known) {
                        options.add(new Option(LimeTables.cell(row, "code"), scale, words));
                    }
                });
        return options.stream().filter(option -> option.scale() == 0).toList();
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

    private static List<Map<String, String>> distinct(List<Map<String, String>> rows, String key) {
        Map<String, Map<String, String>> byKey = new LinkedHashMap<>();
        rows.forEach(row -> byKey.putIfAbsent(LimeTables.cell(row, key), row));
        return List.copyOf(byKey.values());
    }
}
