package org.takeup.questionnaire;

import java.util.List;
import java.util.stream.Collectors;
import org.takeup.plugin.api.survey.Condition;

/** A condition as people say it. */
final class ConditionWords {
    private ConditionWords() {}

    static String of(Condition condition) {
        return switch (condition) {
            case Condition.Is is ->
                is.item() + " is " + is.values().stream().sorted().collect(Collectors.joining(" or "));
            case Condition.AtLeast least ->
                least.item() + " is at least " + least.value().toPlainString();
            case Condition.AtMost most ->
                most.item() + " is at most " + most.value().toPlainString();
            case Condition.Answered answered -> answered.item() + " was answered";
            case Condition.All all -> joined(all.conditions(), " and ");
            case Condition.Any any -> joined(any.conditions(), " or ");
            case Condition.Not not -> "not (" + of(not.condition()) + ")";
        };
    }

    private static String joined(List<Condition> parts, String join) {
        return parts.stream().map(part -> "(" + of(part) + ")").collect(Collectors.joining(join));
    }
}
