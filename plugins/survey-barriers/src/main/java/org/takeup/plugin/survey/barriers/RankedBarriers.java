package org.takeup.plugin.survey.barriers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.takeup.plugin.api.Texts;
import org.takeup.plugin.api.survey.InstrumentGuide.SignalNote;
import org.takeup.plugin.api.survey.ReleasedScore;
import org.takeup.plugin.api.survey.Signal;

/** Puts the barriers in order by severity times frequency. The rule is told in {@link WhatStopsUs#signals}. */
final class RankedBarriers {
    /** The score of "a little": above it a barrier does not get in the way. */
    private static final double A_LITTLE = 75;
    /** For a barrier whose frequency is not released. */
    private static final double UNKNOWN = 50;

    private static final String BARRIER = "barrier";
    private static final String OTHERS_MORE = "others-more";
    private static final String US_MORE = "us-more";

    private final Texts texts;

    RankedBarriers(Texts texts) {
        this.texts = texts;
    }

    private record Ranked(Barrier barrier, double severity, double frequency) {
        double weight() {
            return severity * frequency / 100;
        }
    }

    List<Signal> in(List<ReleasedScore> scores) {
        Map<String, ReleasedScore> byScale = new HashMap<>();
        scores.forEach(score -> byScale.put(score.scaleId(), score));
        List<Ranked> ranked = Arrays.stream(Barrier.values())
                .flatMap(barrier -> inTheWay(barrier, byScale))
                .sorted(Comparator.comparingDouble(Ranked::weight).reversed().thenComparing(Ranked::barrier))
                .toList();
        var signals = new ArrayList<Signal>();
        for (Ranked each : ranked) {
            signals.add(barrier(each, signals.size() + 1));
        }
        Arrays.stream(Barrier.values())
                .flatMap(barrier -> uneven(barrier, byScale))
                .forEach(signals::add);
        return signals;
    }

    private static Stream<Ranked> inTheWay(Barrier barrier, Map<String, ReleasedScore> scores) {
        ReleasedScore little = scores.get(barrier.id());
        ReleasedScore seldom = scores.get(barrier.seldom());
        return little != null && little.high() < A_LITTLE
                ? Stream.of(new Ranked(barrier, 100 - little.mean(), seldom == null ? UNKNOWN : 100 - seldom.mean()))
                : Stream.empty();
    }

    private Signal barrier(Ranked ranked, int rank) {
        Barrier barrier = ranked.barrier();
        return new Signal(
                BARRIER + ":" + barrier.id(),
                barrier.id(),
                texts.text(
                        "signal." + BARRIER,
                        Map.of(
                                "rank", rank,
                                "barrier", barrier.name(texts),
                                "severity", Math.round(ranked.severity()),
                                "often", Math.round(ranked.frequency()))));
    }

    private Stream<Signal> uneven(Barrier barrier, Map<String, ReleasedScore> scores) {
        ReleasedScore gap = scores.get(barrier.gap());
        if (gap == null) {
            return Stream.empty();
        }
        return Barrier.DIFFERENCE.at(gap.low()) > 0
                ? Stream.of(uneven(barrier, OTHERS_MORE, gap))
                : Barrier.DIFFERENCE.at(gap.high()) < 0 ? Stream.of(uneven(barrier, US_MORE, gap)) : Stream.empty();
    }

    private Signal uneven(Barrier barrier, String kind, ReleasedScore released) {
        long gap = Math.round(Math.abs(Barrier.DIFFERENCE.at(released.mean())));
        return new Signal(
                kind + ":" + barrier.id(),
                barrier.gap(),
                texts.text("signal." + kind, Map.of("barrier", barrier.name(texts), "gap", gap)));
    }

    /** All signals that there can be. */
    List<SignalNote> notes() {
        return Stream.of(BARRIER, OTHERS_MORE, US_MORE)
                .flatMap(kind -> Arrays.stream(Barrier.values())
                        .map(barrier -> new SignalNote(
                                kind + ":" + barrier.id(),
                                texts.text("when." + kind, Map.of("barrier", barrier.name(texts))))))
                .toList();
    }
}
