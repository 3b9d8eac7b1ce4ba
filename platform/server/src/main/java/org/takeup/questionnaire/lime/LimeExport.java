package org.takeup.questionnaire.lime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.questionnaire.Lost;
import org.takeup.questionnaire.OwnQuestionnaire;

/** Writes a questionnaire as a survey of LimeSurvey, and says what of it is lost there. */
public final class LimeExport {
    private static final String SURVEY = "100000";
    private static final Map<String, String> NOT_APPLICABLE =
            Map.of("en", "Does not apply", "de", "Trifft nicht zu", "fr", "Sans objet", "es", "No procede");

    private final OwnQuestionnaire own;
    private final LimeFile file;
    private final List<Lost> lost = new ArrayList<>();
    private final Map<String, Equations.Target> targets = new HashMap<>();
    private final Map<String, String> codes = new HashMap<>();
    private int numbers;

    private LimeExport(OwnQuestionnaire own) {
        this.own = own;
        this.file = new LimeFile(own.languages());
    }

    /** The file. @param lost what is not in it */
    public record Exported(String xml, List<Lost> lost) {
        public Exported {
            lost = List.copyOf(lost);
        }
    }

    public static Exported write(OwnQuestionnaire own) {
        return new LimeExport(own).all();
    }

    private Exported all() {
        whole();
        var questions = new Codes();
        own.asked()
                .items()
                .forEach(item -> codes.put(item.id(), questions.of(item.id(), Codes.LONGEST_QUESTION, true)));
        codes.forEach((id, code) -> {
            if (!id.equals(code)) {
                lose(id, "Its id, which is " + code + " there.");
            }
        });
        List<Questionnaire.Page> pages = own.asked().pages();
        for (int i = 0; i < pages.size(); i++) {
            page(pages.get(i), i + 1);
        }
        survey();
        return new Exported(file.xml(), lost);
    }

    private void lose(String question, String reason) {
        lost.add(new Lost(question, reason));
    }

    private void whole() {
        if (!own.scoring().scales().isEmpty()) {
            lose("", "Its scales; LimeSurvey's assessments count otherwise.");
        }
        if (own.guide().isPresent()) {
            lose("", "The guide for colleagues who ask with it.");
        }
        lose("", "How long it takes, and the smallest group with results; LimeSurvey has neither.");
    }

