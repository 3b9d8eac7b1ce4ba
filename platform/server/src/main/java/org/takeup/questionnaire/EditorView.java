package org.takeup.questionnaire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.takeup.http.Problem;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.questionnaire.format.Format;
import org.takeup.questionnaire.format.Kind;

/** What the editor's pages show. Made here so that the templates decide about looks only. */
public final class EditorView {
    private static final int SPARE_CHOICES = 3;
    private static final int MOST_POINTS = 11;
    /** A form with more fields than this is not sent as a whole. */
    private static final int MOST_FIELDS = 440;

    private EditorView() {}

    /** What stands above every page of the editor. */
    public record Head(String id, String title, long revision, String language) {}

    /** A text in one language. @param missing whether it is still to be written */
    public record Words(String tag, String language, String field, String value, boolean missing, String problem) {}

    /** A text in all languages, side by side. @param lines whether it may be long */
    public record Text(String name, String label, String help, boolean lines, List<Words> words) {}

    /** A field without languages. @param type of an input element */
    public record Small(String field, String label, String type, String value, String help, String problem) {}

    /** A choice or a point. @param id empty for points and new ones */
    public record Row(int number, String id, boolean places, List<Words> words, String problem) {}

    /** A comparison of an earlier answer. */
    public record Part(int number, String item, String how, String value, String problem) {}

    /** Something to choose. */
    public record Option(String value, String label) {}

    /** An earlier question and the answers that conditions can name. */
    public record Earlier(String id, String text, String answers) {}

    /**
     * When something is shown.
     *
     * @param deep a condition that the form has no room for, in words; empty if it has
     */
    public record When(
            String join, List<Part> parts, List<Option> items, List<Option> hows, List<Earlier> earlier, String deep) {}

    /** One question. @param fits whether the form is small enough to be sent */
    public record ItemPage(
            Head head,
            String part,
            String id,
            Kind kind,
            boolean fits,
            boolean failed,
            List<Text> texts,
            List<Small> smalls,
            List<Row> choices,
            List<Row> points,
            When when,
            List<Kind> kinds,
            String problem) {}

    static Head head(Draft draft) {
        Locale language = Locale.forLanguageTag(draft.own().language());
        return new Head(
                draft.id(),
                draft.own().title().in(language),
                draft.revision(),
                draft.own().language());
    }

    static ItemPage item(Draft draft, String id, Optional<Map<String, String>> entered, List<Problem.Field> wrong) {
        OwnQuestionnaire own = draft.own();
        Item item = Edits.findItem(own, id);
        Kind kind = Kind.of(item);
        var fields = new FieldsOf(own, entered.orElseGet(() -> ItemForm.values(item)), wrong);
        List<Row> choices =
                hasChoices(kind) ? fields.rows("choice", SPARE_CHOICES, Format.MOST_CHOICES, true) : List.of();
        List<Row> points = hasPoints(kind) ? fields.rows("point", 2, MOST_POINTS, false) : List.of();
        int languages = own.languages().size();
        return new ItemPage(
                head(draft),
                Edits.pageOf(own, id).id(),
                id,
                kind,
                (choices.size() + points.size()) * (languages + 2) + 8 * languages + 60 <= MOST_FIELDS,
                !wrong.isEmpty(),
                texts(kind, fields),
                smalls(kind, fields),
                choices,
                points,
                when(own, id, entered, wrong),
                List.of(Kind.values()),
                problem(wrong, "choices") + problem(wrong, "points"));
    }

    private static boolean hasChoices(Kind kind) {
        return kind == Kind.SINGLE || kind == Kind.MULTIPLE || kind == Kind.RANKING;
    }

    private static boolean hasPoints(Kind kind) {
        return kind == Kind.LIKERT || kind == Kind.MATRIX;
    }

