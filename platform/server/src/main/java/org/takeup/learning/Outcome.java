package org.takeup.learning;

/** What became of one record. Each has a letter, so that the outcomes of many can be kept as a short text. */
enum Outcome {
    ADDED('a'),
    CHANGED('c'),
    UNCHANGED('u'),
    REMOVED('r'),
    REJECTED('x');

    private final char letter;

    Outcome(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }

    static Outcome of(char letter) {
        for (Outcome each : values()) {
            if (each.letter == letter) {
                return each;
            }
        }
        throw new IllegalArgumentException("No outcome has the letter " + letter);
    }
}
