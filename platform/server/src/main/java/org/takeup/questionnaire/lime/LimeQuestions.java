package org.takeup.questionnaire.lime;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.questionnaire.Ids;
import org.takeup.questionnaire.format.Decimals;
import org.takeup.questionnaire.format.Format;
import org.takeup.questionnaire.format.Wording;

/** Takes single questions over, by their types. */
final class LimeQuestions {
    static final String OTHER = "-oth-";

    private static final BigDecimal FAR = BigDecimal.valueOf(1_000_000);
    private static final Map<String, String> OTHER_WORDS =
            Map.of("en", "Other", "de", "Sonstiges", "fr", "Autre", "es", "Otro");

    private final LimeImport all;
    private final LimeArrays arrays;

    LimeQuestions(LimeImport all) {
        this.all = all;
        this.arrays = new LimeArrays(all);
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
    }

    Taken take(LimeSource.Question question) {
        String code = question.code();
        if (all.source().attribute(question, "hidden").equals("1")
                || question.relevance().equals("0")) {
            return nothing(question, "Nobody sees it there: it is filled by an address or a default.");
        }
        LimeLosses.of(all, question);
        if (question.helped()) {
            all.lose(code, "Its help text; put it into the question if it is needed.");
        }
        if (question.mandatory().equals("S")) {
            all.lose(code, "That people are asked once more to answer it; nobody has to answer it now.");
        }
        return switch (question.type()) {
            case "L", "!", "O" -> single(question);
            case "M", "P" -> multiple(question);
            case "5", "F", "A", "B", "C", "E", "H" -> arrays.take(question);
            case "R" -> ranking(question);
            case "N" -> number(question, question, all.source().attributeTexts(question, "suffix"));
            case "K" -> numbers(question);
            case "D" -> day(question);
            case "S", "T", "U" -> words(question, question.type().equals("S"));
            case "Q" -> manyWords(question);
            case "Y" -> yesNo(question);
            case "G" -> gender(question);
            case "X" -> information(question);
            case "*" -> nothing(question, "An equation; nothing is computed here while people answer.");
            case "|" -> nothing(question, "A file to be sent; people send no files here.");
            case "I" -> nothing(question, "The choice of the language; people choose it on every page here.");
            case "1" -> nothing(question, "An array with two scales.");
            case ":" -> nothing(question, "An array of numbers.");
            case ";" -> nothing(question, "An array of texts.");
            default -> nothing(question, "Its type " + question.type() + " is unknown here.");
        };
    }

    private Taken nothing(LimeSource.Question question, String reason) {
        all.lose(question.code(), reason + " The question is left out.");
        return Taken.NOTHING;
    }

    static boolean required(LimeSource.Question question) {
        return question.mandatory().equals("Y");
    }

    LocalizedText text(LimeSource.Question question) {
        return all.text(question.code(), question.texts(), Wording.LONGEST)
                .orElseGet(() -> new LocalizedText(Map.of(all.source().tags().getFirst(), question.code())));
    }

    /** Choices, and ours by LimeSurvey's codes. */
    private record Choices(List<Choice> choices, Map<String, String> byCode) {
        Optional<String> ours(String code) {
            return Optional.ofNullable(byCode.get(code));
        }
    }

    private Choices choices(LimeSource.Question question, List<LimeSource.Option> options) {
        Map<String, String> byCode = new HashMap<>();
        List<Choice> choices = new ArrayList<>();
        for (LimeSource.Option option : options) {
            String id = Ids.fresh(byCode.values(), option.code(), "choice");
            byCode.put(option.code(), id);
            choices.add(new Choice(
                    id,
                    all.text(question.code(), option.texts(), Wording.SHORT)
                            .orElseGet(() ->
                                    new LocalizedText(Map.of(all.source().tags().getFirst(), option.code())))));
        }
        if (question.other()) {
            String id = Ids.fresh(byCode.values(), "other", "other");
            byCode.put(OTHER, id);
            choices.add(new Choice(id, other(question)));
            all.lose(question.code(), "The field of “other”; it is a plain choice now.");
        }
        return new Choices(choices, byCode);
    }

    private LocalizedText other(LimeSource.Question question) {
        return all.text(question.code(), all.source().attributeTexts(question, "other_replace_text"), Wording.SHORT)
                .orElseGet(() -> {
                    Map<String, String> words = new HashMap<>();
                    all.source()
                            .tags()
                            .forEach(tag ->
                                    words.put(tag, OTHER_WORDS.getOrDefault(tag.replaceFirst("-.*", ""), "Other")));
                    return new LocalizedText(words);
                });
    }