    private static List<Text> texts(Kind kind, FieldsOf fields) {
        var texts = new ArrayList<Text>();
        if (kind == Kind.MATRIX) {
            texts.add(fields.text("about", "Heading above all its statements", "It changes for all of them.", false));
        }
        texts.add(fields.text(
                "text",
                kind == Kind.INFORMATION ? "What people read" : "Question or statement",
                "{id} stands for the answer to an earlier question, {{ for a brace.",
                true));
        if (kind == Kind.SLIDER || kind == Kind.RECOMMEND) {
            texts.add(fields.text("least", "What the low end means", "", false));
            texts.add(fields.text("highest", "What the high end means", "", false));
        }
        if (kind == Kind.NUMBER) {
            texts.add(fields.text("unit", "What is counted", "Shown behind the field. May be left empty.", false));
        }
        return texts;
    }

    private static List<Small> smalls(Kind kind, FieldsOf fields) {
        var smalls = new ArrayList<Small>();
        if (kind != Kind.INFORMATION) {
            smalls.add(fields.small("required", "People must answer it", "checkbox", ""));
        }
        switch (kind) {
            case LIKERT, MATRIX -> {
                smalls.add(fields.small("notApplicable", "Offer “does not apply”", "checkbox", ""));
                smalls.add(fields.small("min", "Number of the lowest point", "number", "Usually 1."));
            }
            case MULTIPLE -> smalls.add(fields.small("most", "How many can be chosen at most", "number", ""));
            case RANKING -> smalls.add(fields.small("most", "How many places", "number", ""));
            case PERSON -> smalls.add(fields.small("most", "How many people can be picked", "number", "At most 20."));
            case SLIDER -> {
                smalls.add(fields.small("min", "Lowest point", "number", ""));
                smalls.add(fields.small("max", "Highest point", "number", ""));
                smalls.add(fields.small("step", "From point to point", "number", ""));
            }
            case NUMBER -> {
                smalls.add(fields.small("min", "Smallest number", "text", ""));
                smalls.add(fields.small("max", "Largest number", "text", ""));
                smalls.add(fields.small("decimals", "Digits after the point", "number", "0 for whole numbers."));
            }
            case DATE -> {
                smalls.add(fields.small("earliest", "First day", "date", ""));
                smalls.add(fields.small("latest", "Last day", "date", ""));
            }
            case TEXT, LONG_TEXT ->
                smalls.add(fields.small(
                        "characters",
                        "Most characters",
                        "number",
                        kind == Kind.TEXT
                                ? "At most " + Format.ONE_LINE + "."
                                : "More than " + Format.ONE_LINE + ", at most 10000."));
            case SINGLE, RECOMMEND, EMAIL, INFORMATION, CONSENT -> {}
        }
        return smalls;
    }

    /** @param id of a page or a question */
    static When when(
            OwnQuestionnaire own, String id, Optional<Map<String, String>> entered, List<Problem.Field> wrong) {
        Optional<Condition> condition =
                Optional.ofNullable(own.asked().shownIf().get(id));
        Optional<Map<String, String>> stored = ConditionForm.values(condition);
        List<Earlier> earlier = earlier(own, id);
        Map<String, String> values = stored.isEmpty() ? Map.of() : entered.orElse(stored.get());
        int size = ConditionForm.size(values);
        var options = new ArrayList<Option>();
        options.add(new Option("", "(none)"));
        earlier.forEach(each -> options.add(new Option(each.id(), each.id() + ": " + each.text())));
        List<Part> parts = IntStream.rangeClosed(1, size + ConditionForm.SPARE)
                .mapToObj(i -> part(values, i, wrong))
                .toList();
        parts.stream()
                .map(Part::item)
                .filter(item ->
                        options.stream().noneMatch(option -> option.value().equals(item)))
                .distinct()
                .forEach(item -> options.add(new Option(item, item + " (not on an earlier page)")));
        return new When(
                values.getOrDefault("if.join", "all"),
                earlier.isEmpty() && condition.isEmpty() ? List.of() : parts,
                options,
                java.util.Arrays.stream(ConditionForm.How.values())
                        .map(how -> new Option(how.name(), how.words))
                        .toList(),
                earlier,
                stored.isEmpty() ? condition.map(ConditionWords::of).orElse("") : "");
    }

