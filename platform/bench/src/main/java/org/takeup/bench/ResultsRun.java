package org.takeup.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.survey.scoring.Change;
import org.takeup.survey.scoring.Gaps;
import org.takeup.survey.scoring.Interim;
import org.takeup.survey.scoring.InterimGroup;
import org.takeup.survey.scoring.LeftOut;
import org.takeup.survey.scoring.StandingOut;
import org.takeup.survey.scoring.Tally;

/**
 * How long it takes to make all figures of a wave anew: 100,000 people, 60 statements in six scales, 20 units. Answers are
 * made in memory, a batch at a time, and only what the platform does with them is timed. Once with scales that have nothing
 * to do with one another and once with an index of all statements beside them, which makes the platform search for what can
 * be subtracted.
 */
final class ResultsRun {
    private static final int PEOPLE = 100_000;
    private static final int STATEMENTS = 60;
    private static final int SCALES = 6;
    private static final int UNITS = 20;
    private static final int BATCH = 5_000;
    private static final int ROUNDS = 5;
    private static final int SMALLEST = 5;

    private static final Questionnaire ASKED = asked();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ResultsRun() {}

    private record Response(String unit, Map<String, Answer> answers) {}

    /** Seconds, of a clock and of a processor: these hardly grow on a machine that does other things beside. */
    private static final class Taken {
        private double clock;
        private double processor;

        void by(Runnable what) {
            long from = System.nanoTime();
            long used = THREADS.getCurrentThreadCpuTime();
            what.run();
            processor += (THREADS.getCurrentThreadCpuTime() - used) / 1e9;
            clock += (System.nanoTime() - from) / 1e9;
        }
    }

    /** What is asked and how much of it is skipped, in a hundred. */
    private record Survey(String name, ScoringModel scoring, int skipped) {}

    static void run() {
        List<Survey> surveys = List.of(
                new Survey("six scales, 2 % skipped", new ScoringModel(scales()), 2),
                new Survey("and an index of all, 3 % skipped", new ScoringModel(withIndex()), 3));
        System.out.println(
                "| survey | round | counted | searched for what to hide | counted again | figures | together | of a processor | units on the last scale |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (Survey survey : surveys) {
            for (int round = 0; round <= ROUNDS; round++) {
                round(survey, round);
            }
        }
        System.out.println();
        System.out.println("| survey | round | live: counting one answer | one reading of all figures |");
        System.out.println("|---|---|---|---|");
        for (Survey survey : surveys) {
            for (int round = 0; round <= ROUNDS; round++) {
                live(survey, round);
            }
        }
    }

