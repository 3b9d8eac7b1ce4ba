package org.takeup.survey;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.takeup.http.Problem;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.survey.Item;

/** Which answers fit their items. Says what does not in the reader's language, item by item. */
final class AnswerRules {
    private final AnswerWords words;

    AnswerRules(AnswerWords words) {
        this.words = words;
    }

    /**
     * What does not fit, in the order of the items, unknown items last.
     *
     * @param demanding whether required items must be answered
     */
    List<Problem.Field> check(List<Item> items, Map<String, Answer> answers, boolean demanding) {
        var wrong = new ArrayList<Problem.Field>();
        var unknown = new TreeSet<>(answers.keySet());
        for (Item item : items) {
            unknown.remove(item.id());
            Optional<String> problem = Optional.ofNullable(answers.get(item.id()))
                    .map(answer -> check(item, answer))
                    .orElseGet(
                            () -> demanding && item.required() ? Optional.of(words.say("required")) : Optional.empty());
            problem.ifPresent(message -> wrong.add(new Problem.Field(item.id(), message)));
        }
        unknown.forEach(item -> wrong.add(new Problem.Field(item, words.say("unknown-item"))));
        return wrong;
    }

    private Optional<String> check(Item item, Answer answer) {
        return switch (item) {
            case Item.Rating rating ->
                switch (answer) {
                    case Answer.Rating given ->
                        given.value() >= rating.scale().min()
                                        && given.value() <= rating.scale().max()
                                ? Optional.empty()
                                : Optional.of(words.say("unknown-option"));
                    case Answer.NotApplicable _ ->
                        rating.notApplicable() ? Optional.empty() : Optional.of(words.say("unknown-option"));
                    case Answer.Chosen _, Answer.Ranked _, Answer.Text _ -> Optional.of(words.say("wrong-kind"));
                };
            case Item.Ranking ranking ->
                answer instanceof Answer.Ranked ranked
                        ? check(ranking, ranked.ids())
                        : Optional.of(words.say("wrong-kind"));
            case Item.Recommend _ ->
                !(answer instanceof Answer.Rating given)
                        ? Optional.of(words.say("wrong-kind"))
                        : given.value() >= 0 && given.value() <= Item.Recommend.highest()
                                ? Optional.empty()
                                : Optional.of(words.say("unknown-option"));
            case Item.Selection selection ->
                answer instanceof Answer.Chosen chosen
                        ? check(selection, chosen.ids())
                        : Optional.of(words.say("wrong-kind"));
            case Item.FreeText text ->
                answer instanceof Answer.Text given ? check(text, given.value()) : Optional.of(words.say("wrong-kind"));
        };
    }

    private Optional<String> check(Item.Selection selection, List<String> ids) {
        List<String> known = selection.choices().stream().map(Choice::id).toList();
        if (!known.containsAll(ids) || new HashSet<>(ids).size() != ids.size()) {
            return Optional.of(words.say("unknown-option"));
        }
        if (ids.isEmpty()) {
            return selection.required() ? Optional.of(words.say("required")) : Optional.empty();
        }
        return ids.size() > selection.most()
                ? Optional.of(words.say("too-many", "n", selection.most()))
                : Optional.empty();
    }

    private Optional<String> check(Item.Ranking ranking, List<String> ids) {
        List<String> known = ranking.choices().stream().map(Choice::id).toList();
        if (!known.containsAll(ids)) {
            return Optional.of(words.say("unknown-option"));
        }
        if (ids.isEmpty()) {
            return ranking.required() ? Optional.of(words.say("required")) : Optional.empty();
        }
        if (new HashSet<>(ids).size() != ids.size()) {
            return Optional.of(words.say("ranked-twice"));
        }
        return ids.size() > ranking.most() ? Optional.of(words.say("too-many", "n", ranking.most())) : Optional.empty();
    }

    private Optional<String> check(Item.FreeText item, String text) {
        int characters = text.codePointCount(0, text.length());
        if (characters > item.mostCharacters()) {
            return Optional.of(words.say("too-long", Map.of("n", item.mostCharacters(), "have", characters)));
        }
        return item.required() && text.isBlank() ? Optional.of(words.say("required")) : Optional.empty();
    }
}
