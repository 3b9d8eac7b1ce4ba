package org.takeup.questionnaire.lime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.questionnaire.Ids;
import org.takeup.questionnaire.format.Format;
import org.takeup.questionnaire.format.Wording;

/** Questions with choices: one, several, or in order. */
final class LimeChoices {
    static final String OTHER = "-oth-";

    private static final Map<String, String> OTHER_WORDS =
            Map.of("en", "Other", "de", "Sonstiges", "fr", "Autre", "es", "Otro");

    private final LimeImport all;
    private final LimeQuestions questions;

    LimeChoices(LimeImport all, LimeQuestions questions) {
        this.all = all;
        this.questions = questions;
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
                .orElseGet(() -> all.said(question, OTHER_WORDS));
    }

    LimeQuestions.Taken single(LimeSource.Question question) {
        if (question.type().equals("O")) {
            all.lose(question.code(), "The field for a comment.");
        }
        List<LimeSource.Option> options = all.source().options(question);
        if (isMisfit(question, options)) {
            return misfit(question, options, "answers");
        }
        Choices choices = choices(question, options);
        var item = new Item.Selection(
                all.fresh(question.code()),
                questions.text(question),
                LimeQuestions.required(question),
                choices.choices(),
                1);
        Map<String, Relevance.Asked> asked = new HashMap<>();
        asked.put(question.code(), Relevance.Asked.ofCodes(item.id(), choices.byCode()));
        other(item, choices).ifPresent(other -> asked.put(question.code() + "_other", other));
        return new LimeQuestions.Taken(List.of(item), asked, Map.of());
    }

    /** What equations call the field of “other”, of which a condition knows whether it was chosen. */
    private static Optional<Relevance.Asked> other(Item item, Choices choices) {
        return choices.ours(OTHER)
                .map(id -> new Relevance.Asked(item.id(), value -> Optional.empty(), Optional.of(id)));
    }

    private static boolean isMisfit(LimeSource.Question question, List<LimeSource.Option> options) {
        int choices = options.size() + (question.other() ? 1 : 0);
        return choices == 0 || choices > Format.MOST_CHOICES;
    }

    private LimeQuestions.Taken misfit(LimeSource.Question question, List<LimeSource.Option> options, String what) {
        return questions.nothing(
                question, "It has " + options.size() + " " + what + "; 1 to " + Format.MOST_CHOICES + " are possible.");
    }

    LimeQuestions.Taken multiple(LimeSource.Question question) {
        if (question.type().equals("P")) {
            all.lose(question.code(), "The fields for comments.");
        }
        List<LimeSource.Option> options = options(all.source().parts(question));
        if (isMisfit(question, options)) {
            return misfit(question, options, "choices");
        }
        Choices choices = choices(question, options);
        int there = choices.choices().size();
        int most = Math.min(most(question, "max_answers", there), there);
        var item = new Item.Selection(
                all.fresh(question.code()),
                questions.text(question),
                LimeQuestions.required(question),
                choices.choices(),
                // One box to tick is a multiple choice; one of several is not.
                there == 1 ? 2 : Math.max(1, most));
        Map<String, Relevance.Asked> asked = new HashMap<>();
        choices.byCode()
                .forEach((code, id) -> asked.put(
                        question.code() + "_" + code,
                        new Relevance.Asked(
                                item.id(),
                                value -> value.equals("Y") ? Optional.of(id) : Optional.empty(),
                                Optional.of(id))));
        asked.remove(question.code() + "_" + OTHER);
        other(item, choices).ifPresent(other -> asked.put(question.code() + "_other", other));
        return new LimeQuestions.Taken(List.of(item), asked, Map.of());
    }

    private static List<LimeSource.Option> options(List<LimeSource.Question> parts) {
        return parts.stream()
                .map(part -> new LimeSource.Option(part.code(), 0, part.texts()))
                .toList();
    }

    private int most(LimeSource.Question question, String attribute, int otherwise) {
        String text = all.source().attribute(question, attribute);
        int most = LimeQuestions.whole(text, -1);
        if (most < 0 && !text.isEmpty()) {
            all.lose(question.code(), "Its limit " + text + ", which is no fixed number.");
        }
        return most < 1 ? otherwise : most;
    }

    LimeQuestions.Taken ranking(LimeSource.Question question) {
        List<LimeSource.Option> answers = all.source().options(question);
        List<LimeSource.Option> options =
                answers.isEmpty() ? options(all.source().parts(question)) : answers;
        if (isMisfit(question, options)) {
            return misfit(question, options, "choices");
        }
        Choices choices = choices(question, options);
        int there = choices.choices().size();
        // How many places there are is an attribute of its own in versions since 3.
        int most = Math.min(most(question, "max_answers", there), most(question, "max_subquestions", there));
        var item = new Item.Ranking(
                all.fresh(question.code()),
                questions.text(question),
                LimeQuestions.required(question),
                choices.choices(),
                Math.clamp(most, 1, there));
        // Equations name single places, of which a condition knows the first.
        return LimeQuestions.Taken.of(item, question.code() + "_1", choices::ours);
    }

    LimeQuestions.Taken yesNo(LimeSource.Question question) {
        return fixed(
                question,
                Map.of("Y", "yes", "N", "no"),
                List.of(
                        new Choice("yes", all.said(question, Map.of("en", "Yes", "de", "Ja", "fr", "Oui", "es", "Sí"))),
                        new Choice(
                                "no", all.said(question, Map.of("en", "No", "de", "Nein", "fr", "Non", "es", "No")))));
    }

    LimeQuestions.Taken gender(LimeSource.Question question) {
        return fixed(
                question,
                Map.of("F", "female", "M", "male"),
                List.of(
                        new Choice(
                                "female",
                                all.said(
                                        question,
                                        Map.of("en", "Female", "de", "Weiblich", "fr", "Femme", "es", "Femenino"))),
                        new Choice(
                                "male",
                                all.said(
                                        question,
                                        Map.of("en", "Male", "de", "Männlich", "fr", "Homme", "es", "Masculino")))));
    }

    private LimeQuestions.Taken fixed(LimeSource.Question question, Map<String, String> codes, List<Choice> choices) {
        var item = new Item.Selection(
                all.fresh(question.code()), questions.text(question), LimeQuestions.required(question), choices, 1);
        return LimeQuestions.Taken.of(item, question.code(), value -> Optional.ofNullable(codes.get(value)));
    }
}
