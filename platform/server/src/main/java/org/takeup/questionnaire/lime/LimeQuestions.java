package org.takeup.questionnaire.lime;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.questionnaire.format.Format;
import org.takeup.questionnaire.format.Wording;

/** Takes single questions over, by their types. */
final class LimeQuestions {
    /** Types whose parts are questions here. */
    private static final Set<String> APART = Set.of("F", "A", "B", "C", "E", "H", "1", ":", ";", "K", "Q");

    private final LimeImport all;
    private final LimeArrays arrays;
    private final LimeChoices choices;
    private final LimeNumbers numbers;

    LimeQuestions(LimeImport all) {
        this.all = all;
        this.arrays = new LimeArrays(all);
        this.choices = new LimeChoices(all, this);
        this.numbers = new LimeNumbers(all, this);
    }

    /**
     * What became of a question.
     *
     * @param asked what equations can name, by LimeSurvey's names
     * @param relevance equations of single rows, by item
     */
    record Taken(List<Item> items, Map<String, Relevance.Asked> asked, Map<String, String> relevance) {
        static final Taken NOTHING = new Taken(List.of(), Map.of(), Map.of());

        static Taken of(Item item, String code, Function<String, Optional<String>> value) {
            return new Taken(List.of(item), Map.of(code, new Relevance.Asked(item.id(), value)), Map.of());
        }

        /** With the condition of a part on all of it. */
        Taken shownAs(LimeSource.Question part) {
            Map<String, String> conditions = new HashMap<>(relevance);
            if (!part.relevance().isEmpty()) {
                items.forEach(item -> conditions.put(item.id(), part.relevance()));
            }
            return new Taken(items, asked, conditions);
        }
    }

    Taken take(LimeSource.Question question) {
        String code = question.code();
        if (all.source().attribute(question, "hidden").equals("1") || question.isHidden()) {
            return nothing(question, "Nobody sees it there: it is filled by an address or a default.");
        }
        LimeLosses.of(all, question);
        if (question.helped()) {
            all.lose(code, "Its help text; put it into the question if it is needed.");
        }
        if (question.mandatory().equals("S")) {
            all.lose(code, "That people are asked once more to answer it; nobody has to answer it now.");
        }
        int parts = all.source().parts(question).size();
        if (keepsConditionsOfParts(question) && parts > Format.MOST_ITEMS) {
            return nothing(question, "It has " + parts + " rows or fields; " + Format.MOST_ITEMS + " are possible.");
        }
        return switch (question.type()) {
            case "L", "!", "O" -> choices.single(question);
            case "M", "P" -> choices.multiple(question);
            case "5", "F", "A", "B", "C", "E", "H", "1" -> arrays.take(question);
            case "R" -> choices.ranking(question);
            case "N" -> numbers.one(question, question, all.source().attributeTexts(question, "suffix"));
            case "K" -> numbers.several(question);
            case "D" -> day(question);
            case "S", "T", "U" -> words(question, question.type().equals("S"));
            case "Q" -> manyWords(question);
            case "Y" -> choices.yesNo(question);
            case "G" -> choices.gender(question);
            case "X" -> information(question);
            case "*" -> nothing(question, "An equation; nothing is computed here while people answer.");
            case "|" -> nothing(question, "A file to be sent; people send no files here.");
            case "I" -> nothing(question, "The choice of the language; people choose it on every page here.");
            case ":", ";" -> new LimeGrids(all, this).take(question);
            default -> nothing(question, "Its type " + question.type() + " is unknown here.");
        };
    }

    Taken nothing(LimeSource.Question question, String reason) {
        all.lose(question.code(), reason + " The question is left out.");
        return Taken.NOTHING;
    }

    /** Whether a question's parts are questions here, each with a condition of its own. */
    static boolean keepsConditionsOfParts(LimeSource.Question question) {
        return APART.contains(question.type());
    }

    static boolean required(LimeSource.Question question) {
        return question.mandatory().equals("Y");
    }

    LocalizedText text(LimeSource.Question question) {
        return all.text(question.code(), question.texts(), Wording.LONGEST)
                .orElseGet(() -> new LocalizedText(Map.of(all.source().tags().getFirst(), question.code())));
    }

