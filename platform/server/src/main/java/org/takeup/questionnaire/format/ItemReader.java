package org.takeup.questionnaire.format;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.ResponseScale;

/** Reads the items of a page. A matrix is several ratings about the same. */
final class ItemReader {
    private static final int MOST_CHARACTERS = 10_000;
    private static final int MOST_POINTS = 11;
    private static final int FAR = 1_000_000;

    private final Reading reading;
    private final Map<String, Condition> shownIf;

    /** @param shownIf takes the conditions that are found, by item */
    ItemReader(Reading reading, Map<String, Condition> shownIf) {
        this.reading = reading;
        this.shownIf = shownIf;
    }

    List<Item> read(Node node, String where) {
        Fields fields = Fields.of(node, where + named(node), reading);
        Optional<Kind> kind = kind(fields);
        List<Item> items = kind.map(each -> each == Kind.MATRIX ? matrix(fields) : List.of(single(each, fields)))
                .orElse(List.of());
        if (kind.isPresent()) {
            fields.done();
        }
        return items;
    }

    private static String named(Node node) {
        return node instanceof Node.Mapping mapping && mapping.entries().get("id") instanceof Node.Scalar id
                ? "/" + Format.shown(id.text())
                : "";
    }

    private static Optional<Kind> kind(Fields fields) {
        Optional<String> word = fields.word("kind");
        Optional<Kind> kind = word.flatMap(Kind::of);
        if (kind.isEmpty()) {
            fields.fault(
                    "kind",
                    word.map(each -> "'" + Format.shown(each) + "' is no kind of question; ")
                                    .orElse("'kind' is missing; ")
                            + "choose one of " + String.join(", ", Kind.words()));
        }
        return kind;
    }

    private String begin(Fields fields) {
        String id = fields.id("id");
        reading.stands(id, fields.line());
        ConditionReader.read(fields).ifPresent(condition -> shownIf.put(id, condition));
        return id;
    }

    private Item single(Kind kind, Fields fields) {
        String id = begin(fields);
        LocalizedText text = fields.text("text", Wording.LONGEST);
        if (kind == Kind.INFORMATION) {
            return new Item.Information(id, text);
        }
        boolean required = fields.truth("required", false);
        return switch (kind) {
            case SINGLE -> new Item.Selection(id, text, required, choices(fields), 1);
            case MULTIPLE -> multiple(id, text, required, fields);
            case LIKERT -> new Item.Rating(id, text, required, scale(fields), fields.truth("notApplicable", false));
            case SLIDER ->
                new Item.Slider(
                        id,
                        text,
                        required,
                        fields.whole("min", -FAR, FAR, Optional.of(0)),
                        fields.whole("max", -FAR, FAR, Optional.of(100)),
                        fields.whole("step", 1, FAR, Optional.of(1)),
                        fields.text("least", Wording.SHORT),
                        fields.text("most", Wording.SHORT));
            case RECOMMEND ->
                new Item.Recommend(
                        id, text, required, fields.text("least", Wording.SHORT), fields.text("most", Wording.SHORT));
            case RANKING -> {
                List<Choice> choices = choices(fields);
                yield new Item.Ranking(
                        id,
                        text,
                        required,
                        choices,
                        fields.whole("most", 1, Format.MOST_CHOICES, Optional.of(Math.max(1, choices.size()))));
            }
            case NUMBER ->
                new Item.Number(
                        id,
                        text,
                        required,
                        fields.decimal("min", BigDecimal.ZERO, false),
                        fields.decimal("max", BigDecimal.valueOf(FAR), false),
                        fields.whole("decimals", 0, 6, Optional.of(0)),
                        fields.textIfThere("unit", Wording.SHORT));
            case DATE ->
                new Item.Day(
                        id,
                        text,
                        required,
                        fields.day("earliest", LocalDate.of(1900, 1, 1)),
                        fields.day("latest", LocalDate.of(2100, 12, 31)));
            case TEXT ->
                new Item.FreeText(
                        id,
                        text,
                        required,
                        fields.whole("mostCharacters", 1, Format.ONE_LINE, Optional.of(Format.ONE_LINE)));
            case LONG_TEXT ->
                new Item.FreeText(
                        id,
                        text,
                        required,
                        fields.whole("mostCharacters", Format.ONE_LINE + 1, MOST_CHARACTERS, Optional.of(2_000)));
            case EMAIL -> new Item.Email(id, text, required);
            case CONSENT -> new Item.Consent(id, text, required);
            case PERSON -> new Item.PersonPick(id, text, required, fields.whole("most", 1, 20, Optional.of(1)));
            case MATRIX, INFORMATION -> throw new IllegalStateException("Read elsewhere: " + kind);
        };
    }

    private Item multiple(String id, LocalizedText text, boolean required, Fields fields) {
        List<Choice> choices = choices(fields);
        int most = fields.whole("most", 2, Format.MOST_CHOICES, Optional.of(Math.max(2, choices.size())));
        return new Item.Selection(id, text, required, choices, most);
    }

    private List<Item> matrix(Fields fields) {
        LocalizedText about = fields.text("about", Wording.LONGEST);
        ResponseScale scale = scale(fields);
        boolean notApplicable = fields.truth("notApplicable", false);
        var items = new ArrayList<Item>();
        for (Node node : fields.list("rows", true, Format.MOST_CHOICES)) {
            Fields row = Fields.of(node, fields.path("rows") + named(node), reading);
            String id = begin(row);
            items.add(new Item.Rating(
                    id,
                    row.text("text", Wording.LONGEST),
                    row.truth("required", false),
                    scale,
                    notApplicable,
                    Optional.of(about)));
            row.done();
        }
        if (items.isEmpty()) {
            fields.fault("rows", "A matrix has at least one row");
        }
        return items;
    }

    private ResponseScale scale(Fields fields) {
        int min = fields.whole("min", -100, 100, Optional.of(1));
        List<Node> points = fields.list("points", true, MOST_POINTS);
        List<LocalizedText> labels = IntStream.range(0, points.size())
                .mapToObj(i -> fields.localized(points.get(i), fields.path("points") + "/" + (i + 1), Wording.SHORT))
                .toList();
        if (labels.size() < 2) {
            fields.fault("points", "Name 2 to " + MOST_POINTS + " points, from the lowest to the highest");
            LocalizedText any = new LocalizedText(Map.of("en", "?"));
            return new ResponseScale(min, List.of(any, any));
        }
        return new ResponseScale(min, labels);
    }

    private List<Choice> choices(Fields fields) {
        List<Node> nodes = fields.list("choices", true, Format.MOST_CHOICES);
        if (nodes.isEmpty()) {
            fields.fault("choices", "Offer at least one choice, at most " + Format.MOST_CHOICES);
        }
        var choices = new ArrayList<Choice>();
        for (Node node : nodes) {
            Fields each = Fields.of(node, fields.path("choices"), reading);
            String id = each.id("id");
            if (choices.stream().anyMatch(other -> other.id().equals(id))) {
                each.fault("id", "'" + Format.shown(id) + "' is taken by another choice of this question");
            }
            choices.add(new Choice(id, each.text("label", Wording.SHORT)));
            each.done();
        }
        return choices;
    }
}
