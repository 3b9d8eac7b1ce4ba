package org.takeup.questionnaire.format;

import java.util.List;
import java.util.Map;

/** A value of a file with the line on which it stands. */
sealed interface Node {
    int line();

    /** Keys in the order of the file. */
    record Mapping(int line, Map<String, Node> entries) implements Node {}

    /** A list. */
    record Sequence(int line, List<Node> items) implements Node {}

    /** A single value as it is written, so that {@code yes} or {@code 1} may stand for words too. */
    record Scalar(int line, String text, Type type) implements Node {}

    /** What a single value is when nobody says what it should be. */
    enum Type {
        WORDS,
        NUMBER,
        TRUTH,
        NOTHING
    }

    /** What it is, for the writer of the file. */
    default String kind() {
        return switch (this) {
            case Mapping _ -> "a group of keys";
            case Sequence _ -> "a list";
            case Scalar scalar -> scalar.type() == Type.NOTHING ? "nothing" : "a single value";
        };
    }
}
