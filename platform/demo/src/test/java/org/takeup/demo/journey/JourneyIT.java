package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.demo.Company;

/** Two people of each company go through the whole loop on a fresh demo: Northbank over OpenID Connect, Harbour Line over SAML. */
class JourneyIT {
    private static final int SMALLEST_GROUP = 5;

    private final List<String> wrong = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(Company.class)
    void twoPeopleGoThroughTheWholeLoop(Company company) {
        try (Window desk = Window.wide()) {
            Lead lead = new Lead(company, desk, wrong);
            lead.signIn();
            List<String> invitations = lead.openWaveAndInvite("ann", SMALLEST_GROUP - 1);
            var learner = new Learner(company, wrong);
            learner.answerLeavingOnceInBetween(invitations.getFirst());
            invitations.stream().skip(1).forEach(learner::answer);
            assertEquals(SMALLEST_GROUP, lead.finishedAnswers());
            assertTrue(lead.scalesWithIntervals() >= 6, "the six strands, and what came of them");
            lead.mapStakeholder("Night shift leads", "night.shift@" + company.domain());
            lead.draftPlan("Everybody on nights knows where the short courses are");
            lead.editStep("Night shift leads", "Two minutes for the night shift");
            lead.approveAndSend();
            assertEquals(1, lead.mailsTo("night.shift@" + company.domain()));
            assertEquals(1, lead.importLearning());
            assertTrue(lead.boardMarks("Two minutes for the night shift"));
            lead.lookAround();
            assertEquals(1, lead.mailsTo("night.shift@" + company.domain()));
            lead.signOut();
            wrong.addAll(desk.complaints());
        }
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }
}
