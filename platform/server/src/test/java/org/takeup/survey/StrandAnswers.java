package org.takeup.survey;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Answers to the instrument of six strands that vary from person to person and from statement to statement, always the same ones. */
final class StrandAnswers {
    /** With the number of the statement that is turned round. */
    static final Map<String, Integer> STRANDS = Map.of(
            "defining-need", 3,
            "learner-context", 4,
            "work-context", 4,
            "capability", 4,
            "engagement", 4,
            "demonstrating-value", 4);

    static final List<String> OUTCOMES = List.of("business-impact", "staff-impact", "take-up");
    private static final int STATEMENTS = 5;

    private StrandAnswers() {}

    /** Of so many people. */
    static List<String> of(int people) {
        return of(people, "", IntUnaryOperator.identity());
    }

    /** The same but for one strand. @param other what is answered there, 1 to 5, by what would be */
    static List<String> of(int people, String strand, IntUnaryOperator other) {
        return IntStream.range(0, people)
                .mapToObj(person -> Stream.concat(
                                STRANDS.entrySet().stream()
                                        .flatMap(each -> strand(
                                                person,
                                                each.getKey(),
                                                each.getValue(),
                                                each.getKey().equals(strand) ? other : IntUnaryOperator.identity())),
                                OUTCOMES.stream()
                                        .flatMap(outcome -> IntStream.rangeClosed(1, 2)
                                                .mapToObj(n -> answer(outcome, n, rating(person, n)))))
                        .collect(Collectors.joining(",")))
                .toList();
    }

    /** Of somebody who leaves the outcomes out. */
    static String withoutOutcomes(String answers) {
        return Arrays.stream(answers.split(",", -1))
                .filter(answer -> OUTCOMES.stream().noneMatch(outcome -> answer.startsWith("\"" + outcome)))
                .collect(Collectors.joining(","));
    }

    private static Stream<String> strand(int person, String strand, int turned, IntUnaryOperator other) {
        return IntStream.rangeClosed(1, STATEMENTS).mapToObj(n -> {
            int rating = other.applyAsInt(rating(person + strand.length(), n));
            return answer(strand, n, n == turned ? 6 - rating : rating);
        });
    }

    /** People differ, and statements of one person lie close together. */
    private static int rating(int person, int n) {
        return Math.clamp(1 + person % 5 + (person + n) % 3 - 1, 1, 5);
    }

    private static String answer(String of, int n, int rating) {
        return "\"" + of + "-" + n + "\":{\"rating\":" + rating + "}";
    }
}
