package org.takeup.plugin.asking;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;

/**
 * Finds what nobody will ever be asked, by trying: of each item that a condition rests on, directly or not, those answers that
 * can make a difference, in all combinations. Where that are too many it does not judge, so it never says of a page that it is
 * out of reach when it is not.
 */
final class Reach {
    private static final int MOST_TRIES = 20_000;
    private static final int MOST_TRIES_IN_ALL = 400_000;
    /** Options of which all sets are tried. */
    private static final int MOST_OPTIONS = 6;

    private final Questionnaire asked;
    private final Map<String, Item> items = new HashMap<>();
    private final Map<String, String> pageOf = new HashMap<>();
    private int left = MOST_TRIES_IN_ALL;

    private Reach(Questionnaire asked) {
        this.asked = asked;
        asked.pages()
                .forEach(page -> page.items().forEach(item -> {
                    items.put(item.id(), item);
                    pageOf.put(item.id(), page.id());
                }));
    }

    /** A sentence for each page and item that nobody can reach. @param asked whose conditions look at earlier pages only */
    static List<String> unreachable(Questionnaire asked) {
        var reach = new Reach(asked);
        var out = new ArrayList<String>();
        for (Questionnaire.Page page : asked.pages()) {
            List<Item> reached = page.items().stream()
                    .filter(item -> reach.canHold(conditionsOf(asked, item.id(), page.id())))
                    .toList();
            if (reached.isEmpty()) {
                out.add("Nobody can reach page '" + page.id() + "': its conditions never hold.");
            } else {
                page.items().stream()
                        .filter(item -> !reached.contains(item))
                        .forEach(item ->
                                out.add("Nobody can reach item '" + item.id() + "': its condition never holds."));
            }
        }
        return out;
    }

