package org.takeup.people;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How one person is made of what several sources say: of each field, the first source in the order that says something
 * has the word; and the first one that knows the person says whether they work here. So a source that comes later fills
 * gaps, and brings nobody back who has left.
 *
 * @param order all sources, each once; what a sign-in says always comes last
 */
public record MergeRules(List<Source> order) {
    /** The company's directory before a file before the learning platform. */
    public static final MergeRules USUAL = new MergeRules(List.of(Source.values()));

    public MergeRules {
        order = List.copyOf(order);
        if (order.size() != Source.values().length || !EnumSet.copyOf(order).equals(EnumSet.allOf(Source.class))) {
            throw new IllegalArgumentException("Not an order of all sources: " + order);
        }
        if (order.getLast() != Source.SIGN_IN) {
            throw new IllegalArgumentException("A sign-in comes last, not in " + order);
        }
    }

    /** The rules with these sources in this order before the sign-in, if each other one is there once. */
    public static Optional<MergeRules> of(List<Source> first) {
        var order = new ArrayList<>(first);
        order.add(Source.SIGN_IN);
        try {
            return Optional.of(new MergeRules(order));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @param said what each source says; at least one does */
    Facts merge(Map<Source, Facts> said) {
        List<Facts> inOrder =
                order.stream().filter(said::containsKey).map(said::get).toList();
        return new Facts(
                text(inOrder, Facts::name),
                text(inOrder, Facts::email),
                inOrder.stream().flatMap(each -> each.unit().stream()).findFirst(),
                inOrder.stream().flatMap(each -> each.manager().stream()).findFirst(),
                inOrder.getFirst().active(),
                new Local(
                        inOrder.stream()
                                .flatMap(each -> each.local().language().stream())
                                .findFirst(),
                        inOrder.stream()
                                .flatMap(each -> each.local().zone().stream())
                                .findFirst()));
    }

    private static String text(List<Facts> inOrder, Function<Facts, String> field) {
        return inOrder.stream()
                .map(field)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }
}
