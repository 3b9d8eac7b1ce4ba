package org.takeup.plugin.api.survey;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.MayGrow;

/** When an item or a page is shown, by what was answered before. Since 1.2. */
@MayGrow
public sealed interface Condition {
    /** The value of "does not apply" in {@link Is}. */
    String NOT_APPLICABLE = "na";

    /** Whether it holds for one person's answers, by item id. An item without an answer is not in the map. */
    boolean holds(Map<String, Answer> answers);

    /**
     * The answer is one of these; of several chosen options or people at least one is, of a ranking the first place.
     *
     * @param values option ids, points of a rating or slider, numbers, days in ISO 8601, {@code yes} of a consent, or
     *     {@link #NOT_APPLICABLE}
     */
    record Is(String item, Set<String> values) implements Condition {
        public Is {
            values = Set.copyOf(values);
        }

        @Override
        public boolean holds(Map<String, Answer> answers) {
            return switch (answers.get(item)) {
                case null -> false;
                case Answer.Rating rating -> values.contains(String.valueOf(rating.value()));
                case Answer.NotApplicable _ -> values.contains(NOT_APPLICABLE);
                case Answer.Chosen chosen -> chosen.ids().stream().anyMatch(values::contains);
                case Answer.Ranked ranked -> ranked.ids().stream().limit(1).anyMatch(values::contains);
                case Answer.Number number -> values.contains(number.value().toPlainString());
                case Answer.Day day -> values.contains(day.value().toString());
                case Answer.Persons persons -> persons.ids().stream().anyMatch(values::contains);
                case Answer.Text text -> values.contains(text.value());
            };
        }
    }

    /** The answer is a number, or a point, and not below this. "Does not apply" is no number. */
    record AtLeast(String item, BigDecimal value) implements Condition {
        @Override
        public boolean holds(Map<String, Answer> answers) {
            return number(answers.get(item))
                    .map(number -> number.compareTo(value) >= 0)
                    .orElse(false);
        }
    }

    /** The answer is a number, or a point, and not above this. "Does not apply" is no number. */
    record AtMost(String item, BigDecimal value) implements Condition {
        @Override
        public boolean holds(Map<String, Answer> answers) {
            return number(answers.get(item))
                    .map(number -> number.compareTo(value) <= 0)
                    .orElse(false);
        }
    }

    /** There is an answer, be it "does not apply". */
    record Answered(String item) implements Condition {
        @Override
        public boolean holds(Map<String, Answer> answers) {
            return answers.containsKey(item);
        }
    }

    /** Each of these holds. Always if there are none. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(Map<String, Answer> answers) {
            return conditions.stream().allMatch(each -> each.holds(answers));
        }
    }

    /** At least one of these holds. Never if there are none. */
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(Map<String, Answer> answers) {
            return conditions.stream().anyMatch(each -> each.holds(answers));
        }
    }

    /** This does not hold. So "not this answer" holds for whoever gave none. */
    record Not(Condition condition) implements Condition {
        @Override
        public boolean holds(Map<String, Answer> answers) {
            return !condition.holds(answers);
        }
    }

    private static Optional<BigDecimal> number(@Nullable Answer answer) {
        return switch (answer) {
            case Answer.Rating rating -> Optional.of(BigDecimal.valueOf(rating.value()));
            case Answer.Number number -> Optional.of(number.value());
            case null, default -> Optional.empty();
        };
    }
}