    private static List<Condition> conditionsOf(Questionnaire asked, String item, String page) {
        return Stream.of(item, page)
                .map(asked.shownIf()::get)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private boolean canHold(List<Condition> wanted) {
        if (wanted.isEmpty()) {
            return true;
        }
        Set<String> needed = new HashSet<>();
        wanted.forEach(each -> need(each, needed));
        List<Item> involved =
                asked.items().filter(item -> needed.contains(item.id())).toList();
        var mentioned = new Mentioned(
                involved.stream().flatMap(item -> conditionsOf(item).stream()).toList(), wanted);
        List<List<Optional<Answer>>> choices = new ArrayList<>();
        long tries = 1;
        for (Item item : involved) {
            List<Optional<Answer>> answers = answers(item, mentioned);
            tries *= answers.size();
            if (answers.isEmpty() || tries > MOST_TRIES || tries > left) {
                return true;
            }
            choices.add(answers);
        }
        left -= (int) tries;
        return IntStream.range(0, (int) tries).anyMatch(number -> {
            Map<String, Answer> said = said(number, involved, choices);
            return wanted.stream().allMatch(each -> each.holds(said));
        });
    }

    private List<Condition> conditionsOf(Item item) {
        return conditionsOf(asked, item.id(), pageOf.getOrDefault(item.id(), ""));
    }

    private void need(Condition condition, Set<String> needed) {
        for (String id : references(condition)) {
            Item item = items.get(id);
            if (item != null && needed.add(id)) {
                conditionsOf(item).forEach(each -> need(each, needed));
            }
        }
    }

    private static Set<String> references(Condition condition) {
        return switch (condition) {
            case Condition.Is is -> Set.of(is.item());
            case Condition.AtLeast least -> Set.of(least.item());
            case Condition.AtMost most -> Set.of(most.item());
            case Condition.Answered answered -> Set.of(answered.item());
            case Condition.All all -> references(all.conditions());
            case Condition.Any any -> references(any.conditions());
            case Condition.Not not -> references(not.condition());
        };
    }

    private static Set<String> references(Collection<Condition> conditions) {
        var all = new HashSet<String>();
        conditions.forEach(each -> all.addAll(references(each)));
        return all;
    }

    /** The combination with this number, less what is not asked then. */
    private Map<String, Answer> said(int number, List<Item> involved, List<List<Optional<Answer>>> choices) {
        var said = new HashMap<String, Answer>();
        int rest = number;
        for (int i = 0; i < involved.size(); i++) {
            List<Optional<Answer>> answers = choices.get(i);
            Optional<Answer> answer = answers.get(rest % answers.size());
            rest /= answers.size();
            if (answer.isPresent() && conditionsOf(involved.get(i)).stream().allMatch(each -> each.holds(said))) {
                said.put(involved.get(i).id(), answer.get());
            }
        }
        return said;
    }

    /** Answers of which one does whatever any does; empty if there are too many. */
    private static List<Optional<Answer>> answers(Item item, Mentioned mentioned) {
        var answers = new ArrayList<Optional<Answer>>();
        if (item instanceof Item.Selection selection
                && selection.most() > 1
                && telling(selection.choices(), mentioned.values(item.id())).size() > MOST_OPTIONS) {
            return List.of();
        }
        if (!item.required()) {
            answers.add(Optional.empty());
        }
        Stream<Answer> given = switch (item) {
            case Item.Rating rating ->
                Stream.concat(
                        points(rating.scale().min(), rating.scale().max()),
                        rating.notApplicable() ? Stream.of(new Answer.NotApplicable()) : Stream.empty());
            case Item.Recommend _ -> points(0, Item.Recommend.highest());
            case Item.Slider slider ->
                Stream.concat(
                                Stream.of((long) slider.min(), (long) slider.max()),
                                mentioned.numbers(item.id(), BigDecimal.valueOf(slider.step())).stream()
                                        .map(BigDecimal::longValue))
                        .filter(point -> point >= slider.min() && point <= slider.max())
                        .map(point -> new Answer.Rating(
                                slider.min() + (int) ((point - slider.min()) / slider.step()) * slider.step()));
            case Item.Number number ->
                Stream.concat(
                                Stream.of(number.min(), number.max()),
                                mentioned.numbers(item.id(), BigDecimal.ONE.movePointLeft(number.decimals())).stream()
                                        .map(each -> each.setScale(number.decimals(), RoundingMode.FLOOR)))
                        .filter(each -> each.compareTo(number.min()) >= 0 && each.compareTo(number.max()) <= 0)
                        .map(Answer.Number::new);
            case Item.Day day ->
                Stream.concat(
                        Stream.of(day.earliest(), day.latest()).map(Answer.Day::new),
                        mentioned.values(item.id()).stream().map(each -> new Answer.Day(LocalDate.parse(each))));
            case Item.Consent _ -> Stream.of(new Answer.Chosen(List.of(Item.Consent.YES)));
            case Item.Selection selection ->
                sets(telling(selection.choices(), mentioned.values(item.id())), selection.most());
            case Item.Ranking ranking ->
                telling(ranking.choices(), mentioned.values(item.id())).stream()
                        .map(id -> new Answer.Ranked(List.of(id)));
            case Item.FreeText _, Item.Email _ -> Stream.of(new Answer.Text("text"));
            case Item.PersonPick _ -> Stream.of(new Answer.Persons(List.of("somebody")));
            case Item.Information _ -> Stream.empty();
        };
        given.distinct().map(Optional::of).forEach(answers::add);
        return answers;
    }

    private static Stream<Answer> points(int min, int max) {
        return IntStream.rangeClosed(min, max).mapToObj(Answer.Rating::new);
    }

    /** The options that conditions speak of, and one of the others. */
    private static List<String> telling(List<Choice> choices, Set<String> spokenOf) {
        List<String> ids = choices.stream().map(Choice::id).toList();
        return Stream.concat(
                        ids.stream().filter(spokenOf::contains),
                        ids.stream().filter(id -> !spokenOf.contains(id)).limit(1))
                .toList();
    }

    private static Stream<Answer> sets(List<String> ids, int most) {
        if (most == 1) {
            return ids.stream().map(id -> new Answer.Chosen(List.of(id)));
        }
        return IntStream.range(1, 1 << ids.size())
                .filter(set -> Integer.bitCount(set) <= most)
                .mapToObj(set -> new Answer.Chosen(IntStream.range(0, ids.size())
                        .filter(i -> (set >> i & 1) == 1)
                        .mapToObj(ids::get)
                        .toList()));
    }

    /** What conditions say of items. */
    private static final class Mentioned {
        private final Map<String, Set<String>> values = new HashMap<>();
        private final Map<String, Set<BigDecimal>> bounds = new HashMap<>();

        Mentioned(List<Condition> some, List<Condition> others) {
            some.forEach(this::read);
            others.forEach(this::read);
        }

        private void read(Condition condition) {
            switch (condition) {
                case Condition.Is is -> values(is.item()).addAll(is.values());
                case Condition.AtLeast least -> bound(least.item(), least.value());
                case Condition.AtMost most -> bound(most.item(), most.value());
                case Condition.Answered _ -> {}
                case Condition.All all -> all.conditions().forEach(this::read);
                case Condition.Any any -> any.conditions().forEach(this::read);
                case Condition.Not not -> read(not.condition());
            }
        }

        private void bound(String item, BigDecimal value) {
            bounds.computeIfAbsent(item, ignored -> new LinkedHashSet<>()).add(value);
        }

        Set<String> values(String item) {
            return values.computeIfAbsent(item, ignored -> new LinkedHashSet<>());
        }

        /** Each number that is spoken of, and those beside it. */
        Set<BigDecimal> numbers(String item, BigDecimal step) {
            var numbers = new LinkedHashSet<BigDecimal>();
            Stream.concat(values(item).stream().map(BigDecimal::new), bounds.getOrDefault(item, Set.of()).stream())
                    .forEach(each -> numbers.addAll(List.of(each.subtract(step), each, each.add(step))));
            return numbers;
        }
    }
}
