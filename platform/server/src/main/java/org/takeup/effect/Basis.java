package org.takeup.effect;

/** What a figure is compared with, and so what may be said of it. */
public enum Basis {
    /** Chance alone decided who was spoken to. */
    RANDOMISED("drawn by chance"),
    /** People who are alike in what is known of them, and whom the plan has not reached. */
    MATCHED("people who are alike"),
    /** The same people before. */
    BEFORE_AFTER("before and after");

    private final String label;

    Basis(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether a difference beyond chance may be called an effect. */
    boolean tellsCauses() {
        return this == RANDOMISED;
    }

    /** Whether there is somebody else to compare with. */
    boolean compares() {
        return this != BEFORE_AFTER;
    }
}
