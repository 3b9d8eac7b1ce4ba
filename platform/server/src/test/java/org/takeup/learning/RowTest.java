package org.takeup.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.lms.LearningRecord;
import org.takeup.plugin.api.lms.LearningRecord.Offering;
import org.takeup.plugin.api.lms.LearningRecord.OrgUnit;
import org.takeup.plugin.api.lms.LearningRecord.Person;
import org.takeup.plugin.api.lms.SourceLine;

/** What a connector may let through and the platform does not store. */
class RowTest {
    private static final String LONG = "x".repeat(70_000);

    private static Optional<String> misfit(LearningRecord record) {
        return new Row(record, new SourceLine("users.csv", 2), true).misfit();
    }

    private static Person person(String email, String unit) {
        return new Person("u1", "Ann", email, List.of(unit), Person.Role.LEARNER, true);
    }

    @Test
    void everyTextThatIsTooLongIsRefusedWhereverItStands() {
        assertTrue(misfit(person(LONG, "north")).orElseThrow().contains("e-mail"));
        assertTrue(misfit(person("ann@corp.example", LONG)).orElseThrow().contains("id"));
        assertTrue(misfit(new OrgUnit("north", "North", LONG)).orElseThrow().contains("id"));
        assertTrue(misfit(new Offering("k1", LONG, "Safety", null, null))
                .orElseThrow()
                .contains("id"));
    }

    @Test
    void anOrdinaryRecordFits() {
        assertEquals(Optional.empty(), misfit(person("ann@corp.example", "north")));
        assertEquals(Optional.empty(), misfit(new OrgUnit("all", "All", null)));
    }
}
