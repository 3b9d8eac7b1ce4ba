package org.takeup.plan;

/** The quarters of the power and interest map (Mendelow 1981), with what the planner does in each. */
public enum Quadrant {
    PARTNER("Partner", "Face to face, every two weeks"),
    SATISFY("Satisfy", "One page with their own numbers, monthly"),
    EQUIP("Equip", "Something to pass on, every week or two"),
    INFORM("Inform", "Existing channels only, monthly");

    private static final int MIDDLE = 3;

    private final String label;
    private final String advice;

    Quadrant(String label, String advice) {
        this.label = label;
        this.advice = advice;
    }

    /** High means above the middle of the scale, as the map is drawn; plan builders divide it in the same way. */
    static Quadrant of(int power, int interest) {
        if (power > MIDDLE) {
            return interest > MIDDLE ? PARTNER : SATISFY;
        }
        return interest > MIDDLE ? EQUIP : INFORM;
    }

    public String label() {
        return label;
    }

    public String advice() {
        return advice;
    }
}
