package org.takeup.questionnaire.lime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.questionnaire.Lost;
import org.takeup.questionnaire.OwnQuestionnaire;
import org.takeup.questionnaire.format.Format;

/** Writes a questionnaire as a survey of LimeSurvey, and says what of it is lost there. */
public final class LimeExport {
    private static final String ALWAYS = "1";
    private static final String ONLY_PART = "SQ001";
    private static final Map<String, String> NOT_APPLICABLE =
            Map.of("en", "Does not apply", "de", "Trifft nicht zu", "fr", "Sans objet", "es", "No procede");

    private final OwnQuestionnaire own;
    private final LimeRows rows;
    private final List<Lost> lost = new ArrayList<>();

    private LimeExport(OwnQuestionnaire own) {
        this.own = own;
        this.rows = new LimeRows(own);
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
        List<Questionnaire.Page> pages = own.asked().pages();
        for (int i = 0; i < pages.size(); i++) {
            page(pages.get(i), String.valueOf(i + 1));
        }
        rows.survey();
        rows.shortened().forEach(text -> lose("", "The end of the title “" + text + "”, which is too long there."));
        rows.untranslated()
                .forEach(tag -> lose(
                        "",
                        "That texts are not there in the language " + tag
                                + "; what is shown here instead stands there as if it were translated."));
        rows.unplaced().forEach(id -> lose(id, "The places that show its answer, which is not given before."));
        return new Exported(rows.xml(), lost);
    }

    private void lose(String question, String reason) {
        lost.add(new Lost(question, reason));
    }

    private void whole() {
        if (!own.scoring().scales().isEmpty()) {
            lose("", "Its scales; LimeSurvey's assessments count otherwise.");
        }
        if (!own.uses().isEmpty()) {
            lose("", "What its results are used for.");
        }
        if (own.guide().isPresent()) {
            lose("", "The guide for colleagues who ask with it.");
        }
        lose("", "How long it takes, and the smallest group with results; LimeSurvey has neither.");
        own.asked()
                .items()
                .map(Item::id)
                .filter(id -> !id.equals(rows.code(id)))
                .forEach(id -> lose(id, "Its id, which is " + rows.code(id) + " there."));
    }

    private void page(Questionnaire.Page page, String gid) {
        rows.group(gid, page.title(), relevance(page.id()));
        Map<String, Equations.Target> here = new HashMap<>();
        for (int i = 0; i < page.items().size(); ) {
            int end = arrayEnd(page.items(), i);
            if (page.items().get(i) instanceof Item.Rating) {
                here.putAll(array(
                        gid,
                        page.items().subList(i, end).stream()
                                .map(Item.Rating.class::cast)
                                .toList()));
            } else {
                here.put(page.items().get(i).id(), item(gid, page.items().get(i)));
            }
            i = end;
        }
        // Only now: equations look at earlier pages.
        rows.targets().putAll(here);
    }