    private static Part part(Map<String, String> values, int number, List<Problem.Field> wrong) {
        String prefix = "if." + number + ".";
        return new Part(
                number,
                values.getOrDefault(prefix + "item", ""),
                values.getOrDefault(prefix + "how", ""),
                values.getOrDefault(prefix + "value", ""),
                problem(wrong, prefix + "value"));
    }

    /** The questions of earlier pages. */
    private static List<Earlier> earlier(OwnQuestionnaire own, String id) {
        Locale language = Locale.forLanguageTag(own.language());
        var earlier = new ArrayList<Earlier>();
        for (Questionnaire.Page page : own.asked().pages()) {
            if (page.id().equals(id)
                    || page.items().stream().anyMatch(item -> item.id().equals(id))) {
                break;
            }
            page.items().stream()
                    .filter(item -> !(item instanceof Item.Information))
                    .forEach(item -> earlier.add(
                            new Earlier(item.id(), cut(item.text().in(language)), answers(item, language))));
        }
        return earlier;
    }

    static String cut(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private static String answers(Item item, Locale language) {
        return switch (item) {
            case Item.Rating rating ->
                rating.scale().min() + " to " + rating.scale().max() + (rating.notApplicable() ? ", na" : "");
            case Item.Selection selection -> choices(selection.choices(), language);
            case Item.Ranking ranking -> choices(ranking.choices(), language);
            case Item.Recommend _ -> "0 to 10";
            case Item.Slider slider -> slider.min() + " to " + slider.max();
            case Item.Number number ->
                number.min().toPlainString() + " to " + number.max().toPlainString();
            case Item.Day _ -> "a day such as 2027-01-31";
            case Item.Consent _ -> "yes";
            case Item.FreeText _, Item.Email _, Item.PersonPick _, Item.Information _ -> "answered or not";
        };
    }

    private static String choices(List<Choice> choices, Locale language) {
        return String.join(
                ", ",
                choices.stream()
                        .map(choice -> choice.id() + " (" + cut(choice.label().in(language)) + ")")
                        .toList());
    }

    static String problem(List<Problem.Field> wrong, String field) {
        return wrong.stream()
                .filter(each -> each.name().equals(field))
                .map(Problem.Field::message)
                .findFirst()
                .orElse("");
    }

    /** Fields of a form that is drawn. */
    static final class FieldsOf {
        private final OwnQuestionnaire own;
        private final Map<String, String> values;
        private final List<Problem.Field> wrong;

        FieldsOf(OwnQuestionnaire own, Map<String, String> values, List<Problem.Field> wrong) {
            this.own = own;
            this.values = new HashMap<>(values);
            this.wrong = wrong;
        }

        Text text(String name, String label, String help, boolean lines) {
            return new Text(name, label, help, lines, words(name, false));
        }

        /** @param spare whether nothing is missing as long as all is empty */
        private List<Words> words(String name, boolean spare) {
            boolean empty = own.languages().stream()
                    .allMatch(tag -> value(name + "." + tag).isEmpty());
            return own.languages().stream()
                    .map(tag -> new Words(
                            tag,
                            Locale.forLanguageTag(tag).getDisplayName(Locale.ENGLISH),
                            name + "." + tag,
                            value(name + "." + tag),
                            value(name + "." + tag).isEmpty() && !(empty && spare),
                            problem(wrong, name + "." + tag)))
                    .toList();
        }

        private String value(String field) {
            return values.getOrDefault(field, "");
        }

        Small small(String field, String label, String type, String help) {
            return new Small(field, label, type, value(field), help, problem(wrong, field));
        }

        /** Those that are there, and some to add. */
        List<Row> rows(String name, int spare, int most, boolean places) {
            int last = 0;
            for (int i = 1; i <= most; i++) {
                int number = i;
                if (own.languages().stream()
                        .anyMatch(tag -> !value(name + "." + number + "." + tag).isEmpty())) {
                    last = i;
                }
            }
            return IntStream.rangeClosed(1, Math.min(most, last + spare))
                    .mapToObj(i -> new Row(
                            i,
                            value(name + "." + i + ".id"),
                            places,
                            words(name + "." + i, true),
                            problem(wrong, name + "." + i + ".id") + problem(wrong, name + "." + i + ".place")))
                    .toList();
        }
    }
}