    static int whole(String text, int otherwise) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
    }

    static int mostCharacters(LimeImport all, LimeSource.Question question, int otherwise) {
        return Math.clamp(whole(all.source().attribute(question, "maximum_chars"), otherwise), 1, 10_000);
    }

    /** The text of a field behind that of its question. */
    LocalizedText beside(LimeSource.Question question, LimeSource.Question part) {
        Map<String, String> texts = new HashMap<>();
        all.source().tags().forEach(tag -> {
            String whole = question.texts().getOrDefault(tag, "");
            String field = part.texts().getOrDefault(tag, "");
            texts.put(tag, whole.isBlank() || field.isBlank() ? whole + field : whole + "<br>" + field);
        });
        return all.text(question.code(), texts, Wording.LONGEST)
                .orElseGet(() -> new LocalizedText(Map.of(all.source().tags().getFirst(), part.code())));
    }

    static Taken joined(List<Taken> parts) {
        List<Item> items = new ArrayList<>();
        Map<String, Relevance.Asked> asked = new HashMap<>();
        Map<String, String> relevance = new HashMap<>();
        parts.forEach(part -> {
            items.addAll(part.items());
            asked.putAll(part.asked());
            relevance.putAll(part.relevance());
        });
        return new Taken(items, asked, relevance);
    }

    private Taken day(LimeSource.Question question) {
        String format = all.source().attribute(question, "date_format");
        if (format.toLowerCase(Locale.ROOT).contains("h")) {
            all.lose(question.code(), "The time of day; it asks for the day only.");
        }
        if (!format.isEmpty() && !format.toLowerCase(Locale.ROOT).contains("d")) {
            all.lose(question.code(), "That it asks for a month or a year only; it asks for the day.");
        }
        LocalDate first = date(question, "date_min", "dropdown_dates_year_min", LocalDate.of(1900, 1, 1));
        LocalDate last = date(question, "date_max", "dropdown_dates_year_max", LocalDate.of(2037, 12, 31));
        if (first.isAfter(last)) {
            all.lose(question.code(), "Its limits, which leave no day.");
            first = LocalDate.of(1900, 1, 1);
            last = LocalDate.of(2037, 12, 31);
        }
        var item = new Item.Day(all.fresh(question.code()), text(question), required(question), first, last);
        return Taken.of(
                item,
                question.code(),
                value -> value.matches("\\d{4}-\\d{2}-\\d{2}.*")
                        ? Optional.of(value.substring(0, 10))
                        : Optional.empty());
    }

    /** @param old what the attribute was called before version 2.05, when it was a year */
    private LocalDate date(LimeSource.Question question, String attribute, String old, LocalDate otherwise) {
        String since = all.source().attribute(question, attribute);
        String text = since.isEmpty() ? all.source().attribute(question, old) : since;
        try {
            if (text.matches("\\d{4}")) {
                return otherwise.withYear(Integer.parseInt(text));
            }
            return text.isEmpty() ? otherwise : LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        } catch (DateTimeException e) {
            all.lose(question.code(), "Its limit " + text + ", which is no fixed day.");
            return otherwise;
        }
    }

    private Taken words(LimeSource.Question question, boolean line) {
        var item = new Item.FreeText(
                all.fresh(question.code()),
                text(question),
                required(question),
                mostCharacters(all, question, line ? Format.ONE_LINE : 2_000));
        return Taken.of(item, question.code(), value -> Optional.empty());
    }

    private Taken manyWords(LimeSource.Question question) {
        if (all.source().parts(question).isEmpty()) {
            return nothing(question, "It has no fields.");
        }
        return joined(all.source().parts(question).stream()
                .map(part -> {
                    var item = new Item.FreeText(
                            all.fresh(question.code() + "-" + part.code()),
                            beside(question, part),
                            required(question),
                            mostCharacters(all, question, Format.ONE_LINE));
                    return Taken.of(item, question.code() + "_" + part.code(), value -> Optional.empty())
                            .shownAs(part);
                })
                .toList());
    }

    private Taken information(LimeSource.Question question) {
        return new Taken(List.of(new Item.Information(all.fresh(question.code()), text(question))), Map.of(), Map.of());
    }
}