    private Taken single(LimeSource.Question question) {
        if (question.type().equals("O")) {
            all.lose(question.code(), "The field for a comment.");
        }
        Choices choices = choices(question, all.source().options(question));
        if (misfit(choices)) {
            return nothing(
                    question,
                    "It has " + choices.choices().size() + " answers; 1 to " + Format.MOST_CHOICES + " are possible.");
        }
        var item = new Item.Selection(
                all.fresh(question.code()), text(question), required(question), choices.choices(), 1);
        return Taken.of(item, question.code(), choices::ours);
    }

    private static boolean misfit(Choices choices) {
        return choices.choices().isEmpty() || choices.choices().size() > Format.MOST_CHOICES;
    }

    private Taken multiple(LimeSource.Question question) {
        if (question.type().equals("P")) {
            all.lose(question.code(), "The fields for comments.");
        }
        List<LimeSource.Option> options = all.source().parts(question).stream()
                .map(part -> new LimeSource.Option(part.code(), 0, part.texts()))
                .toList();
        Choices choices = choices(question, options);
        if (misfit(choices)) {
            return nothing(
                    question,
                    "It has " + choices.choices().size() + " choices; 1 to " + Format.MOST_CHOICES + " are possible.");
        }
        int most = whole(
                all.source().attribute(question, "max_answers"),
                choices.choices().size());
        var item = new Item.Selection(
                all.fresh(question.code()),
                text(question),
                required(question),
                choices.choices(),
                Math.max(2, Math.min(most, choices.choices().size())));
        Map<String, Relevance.Asked> asked = new HashMap<>();
        choices.byCode()
                .forEach((code, id) -> asked.put(
                        question.code() + "_" + code,
                        new Relevance.Asked(
                                item.id(),
                                value -> value.equals("Y") ? Optional.of(id) : Optional.empty(),
                                Optional.of(id))));
        return new Taken(List.of(item), asked, Map.of());
    }

