package org.takeup.survey.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;

/** Counts the finished responses of a wave as they come: memory does not grow with them. For one thread. */
public final class Tally {
    private final List<ScaleTally> scales;
    private final List<ItemTally> items;
    private final DriversTally drivers;
    private final StraightTally straight;
    private long responses;

    public Tally(Questionnaire questionnaire, ScoringModel scoring) {
        this.scales = scoring.scales().stream()
                .map(scale -> new ScaleTally(scale, questionnaire))
                .toList();
        this.items = questionnaire
                .items()
                .filter(item -> !(item instanceof Item.Information))
                .map(ItemTally::new)
                .toList();
        List<ScoringModel.Scale> main =
                scoring.scales().stream().filter(Tally::atFirstSight).toList();
        this.drivers = new DriversTally(main, questionnaire.items());
        this.straight = new StraightTally(questionnaire, main, scoring.scales());
    }

    /** Counts one finished response. @param unit as it was frozen with the response; empty for small units */
    public void add(String unit, Map<String, Answer> answers) {
        responses++;
        var own = new ArrayList<OptionalDouble>();
        for (ScaleTally scale : scales) {
            OptionalDouble score = scale.add(unit, answers);
            if (atFirstSight(scale.scale())) {
                own.add(score);
            }
        }
        drivers.add(own, answers);
        straight.add(own, answers);
        items.forEach(item -> item.add(unit, answers));
    }

    private static boolean atFirstSight(ScoringModel.Scale scale) {
        return scale.within().isEmpty();
    }

    /** What may be shown so far, to anybody. @param threshold the smallest group that may be shown */
    public Released released(int threshold) {
        return released(threshold, Optional.empty(), LeftOut.nothing());
    }

    /**
     * @param unseen of a wave of which figures were shown while it was open
     * @param leftOut what is not shown, and whose answers were left out before they came here
     */
    public Released released(int threshold, Optional<Unseen> unseen, LeftOut leftOut) {
        List<ScaleResult> results = scales.stream()
                .map(scale -> scale.result(threshold, unseen, leftOut))
                .toList();
        return new Released(
                responses,
                threshold,
                results,
                items.stream().map(item -> item.result(threshold, unseen)).toList(),
                drivers.result(threshold),
                straight.result(threshold, results, unseen.isEmpty()));
    }

    /**
     * Figures that may be shown. Whatever is too small, or would give away what is too small, is not in here at all; so
     * no page, file or API answer made from it can show it.
     *
     * @param drivers one a possible outcome, those that the instrument means as outcomes first
     * @param straight of those who gave one answer to everything
     */
    public record Released(
            long responses,
            int threshold,
            List<ScaleResult> scales,
            List<ItemResult> items,
            List<Drivers> drivers,
            StraightLines straight) {
        public Released {
            scales = List.copyOf(scales);
            items = List.copyOf(items);
            drivers = List.copyOf(drivers);
        }

        /** The same without single units. */
        public Released together() {
            return new Released(
                    responses,
                    threshold,
                    scales.stream()
                            .map(scale -> new ScaleResult(scale.scale(), scale.total(), scale.reliability(), List.of()))
                            .toList(),
                    items.stream()
                            .map(item -> new ItemResult(item.item(), item.distribution()))
                            .toList(),
                    drivers,
                    straight);
        }

        /** What may be shown of the item with this id, if it was asked. */
        public Optional<ItemResult> result(String id) {
            return items.stream().filter(each -> each.item().id().equals(id)).findFirst();
        }

        /** The item as it was asked. */
        Optional<Item> item(String id) {
            return items.stream()
                    .map(ItemResult::item)
                    .filter(item -> item.id().equals(id))
                    .findFirst();
        }
    }
}
