package org.takeup.questionnaire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.takeup.questionnaire.format.QuestionnaireReader;
import org.takeup.questionnaire.format.Unreadable;

class ChecksTest {
    private static List<Check> ofMinutes(int minutes) throws Unreadable {
        String file = SampleFiles.yaml("sample").replace("\"minutes\":3", "\"minutes\":" + minutes);
        return Checks.of(QuestionnaireReader.read(file)).stream()
                .filter(check -> check.words().startsWith("Invitations say"))
                .toList();
    }

    @Test
    void whoseScalesAreCalledAsThoseOfAUseIsToldThatTheNameAloneCountsForNothing() {
        OwnQuestionnaire ready = Included.require("readiness").own();
        List<Check> checks = Checks.of(ready.usedFor(Set.of()));
        assertEquals(1, checks.size(), checks::toString);
        assertTrue(checks.getFirst().words().startsWith("Its results are not used for readiness"));
        assertTrue(!checks.getFirst().blocks());
        List<Check> wrong = Checks.of(ready.usedFor(Set.of(Use.READINESS, Use.MANAGER_SUPPORT)));
        assertEquals(1, wrong.size(), wrong::toString);
        assertTrue(wrong.getFirst().blocks() && wrong.getFirst().words().contains("no scale 'manager-support'"));
    }

    /** Three questions and what the platform says itself take more than a minute and less than three. */
    @Test
    void whoPromisesLessTimeThanItTakesIsToldAndMayPublish() throws Unreadable {
        assertEquals(List.of(), ofMinutes(3));
        Check told = ofMinutes(1).getFirst();
        assertTrue(told.words().startsWith("Invitations say about 1 minute, and on a phone most people need about 2"));
        assertTrue(!told.blocks());
    }
}
