package org.takeup.questionnaire.format;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.asking.AskingRules;
import org.takeup.questionnaire.OwnQuestionnaire;
import org.takeup.questionnaire.Use;

/** What keeps a questionnaire whose form is right from being asked. Conditions and places for answers are the platform's rules. */
public final class Rules {
    private static final Pattern QUOTED = Pattern.compile("'([^']+)'");
    private static final int MOST_STEPS = 1_000;
    /** What its results are used for, as {@link Broken#about}; no id has a blank in it. */
    static final String USES = "the uses";

    private final OwnQuestionnaire own;
    private final List<Broken> problems = new ArrayList<>();

    private Rules(OwnQuestionnaire own) {
        this.own = own;
    }

    /** Something that does not fit. @param about the id of the page or item, {@code scale} and the id of a scale, or {@link #USES} */
    public record Broken(String about, String words) {}

    /** All that does not fit, in the order of the questionnaire. */
    public static List<Broken> problems(OwnQuestionnaire own) {
        var rules = new Rules(own);
        own.asked().items().forEach(rules::item);
        if (rules.problems.isEmpty()) {
            rules.asking();
        }
        rules.scales();
        rules.uses();
        return rules.problems;
    }

    private void broken(String about, String words) {
        problems.add(new Broken(about, words));
    }

    private void item(Item item) {
        switch (item) {
            case Item.Slider slider -> {
                long span = (long) slider.max() - slider.min();
                if (span <= 0) {
                    broken(
                            item.id(),
                            "The slider '" + item.id() + "' ends below its beginning; make max larger than min.");
                } else if (span % slider.step() != 0 || span / slider.step() > MOST_STEPS) {
                    broken(
                            item.id(),
                            "The slider '" + item.id() + "' must come from min to max in whole steps, at most "
                                    + MOST_STEPS + " of them; change step.");
                }
            }
            case Item.Number number -> {
                if (number.min().compareTo(number.max()) >= 0) {
                    broken(item.id(), "The number '" + item.id() + "' has no range; make max larger than min.");
                } else if (decimals(number.min()) > number.decimals() || decimals(number.max()) > number.decimals()) {
                    broken(
                            item.id(),
                            "The limits of the number '" + item.id()
                                    + "' have more decimals than its answers; raise decimals.");
                }
            }
            case Item.Day day -> {
                if (day.earliest().isAfter(day.latest())) {
                    broken(item.id(), "The day '" + item.id() + "' has no range; make latest later than earliest.");
                }
            }
            case Item.Selection selection
            when selection.most() > Math.max(2, selection.choices().size()) ->
                broken(item.id(), "Of '" + item.id() + "', more can be chosen than there is; lower most.");
            case Item.Ranking ranking
            when ranking.most() > ranking.choices().size() ->
                broken(item.id(), "The ranking '" + item.id() + "' has more places than choices; lower most.");
            case Item.Rating _,
                    Item.Selection _,
                    Item.Ranking _,
                    Item.FreeText _,
                    Item.Recommend _,
                    Item.Email _,
                    Item.Information _,
                    Item.Consent _,
                    Item.PersonPick _ -> {}
        }
    }

    private static int decimals(BigDecimal number) {
        return Math.max(0, number.stripTrailingZeros().scale());
    }

    /** A page without questions is not asked, and is said elsewhere. */
    private void asking() {
        Questionnaire asked = own.asked();
        Set<String> empty = new HashSet<>();
        asked.pages().stream().filter(page -> page.items().isEmpty()).forEach(page -> empty.add(page.id()));
        AskingRules.problems(asked).forEach(words -> {
            Matcher quoted = QUOTED.matcher(words);
            String about = quoted.find() ? quoted.group(1) : "";
            if (!empty.contains(about) || !words.startsWith("Nobody can reach")) {
                broken(about, words);
            }
        });
    }

    /** What results are used for is read off scales, which must be there. */
    private void uses() {
        Set<String> scales = new HashSet<>();
        own.scoring().scales().forEach(scale -> scales.add(scale.id()));
        for (Use use : Use.values()) {
            List<String> missing =
                    use.scales().stream().filter(id -> !scales.contains(id)).toList();
            if (own.uses().contains(use) && !missing.isEmpty()) {
                broken(
                        USES,
                        "Its results are to be used for " + use.word() + ", and it has no scale '"
                                + String.join("' and no scale '", missing)
                                + "'; add what is missing, or use its results for something else.");
            }
        }
    }

    private void scales() {
        Map<String, String> within = new HashMap<>();
        own.scoring().scales().forEach(scale -> within.put(scale.id(), scale.within()));
        for (ScoringModel.Scale scale : own.scoring().scales()) {
            String about = "scale " + scale.id();
            String name = "The scale '" + scale.id() + "'";
            Set<String> items = new HashSet<>();
            for (ScoringModel.ItemRef ref : scale.items()) {
                if (!(own.asked().item(ref.itemId()).orElse(null) instanceof Item.Rating)) {
                    broken(about, name + " counts '" + Format.shown(ref.itemId()) + "', which is no rated statement.");
                } else if (!items.add(ref.itemId())) {
                    broken(about, name + " counts '" + ref.itemId() + "' twice.");
                }
                if (!(ref.weight() > 0) || ref.weight() > 1_000) {
                    broken(about, name + " gives '" + Format.shown(ref.itemId()) + "' a weight outside 0 to 1000.");
                }
            }
            if (scale.items().isEmpty()) {
                broken(about, name + " counts nothing; name rated statements, or take it out.");
            } else if (scale.minAnswered() > scale.items().size()) {
                broken(about, name + " needs more answers than it has statements; lower minAnswered.");
            }
            if (!scale.within().isEmpty() && !"".equals(within.get(scale.within()))) {
                broken(
                        about,
                        name + " is a detail of '" + Format.shown(scale.within())
                                + "', which is no scale, or a detail itself.");
            }
        }
    }
}
