package org.takeup.survey.statistics;

import java.util.Optional;
import java.util.function.Function;

/** A figure, or why there is none. */
public sealed interface Figure<T> {
    /** A figure that is defined. */
    record Known<T>(T figure) implements Figure<T> {}

    /**
     * No figure.
     *
     * @param about the id of what it is due to, if it is due to one thing; else empty
     */
    record Missing<T>(Why reason, String about) implements Figure<T> {}

    /** Why a figure is not there. */
    enum Why {
        /** Fewer cases than the method needs, or than may be shown. */
        TOO_FEW,
        /** The method needs more items than the scale has. */
        TOO_FEW_ITEMS,
        /** The scale's items make it up, as single costs make up a sum, and need not go together. */
        NOT_MEANT,
        /** Everybody answered alike: nothing can go with anything. */
        ALL_ALIKE,
        /** One of the variables can be worked out from the others, nearly. */
        COLLINEAR,
        /** The items do not follow from one common factor. */
        NOT_ONE_FACTOR,
        /** The arithmetic has no finite result. */
        UNDEFINED
    }

    static <T> Figure<T> of(T figure) {
        return new Known<>(figure);
    }

    static <T> Figure<T> missing(Why why) {
        return new Missing<>(why, "");
    }

    /** The number, unless it is none. */
    static Figure<Double> number(double value) {
        return Double.isFinite(value) ? of(value) : missing(Why.UNDEFINED);
    }

    default Optional<T> value() {
        return this instanceof Known<T>(T figure) ? Optional.of(figure) : Optional.empty();
    }

    default Optional<Why> why() {
        return this instanceof Missing<T> missing ? Optional.of(missing.reason()) : Optional.empty();
    }

    /** The same of the figure if there is one; the same reason if there is none. */
    default <R> Figure<R> then(Function<T, Figure<R>> next) {
        return switch (this) {
            case Known<T>(T figure) -> next.apply(figure);
            case Missing<T>(Why reason, String about) -> new Missing<>(reason, about);
        };
    }
}
