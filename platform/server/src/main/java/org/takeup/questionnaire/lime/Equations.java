package org.takeup.questionnaire.lime;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;

/** Conditions as relevance equations. */
final class Equations {
    private final Map<String, Target> targets;

    /** @param targets what equations call the questions, by our ids */
    Equations(Map<String, Target> targets) {
        this.targets = targets;
    }

    /**
     * How equations speak of a question.
     *
     * @param name in equations; of a multiple choice, what the names of its choices begin with
     * @param codes LimeSurvey's codes for our choices
     */
    record Target(Item item, String name, Map<String, String> codes) {
        /** The expression that shows the answer; empty if there is none to show. */
        Optional<String> shown() {
            return switch (item) {
                case Item.Information _ -> Optional.empty();
                case Item.Ranking ranking ->
                    Optional.of(IntStream.rangeClosed(1, ranking.most())
                            .mapToObj(place -> name + "_" + place + ".shown")
                            .collect(Collectors.joining(", ", "{list(", ")}")));
                case Item _
                when isMultiple(item) ->
                    Optional.of(codes.values().stream()
                            .sorted()
                            .map(code -> name + "_" + code + ".shown")
                            .collect(Collectors.joining(", ", "{list(", ")}")));
                default -> Optional.of("{" + name + ".shown}");
            };
        }
    }

    /** The equation; empty if there is none that says the same. */
    Optional<String> of(Condition condition) {
        return switch (condition) {
            case Condition.Is is ->
                target(is.item())
                        .flatMap(target ->
                                is(target, is.values().stream().sorted().toList()));
            case Condition.AtLeast least ->
                number(least.item()).map(name -> name + " >= " + least.value().toPlainString());
            case Condition.AtMost most ->
                number(most.item()).map(name -> name + " <= " + most.value().toPlainString());
            case Condition.Answered answered ->
                target(answered.item())
                        .filter(target -> !isMultiple(target.item()) && !(target.item() instanceof Item.Ranking))
                        .map(target -> "!is_empty(" + target.name() + ".NAOK)");
            case Condition.All all -> joined(all.conditions(), " and ");
            case Condition.Any any -> joined(any.conditions(), " or ");
            case Condition.Not not -> of(not.condition()).map(each -> "!(" + each + ")");
        };
    }

    private Optional<Target> target(String item) {
        // A text that asks nothing has no name there.
        return Optional.ofNullable(targets.get(item)).filter(target -> !(target.item() instanceof Item.Information));
    }

    private Optional<String> number(String item) {
        return target(item)
                .filter(target -> target.item() instanceof Item.Rating
                        || target.item() instanceof Item.Number
                        || target.item() instanceof Item.Slider
                        || target.item() instanceof Item.Recommend)
                .map(target -> target.name() + ".NAOK");
    }

    static boolean isMultiple(Item item) {
        return item instanceof Item.Selection selection && selection.most() > 1 || item instanceof Item.Consent;
    }

    private static Optional<String> is(Target target, List<String> values) {
        if (!target.codes().isEmpty() && !target.codes().keySet().containsAll(values)) {
            // A name of a choice that is not there is an error in the whole equation.
            return Optional.empty();
        }
        if (target.item() instanceof Item.Ranking) {
            return Optional.of(any(values.stream()
                    .map(value ->
                            target.name() + "_1.NAOK == \"" + target.codes().getOrDefault(value, value) + "\"")
                    .toList()));
        }
        return Optional.of(any(values.stream()
                .map(value -> {
                    String code = target.codes().getOrDefault(value, value);
                    return isMultiple(target.item())
                            ? target.name() + "_" + code + ".NAOK == \"Y\""
                            : target.name() + ".NAOK == \"" + code + "\"";
                })
                .toList()));
    }

    private static String any(List<String> parts) {
        return parts.size() == 1 ? parts.getFirst() : parts.stream().collect(Collectors.joining(" or ", "(", ")"));
    }

    private Optional<String> joined(List<Condition> conditions, String join) {
        List<Optional<String>> parts = conditions.stream().map(this::of).toList();
        return parts.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(parts.stream().flatMap(Optional::stream).collect(Collectors.joining(join, "(", ")")));
    }
}
