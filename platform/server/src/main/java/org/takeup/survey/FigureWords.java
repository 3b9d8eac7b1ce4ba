package org.takeup.survey;

import org.takeup.survey.statistics.Figure;

/** Why a figure is not there, and how sure a change is, in words. */
final class FigureWords {
    /** Hedges' g beyond which a difference counts as small, medium and large (Cohen 1988). */
    private static final double SMALL = 0.2;

    private static final double MEDIUM = 0.5;
    private static final double LARGE = 0.8;

    private FigureWords() {}

    static String alpha(Figure.Why why) {
        return switch (why) {
            case TOO_FEW -> "Too few people answered every statement.";
            case TOO_FEW_ITEMS -> "One statement alone has no alpha.";
            case NOT_MEANT -> "These answers make the score up and need not go together, so no alpha is computed.";
            case ALL_ALIKE -> "Everybody answered alike.";
            case COLLINEAR, NOT_ONE_FACTOR, UNDEFINED -> "It is not defined for these answers.";
        };
    }

    static String omega(Figure.Why why) {
        return switch (why) {
            case TOO_FEW -> "Omega needs 50 people who answered every statement.";
            case TOO_FEW_ITEMS -> "Omega needs three statements.";
            case ALL_ALIKE -> "Everybody answered one of the statements alike.";
            case NOT_ONE_FACTOR -> "These answers do not follow from one common factor.";
            case NOT_MEANT, COLLINEAR, UNDEFINED -> "It is not defined for these answers.";
        };
    }

    /** @param about the scale that it is due to; empty if it is due to none */
    static String drivers(Figure.Why why, String about) {
        return switch (why) {
            case TOO_FEW -> "A ranking needs at least 30 people with a score on every scale, and five for each scale.";
            case TOO_FEW_ITEMS -> "There is no other scale to compare with.";
            case ALL_ALIKE ->
                about.isEmpty()
                        ? "Everybody gave the same answer, so nothing can go with it."
                        : "Everybody has the same score on " + about + ", so nothing can go with it.";
            case COLLINEAR ->
                about + " says nearly the same as the other scales together, so their parts cannot be told apart.";
            case NOT_MEANT, NOT_ONE_FACTOR, UNDEFINED -> "It is not defined for these answers.";
        };
    }

    static String change(Figure.Why why) {
        return switch (why) {
            case TOO_FEW -> "Too few people in one of the two surveys.";
            case ALL_ALIKE -> "Everybody answered alike, so chance cannot be told from change.";
            case TOO_FEW_ITEMS, NOT_MEANT, COLLINEAR, NOT_ONE_FACTOR, UNDEFINED ->
                "It is not defined for these answers.";
        };
    }

    /** How large an effect is, whichever way it goes. */
    static String size(double effect) {
        double size = Math.abs(effect);
        if (size < SMALL) {
            return "very small";
        }
        return size < MEDIUM ? "small" : size < LARGE ? "medium" : "large";
    }
}
