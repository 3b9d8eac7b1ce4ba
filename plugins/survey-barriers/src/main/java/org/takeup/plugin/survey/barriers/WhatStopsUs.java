package org.takeup.plugin.survey.barriers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pf4j.Extension;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.Texts;
import org.takeup.plugin.api.survey.InstrumentGuide;
import org.takeup.plugin.api.survey.InstrumentProfile;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ReleasedScore;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Scale;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.plugin.api.survey.SurveyInstrument;

/**
 * Fourteen barriers in four families. Each is rated for one's own team and for others from "not at all" (0) to "it stops us"
 * (4), and how often it is met, from 1 to 4. All of it is data that is built once.
 */
@Extension
public final class WhatStopsUs implements SurveyInstrument {
    private static final Texts TEXTS = Texts.beside(WhatStopsUs.class, "texts", "en", "de", "fr", "es");
    private static final int WORDS = 500;
    private static final int WEEKS_BETWEEN = 13;

    private static final InstrumentProfile PROFILE =
            new InstrumentProfile("what-stops-us", TEXTS.text("name"), TEXTS.text("purpose"), 6, 5);
    private static final ResponseScale SEVERITY = points("severity", 0, 4);
    private static final ResponseScale FREQUENCY = points("often", 1, 4);
    private static final Questionnaire QUESTIONNAIRE = new Questionnaire("1.0.0", pages());
    private static final ScoringModel SCORING = new ScoringModel(scales());
    private static final RankedBarriers RANKED = new RankedBarriers(TEXTS);
    private static final InstrumentGuide GUIDE = new InstrumentGuide(
            Arrays.stream(Family.values())
                    .map(family -> family.construct(TEXTS))
                    .toList(),
            TEXTS.text("guide.scoring"),
            TEXTS.text("guide.audience"),
            WEEKS_BETWEEN,
            TEXTS.text("guide.reading"),
            RANKED.notes(),
            List.of(
                    "The fourteen barriers and their families: notes of a group discussion of learning professionals on"
                            + " what stops them from engaging their business, Learning and Skills Group.",
                    "Items: written for Takeup.",
                    "Severity times frequency as a rank: IEC 60812, failure modes and effects analysis.",
                    "Index of formative items, without alpha: Diamantopoulos and Winklhofer (2001), Index construction"
                            + " with formative indicators, Journal of Marketing Research 38."));

    private static ResponseScale points(String name, int from, int to) {
        return new ResponseScale(
                from,
                IntStream.rangeClosed(from, to)
                        .mapToObj(point -> TEXTS.text(name + "." + point))
                        .toList());
    }

    private static List<Questionnaire.Page> pages() {
        var pages = new ArrayList<Questionnaire.Page>();
        for (Family family : Family.values()) {
            List<Item> items =
                    Barrier.of(family).stream().flatMap(WhatStopsUs::ratings).toList();
            pages.add(new Questionnaire.Page(family.id(), family.name(TEXTS), items));
        }
        pages.add(new Questionnaire.Page(
                "own-words",
                TEXTS.text("own-words.page"),
                List.of(new Item.FreeText("own-words", TEXTS.text("own-words"), false, WORDS))));
        return pages;
    }

    private static Stream<Item> ratings(Barrier barrier) {
        Optional<LocalizedText> about = Optional.of(TEXTS.text(barrier.id() + ".about"));
        return Stream.of(
                new Item.Rating(barrier.us(), TEXTS.text("us"), false, SEVERITY, true, about),
                new Item.Rating(barrier.others(), TEXTS.text("others"), false, SEVERITY, true, about),
                new Item.Rating(barrier.often(), TEXTS.text("often"), false, FREQUENCY, true, about));
    }

    private static List<Scale> scales() {
        var scales = new ArrayList<Scale>();
        Arrays.stream(Family.values()).map(family -> family.index(TEXTS)).forEach(scales::add);
        scales.add(overAll(Barrier.SELDOM, barrier -> List.of(barrier.oftenItem())));
        scales.add(overAll(Barrier.GAP, Barrier::gapItems).on(Barrier.DIFFERENCE));
        Arrays.stream(Barrier.values())
                .flatMap(barrier -> barrier.details(TEXTS).stream())
                .forEach(scales::add);
        return scales;
    }

    private static Scale overAll(String id, Function<Barrier, List<ItemRef>> items) {
        List<ItemRef> all = Arrays.stream(Barrier.values())
                .flatMap(barrier -> items.apply(barrier).stream())
                .toList();
        return new Scale(
                id, TEXTS.text(id + ".name"), TEXTS.text(id + ".meaning"), all, (all.size() + 1) / 2, true, "");
    }

    @Override
    public InstrumentProfile profile() {
        return PROFILE;
    }

    @Override
    public Questionnaire questionnaire() {
        return QUESTIONNAIRE;
    }

    @Override
    public ScoringModel scoring() {
        return SCORING;
    }

    /**
     * {@code barrier:<id>} for each barrier that gets in the way more than a little, the one with the highest product of
     * severity and frequency first; then {@code others-more:<id>} and {@code us-more:<id>} for those that people see more
     * in others than in themselves, or the other way round.
     */
    @Override
    public List<Signal> signals(List<ReleasedScore> scores) {
        return RANKED.in(scores);
    }

    @Override
    public Optional<InstrumentGuide> guide() {
        return Optional.of(GUIDE);
    }
}
