package org.takeup.plan;

import java.util.List;
import org.takeup.http.Problem;

/** Somebody else has changed the very step that the caller saves. Says what is there now and what the caller wanted. */
public final class StepChanged extends Problem {
    private static final long serialVersionUID = 1;

    private final transient List<StepDifference.Field> differing;
    private final transient PlanStep now;
    private final transient String by;
    private final long version;

    /**
     * @param now the step as it is stored
     * @param wanted the step as the caller would have it
     * @param by the name of who changed it, or empty
     * @param version of the plan as it is now
     */
    StepChanged(PlanStep now, PlanStep wanted, String by, long version) {
        super(
                412,
                "step-changed-meanwhile",
                "Somebody else has changed this step meanwhile.",
                "Look at both versions and save the one that you want, made to what is there now.",
                StepDifference.differing(now, wanted).stream()
                        .map(field -> new Field(field.name(), "It is now: " + shown(field.before())))
                        .toList());
        this.now = now;
        this.differing = StepDifference.differing(now, wanted);
        this.by = by;
        this.version = version;
    }

    /** Field by field: before is what is stored, after is what the caller wanted. */
    public List<StepDifference.Field> differing() {
        return differing;
    }

    /** The step as it is stored. */
    PlanStep now() {
        return now;
    }

    /** The name of who changed it; empty if nobody knows. */
    public String by() {
        return by;
    }

    /** Of the plan, for the next try. */
    public long version() {
        return version;
    }

    private static String shown(String value) {
        return value.isEmpty() ? "nothing" : value;
    }
}
