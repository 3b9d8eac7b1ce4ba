package org.takeup.effect;

import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Plain;
import org.takeup.http.Problem;

/** What a planner says about a hypothesis, as it came in. @param course key, or empty for all @param least in points */
public record HypothesisEntry(
        @Nullable String words,
        @Nullable String course,
        @Nullable Double least) {
    private static final int LONGEST = 400;

    /**
     * @param courses keys that can be chosen
     * @throws Problem 422 naming every part that does not fit
     */
    Hypothesis after(Hypothesis now, Set<String> courses) {
        var wrong = new ArrayList<Problem.Field>();
        String clean = Plain.repeatable(Plain.line(words, "words", LONGEST, true, wrong), "words", wrong);
        String chosen = course == null ? "" : course.strip();
        if (!chosen.isEmpty() && !chosen.equals(now.course()) && !courses.contains(chosen)) {
            wrong.add(new Problem.Field("course", "Please choose one of the courses."));
        }
        double points = least == null ? now.least() : least;
        if (!(points >= 1 && points <= 100)) {
            wrong.add(new Problem.Field("least", "Please give points from 1 to 100."));
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return new Hypothesis(now.stepId(), now.planId(), clean, chosen, points, now.version() + 1);
    }
}
