package org.takeup.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.takeup.questionnaire.Check;
import org.takeup.questionnaire.Checks;
import org.takeup.questionnaire.OwnQuestionnaire;
import org.takeup.questionnaire.format.Kind;
import org.takeup.questionnaire.format.QuestionnaireReader;

class SampleQuestionnaireTest {
    @Test
    void theSampleHasTheKindsThatNoInstrumentHasAndNothingKeepsItFromBeingPublished() throws Exception {
        OwnQuestionnaire own = QuestionnaireReader.read(Resources.text("questionnaires/first-weeks.yaml"));
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        own.asked().items().map(Kind::of).forEach(kinds::add);
        assertTrue(
                kinds.containsAll(EnumSet.of(
                        Kind.SLIDER, Kind.NUMBER, Kind.DATE, Kind.EMAIL, Kind.INFORMATION, Kind.CONSENT, Kind.PERSON)),
                kinds::toString);
        assertEquals(Set.of("missed", "contact"), own.asked().shownIf().keySet());
        assertEquals(List.of("en", "de", "fr", "es"), own.languages());
        // A reader is told that an address says who somebody is; everything else is as one would have it.
        assertEquals(
                List.of("thanks"),
                Checks.of(own).stream()
                        .filter(check -> check.blocks() || check.words().contains("anonymous"))
                        .map(Check::about)
                        .toList());
    }
}
