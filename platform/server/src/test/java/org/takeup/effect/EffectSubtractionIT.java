package org.takeup.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whoever reads the figures of pilots and of steps side by side, and takes the ones from the others. */
class EffectSubtractionIT extends StepsOut {
    /** @return id of a pilot that somebody has agreed to */
    private String agreed(String design, String segment) {
        String id = desk.done(
                        "POST",
                        "/pilots",
                        """
                {"name":"Half an hour","segment":"%s","design":"%s","starts":"%s","seed":"other",
                 "weeksBefore":4,"weeksAfter":2}""".formatted(
                                        segment,
                                        design,
                                        workspace.clock().instant().toString().substring(0, 10)),
                        0)
                .path("id")
                .asText();
        desk.done("PUT", "/pilots/" + id + "/agreement", """
                {"owner":"Ann Lee","success":"More people take part","least":10}""", 1);
        return id;
    }

    private void begun(String design, String segment) {
        desk.done("POST", "/pilots/" + agreed(design, segment) + "/start", "", 2);
    }

    private void twoLeaveTheNorth() {
        desk.staff("West", 0, 1);
        desk.staff("West", 2, 1);
    }

    @Test
    void whatTwoPeopleDidCannotBeToldFromAPilotAndALaterStep() {
        learned(Set.of());
        begun("BEFORE_AFTER", "unit:North");
        twoLeaveTheNorth();
        Made made = made(audience("The north", "unit:North"));
        send(made);
        now.set(AFTER);
        learned(Set.of(0, 2, 4, 6));
        JsonNode step = computed(made);
        assertEquals("WITHHELD", step.path("state").asText(), step.toString());
        assertTrue(step.path("measured").path("figures").isNull(), step.toString());
        String page = desk.page("/plans/" + made.plan() + "/effect");
        assertTrue(page.contains("Nearly the same people are in the figures of the pilot “Half an hour”"), page);
        assertFalse(page.contains("% interval"), page);
    }

    @Test
    void aPilotDoesNotBeginWithNearlyThePeopleOfAStepThatIsShown() {
        learned(Set.of());
        Made made = made(audience("The north", "unit:North"));
        send(made);
        now.set(AFTER);
        learned(Set.of(0, 2, 4, 6));
        assertEquals("SHOWN", computed(made).path("state").asText());
        twoLeaveTheNorth();
        String pilot = agreed("BEFORE_AFTER", "unit:North");
        HttpResponse<String> refused = desk.api("POST", "/pilots/" + pilot + "/start", "", 2);
        assertEquals(409, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("pilot-too-alike") && refused.body().contains("Come along"), refused.body());
        assertTrue(desk.read("/pilots/" + pilot).path("begun").isNull(), "It can be changed still");
    }

    /** The groups are dealt differently; all of them together differ by two. */
    @Test
    void bothGroupsOfAComparisonTogetherAreAGroupAsWell() {
        learned(Set.of());
        begun("RANDOM", "everybody");
        desk.staff("North", 2_000, 2);
        Made made = made(audience("All staff", "everybody"));
        holdsOut(made.plan(), HALF);
        send(made);
        now.set(AFTER);
        learned(Set.of(0, 2, 4, 6));
        JsonNode step = computed(made);
        assertEquals("WITHHELD", step.path("state").asText(), step.toString());
    }
}
