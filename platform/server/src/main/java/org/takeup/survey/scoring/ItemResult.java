package org.takeup.survey.scoring;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;

/**
 * What may be shown of one item.
 *
 * @param distribution none when too few people answered
 * @param units of a question with one choice: the units in which enough people answered, by name. No other unit is in here,
 *     and all others together are enough people as well, or nobody
 */
public record ItemResult(Item item, Optional<Distribution> distribution, List<OfUnit> units) {
    public ItemResult {
        units = List.copyOf(units);
    }

    /** A result that is not told apart by unit. */
    ItemResult(Item item, Optional<Distribution> distribution) {
        this(item, distribution, List.of());
    }

    /**
     * How often each answer was given in one unit.
     *
     * @param n people who answered
     * @param counts by the option's id
     */
    public record OfUnit(String unit, long n, Map<String, Long> counts) {
        public OfUnit {
            counts = Map.copyOf(counts);
        }
    }

    /**
     * How often each answer was given.
     *
     * @param n people who answered, without those who said that it does not apply
     * @param options in the order of the questionnaire; empty for free text, numbers, days and whatever tells who somebody is
     * @param recommend of a question from 0 to 10 whether one would recommend something
     * @param numbers of a question for a number or a point between two ends
     */
    public record Distribution(
            long n,
            long notApplicable,
            List<Option> options,
            Optional<RecommendScore> recommend,
            Optional<Numbers> numbers) {
        public Distribution {
            options = List.copyOf(options);
        }
    }

    /**
     * One answer that could be given.
     *
     * @param count people who gave it, in any place of a ranking
     * @param firsts people who put it in the first place of a ranking; none for other questions
     */
    public record Option(String id, LocalizedText label, long count, Optional<Long> firsts) {}

    /**
     * Where numbers lie. The smallest and the largest are one person's each, so they are not among them.
     *
     * @param lowerQuartile not less than a quarter of all
     * @param upperQuartile not less than three quarters of all
     */
    public record Numbers(double mean, double lowerQuartile, double median, double upperQuartile) {}
}
