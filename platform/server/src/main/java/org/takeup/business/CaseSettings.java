package org.takeup.business;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Plain;
import org.takeup.http.Problem;

/**
 * What every case of a workspace is counted with.
 *
 * @param currency as people write it
 * @param perDay what a person-day costs
 * @param perHour what an hour of a learner's time costs; 0 leaves it out of the cost
 * @param learningMinutes learning time that a person has in a week, for all programmes together
 * @param workHours hours that a person has in a week, for all priorities together
 * @param version grows with each change; 0 while nobody has set anything
 */
public record CaseSettings(
        String currency, double perDay, double perHour, int learningMinutes, double workHours, long version) {
    /** Before anybody has set anything. */
    static final CaseSettings USUAL = new CaseSettings("EUR", 400, 0, 60, 40, 0);

    private static final double MOST_MONEY = 1e6;

    /** As they came in. */
    public record Entry(
            @Nullable String currency,
            @Nullable Double perDay,
            @Nullable Double perHour,
            @Nullable Integer learningMinutes,
            @Nullable Double workHours) {
        /** The settings that this describes. @throws Problem 422 naming every part that does not fit */
        CaseSettings checked(long version) {
            var wrong = new ArrayList<Problem.Field>();
            String money = Plain.repeatable(Plain.line(currency, "currency", 8, true, wrong), "currency", wrong);
            double day = perDay == null ? -1 : perDay;
            double hour = perHour == null ? 0 : perHour;
            int minutes = learningMinutes == null ? 0 : learningMinutes;
            double hours = workHours == null ? 0 : workHours;
            if (!(day >= 0 && day <= MOST_MONEY)) {
                wrong.add(new Problem.Field("perDay", "Give an amount from 0 to 1,000,000."));
            }
            if (!(hour >= 0 && hour <= MOST_MONEY)) {
                wrong.add(new Problem.Field("perHour", "Give an amount from 0 to 1,000,000."));
            }
            if (minutes < 1 || minutes > ProgrammeEntry.MOST_MINUTES) {
                wrong.add(new Problem.Field("learningMinutes", "Give whole minutes from 1 to 2400."));
            }
            if (!(hours >= 1 && hours <= PriorityEntry.MOST_HOURS)) {
                wrong.add(new Problem.Field("workHours", "Give hours from 1 to 80."));
            }
            if (!wrong.isEmpty()) {
                throw Problem.invalid(wrong);
            }
            return new CaseSettings(money, day, hour, minutes, hours, version);
        }
    }
}
