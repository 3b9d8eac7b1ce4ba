package org.takeup.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.lms.LearningRecord.Activity;
import org.takeup.plugin.api.lms.LearningRecord.Completion;
import org.takeup.plugin.api.lms.LearningRecord.Enrolment;
import org.takeup.plugin.api.lms.LearningRecord.Person;

/** A learner comes back as they were. */
class LearnerCodecTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 7);

    @Test
    void everythingComesBackAndTheSameAgainIsUnchanged() {
        var person = new Person("u1", "Zoë Ångström", null, List.of("north", "all"), Person.Role.LEARNER, true);
        var enrolment = new Enrolment("e1", "u1", "k1", DAY, null);
        var activity = new Activity("r1", "u1", "k1", DAY.minusYears(80));
        var completion = new Completion("r2", "u1", "k2", DAY, Completion.Outcome.PASSED_WITH_DISTINCTION);
        var learner = new Learner();
        for (var record : List.of(person, enrolment, activity, completion)) {
            assertEquals(Outcome.ADDED, learner.put(record));
        }

        Learner read = LearnerCodec.read("u1", LearnerCodec.write(learner));

        assertEquals(person, read.person().orElseThrow());
        for (var record : List.of(person, enrolment, activity, completion)) {
            assertEquals(Outcome.UNCHANGED, read.put(record));
        }
        assertEquals(Outcome.CHANGED, read.put(new Enrolment("e1", "u1", "k1", DAY, DAY.plusDays(1))));
        assertTrue(read.remove(RecordKind.ACTIVITY, "r1"));
        assertEquals(List.of(), List.copyOf(read.activities()));
    }
}
