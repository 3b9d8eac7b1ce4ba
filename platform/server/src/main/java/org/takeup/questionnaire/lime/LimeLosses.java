package org.takeup.questionnaire.lime;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of a survey and its questions has no place here, by table, column and attribute. */
final class LimeLosses {
    private static final Set<String> NOTHING = Set.of("", "0", "N", "normal");
    private static final String RULE =
            "Its rule of which answers are valid; everything that fits its kind is taken here.";
    private static final String FILTER = "That its choices depend on what was answered before; all are shown here.";
    private static final String ORDER = "The order of its choices, which is mixed there; it is fixed here.";
    private static final Map<String, String> ATTRIBUTES = Map.ofEntries(
            Map.entry("array_filter", FILTER),
            Map.entry("array_filter_exclude", FILTER),
            Map.entry("exclude_all_others", "That one of its choices rules out the others."),
            Map.entry("min_answers", "How many have to be chosen at least."),
            Map.entry("random_order", ORDER),
            Map.entry("answer_order", ORDER),
            Map.entry("subquestion_order", ORDER),
            Map.entry("alphasort", ORDER),
            Map.entry("random_group", "That questions are asked in mixed order; the order is fixed here."),
            Map.entry("em_validation_q", RULE),
            Map.entry("em_validation_sq", RULE),
            Map.entry("equals_num_value", RULE),
            Map.entry("min_num_value", RULE),
            Map.entry("max_num_value", RULE),
            Map.entry("numbers_only", "That it takes numbers only; it is a text here."),
            Map.entry("location_mapservice", "That it asks for a place on a map; it is a text here."),
            Map.entry("slider_default", "Where its slider stands in the beginning; it stands nowhere here."),
            Map.entry("prefix", "The words before its field."),
            Map.entry("time_limit", "Its time limit; nobody is hurried here."));

    private LimeLosses() {}

    /** Notes what a question loses, whatever its type is. */
    static void of(LimeImport all, LimeSource.Question question) {
        LimeSource source = all.source();
        ATTRIBUTES.keySet().stream()
                .sorted()
                .filter(name -> isSet(source, question, name))
                .forEach(name -> all.lose(question.code(), ATTRIBUTES.getOrDefault(name, "")));
        if (isSet(source, question, "suffix") && !List.of("N", "K").contains(question.type())) {
            all.lose(question.code(), "The words behind its field.");
        }
        if (isSet(source, question, "max_answers") && LimeQuestions.keepsConditionsOfParts(question)) {
            all.lose(question.code(), "How many of its parts can be answered at most.");
        }
        if (source.isFilled("questions", question, "preg")) {
            all.lose(question.code(), RULE);
        }
        if (source.isFilled("question_l10ns", question, "script")) {
            all.lose(question.code(), "Its script; nothing of others runs here.");
        }
        if (source.isNamed("defaultvalues", question)) {
            all.lose(question.code(), "What is filled in before somebody answers; fields begin empty here.");
        }
        if (source.hasHiddenParts(question)) {
            all.lose(question.code(), "Its parts that nobody sees there.");
        }
        boolean byPart = source.parts(question).stream()
                .anyMatch(part -> !Set.of("", "1").contains(part.relevance()));
        if (byPart && !LimeQuestions.keepsConditionsOfParts(question)) {
            all.lose(question.code(), FILTER);
        }
    }

    private static boolean isSet(LimeSource source, LimeSource.Question question, String attribute) {
        return source.attributeTexts(question, attribute).values().stream().anyMatch(value -> !NOTHING.contains(value));
    }

    /** Notes what the survey as a whole loses. */
    static void whole(LimeImport all) {
        LimeSource source = all.source();
        source.unknownLanguages()
                .forEach(code -> all.lose("", "The texts in the language " + code + ", which has no tag here."));
        table(all, "quota", "Its quotas. A survey can stop after so many answers when it is opened.");
        if (source.isAssessed()) {
            all.lose("", "Its assessments. Scales can be added in the editor.");
        }
        table(all, "survey_url_parameters", "What is filled in by its address.");
        said(
                all,
                List.of("surveyls_welcometext", "surveyls_endtext"),
                "Its texts of welcome and farewell; the first and last screen say what is promised here.");
        said(
                all,
                List.of("surveyls_policy_notice"),
                "Its notice on data protection; the first screen says what is promised here.");
        said(all, List.of("surveyls_url"), "The address to which people go in the end.");
        if (source.isAnythingCut()) {
            all.lose("", "The end of a text that is very long; pictures inside of texts are.");
        }
        source.strays().forEach(code -> all.lose(code, "It stands in no group of the file. The question is left out."));
    }

    /** Notes what a group loses. @param name how the list calls it */
    static void group(LimeImport all, LimeSource.Group group, String name) {
        if (group.described()) {
            all.lose("", "The description of the group “" + name + "”; put it into an information if it is needed.");
        }
        if (group.mixed()) {
            all.lose(
                    "",
                    "That groups are asked in mixed order, as the group “" + name + "” is; the order is fixed here.");
        }
    }

    private static void table(LimeImport all, String table, String reason) {
        if (all.source().has(table)) {
            all.lose("", reason);
        }
    }

    private static void said(LimeImport all, List<String> columns, String reason) {
        if (columns.stream()
                .anyMatch(
                        column -> all.source().survey(column).values().stream().anyMatch(text -> !text.isBlank()))) {
            all.lose("", reason);
        }
    }
}
