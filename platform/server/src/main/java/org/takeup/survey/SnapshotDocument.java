package org.takeup.survey;

import com.mongodb.client.model.Projections;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel;

/** How a questionnaire and its scoring are written in the store. */
final class SnapshotDocument {
    /** What has to be read of a stored one for {@link #questions}. */
    static final Bson QUESTIONS = Projections.include("pages.items.id", "pages.items.text");

    private SnapshotDocument() {}

    static Document write(Snapshot snapshot) {
        Questionnaire asked = snapshot.questionnaire();
        var written = new Document("version", asked.version())
                .append("pages", list(asked.pages(), SnapshotDocument::page))
                .append("scales", list(snapshot.scoring().scales(), SnapshotDocument::scale));
        if (!asked.shownIf().isEmpty()) {
            written.append("shownIf", conditions(asked.shownIf()));
        }
        snapshot.reading().ifPresent(reading -> written.append("reading", text(reading)));
        return written;
    }

    static Snapshot read(Document stored) {
        return new Snapshot(
                new Questionnaire(
                        stored.getString("version"),
                        read(stored, "pages", SnapshotDocument::page),
                        conditions(stored.getList("shownIf", Document.class, List.of()))),
                new ScoringModel(read(stored, "scales", SnapshotDocument::scale)),
                stored.containsKey("reading") ? Optional.of(text(stored, "reading")) : Optional.empty());
    }

    /** What is asked, without the answers that can be given. */
    static List<Round.Question> questions(Document stored) {
        return stored.getList("pages", Document.class).stream()
                .flatMap(page -> page.getList("items", Document.class, List.of()).stream())
                .map(item -> new Round.Question(item.getString("id"), text(item, "text")))
                .toList();
    }