    /** All that is done when the results of a closed wave are made. */
    private static void round(Survey survey, int round) {
        var counting = new Taken();
        var searching = new Taken();
        var again = new Taken();
        var making = new Taken();
        var gaps = new Gaps(survey.scoring(), SMALLEST);
        var tally = new Tally(ASKED, survey.scoring());
        each(survey, round, counting, response -> {
            gaps.add(response.unit(), response.answers());
            tally.add(response.unit(), response.answers());
        });
        var found = new ArrayList<LeftOut>();
        searching.by(() -> found.add(gaps.leftOut()));
        LeftOut leftOut = found.getFirst();
        var fewer = new Tally(ASKED, survey.scoring());
        if (!leftOut.countsAll()) {
            each(
                    survey,
                    round,
                    again,
                    response -> fewer.add(response.unit(), leftOut.counted(response.unit(), response.answers())));
        }
        var made = new ArrayList<Tally.Released>();
        making.by(() -> {
            Tally counted = leftOut.countsAll() ? tally : fewer;
            Tally.Released released = counted.released(SMALLEST, Optional.empty(), leftOut);
            if (StandingOut.of(released.scales(), released.threshold()).size()
                            + Change.between(released, released).size()
                    > 0) {
                made.add(released);
            }
        });
        if (made.isEmpty() || made.getFirst().responses() != PEOPLE) {
            throw new Bench.Failed("Not everything was counted.");
        }
        long shown = made.getFirst().scales().getLast().units().stream()
                .filter(unit -> unit.score().isPresent())
                .count();
        List<Taken> all = List.of(counting, searching, again, making);
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.2f s | %.2f s | %.2f s | %.2f s | %.2f s | %.2f s | %d of %d |%n",
                survey.name(),
                name(round),
                counting.clock,
                searching.clock,
                again.clock,
                making.clock,
                all.stream().mapToDouble(taken -> taken.clock).sum(),
                all.stream().mapToDouble(taken -> taken.processor).sum(),
                shown,
                UNITS);
    }

    /** Gives everybody's answers to it, and takes the time without that of making them. */
    private static void each(Survey survey, int seed, Taken taken, Consumer<Response> each) {
        var random = new Random(seed);
        for (int done = 0; done < PEOPLE; done += BATCH) {
            List<Response> batch = IntStream.range(0, BATCH)
                    .mapToObj(i -> response(random, survey.skipped()))
                    .toList();
            taken.by(() -> batch.forEach(each));
        }
    }

    private static String name(int round) {
        return round == 0 ? "warm-up" : String.valueOf(round);
    }

    /** The same people as they finish one after the other while the survey is open. */
    private static void live(Survey survey, int round) {
        var interim = new Interim(ASKED, survey.scoring());
        var units = new LinkedHashMap<String, InterimGroup>();
        var counting = new Taken();
        each(
                survey,
                round,
                counting,
                response -> units.computeIfAbsent(response.unit(), unit -> new InterimGroup(interim, SMALLEST))
                        .add(response.answers()));
        var reading = new Taken();
        var read = new ArrayList<Tally.Released>();
        reading.by(() -> read.add(interim.released(units, SMALLEST)));
        long responses = read.getFirst().responses();
        if (responses == 0 || responses > PEOPLE - 5 * UNITS) {
            throw new Bench.Failed("The last ones of each unit wait: " + responses);
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.0f us | %.2f ms |%n",
                survey.name(),
                name(round),
                counting.clock * 1e6 / PEOPLE,
                reading.clock * 1e3);
    }

    private static Response response(Random random, int skipped) {
        var answers = new HashMap<String, Answer>();
        int mood = random.nextInt(3);
        for (int i = 0; i < STATEMENTS; i++) {
            if (random.nextInt(100) >= skipped) {
                answers.put("s-" + i, new Answer.Rating(1 + mood + random.nextInt(3)));
            }
        }
        answers.put("recommend", new Answer.Rating(mood * 3 + random.nextInt(5)));
        return new Response("Unit " + random.nextInt(UNITS), answers);
    }

    private static Questionnaire asked() {
        var five = new ResponseScale(
                1, IntStream.rangeClosed(1, 5).mapToObj(i -> text("Point " + i)).toList());
        var items = new ArrayList<Item>();
        for (int i = 0; i < STATEMENTS; i++) {
            items.add(new Item.Rating("s-" + i, text("Statement " + i), false, five, true));
        }
        items.add(new Item.Recommend("recommend", text("Would you?"), false, text("No"), text("Yes")));
        return new Questionnaire("1.0.0", List.of(new Questionnaire.Page("page", text("Page"), items)));
    }

    private static List<ScoringModel.Scale> scales() {
        int each = STATEMENTS / SCALES;
        return IntStream.range(0, SCALES)
                .mapToObj(scale -> scale("scale-" + scale, scale * each, (scale + 1) * each))
                .toList();
    }

    private static List<ScoringModel.Scale> withIndex() {
        var all = new ArrayList<>(scales());
        all.add(scale("all", 0, STATEMENTS));
        return all;
    }

    private static ScoringModel.Scale scale(String id, int from, int to) {
        return new ScoringModel.Scale(
                id,
                text(id),
                text("High is good"),
                IntStream.range(from, to)
                        .mapToObj(i -> new ScoringModel.ItemRef("s-" + i, false, 1))
                        .toList(),
                (to - from) / 2);
    }

    private static LocalizedText text(String text) {
        return LocalizedText.english(text);
    }
}
