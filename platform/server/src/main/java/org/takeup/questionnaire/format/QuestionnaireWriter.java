package org.takeup.questionnaire.format;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.questionnaire.OwnQuestionnaire;
import org.takeup.questionnaire.Use;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes the format. What is written is read back as the same questionnaire. */
public final class QuestionnaireWriter {
    private final OwnQuestionnaire own;

    private QuestionnaireWriter(OwnQuestionnaire own) {
        this.own = own;
    }

    /** As a file for people. */
    public static String yaml(OwnQuestionnaire own) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndent(2);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setWidth(120);
        options.setSplitLines(false);
        return new Yaml(options).dump(tree(own));
    }

    /** As values for JSON: maps, lists, texts, numbers and truth values, in the order of the format. */
    public static Map<String, Object> tree(OwnQuestionnaire own) {
        return new QuestionnaireWriter(own).all();
    }

    private Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("format", Format.NAME);
        all.put("title", text(own.title()));
        all.put("purpose", text(own.purpose()));
        all.put("minutes", own.minutes());
        all.put("smallestGroup", own.smallestGroup());
        all.put("languages", List.copyOf(own.languages()));
        if (!own.uses().isEmpty()) {
            all.put("uses", Use.words(own.uses()));
        }
        own.guide().ifPresent(guide -> all.put("guide", guide(guide)));
        all.put("pages", own.asked().pages().stream().map(this::page).toList());
        if (!own.scoring().scales().isEmpty()) {
            all.put("scales", own.scoring().scales().stream().map(this::scale).toList());
        }
        return all;
    }

    /** Plain if it is in the first language only, by language else. */
    private Object text(LocalizedText text) {
        Map<String, String> byLanguage = text.byLanguage();
        String only = byLanguage.get(own.language());
        if (byLanguage.size() == 1 && only != null) {
            return only;
        }
        Map<String, Object> ordered = new LinkedHashMap<>();
        own.languages()
                .forEach(tag -> Optional.ofNullable(byLanguage.get(tag)).ifPresent(words -> ordered.put(tag, words)));
        new TreeMap<>(byLanguage).forEach(ordered::putIfAbsent);
        return ordered;
    }

    private Map<String, Object> guide(OwnQuestionnaire.Guide guide) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("audience", text(guide.audience()));
        written.put("scoring", text(guide.scoring()));
        written.put("reading", text(guide.reading()));
        written.put("weeksBetween", guide.weeksBetween());
        return written;
    }

    private Map<String, Object> page(Questionnaire.Page page) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("id", page.id());
        written.put("title", text(page.title()));
        showIf(written, page.id());
        var items = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < page.items().size(); ) {
            int end = blockEnd(page.items(), i);
            items.add(
                    page.items().get(i) instanceof Item.Rating first
                                    && first.about().isPresent()
                            ? matrix(
                                    page.items().subList(i, end),
                                    first,
                                    first.about().get())
                            : item(page.items().get(i)));
            i = end;
        }
        written.put("items", items);
        return written;
    }

    private static int blockEnd(List<Item> items, int from) {
        int end = from + 1;
        while (items.get(from) instanceof Item.Rating first
                && first.about().isPresent()
                && end < items.size()
                && end - from < Format.MOST_CHOICES
                && items.get(end) instanceof Item.Rating next
                && next.about().equals(first.about())
                && next.scale().equals(first.scale())
                && next.notApplicable() == first.notApplicable()) {
            end++;
        }
        return end;
    }

    private Map<String, Object> matrix(List<Item> items, Item.Rating first, LocalizedText about) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("kind", Kind.MATRIX.word());
        written.put("about", text(about));
        scale(written, first.scale(), first.notApplicable());
        written.put(
                "rows",
                items.stream()
                        .map(item -> {
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put("id", item.id());
                            row.put("text", text(item.text()));
                            required(row, item);
                            showIf(row, item.id());
                            return row;
                        })
                        .toList());
        return written;
    }

    private Map<String, Object> item(Item item) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("id", item.id());
        written.put("kind", Kind.of(item).word());
        written.put("text", text(item.text()));
        required(written, item);
        showIf(written, item.id());
        switch (item) {
            case Item.Rating rating -> scale(written, rating.scale(), rating.notApplicable());
            case Item.Selection selection -> {
                if (selection.most() > 1) {
                    written.put("most", selection.most());
                }
                written.put("choices", choices(selection.choices()));
            }
            case Item.Ranking ranking -> {
                written.put("most", ranking.most());
                written.put("choices", choices(ranking.choices()));
            }
            case Item.Recommend recommend -> {
                written.put("least", text(recommend.least()));
                written.put("most", text(recommend.most()));
            }
            case Item.Slider slider -> {
                written.put("min", slider.min());
                written.put("max", slider.max());
                written.put("step", slider.step());
                written.put("least", text(slider.least()));
                written.put("most", text(slider.most()));
            }
            case Item.Number number -> {
                written.put("min", number(number.min()));
                written.put("max", number(number.max()));
                written.put("decimals", number.decimals());
                number.unit().ifPresent(unit -> written.put("unit", text(unit)));
            }
            case Item.Day day -> {
                written.put("earliest", day.earliest().toString());
                written.put("latest", day.latest().toString());
            }
            case Item.FreeText words -> written.put("mostCharacters", words.mostCharacters());
            case Item.PersonPick pick -> written.put("most", pick.most());
            case Item.Email _, Item.Information _, Item.Consent _ -> {}
        }
        return written;
    }

    private static void required(Map<String, Object> written, Item item) {
        if (item.required()) {
            written.put("required", true);
        }
    }

    private void scale(Map<String, Object> written, ResponseScale scale, boolean notApplicable) {
        written.put("min", scale.min());
        written.put("points", scale.labels().stream().map(this::text).toList());
        if (notApplicable) {
            written.put("notApplicable", true);
        }
    }

    private List<Map<String, Object>> choices(List<Choice> choices) {
        return choices.stream()
                .map(choice -> {
                    Map<String, Object> written = new LinkedHashMap<>();
                    written.put("id", choice.id());
                    written.put("label", text(choice.label()));
                    return written;
                })
                .toList();
    }

    private void showIf(Map<String, Object> written, String id) {
        Optional.ofNullable(own.asked().shownIf().get(id))
                .ifPresent(condition -> written.put("showIf", condition(condition)));
    }

    /** A condition as the format has it. */
    static Map<String, Object> condition(Condition condition) {
        Map<String, Object> written = new LinkedHashMap<>();
        switch (condition) {
            case Condition.Is is -> {
                written.put("item", is.item());
                List<String> values = is.values().stream().sorted().toList();
                written.put("is", values.size() == 1 ? values.getFirst() : values);
            }
            case Condition.AtLeast least -> {
                written.put("item", least.item());
                written.put("atLeast", number(least.value()));
            }
            case Condition.AtMost most -> {
                written.put("item", most.item());
                written.put("atMost", number(most.value()));
            }
            case Condition.Answered answered -> {
                written.put("item", answered.item());
                written.put("answered", true);
            }
            case Condition.All all ->
                written.put(
                        "all",
                        all.conditions().stream()
                                .map(QuestionnaireWriter::condition)
                                .toList());
            case Condition.Any any ->
                written.put(
                        "any",
                        any.conditions().stream()
                                .map(QuestionnaireWriter::condition)
                                .toList());
            case Condition.Not not -> written.put("not", condition(not.condition()));
        }
        return written;
    }

    /** As a number where every reader of JSON and YAML has the same one, as text where not. */
    private static Object number(BigDecimal number) {
        BigDecimal plain = Decimals.plain(number);
        return plain.scale() == 0 && plain.precision() <= 9 ? (Object) plain.intValueExact() : plain.toPlainString();
    }

    private Map<String, Object> scale(ScoringModel.Scale scale) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("id", scale.id());
        written.put("name", text(scale.name()));
        written.put("meaning", text(scale.meaning()));
        written.put("minAnswered", scale.minAnswered());
        if (scale.index()) {
            written.put("index", true);
        }
        if (!scale.within().isEmpty()) {
            written.put("within", scale.within());
        }
        if (!scale.range().equals(ScoringModel.Range.usual())) {
            written.put("from", scale.range().from());
            written.put("to", scale.range().to());
        }
        written.put(
                "items", scale.items().stream().map(QuestionnaireWriter::ref).toList());
        return written;
    }

    private static Object ref(ScoringModel.ItemRef ref) {
        if (!ref.reverse() && ref.weight() == 1) {
            return ref.itemId();
        }
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("item", ref.itemId());
        if (ref.reverse()) {
            written.put("reverse", true);
        }
        if (ref.weight() != 1) {
            written.put("weight", number(BigDecimal.valueOf(ref.weight())));
        }
        return written;
    }
}