    private static int whole(String text, int otherwise) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
    }

    private Taken ranking(LimeSource.Question question) {
        List<LimeSource.Option> options = all.source().options(question);
        List<LimeSource.Option> listed = options.isEmpty()
                ? all.source().parts(question).stream()
                        .map(part -> new LimeSource.Option(part.code(), 0, part.texts()))
                        .toList()
                : options;
        Choices choices = choices(question, listed);
        if (misfit(choices)) {
            return nothing(
                    question,
                    "It has " + choices.choices().size() + " choices; 1 to " + Format.MOST_CHOICES + " are possible.");
        }
        int most = Math.min(
                whole(
                        all.source().attribute(question, "max_answers"),
                        choices.choices().size()),
                // How many places there are, in versions since 3.
                whole(
                        all.source().attribute(question, "max_subquestions"),
                        choices.choices().size()));
        var item = new Item.Ranking(
                all.fresh(question.code()),
                text(question),
                required(question),
                choices.choices(),
                Math.clamp(most, 1, choices.choices().size()));
        // Equations name single places, of which a condition knows the first.
        return Taken.of(item, question.code() + "_1", choices::ours);
    }

    /** @param part the question itself, or one of its fields */
    private Taken number(LimeSource.Question question, LimeSource.Question part, Map<String, String> unit) {
        int decimals = all.source().attribute(question, "num_value_int_only").equals("1") ? 0 : 2;
        BigDecimal min = limit(question, "min_num_value_n", FAR.negate());
        BigDecimal max = limit(question, "max_num_value_n", FAR);
        if (Math.max(min.scale(), max.scale()) > decimals) {
            decimals = Math.max(min.scale(), max.scale());
        }
        if (min.compareTo(max) >= 0) {
            all.lose(question.code(), "Its limits, which leave no number.");
            min = FAR.negate();
            max = FAR;
        }
        boolean whole = question == part;
        LocalizedText text = whole ? text(question) : beside(question, part);
        var item = new Item.Number(
                all.fresh(whole ? question.code() : question.code() + "-" + part.code()),
                text,
                required(question),
                min,
                max,
                decimals,
                all.text(question.code(), unit, Wording.SHORT));
        String name = whole ? question.code() : question.code() + "_" + part.code();
        return Taken.of(item, name, value -> Decimals.read(value).map(BigDecimal::toPlainString));
    }

    private BigDecimal limit(LimeSource.Question question, String attribute, BigDecimal otherwise) {
        String text = all.source().attribute(question, attribute);
        Optional<BigDecimal> limit = Decimals.read(text);
        if (limit.isEmpty() && !text.isEmpty()) {
            all.lose(question.code(), "Its limit " + text + ", which is no fixed number.");
        }
        return limit.orElse(otherwise);
    }

    /** The text of a field behind that of its question. */
    private LocalizedText beside(LimeSource.Question question, LimeSource.Question part) {
        Map<String, String> texts = new HashMap<>();
        all.source().tags().forEach(tag -> {
            String whole = question.texts().getOrDefault(tag, "");
            String field = part.texts().getOrDefault(tag, "");
            texts.put(tag, whole.isBlank() || field.isBlank() ? whole + field : whole + "<br>" + field);
        });
        return all.text(question.code(), texts, Wording.LONGEST)
                .orElseGet(() -> new LocalizedText(Map.of(all.source().tags().getFirst(), part.code())));
    }

    private Taken numbers(LimeSource.Question question) {
        boolean sliders = all.source().attribute(question, "slider_layout").equals("1");
        List<LimeSource.Question> parts = all.source().parts(question);
        if (parts.isEmpty()) {
            return nothing(question, "It has no fields.");
        }
        return joined(parts.stream()
                .map(part -> sliders
                        ? new LimeSliders(all, this).take(question, part, parts.size() == 1)
                        : number(question, part, all.source().attributeTexts(question, "suffix")))
                .toList());
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
        int most = whole(all.source().attribute(question, "maximum_chars"), line ? Format.ONE_LINE : 2_000);
        var item = new Item.FreeText(
                all.fresh(question.code()), text(question), required(question), Math.clamp(most, 1, 10_000));
        return Taken.of(item, question.code(), value -> Optional.empty());
    }

    private Taken manyWords(LimeSource.Question question) {
        if (all.source().parts(question).isEmpty()) {
            return nothing(question, "It has no fields.");
        }
        return joined(all.source().parts(question).stream()
                .map(part -> {
                    int most = whole(all.source().attribute(question, "maximum_chars"), Format.ONE_LINE);
                    var item = new Item.FreeText(
                            all.fresh(question.code() + "-" + part.code()),
                            beside(question, part),
                            required(question),
                            Math.clamp(most, 1, 10_000));
                    return Taken.of(item, question.code() + "_" + part.code(), value -> Optional.empty());
                })
                .toList());
    }

    private Taken yesNo(LimeSource.Question question) {
        return fixed(
                question,
                Map.of("Y", "yes", "N", "no"),
                List.of(
                        new Choice("yes", said(Map.of("en", "Yes", "de", "Ja", "fr", "Oui", "es", "Sí"))),
                        new Choice("no", said(Map.of("en", "No", "de", "Nein", "fr", "Non", "es", "No")))));
    }

    private Taken gender(LimeSource.Question question) {
        return fixed(
                question,
                Map.of("F", "female", "M", "male"),
                List.of(
                        new Choice(
                                "female",
                                said(Map.of("en", "Female", "de", "Weiblich", "fr", "Femme", "es", "Femenino"))),
                        new Choice(
                                "male",
                                said(Map.of("en", "Male", "de", "Männlich", "fr", "Homme", "es", "Masculino")))));
    }

    private Taken fixed(LimeSource.Question question, Map<String, String> codes, List<Choice> choices) {
        var item = new Item.Selection(all.fresh(question.code()), text(question), required(question), choices, 1);
        return Taken.of(item, question.code(), value -> Optional.ofNullable(codes.get(value)));
    }

    /** Words that LimeSurvey has of its own, in the survey's languages as far as we know them. */
    LocalizedText said(Map<String, String> words) {
        Map<String, String> byLanguage = new HashMap<>();
        all.source()
                .tags()
                .forEach(tag -> byLanguage.put(
                        tag, words.getOrDefault(tag.replaceFirst("-.*", ""), words.getOrDefault("en", ""))));
        return new LocalizedText(byLanguage);
    }

    private Taken information(LimeSource.Question question) {
        return new Taken(List.of(new Item.Information(all.fresh(question.code()), text(question))), Map.of(), Map.of());
    }
}
