package org.takeup.survey;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.takeup.http.Problem;
import org.takeup.language.LocalWords;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.survey.Item;

/** Which answers fit their items. Says what does not in the reader's language, item by item. */
final class AnswerRules {
    private static final int LONGEST_ADDRESS = 254;
    /** What mail can be sent to, roughly: whether it arrives nobody can tell from its looks. */
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@\\p{Cntrl}\\p{Cf},;<>\"()]{1,64}@[\\p{L}\\p{N}-]{1,63}(\\.[\\p{L}\\p{N}-]{1,63})+");

    private final LocalWords words;
    private final AnswerRanges ranges;

    AnswerRules(LocalWords words) {
        this.words = words;
        this.ranges = new AnswerRanges(words);
    }

    /**
     * What does not fit, in the order of the items, unknown items last.
     *
     * @param demanding whether required items must be answered
     */
    List<Problem.Field> check(List<Item> items, Map<String, Answer> answers, boolean demanding) {
        return check(items, answers, ignored -> demanding);
    }

    /** The same. @param demanded of which items, if they are required, there must be an answer */
    List<Problem.Field> check(List<Item> items, Map<String, Answer> answers, Predicate<Item> demanded) {
        var wrong = new ArrayList<Problem.Field>();
        var unknown = new TreeSet<>(answers.keySet());
        for (Item item : items) {
            unknown.remove(item.id());
            Optional<String> problem = Optional.ofNullable(answers.get(item.id()))
                    .map(answer -> check(item, answer))
                    .orElseGet(() -> item.required() && demanded.test(item)
                            ? Optional.of(words.say("required"))
                            : Optional.empty());
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
                    default -> wrongKind();
                };
            case Item.Ranking ranking ->
                answer instanceof Answer.Ranked ranked ? check(ranking, ranked.ids()) : wrongKind();
            case Item.Recommend _ ->
                !(answer instanceof Answer.Rating given)
                        ? wrongKind()
                        : given.value() >= 0 && given.value() <= Item.Recommend.highest()
                                ? Optional.empty()
                                : Optional.of(words.say("unknown-option"));
            case Item.Selection selection ->
                answer instanceof Answer.Chosen chosen ? check(selection, chosen.ids()) : wrongKind();
            case Item.FreeText text -> answer instanceof Answer.Text given ? check(text, given.value()) : wrongKind();
            case Item.Slider slider ->
                answer instanceof Answer.Rating given ? ranges.check(slider, given.value()) : wrongKind();
            case Item.Number number ->
                switch (answer) {
                    case Answer.Number given -> ranges.check(number, given.value());
                    case Answer.Text _ -> Optional.of(ranges.notANumber(number));
                    default -> wrongKind();
                };
            case Item.Day day ->
                switch (answer) {
                    case Answer.Day given -> ranges.check(day, given.value());
                    case Answer.Text _ -> Optional.of(ranges.notADay(day));
                    default -> wrongKind();
                };
            case Item.Email email -> answer instanceof Answer.Text given ? check(email, given.value()) : wrongKind();
            case Item.Consent consent ->
                answer instanceof Answer.Chosen chosen ? check(consent, chosen.ids()) : wrongKind();
            case Item.PersonPick pick ->
                answer instanceof Answer.Persons persons ? check(pick, persons.ids()) : wrongKind();
            case Item.Information _ -> Optional.of(words.say("unknown-item"));
        };
    }

    private Optional<String> check(Item.Selection selection, List<String> ids) {
        if (!areOf(selection.choices(), ids) || new HashSet<>(ids).size() != ids.size()) {
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
        if (!areOf(ranking.choices(), ids)) {
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

    /** Whether each is one of the choices. */
    private static boolean areOf(List<Choice> choices, List<String> ids) {
        Set<String> known = choices.stream().map(Choice::id).collect(Collectors.toSet());
        return known.containsAll(ids);
    }

    private Optional<String> check(Item.Email item, String address) {
        if (address.isBlank()) {
            return item.required() ? Optional.of(words.say("required")) : Optional.empty();
        }
        return address.length() <= LONGEST_ADDRESS && ADDRESS.matcher(address).matches()
                ? Optional.empty()
                : Optional.of(words.say("not-an-address"));
    }

    private Optional<String> check(Item.Consent item, List<String> ids) {
        if (ids.isEmpty()) {
            return item.required() ? Optional.of(words.say("required")) : Optional.empty();
        }
        return ids.equals(List.of(Item.Consent.YES)) ? Optional.empty() : Optional.of(words.say("unknown-option"));
    }

    /** Whether there are such people is not known here. */
    private Optional<String> check(Item.PersonPick pick, List<String> ids) {
        if (ids.isEmpty()) {
            return pick.required() ? Optional.of(words.say("required")) : Optional.empty();
        }
        if (ids.size() > pick.most()) {
            return Optional.of(words.say("too-many-people", "n", pick.most()));
        }
        return new HashSet<>(ids).size() == ids.size() ? Optional.empty() : Optional.of(words.say("unknown-option"));
    }

    private Optional<String> wrongKind() {
        return Optional.of(words.say("wrong-kind"));
    }
}
