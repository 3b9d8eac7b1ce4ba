package org.takeup.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.survey.scoring.Change;
import org.takeup.survey.scoring.Interim;
import org.takeup.survey.scoring.InterimGroup;
import org.takeup.survey.scoring.StandingOut;
import org.takeup.survey.scoring.Tally;

/**
 * How long it takes to make all figures of a wave anew: 100,000 people, 60 statements in six scales, 20 units. Answers are
 * made in memory, a batch at a time, and only what the platform does with them is timed.
 */
final class ResultsRun {
    private static final int PEOPLE = 100_000;
    private static final int STATEMENTS = 60;
    private static final int SCALES = 6;
    private static final int UNITS = 20;
    private static final int BATCH = 5_000;
    private static final int ROUNDS = 5;

    private static final Questionnaire ASKED = asked();
    private static final ScoringModel SCORING = scoring();

    private ResultsRun() {}

    private record Response(String unit, Map<String, Answer> answers) {}

    static void run() {
        System.out.println("| round | counted | figures | together |");
        System.out.println("|---|---|---|---|");
        for (int round = 0; round <= ROUNDS; round++) {
            round(round);
        }
        live();
    }

    private static void round(int round) {
        var random = new Random(round);
        var tally = new Tally(ASKED, SCORING);
        long counting = 0;
        for (int done = 0; done < PEOPLE; done += BATCH) {
            List<Response> batch =
                    IntStream.range(0, BATCH).mapToObj(i -> response(random)).toList();
            long from = System.nanoTime();
            batch.forEach(response -> tally.add(response.unit(), response.answers()));
            counting += System.nanoTime() - from;
        }
        long from = System.nanoTime();
        Tally.Released released = tally.released(5);
        int compared = StandingOut.of(released.scales(), released.threshold()).size()
                + Change.between(released, released).size();
        long making = System.nanoTime() - from;
        if (released.responses() != PEOPLE || compared == 0) {
            throw new Bench.Failed("Not everything was counted: " + released.responses());
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f s | %.2f s | %.2f s |%n",
                round == 0 ? "warm-up" : String.valueOf(round),
                counting / 1e9,
                making / 1e9,
                (counting + making) / 1e9);
    }

    /** The same people as they finish one after the other while the survey is open. */
    private static void live() {
        System.out.println();
        System.out.println("| round | live: counting one answer | one reading of all figures |");
        System.out.println("|---|---|---|");
        for (int round = 0; round <= ROUNDS; round++) {
            var random = new Random(round);
            var interim = new Interim(ASKED, SCORING);
            var units = new LinkedHashMap<String, InterimGroup>();
            long counting = 0;
            for (int done = 0; done < PEOPLE; done += BATCH) {
                List<Response> batch = IntStream.range(0, BATCH)
                        .mapToObj(i -> response(random))
                        .toList();
                long from = System.nanoTime();
                batch.forEach(response -> units.computeIfAbsent(response.unit(), unit -> new InterimGroup(interim, 5))
                        .add(response.answers()));
                counting += System.nanoTime() - from;
            }
            long from = System.nanoTime();
            Tally.Released released = interim.released(units, 5);
            long reading = System.nanoTime() - from;
            if (released.responses() == 0 || released.responses() > PEOPLE - 5 * UNITS) {
                throw new Bench.Failed("The last ones of each unit wait: " + released.responses());
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f us | %.2f ms |%n",
                    round == 0 ? "warm-up" : String.valueOf(round),
                    counting / 1e3 / PEOPLE,
                    reading / 1e6);
        }
    }

    private static Response response(Random random) {
        var answers = new HashMap<String, Answer>();
        int mood = random.nextInt(3);
        for (int i = 0; i < STATEMENTS; i++) {
            if (random.nextInt(50) > 0) {
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

    private static ScoringModel scoring() {
        int each = STATEMENTS / SCALES;
        return new ScoringModel(IntStream.range(0, SCALES)
                .mapToObj(scale -> new ScoringModel.Scale(
                        "scale-" + scale,
                        text("Scale " + scale),
                        text("High is good"),
                        IntStream.range(scale * each, (scale + 1) * each)
                                .mapToObj(i -> new ScoringModel.ItemRef("s-" + i, false, 1))
                                .toList(),
                        each / 2))
                .toList());
    }

    private static LocalizedText text(String text) {
        return LocalizedText.english(text);
    }
}