    private void survey() {
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
                        html(own.title(), tag),
                        "surveyls_description",
                        html(own.purpose(), tag)));
    }

    private String html(LocalizedText text, String tag) {
        return LimeTexts.html(
                text.in(Locale.forLanguageTag(tag)),
                id -> Optional.ofNullable(targets.get(id))
                        .map(Equations.Target::name)
                        .orElseGet(() -> codes.getOrDefault(id, id)));
    }

    private void page(Questionnaire.Page page, int number) {
        String gid = String.valueOf(number);
        file.row("groups", "gid", gid, "sid", SURVEY, "group_order", gid, "grelevance", relevance(page.id()));
        own.languages()
                .forEach(tag ->
                        file.row("group_l10ns", "gid", gid, "group_name", html(page.title(), tag), "language", tag));
        Map<String, Equations.Target> here = new HashMap<>();
        for (int i = 0; i < page.items().size(); ) {
            int end = arrayEnd(page.items(), i);
            if (page.items().get(i) instanceof Item.Rating rating) {
                array(
                        gid,
                        page.items().subList(i, end).stream()
                                .map(Item.Rating.class::cast)
                                .toList(),
                        rating,
                        here);
            } else {
                item(gid, page.items().get(i), here);
            }
            i = end;
        }
        targets.putAll(here);
    }

    private String relevance(String id) {
        return Optional.ofNullable(own.asked().shownIf().get(id))
                .map(condition -> new Equations(targets).of(condition).orElseGet(() -> {
                    lose(id, "Its condition, which LimeSurvey cannot say; it is always shown there.");
                    return "1";
                }))
                .orElse("1");
    }

    private static int arrayEnd(List<Item> items, int from) {
        int end = from + 1;
        while (items.get(from) instanceof Item.Rating first
                && first.about().isPresent()
                && end < items.size()
                && items.get(end) instanceof Item.Rating next
                && next.about().equals(first.about())
                && next.scale().equals(first.scale())
                && next.required() == first.required()
                && next.notApplicable() == first.notApplicable()) {
            end++;
        }
        return end;
    }

    private String next() {
        return String.valueOf(++numbers);
    }

    private String question(String gid, String type, String code, boolean required, boolean withText, Item item) {
        String qid = next();
        file.row(
                "questions",
                "qid",
                qid,
                "parent_qid",
                "0",
                "sid",
                SURVEY,
                "gid",
                gid,
                "type",
                type,
                "title",
                code,
                "mandatory",
                required ? "Y" : "N",
                "question_order",
                qid,
                "other",
                "N",
                "scale_id",
                "0",
                "relevance",
                item instanceof Item.Rating ? "1" : relevance(item.id()));
        own.languages()
                .forEach(tag -> file.row(
                        "question_l10ns",
                        "qid",
                        qid,
                        "question",
                        withText ? html(item.text(), tag) : "",
                        "language",
                        tag));
        return qid;
    }

    /** Ratings about the same are the rows of one array; a rating by itself is an array of one row without a text above. */
    private void array(String gid, List<Item.Rating> rows, Item.Rating first, Map<String, Equations.Target> here) {
        boolean single = first.about().isEmpty();
        String code = single ? codes.get(first.id()) : "array" + next();
        String qid = next();
        file.row(
                "questions",
                "qid",
                qid,
                "parent_qid",
                "0",
                "sid",
                SURVEY,
                "gid",
                gid,
                "type",
                "F",
                "title",
                code,
                "mandatory",
                first.required() ? "Y" : "N",
                "question_order",
                qid,
                "other",
                "N",
                "scale_id",
                "0",
                "relevance",
                single ? relevance(first.id()) : "1");
        own.languages()
                .forEach(tag -> file.row(
                        "question_l10ns",
                        "qid",
                        qid,
                        "question",
                        first.about().map(about -> html(about, tag)).orElse(""),
                        "language",
                        tag));
        int order = 0;
        for (Item.Rating row : rows) {
            String part = single ? "SQ001" : codes.get(row.id());
            String sub = next();
            file.row(
                    "subquestions",
                    "qid",
                    sub,
                    "parent_qid",
                    qid,
                    "sid",
                    SURVEY,
                    "gid",
                    gid,
                    "type",
                    "T",
                    "title",
                    part,
                    "question_order",
                    String.valueOf(order++),
                    "scale_id",
                    "0",
                    "relevance",
                    single ? "1" : relevance(row.id()));
            own.languages()
                    .forEach(tag ->
                            file.row("question_l10ns", "qid", sub, "question", html(row.text(), tag), "language", tag));
            here.put(row.id(), new Equations.Target(row, code + "_" + part, points(first)));
        }
        Map<String, String> codesOfPoints = points(first);
        IntStream.range(0, first.scale().labels().size())
                .forEach(i -> answer(
                        qid,
                        codesOfPoints.get(String.valueOf(first.scale().min() + i)),
                        i,
                        first.scale().labels().get(i)));
        if (first.notApplicable()) {
            Map<String, String> words = new HashMap<>();
            own.languages()
                    .forEach(tag ->
                            words.put(tag, NOT_APPLICABLE.getOrDefault(tag.replaceFirst("-.*", ""), "Does not apply")));
            answer(qid, LimeArrays.NOT_APPLICABLE, first.scale().labels().size(), new LocalizedText(words));
        }
        if (first.scale().min() < 0) {
            lose(first.id(), "The numbers of its points, which begin below 0; they begin with 1 there.");
        }
    }

    /** Codes of points by our numbers. */
    private static Map<String, String> points(Item.Rating rating) {
        Map<String, String> points = new HashMap<>();
        int min = rating.scale().min();
        IntStream.rangeClosed(min, rating.scale().max())
                .forEach(point -> points.put(String.valueOf(point), String.valueOf(min < 0 ? point - min + 1 : point)));
        points.put("na", LimeArrays.NOT_APPLICABLE);
        return points;
    }

    private void answer(String qid, String code, int order, LocalizedText label) {
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
        own.languages()
                .forEach(tag -> file.row("answer_l10ns", "aid", aid, "answer", html(label, tag), "language", tag));
    }

    private void attribute(String qid, String name, String value) {
        file.row("question_attributes", "qid", qid, "attribute", name, "value", value);
    }

    private void item(String gid, Item item, Map<String, Equations.Target> here) {
        String code = codes.getOrDefault(item.id(), item.id());
        switch (item) {
            case Item.Selection selection
            when selection.most() == 1 -> {
                String qid = question(gid, "L", code, item.required(), true, item);
                here.put(item.id(), new Equations.Target(item, code, answers(item.id(), qid, selection.choices())));
            }
            case Item.Selection selection -> {
                String qid = question(gid, "M", code, item.required(), true, item);
                attribute(qid, "max_answers", String.valueOf(selection.most()));
                here.put(item.id(), new Equations.Target(item, code, parts(gid, qid, item.id(), selection.choices())));
            }
            case Item.Ranking ranking -> {
                String qid = question(gid, "R", code, item.required(), true, item);
                attribute(qid, "max_answers", String.valueOf(ranking.most()));
                here.put(item.id(), new Equations.Target(item, code, answers(item.id(), qid, ranking.choices())));
            }
            case Item.Number number -> number(gid, number, code, here);
            case Item.Slider slider -> slider(gid, slider, code, here);
            case Item.Day day -> {
                String qid = question(gid, "D", code, item.required(), true, item);
                attribute(qid, "date_min", day.earliest().toString());
                attribute(qid, "date_max", day.latest().toString());
                here.put(item.id(), new Equations.Target(item, code, Map.of()));
            }
            case Item.FreeText text -> {
                String qid = question(gid, text.mostCharacters() > 200 ? "T" : "S", code, item.required(), true, item);
                attribute(qid, "maximum_chars", String.valueOf(text.mostCharacters()));
                here.put(item.id(), new Equations.Target(item, code, Map.of()));
            }
            case Item.Information _ -> question(gid, "X", code, false, true, item);
            case Item.Recommend recommend -> {
                lose(item.id(), "That it asks for a recommendation; it is a list from 0 to 10 there.");
                String qid = question(gid, "L", code, item.required(), true, item);
                IntStream.rangeClosed(0, Item.Recommend.highest())
                        .forEach(i -> answer(qid, String.valueOf(i), i, end(recommend, i)));
                here.put(item.id(), new Equations.Target(item, code, Map.of()));
            }
            case Item.Email _ ->
                plainText(gid, item, code, "That its answer is an e-mail address; it is a text there.", here);
            case Item.PersonPick _ ->
                plainText(gid, item, code, "That people are picked from the directory; it is a text there.", here);
            case Item.Consent _ -> {
                lose(item.id(), "That it asks for consent; it is a multiple choice of one there.");
                String qid = question(gid, "M", code, item.required(), true, item);
                parts(gid, qid, item.id(), List.of(new Choice(Item.Consent.YES, item.text())));
                here.put(item.id(), new Equations.Target(item, code, Map.of(Item.Consent.YES, Item.Consent.YES)));
            }
            case Item.Rating _ -> throw new IllegalStateException("Ratings are written as arrays");
        }
    }

    private static LocalizedText end(Item.Recommend recommend, int point) {
        Map<String, String> words = new HashMap<>();
        LocalizedText named = point == 0 ? recommend.least() : recommend.most();
        boolean middle = point > 0 && point < Item.Recommend.highest();
        named.byLanguage().forEach((tag, text) -> words.put(tag, middle ? String.valueOf(point) : point + " " + text));
        return new LocalizedText(words);
    }

    private void plainText(String gid, Item item, String code, String reason, Map<String, Equations.Target> here) {
        lose(item.id(), reason);
        question(gid, "S", code, item.required(), true, item);
        here.put(item.id(), new Equations.Target(item, code, Map.of()));
    }

    private void number(String gid, Item.Number number, String code, Map<String, Equations.Target> here) {
        String qid = question(gid, "N", code, number.required(), true, number);
        attribute(qid, "min_num_value_n", number.min().toPlainString());
        attribute(qid, "max_num_value_n", number.max().toPlainString());
        attribute(qid, "num_value_int_only", number.decimals() == 0 ? "1" : "0");
        number.unit()
                .ifPresent(unit -> own.languages()
                        .forEach(tag -> file.row(
                                "question_attributes",
                                "qid",
                                qid,
                                "attribute",
                                "suffix",
                                "value",
                                html(unit, tag),
                                "language",
                                tag)));
        if (number.decimals() != 0 && number.decimals() != 2) {
            lose(number.id(), "How many digits after the point it takes.");
        }
        here.put(number.id(), new Equations.Target(number, code, Map.of()));
    }

    private void slider(String gid, Item.Slider slider, String code, Map<String, Equations.Target> here) {
        String qid = question(gid, "K", code, slider.required(), true, slider);
        attribute(qid, "slider_layout", "1");
        attribute(qid, "slider_min", String.valueOf(slider.min()));
        attribute(qid, "slider_max", String.valueOf(slider.max()));
        attribute(qid, "slider_accuracy", String.valueOf(slider.step()));
        attribute(qid, "slider_separator", "|");
        String sub = next();
        file.row(
                "subquestions",
                "qid",
                sub,
                "parent_qid",
                qid,
                "sid",
                SURVEY,
                "gid",
                gid,
                "type",
                "T",
                "title",
                "SQ001",
                "question_order",
                "0",
                "scale_id",
                "0",
                "relevance",
                "1");
        own.languages()
                .forEach(tag -> file.row(
                        "question_l10ns",
                        "qid",
                        sub,
                        "question",
                        "|" + bar(html(slider.least(), tag)) + "|" + bar(html(slider.most(), tag)),
                        "language",
                        tag));
        here.put(slider.id(), new Equations.Target(slider, code + "_SQ001", Map.of()));
    }

    /** A bar in a text would be taken for the one between the ends. */
    private static String bar(String html) {
        return html.replace("|", "&#124;");
    }

    private Map<String, String> answers(String item, String qid, List<Choice> choices) {
        Map<String, String> byId = choiceCodes(item, choices, Codes.LONGEST_ANSWER);
        for (int i = 0; i < choices.size(); i++) {
            answer(
                    qid,
                    byId.getOrDefault(choices.get(i).id(), ""),
                    i,
                    choices.get(i).label());
        }
        return byId;
    }

    private Map<String, String> parts(String gid, String qid, String item, List<Choice> choices) {
        Map<String, String> byId = choiceCodes(item, choices, Codes.LONGEST_QUESTION);
        for (int i = 0; i < choices.size(); i++) {
            Choice choice = choices.get(i);
            String sub = next();
            file.row(
                    "subquestions",
                    "qid",
                    sub,
                    "parent_qid",
                    qid,
                    "sid",
                    SURVEY,
                    "gid",
                    gid,
                    "type",
                    "T",
                    "title",
                    byId.getOrDefault(choice.id(), ""),
                    "question_order",
                    String.valueOf(i),
                    "scale_id",
                    "0",
                    "relevance",
                    "1");
            own.languages()
                    .forEach(tag -> file.row(
                            "question_l10ns", "qid", sub, "question", html(choice.label(), tag), "language", tag));
        }
        return byId;
    }

    private Map<String, String> choiceCodes(String item, List<Choice> choices, int longest) {
        Map<String, String> byId = Codes.forAll(choices.stream().map(Choice::id).toList(), longest);
        if (byId.entrySet().stream().anyMatch(each -> !each.getKey().equals(each.getValue()))) {
            lose(item, "Ids of its choices, which are shorter there.");
        }
        return byId;
    }
}