    private String relevance(String id) {
        Condition condition = own.asked().shownIf().get(id);
        if (condition == null) {
            return ALWAYS;
        }
        return new Equations(rows.targets()).of(condition).orElseGet(() -> {
            lose(id, "Its condition, which LimeSurvey cannot say; it is always shown there.");
            return ALWAYS;
        });
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

    /** Ratings about the same are the rows of one array; a rating by itself is an array of one row without a text above. */
    private Map<String, Equations.Target> array(String gid, List<Item.Rating> ratings) {
        Item.Rating first = ratings.getFirst();
        Optional<LocalizedText> about = first.about();
        String code = about.isEmpty() ? rows.code(first.id()) : rows.arrayCode();
        String qid = rows.question(
                gid,
                "F",
                code,
                first.required(),
                about.isEmpty() ? relevance(first.id()) : ALWAYS,
                tag -> about.map(text -> rows.html(text, tag)).orElse(""));
        Map<String, String> points = points(first);
        Map<String, Equations.Target> here = new HashMap<>();
        for (int i = 0; i < ratings.size(); i++) {
            Item.Rating row = ratings.get(i);
            String part = about.isEmpty() ? ONLY_PART : rows.code(row.id());
            String shown = about.isEmpty() ? ALWAYS : relevance(row.id());
            rows.part(gid, qid, part, i, shown, tag -> rows.html(row.text(), tag));
            here.put(row.id(), new Equations.Target(row, code + "_" + part, points));
        }
        List<LocalizedText> labels = first.scale().labels();
        IntStream.range(0, labels.size())
                .forEach(i -> rows.answer(
                        qid, points.getOrDefault(String.valueOf(first.scale().min() + i), ""), i, labels.get(i)));
        if (first.notApplicable()) {
            rows.answer(qid, LimeArrays.NOT_APPLICABLE, labels.size(), notApplicable());
        }
        if (first.scale().min() < 0) {
            lose(first.id(), "The numbers of its points, which begin below 0; they begin with 1 there.");
        }
        return here;
    }

    private LocalizedText notApplicable() {
        Map<String, String> words = new HashMap<>();
        own.languages()
                .forEach(tag ->
                        words.put(tag, NOT_APPLICABLE.getOrDefault(tag.replaceFirst("-.*", ""), "Does not apply")));
        return new LocalizedText(words);
    }

    /** Codes of points by our numbers. */
    private static Map<String, String> points(Item.Rating rating) {
        Map<String, String> points = new HashMap<>();
        int min = rating.scale().min();
        IntStream.rangeClosed(min, rating.scale().max())
                .forEach(point -> points.put(String.valueOf(point), String.valueOf(min < 0 ? point - min + 1 : point)));
        points.put(Condition.NOT_APPLICABLE, LimeArrays.NOT_APPLICABLE);
        return points;
    }

    private String question(String gid, String type, Item item) {
        return rows.question(
                gid,
                type,
                rows.code(item.id()),
                item.required(),
                relevance(item.id()),
                tag -> rows.html(item.text(), tag));
    }

    private Equations.Target item(String gid, Item item) {
        String code = rows.code(item.id());
        return switch (item) {
            case Item.Selection selection
            when selection.most() == 1 -> {
                String qid = question(gid, "L", item);
                yield new Equations.Target(item, code, answers(item.id(), qid, selection.choices()));
            }
            case Item.Selection selection -> {
                String qid = question(gid, "M", item);
                rows.attribute(qid, "max_answers", String.valueOf(selection.most()));
                yield new Equations.Target(item, code, parts(gid, qid, item.id(), selection.choices()));
            }
            case Item.Ranking ranking -> {
                String qid = question(gid, "R", item);
                rows.attribute(qid, "max_answers", String.valueOf(ranking.most()));
                yield new Equations.Target(item, code, answers(item.id(), qid, ranking.choices()));
            }
            case Item.Number number -> number(gid, number);
            case Item.Slider slider -> slider(gid, slider);
            case Item.Day day -> {
                String qid = question(gid, "D", item);
                rows.attribute(qid, "date_min", day.earliest().toString());
                rows.attribute(qid, "date_max", day.latest().toString());
                yield new Equations.Target(item, code, Map.of());
            }
            case Item.FreeText text -> {
                String qid = question(gid, text.mostCharacters() > Format.ONE_LINE ? "T" : "S", item);
                rows.attribute(qid, "maximum_chars", String.valueOf(text.mostCharacters()));
                yield new Equations.Target(item, code, Map.of());
            }
            case Item.Information _ -> {
                question(gid, "X", item);
                yield new Equations.Target(item, code, Map.of());
            }
            case Item.Recommend recommend -> {
                lose(item.id(), "That it asks for a recommendation; it is a list from 0 to 10 there.");
                String qid = question(gid, "L", item);
                IntStream.rangeClosed(0, Item.Recommend.highest())
                        .forEach(i -> rows.answer(qid, String.valueOf(i), i, end(recommend, i)));
                yield new Equations.Target(item, code, Map.of());
            }
            case Item.Email _ -> plainText(gid, item, "That its answer is an e-mail address; it is a text there.");
            case Item.PersonPick _ ->
                plainText(gid, item, "That people are picked from the directory; it is a text there.");
            case Item.Consent _ -> {
                lose(item.id(), "That it asks for consent; it is a multiple choice of one there.");
                String qid = question(gid, "M", item);
                List<Choice> yes = List.of(new Choice(Item.Consent.YES, item.text()));
                yield new Equations.Target(item, code, parts(gid, qid, item.id(), yes));
            }
            case Item.Rating _ -> throw new IllegalStateException("Ratings are written as arrays");
        };
    }

    private static LocalizedText end(Item.Recommend recommend, int point) {
        Map<String, String> words = new HashMap<>();
        LocalizedText named = point == 0 ? recommend.least() : recommend.most();
        boolean middle = point > 0 && point < Item.Recommend.highest();
        named.byLanguage().forEach((tag, text) -> words.put(tag, middle ? String.valueOf(point) : point + " " + text));
        return new LocalizedText(words);
    }

    private Equations.Target plainText(String gid, Item item, String reason) {
        lose(item.id(), reason);
        question(gid, "S", item);
        return new Equations.Target(item, rows.code(item.id()), Map.of());
    }

    private Equations.Target number(String gid, Item.Number number) {
        String qid = question(gid, "N", number);
        rows.attribute(qid, "min_num_value_n", number.min().toPlainString());
        rows.attribute(qid, "max_num_value_n", number.max().toPlainString());
        rows.attribute(qid, "num_value_int_only", number.decimals() == 0 ? "1" : "0");
        number.unit().ifPresent(unit -> rows.attribute(qid, "suffix", unit));
        if (number.decimals() != 0 && number.decimals() != 2) {
            lose(number.id(), "How many digits after the point it takes.");
        }
        return new Equations.Target(number, rows.code(number.id()), Map.of());
    }

    /** Several numbers, of which there is one, with both ends behind its text. */
    private Equations.Target slider(String gid, Item.Slider slider) {
        String qid = question(gid, "K", slider);
        rows.attribute(qid, "slider_layout", "1");
        rows.attribute(qid, "slider_min", String.valueOf(slider.min()));
        rows.attribute(qid, "slider_max", String.valueOf(slider.max()));
        rows.attribute(qid, "slider_accuracy", String.valueOf(slider.step()));
        rows.attribute(qid, "slider_separator", "|");
        rows.part(
                gid,
                qid,
                ONLY_PART,
                0,
                ALWAYS,
                tag -> "|" + bar(rows.html(slider.least(), tag)) + "|" + bar(rows.html(slider.most(), tag)));
        return new Equations.Target(slider, rows.code(slider.id()) + "_" + ONLY_PART, Map.of());
    }

    /** A bar in a text would be taken for the one between the ends. */
    private static String bar(String html) {
        return html.replace("|", "&#124;");
    }

    private Map<String, String> answers(String item, String qid, List<Choice> choices) {
        Map<String, String> byId = Codes.ofAnswers(ids(choices));
        loseShorter(item, byId);
        for (int i = 0; i < choices.size(); i++) {
            rows.answer(
                    qid,
                    byId.getOrDefault(choices.get(i).id(), ""),
                    i,
                    choices.get(i).label());
        }
        return byId;
    }

    private Map<String, String> parts(String gid, String qid, String item, List<Choice> choices) {
        Map<String, String> byId = Codes.ofParts(ids(choices));
        loseShorter(item, byId);
        for (int i = 0; i < choices.size(); i++) {
            Choice choice = choices.get(i);
            rows.part(gid, qid, byId.getOrDefault(choice.id(), ""), i, ALWAYS, tag -> rows.html(choice.label(), tag));
        }
        return byId;
    }

    private static List<String> ids(List<Choice> choices) {
        return choices.stream().map(Choice::id).toList();
    }

    private void loseShorter(String item, Map<String, String> codes) {
        if (codes.entrySet().stream().anyMatch(each -> !each.getKey().equals(each.getValue()))) {
            lose(item, "Ids of its choices, which are others there.");
        }
    }
}
