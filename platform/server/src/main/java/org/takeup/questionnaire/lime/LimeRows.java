package org.takeup.questionnaire.lime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.questionnaire.OwnQuestionnaire;

/** The rows of a file that is written: what each thing of a survey needs in which tables. */
final class LimeRows {
    private static final String SURVEY = "100000";
    /** The column surveyls_title. Source: LimeSurvey's updates of its database, to version 145. */
    private static final int MOST_OF_A_TITLE = 200;

    private final OwnQuestionnaire own;
    private final LimeFile file;
    /** What equations and texts call the questions of earlier pages, by our ids. */
    private final Map<String, Equations.Target> targets = new HashMap<>();

    private final Map<String, String> codes = new HashMap<>();
    private final Codes questions = Codes.ofQuestions();
    private final List<String> shortened = new ArrayList<>();
    private final Set<String> unplaced = new TreeSet<>();
    private final Set<String> untranslated = new TreeSet<>();
    private int numbers;

    LimeRows(OwnQuestionnaire own) {
        this.own = own;
        this.file = new LimeFile(own.languages());
        own.asked()
                .items()
                .forEach(item -> codes.put(item.id(), questions.of(item.id(), Codes.LONGEST_QUESTION, true)));
    }

    /** LimeSurvey's codes by our ids. */
    Map<String, String> codes() {
        return codes;
    }

    String code(String id) {
        return codes.getOrDefault(id, id);
    }

    /** A code for an array, which is no question here and has no id. */
    String arrayCode() {
        return questions.of("array", Codes.LONGEST_QUESTION, true);
    }

    /** Titles of which LimeSurvey has no room for the end. */
    List<String> shortened() {
        return shortened;
    }

    /** Languages in which texts are not there; those in another one stand in their place. */
    Set<String> untranslated() {
        return untranslated;
    }

    /** Ids whose answers texts want to show and nobody has given before. */
    Set<String> unplaced() {
        return unplaced;
    }

    Map<String, Equations.Target> targets() {
        return targets;
    }

    String xml() {
        return file.xml();
    }

    /** A number that no other row has. */
    String next() {
        return String.valueOf(++numbers);
    }

    void survey() {
        file.row(
                "surveys",
                "sid",
                SURVEY,
                "language",
                own.language(),
                "additional_languages",
                String.join(" ", own.languages().subList(1, own.languages().size())),
                "format",
                "G");
        own.languages()
                .forEach(tag -> file.row(
                        "surveys_languagesettings",
                        "surveyls_survey_id",
                        SURVEY,
                        "surveyls_language",
                        tag,
                        "surveyls_title",
                        title(own.title(), tag),
                        "surveyls_description",
                        html(own.purpose(), tag)));
    }

    String html(LocalizedText text, String tag) {
        if (!text.byLanguage().containsKey(tag)) {
            untranslated.add(tag);
        }
        return LimeTexts.html(
                text.in(Locale.forLanguageTag(tag)),
                id -> Optional.ofNullable(targets.get(id))
                        .flatMap(Equations.Target::shown)
                        .orElseGet(() -> {
                            unplaced.add(id);
                            return "…";
                        }));
    }

    void group(String gid, LocalizedText name, String relevance) {
        file.row("groups", "gid", gid, "sid", SURVEY, "group_order", gid, "grelevance", relevance);
        texts("group_l10ns", "gid", gid, "group_name", tag -> title(name, tag), "description");
    }

    /** As much of a title as its column has room for, behind which databases refuse the file. */
    private String title(LocalizedText text, String tag) {
        String whole = text.in(Locale.forLanguageTag(tag));
        String html = html(text, tag);
        for (int end = whole.length() - 1; html.length() > MOST_OF_A_TITLE && end > 0; end--) {
            if (!Character.isLowSurrogate(whole.charAt(end))) {
                html = html(new LocalizedText(Map.of(tag, whole.substring(0, end) + "…")), tag);
            }
        }
        if (!html.equals(html(text, tag)) && !shortened.contains(whole)) {
            shortened.add(whole);
        }
        return html;
    }

    /**
     * @param empty columns that say nothing, without which version 3 does not take the file in (its
     *     ImportCompatibilityConverter reads them of each row)
     */
    private void texts(
            String table, String key, String id, String column, Function<String, String> text, String... empty) {
        own.languages().forEach(tag -> {
            List<String> cells = new ArrayList<>(List.of(key, id, column, text.apply(tag)));
            List.of(empty).forEach(each -> cells.addAll(List.of(each, "")));
            cells.addAll(List.of("language", tag));
            file.row(table, cells.toArray(String[]::new));
        });
    }

    /** @param text by language, as HTML. @return its number */
    String question(
            String gid, String type, String code, boolean required, String relevance, Function<String, String> text) {
        String qid = next();
        row("questions", qid, "0", gid, type, code, qid, "mandatory", required ? "Y" : "N", "relevance", relevance);
        texts("question_l10ns", "qid", qid, "question", text, "help", "script");
        return qid;
    }

    /** A part of a question. */
    void part(String gid, String parent, String code, int order, String relevance, Function<String, String> text) {
        String qid = next();
        row("subquestions", qid, parent, gid, "T", code, String.valueOf(order), "relevance", relevance);
        texts("question_l10ns", "qid", qid, "question", text, "help", "script");
    }

    private void row(
            String table,
            String qid,
            String parent,
            String gid,
            String type,
            String code,
            String order,
            String... more) {
        List<String> cells = new ArrayList<>(
                List.of("qid", qid, "parent_qid", parent, "sid", SURVEY, "gid", gid, "type", type, "title", code));
        cells.addAll(List.of("question_order", order, "other", "N", "scale_id", "0"));
        cells.addAll(List.of(more));
        file.row(table, cells.toArray(String[]::new));
    }

    void answer(String qid, String code, int order, LocalizedText label) {
        String aid = next();
        file.row(
                "answers",
                "aid",
                aid,
                "qid",
                qid,
                "code",
                code,
                "sortorder",
                String.valueOf(order),
                "assessment_value",
                "0",
                "scale_id",
                "0");
        texts("answer_l10ns", "aid", aid, "answer", tag -> html(label, tag));
    }

    void attribute(String qid, String name, String value) {
        file.row("question_attributes", "qid", qid, "attribute", name, "value", value, "language", "");
    }

    /** An attribute that has words. */
    void attribute(String qid, String name, LocalizedText value) {
        own.languages()
                .forEach(tag -> file.row(
                        "question_attributes",
                        "qid",
                        qid,
                        "attribute",
                        name,
                        "value",
                        html(value, tag),
                        "language",
                        tag));
    }
}
