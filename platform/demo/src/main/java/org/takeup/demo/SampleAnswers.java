package org.takeup.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** What people in a sample organisation think of its learning: plausible answers to the six strands and what came of them, invented. */
final class SampleAnswers {
    /** Mean agreement from 1 to 5, strand by strand; what is low is what the sample plan is about. */
    private static final Map<String, Double> MEANS = Map.of(
            "defining-need", 3.6,
            "learner-context", 3.3,
            "work-context", 3.1,
            "capability", 3.7,
            "engagement", 2.4,
            "demonstrating-value", 2.2);

    private static final List<String> STRANDS = List.of(
            "defining-need", "learner-context", "work-context", "capability", "engagement", "demonstrating-value");
    /** What came of it, as people see it: two statements each. */
    private static final Map<String, Double> OUTCOMES =
            new TreeMap<>(Map.of("business-impact", 2.9, "staff-impact", 3.4, "take-up", 2.7));

    private static final int STATEMENTS = 5;
    private static final double BETWEEN_PEOPLE = 0.6;
    private static final double BETWEEN_STATEMENTS = 0.7;
    private static final double LEFT_OPEN = 0.03;

    private SampleAnswers() {}

    /** One person's answers by item, as the API takes them. */
    static Map<String, Map<String, ?>> of(RandomGenerator random) {
        Map<String, Map<String, ?>> answers = new LinkedHashMap<>();
        double person = random.nextGaussian(0, BETWEEN_PEOPLE);
        for (String strand : STRANDS) {
            double mean = MEANS.getOrDefault(strand, 3.0) + person;
            for (int statement = 1; statement <= STATEMENTS; statement++) {
                long agreement = Math.clamp(Math.round(random.nextGaussian(mean, BETWEEN_STATEMENTS)), 1, 5);
                boolean open = random.nextDouble() < LEFT_OPEN;
                answers.put(
                        strand + "-" + statement,
                        open
                                ? Map.of("notApplicable", true)
                                : Map.of("rating", isReversed(strand, statement) ? 6 - agreement : agreement));
            }
        }
        OUTCOMES.forEach((outcome, mean) -> List.of("-1", "-2")
                .forEach(statement -> answers.put(
                        outcome + statement,
                        Map.of(
                                "rating",
                                Math.clamp(
                                        Math.round(random.nextGaussian(mean + person, BETWEEN_STATEMENTS)), 1, 5)))));
        return answers;
    }

    /** One statement of each strand is worded against the others. */
    private static boolean isReversed(String strand, int statement) {
        return statement == (strand.equals("defining-need") ? 3 : 4);
    }
}