    private static List<Document> conditions(Map<String, Condition> shownIf) {
        return shownIf.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry ->
                        new Document("id", entry.getKey()).append("if", ConditionDocument.write(entry.getValue())))
                .toList();
    }

    private static Map<String, Condition> conditions(List<Document> stored) {
        var shownIf = new HashMap<String, Condition>();
        stored.forEach(
                each -> shownIf.put(each.getString("id"), ConditionDocument.read(each.get("if", Document.class))));
        return shownIf;
    }

    /** A list, because a language tag is the plugin's and must not become a field's name. */
    static List<Document> text(LocalizedText text) {
        return text.byLanguage().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Document("l", entry.getKey()).append("t", entry.getValue()))
                .toList();
    }

    static LocalizedText text(Document stored, String field) {
        var byLanguage = new HashMap<String, String>();
        stored.getList(field, Document.class).forEach(each -> byLanguage.put(each.getString("l"), each.getString("t")));
        return new LocalizedText(byLanguage);
    }

    private static Document page(Questionnaire.Page page) {
        return new Document("id", page.id())
                .append("title", text(page.title()))
                .append("items", list(page.items(), SnapshotDocument::item));
    }

    private static Questionnaire.Page page(Document stored) {
        return new Questionnaire.Page(
                stored.getString("id"), text(stored, "title"), read(stored, "items", SnapshotDocument::item));
    }

    private static Document item(Item item) {
        var common =
                new Document("id", item.id()).append("text", text(item.text())).append("required", item.required());
        return switch (item) {
            case Item.Rating rating -> {
                common.append("kind", "rating")
                        .append("min", rating.scale().min())
                        .append("labels", list(rating.scale().labels(), label -> new Document("text", text(label))))
                        .append("notApplicable", rating.notApplicable());
                rating.about().ifPresent(about -> common.append("about", text(about)));
                yield common;
            }
            case Item.Selection selection ->
                common.append("kind", "selection")
                        .append("choices", choices(selection.choices()))
                        .append("most", selection.most());
            case Item.Ranking ranking ->
                common.append("kind", "ranking")
                        .append("choices", choices(ranking.choices()))
                        .append("most", ranking.most());
            case Item.Recommend recommend ->
                common.append("kind", "recommend")
                        .append("least", text(recommend.least()))
                        .append("most", text(recommend.most()));
            case Item.FreeText words -> common.append("kind", "text").append("mostCharacters", words.mostCharacters());
            case Item.Slider slider ->
                common.append("kind", "slider")
                        .append("min", slider.min())
                        .append("max", slider.max())
                        .append("step", slider.step())
                        .append("least", text(slider.least()))
                        .append("most", text(slider.most()));
            case Item.Number number -> {
                common.append("kind", "number")
                        .append("min", number.min().toString())
                        .append("max", number.max().toString())
                        .append("decimals", number.decimals());
                number.unit().ifPresent(unit -> common.append("unit", text(unit)));
                yield common;
            }
            case Item.Day day ->
                common.append("kind", "day")
                        .append("earliest", day.earliest().toString())
                        .append("latest", day.latest().toString());
            case Item.Email _ -> common.append("kind", "email");
            case Item.Information _ -> common.append("kind", "information");
            case Item.Consent _ -> common.append("kind", "consent");
            case Item.PersonPick pick -> common.append("kind", "person").append("most", pick.most());
        };
    }

    private static List<Document> choices(List<Choice> choices) {
        return list(choices, choice -> new Document("id", choice.id()).append("text", text(choice.label())));
    }

    private static List<Choice> choices(Document stored) {
        return read(stored, "choices", each -> new Choice(each.getString("id"), text(each, "text")));
    }

    private static Item item(Document stored) {
        String id = stored.getString("id");
        LocalizedText text = text(stored, "text");
        boolean required = stored.getBoolean("required");
        return switch (stored.getString("kind")) {
            case "rating" ->
                new Item.Rating(
                        id,
                        text,
                        required,
                        new ResponseScale(
                                stored.getInteger("min"), read(stored, "labels", label -> text(label, "text"))),
                        stored.getBoolean("notApplicable"),
                        stored.containsKey("about") ? Optional.of(text(stored, "about")) : Optional.empty());
            case "selection" -> new Item.Selection(id, text, required, choices(stored), stored.getInteger("most"));
            case "ranking" -> new Item.Ranking(id, text, required, choices(stored), stored.getInteger("most"));
            case "recommend" -> new Item.Recommend(id, text, required, text(stored, "least"), text(stored, "most"));
            case "text" -> new Item.FreeText(id, text, required, stored.getInteger("mostCharacters"));
            case "slider" ->
                new Item.Slider(
                        id,
                        text,
                        required,
                        stored.getInteger("min"),
                        stored.getInteger("max"),
                        stored.getInteger("step"),
                        text(stored, "least"),
                        text(stored, "most"));
            case "number" ->
                new Item.Number(
                        id,
                        text,
                        required,
                        new BigDecimal(stored.getString("min")),
                        new BigDecimal(stored.getString("max")),
                        stored.getInteger("decimals"),
                        stored.containsKey("unit") ? Optional.of(text(stored, "unit")) : Optional.empty());
            case "day" ->
                new Item.Day(
                        id,
                        text,
                        required,
                        LocalDate.parse(stored.getString("earliest")),
                        LocalDate.parse(stored.getString("latest")));
            case "email" -> new Item.Email(id, text, required);
            case "information" -> new Item.Information(id, text);
            case "consent" -> new Item.Consent(id, text, required);
            case "person" -> new Item.PersonPick(id, text, required, stored.getInteger("most"));
            default -> throw new IllegalStateException("Item " + id + " is stored with an unknown kind");
        };
    }

    private static Document scale(ScoringModel.Scale scale) {
        ScoringModel.Range range = scale.range();
        return new Document("id", scale.id())
                .append("name", text(scale.name()))
                .append("meaning", text(scale.meaning()))
                .append("minAnswered", scale.minAnswered())
                .append("index", scale.index())
                .append("within", scale.within())
                .append("from", range.from())
                .append("to", range.to())
                .append(
                        "items",
                        list(
                                scale.items(),
                                ref -> new Document("id", ref.itemId())
                                        .append("reverse", ref.reverse())
                                        .append("weight", ref.weight())));
    }

    private static ScoringModel.Scale scale(Document stored) {
        return new ScoringModel.Scale(
                stored.getString("id"),
                text(stored, "name"),
                text(stored, "meaning"),
                read(
                        stored,
                        "items",
                        ref -> new ScoringModel.ItemRef(
                                ref.getString("id"), ref.getBoolean("reverse"), ref.getDouble("weight"))),
                stored.getInteger("minAnswered"),
                stored.getBoolean("index", false),
                stored.get("within", ""),
                range(stored));
    }

    /** Surveys that were opened before scales had ranges have none. */
    private static ScoringModel.Range range(Document stored) {
        var usual = ScoringModel.Range.usual();
        return new ScoringModel.Range(stored.getInteger("from", usual.from()), stored.getInteger("to", usual.to()));
    }

    private static <T> List<Document> list(List<T> values, Function<T, Document> writer) {
        return values.stream().map(writer).toList();
    }

    private static <T> List<T> read(Document stored, String field, Function<Document, T> reader) {
        var values = new ArrayList<T>();
        stored.getList(field, Document.class).forEach(each -> values.add(reader.apply(each)));
        return values;
    }
}
