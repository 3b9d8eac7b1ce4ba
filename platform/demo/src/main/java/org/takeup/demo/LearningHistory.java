package org.takeup.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Forty weeks of learning, invented: who started which course when, what they handed in, how it ended. In the units that a
 * plan has reached, learning rises visibly from its start on; in the others it goes on as before.
 */
final class LearningHistory {
    /** How many weeks there are, up to the given day. */
    static final int WEEKS = 40;
    /** The week in which the sample plan began. */
    static final int PLAN_STARTS = 28;
    /** The first units of the list are those that the plan reached. */
    static final int REACHED_UNITS = 4;
    /** Hand-ins that every course asks for before its result. */
    static final int HAND_INS = 5;

    private static final double STARTS_A_WEEK = 0.03;
    private static final double HAND_INS_A_WEEK = 0.38;
    private static final double LEAVES_A_WEEK = 0.012;
    private static final double MORE_STARTS = 2.8;
    private static final double MORE_HAND_INS = 1.4;

    private final LocalDate firstDay;
    private final RandomGenerator random;
    private final List<Enrolment> enrolments = new ArrayList<>();

    /** Time runs until the day before {@code today}. */
    LearningHistory(LocalDate today, RandomGenerator random) {
        this.firstDay = today.minusWeeks(WEEKS);
        this.random = random;
    }

    /** What came of one person on one course. */
    static final class Enrolment {
        final Learner learner;
        final int course;
        final LocalDate from;
        final List<LocalDate> handIns = new ArrayList<>();
        Outcome outcome = new Outcome.Open();

        Enrolment(Learner learner, int course, LocalDate from) {
            this.learner = learner;
            this.course = course;
            this.from = from;
        }
    }

    /** How an enrolment stands. */
    sealed interface Outcome {
        /** Still learning. */
        record Open() implements Outcome {}

        /** Left without a result. */
        record Left(LocalDate day) implements Outcome {}

        /** Ended with a result: 0 failed, 1 passed, 2 passed with distinction. */
        record Ended(LocalDate day, int result) implements Outcome {}
    }

    /** Lives through all weeks for one person. */
    void live(Learner learner, int courses) {
        double eagerness = 0.4 + 1.2 * random.nextDouble();
        List<Integer> wishes = shuffled(courses);
        Enrolment now = null;
        for (int week = 0; week < WEEKS; week++) {
            boolean reached = learner.unit() < REACHED_UNITS && week >= PLAN_STARTS;
            LocalDate day = firstDay.plusWeeks(week).plusDays(random.nextInt(7));
            if (now == null || !(now.outcome instanceof Outcome.Open)) {
                if (!wishes.isEmpty() && happens(STARTS_A_WEEK * eagerness * (reached ? MORE_STARTS : 1))) {
                    now = new Enrolment(learner, wishes.removeFirst(), day);
                    enrolments.add(now);
                }
            } else if (happens(HAND_INS_A_WEEK * eagerness * (reached ? MORE_HAND_INS : 1))) {
                handIn(now, day);
            } else if (happens(LEAVES_A_WEEK)) {
                now.outcome = new Outcome.Left(day);
            }
        }
    }

    /** Everything that happened, person by person. */
    List<Enrolment> enrolments() {
        return List.copyOf(enrolments);
    }

    private void handIn(Enrolment enrolment, LocalDate day) {
        enrolment.handIns.add(day);
        if (enrolment.handIns.size() == HAND_INS) {
            enrolment.outcome = new Outcome.Ended(day, result());
        }
    }

    private int result() {
        double luck = random.nextDouble();
        return luck < 0.08 ? 0 : luck < 0.85 ? 1 : 2;
    }

    private boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    private List<Integer> shuffled(int count) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            order.add(random.nextInt(order.size() + 1), i);
        }
        return order;
    }
}
