package org.takeup.plugin.asking;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;

/** What must hold of a questionnaire before anybody can be asked by it, beyond its ids. Says in words what does not. */
public final class AskingRules {
    private static final int MOST_CHARACTERS = 10_000;
    private static final int MOST_POINTS = 11;
    private static final long MOST_STEPS = 1_000;
    private static final int MOST_DECIMALS = 6;
    private static final int MOST_PEOPLE = 20;
    private static final BigDecimal LARGEST = BigDecimal.TEN.pow(15);
    private static final int LAST_YEAR = 9999;
    private static final int MOST_DIGITS = 30;
    private static final int MOST_QUOTED = 64;
    private static final int DEEPEST = 10;
    private static final int MOST_PARTS = 200;

    private final Questionnaire asked;
    private final Map<String, Integer> pageOfItem = new HashMap<>();
    private final Map<String, Integer> placeOfPage = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private AskingRules(Questionnaire asked) {
        this.asked = asked;
        for (int i = 0; i < asked.pages().size(); i++) {
            placeOfPage.put(asked.pages().get(i).id(), i);
            for (Item item : asked.pages().get(i).items()) {
                pageOfItem.put(item.id(), i);
            }
        }
    }

    /**
     * What is wrong with its items, its conditions, and the places for earlier answers in its texts, a sentence each. Empty if
     * it can be asked.
     */
    public static List<String> problems(Questionnaire asked) {
        var rules = new AskingRules(asked);
        asked.items()
                .filter(item -> !isAnswerable(item))
                .forEach(item -> rules.problems.add("Item '" + item.id() + "' cannot be answered."));
        asked.shownIf().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> rules.condition(each.getKey(), each.getValue()));
        if (rules.problems.isEmpty()) {
            rules.problems.addAll(Reach.unreachable(asked));
        }
        for (int i = 0; i < asked.pages().size(); i++) {
            Questionnaire.Page page = asked.pages().get(i);
            rules.places("The title of page '" + page.id() + "'", page.title(), i);
            for (Item item : page.items()) {
                rules.places("Item '" + item.id() + "'", item.text(), i);
            }
        }
        return List.copyOf(rules.problems);
    }

    private static boolean isAnswerable(Item item) {
        return switch (item) {
            case Item.Rating rating -> rating.scale().labels().size() <= MOST_POINTS;
            case Item.Selection selection -> selection.most() >= 1 && areDistinct(selection.choices());
            case Item.Ranking ranking ->
                ranking.most() >= 1 && ranking.most() <= ranking.choices().size() && areDistinct(ranking.choices());
            case Item.Recommend _, Item.Email _, Item.Information _, Item.Consent _ -> true;
            case Item.FreeText text -> text.mostCharacters() >= 1 && text.mostCharacters() <= MOST_CHARACTERS;
            case Item.Slider slider -> {
                long span = (long) slider.max() - slider.min();
                yield span > 0 && slider.step() >= 1 && span % slider.step() == 0 && span / slider.step() <= MOST_STEPS;
            }
            case Item.Number number ->
                isReadable(number.min())
                        && isReadable(number.max())
                        && number.min().compareTo(number.max()) < 0
                        && number.min().abs().compareTo(LARGEST) <= 0
                        && number.max().abs().compareTo(LARGEST) <= 0
                        && number.decimals() >= 0
                        && number.decimals() <= MOST_DECIMALS
                        && number.min().stripTrailingZeros().scale() <= number.decimals()
                        && number.max().stripTrailingZeros().scale() <= number.decimals();
            case Item.Day day ->
                !day.earliest().isAfter(day.latest())
                        && day.earliest().getYear() >= 1
                        && day.latest().getYear() <= LAST_YEAR;
            case Item.PersonPick pick -> pick.most() >= 1 && pick.most() <= MOST_PEOPLE;
        };
    }

    private static boolean areDistinct(List<Choice> choices) {
        return !choices.isEmpty() && choices.stream().map(Choice::id).distinct().count() == choices.size();
    }

    private void condition(String id, Condition condition) {
        Integer ofItem = pageOfItem.get(id);
        Integer ofPage = placeOfPage.get(id);
        if (ofItem == null && ofPage == null) {
            problems.add("There is a condition for " + quoted(id) + ", which is no item and no page.");
        } else if (ofItem != null && ofPage != null) {
            problems.add("The condition for '" + id + "' could mean a page or an item; give them different ids.");
        } else {
            String where = "The condition of " + (ofItem != null ? "item" : "page") + " '" + id + "'";
            if (!isSmall(condition, DEEPEST, new int[] {MOST_PARTS})) {
                problems.add(
                        where + " has more than " + MOST_PARTS + " parts, or is nested deeper than " + DEEPEST + ".");
                return;
            }
            int page = ofItem != null ? ofItem : ofPage != null ? ofPage : 0;
            part(where, condition, page);
        }
    }

    private static boolean isSmall(Condition condition, int depth, int[] left) {
        if (depth == 0 || --left[0] < 0) {
            return false;
        }
        return switch (condition) {
            case Condition.All all -> all.conditions().stream().allMatch(each -> isSmall(each, depth - 1, left));
            case Condition.Any any -> any.conditions().stream().allMatch(each -> isSmall(each, depth - 1, left));
            case Condition.Not not -> isSmall(not.condition(), depth - 1, left);
            case Condition.Is _, Condition.AtLeast _, Condition.AtMost _, Condition.Answered _ -> true;
        };
    }

    private void part(String where, Condition condition, int page) {
        switch (condition) {
            case Condition.All all -> all.conditions().forEach(each -> part(where, each, page));
            case Condition.Any any -> any.conditions().forEach(each -> part(where, each, page));
            case Condition.Not not -> part(where, not.condition(), page);
            case Condition.Is is ->
                earlier(where, is.item(), page).ifPresent(item -> {
                    Set<String> unknown = new HashSet<>(is.values());
                    unknown.removeIf(value -> Values.has(item, value));
                    if (is.values().isEmpty() || !unknown.isEmpty()) {
                        problems.add(where + " waits for an answer that item " + quoted(is.item()) + " cannot have"
                                + unknown.stream()
                                        .sorted()
                                        .findFirst()
                                        .map(value -> ": " + quoted(value) + ".")
                                        .orElse("."));
                    }
                });
            case Condition.AtLeast least -> numeric(where, least.item(), least.value(), page);
            case Condition.AtMost most -> numeric(where, most.item(), most.value(), page);
            case Condition.Answered answered ->
                earlier(where, answered.item(), page)
                        .filter(Item.Information.class::isInstance)
                        .ifPresent(item -> problems.add(
                                where + " waits for an answer to " + quoted(item.id()) + ", which is never answered."));
        }
    }

    private void numeric(String where, String id, BigDecimal bound, int page) {
        if (!isReadable(bound)) {
            problems.add(where + " compares with a number of more than " + MOST_DIGITS + " digits.");
        }
        earlier(where, id, page)
                .filter(item -> !Values.isNumeric(item))
                .ifPresent(item ->
                        problems.add(where + " compares item " + quoted(id) + ", whose answers are no numbers."));
    }

    /** Before anything is computed with it: a short exponent can stand for a very long number. */
    private static boolean isReadable(BigDecimal number) {
        return number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS;
    }

    /** What a plugin wrote, no longer than a line. */
    private static String quoted(String text) {
        return "'" + (text.length() > MOST_QUOTED ? text.substring(0, MOST_QUOTED) + "…" : text) + "'";
    }

    private Optional<Item> earlier(String where, String id, int page) {
        Integer asksOn = pageOfItem.get(id);
        if (asksOn == null) {
            problems.add(where + " looks at item " + quoted(id) + ", which is not asked.");
            return Optional.empty();
        }
        if (asksOn >= page) {
            problems.add(where + " looks at item " + quoted(id) + ", which is not asked on an earlier page.");
            return Optional.empty();
        }
        return asked.item(id);
    }

    private void places(String where, LocalizedText text, int page) {
        Set<String> items = new HashSet<>();
        text.byLanguage().values().forEach(each -> items.addAll(Piping.references(each)));
        for (String id : items.stream().sorted().toList()) {
            Integer asksOn = pageOfItem.get(id);
            if (asksOn == null) {
                problems.add(where + " has a place for the answer to " + quoted(id)
                        + ", which is not asked. For a brace as such write it twice: {{.");
            } else if (asksOn >= page) {
                problems.add(where + " has a place for the answer to " + quoted(id)
                        + ", which is not asked on an earlier page.");
            } else if (asked.item(id).orElse(null) instanceof Item.Information) {
                problems.add(where + " has a place for the answer to " + quoted(id) + ", which is never answered.");
            }
        }
    }
}
