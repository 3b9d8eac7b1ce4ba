package org.takeup.survey;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.takeup.http.Problem;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.asking.AskingRules;

/** What an instrument must be like before anybody is asked. A plugin's word is not taken for it. */
final class SnapshotRules {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final int MOST_ITEMS = 300;
    private static final int WIDEST_RANGE = 1_000;

    private SnapshotRules() {}

    /** @throws InstrumentUnusable naming the first thing that does not fit */
    static void check(Snapshot snapshot) {
        Stream.of(questionnaire(snapshot.questionnaire()), scoring(snapshot))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(reason -> {
                    throw new InstrumentUnusable(reason);
                });
    }

    private static Optional<String> questionnaire(Questionnaire asked) {
        Set<String> pages = new HashSet<>();
        Set<String> items = new HashSet<>();
        for (Questionnaire.Page page : asked.pages()) {
            if (!ID.matcher(page.id()).matches()
                    || !pages.add(page.id())
                    || page.items().isEmpty()) {
                return Optional.of("Page '" + page.id() + "' is empty, or its id is taken or not allowed.");
            }
            for (Item item : page.items()) {
                if (!ID.matcher(item.id()).matches() || !items.add(item.id())) {
                    return Optional.of("The id of item '" + item.id() + "' is taken or not allowed.");
                }
            }
        }
        return items.isEmpty() || items.size() > MOST_ITEMS
                ? Optional.of("It has " + items.size() + " items; 1 to " + MOST_ITEMS + " are possible.")
                : AskingRules.problems(asked).stream().findFirst();
    }

    private static Optional<String> scoring(Snapshot snapshot) {
        Map<String, String> within = new HashMap<>();
        snapshot.scoring().scales().forEach(scale -> within.put(scale.id(), scale.within()));
        for (ScoringModel.Scale scale : snapshot.scoring().scales()) {
            boolean rated = scale.items().stream()
                    .allMatch(ref -> snapshot.questionnaire().item(ref.itemId()).orElse(null) instanceof Item.Rating
                            && ref.weight() > 0
                            && Double.isFinite(ref.weight()));
            if (!rated
                    || scale.minAnswered() < 1
                    || scale.minAnswered() > scale.items().size()) {
                return Optional.of("Scale '" + scale.id()
                        + "' must rest on rating items, with weights above 0 and a reachable number of answers.");
            }
            if (scale.range().from() >= scale.range().to()
                    || scale.range().from() < -WIDEST_RANGE
                    || scale.range().to() > WIDEST_RANGE) {
                return Optional.of("Scale '" + scale.id() + "' must be shown on a range that goes up, from -"
                        + WIDEST_RANGE + " to " + WIDEST_RANGE + " at most.");
            }
            if (!scale.within().isEmpty() && !"".equals(within.get(scale.within()))) {
                return Optional.of("Scale '" + scale.id() + "' is a detail of '" + scale.within()
                        + "', which is no scale, or a detail itself.");
            }
        }
        return Optional.empty();
    }

    /** The instrument of a plugin breaks the contract of {@code SurveyInstrument}. */
    static final class InstrumentUnusable extends Problem {
        private static final long serialVersionUID = 1;

        InstrumentUnusable(String reason) {
            super(
                    409,
                    "instrument-unusable",
                    "This instrument cannot be asked. " + reason,
                    "Tell the plugin's provider, or choose another instrument.");
        }
    }
}
