package org.takeup.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.disclosure.ShownGroups;

/** Steps that come to no figures, on the page and in the API: said in a chat, to too few, or not to be computed. */
class EffectEndsIT extends StepsOut {
    private String page(Made made) {
        return desk.page("/plans/" + made.plan() + "/effect?from=" + made.step());
    }

    @Test
    void ofWhatIsSaidInAChatNobodyIsComparedWithAnybody() {
        learned(Set.of());
        Made made = made(audience("All staff", "everybody"), "CHAT");
        holdsOut(made.plan(), HALF);
        send(made);
        assertEquals("TOO_EARLY", state(made));
        now.set(AFTER);
        learned(Set.of(0, 2, 4, 6));
        JsonNode step = computed(made);
        assertEquals("TOO_FEW", step.path("state").asText(), step.toString());
        assertTrue(step.path("measured").path("figures").isNull(), step.toString());
        String words = step.path("measured").path("sentences").toString();
        assertTrue(words.contains("Nobody can tell who has read it in a chat"), words);
        assertTrue(words.contains("into the inbox too, with a hold-out"), words);
        String page = page(made);
        assertTrue(page.contains("Nobody can tell who has read it in a chat"), page);
        assertFalse(page.contains("% interval"), page);
        JsonNode sum = desk.read("/effect");
        assertEquals(0, sum.path("measured").asInt());
        assertTrue(sum.path("stop").isEmpty(), "What nobody can measure is not to be stopped for that");
    }

    @Test
    void ofTooFewPeopleNotEvenTheNumberIsSaid() {
        learned(Set.of());
        desk.staff("Tiny", 2_000, 3);
        Made made = made(audience("Three people", "unit:Tiny"));
        send(made);
        now.set(AFTER);
        learned(Set.of(0, 2, 4, 6));
        JsonNode step = computed(made);
        assertEquals("TOO_FEW", step.path("state").asText(), step.toString());
        assertTrue(step.path("measured").path("figures").isNull(), step.toString());
        int smallest = workspace.settings().smallestGroup();
        String sentence = "Fewer than " + smallest + " people are known to have been reached, so there are no figures.";
        assertEquals(
                List.of(sentence),
                IntStream.range(0, step.path("measured").path("sentences").size())
                        .mapToObj(i ->
                                step.path("measured").path("sentences").path(i).asText())
                        .toList());
        String page = page(made);
        assertTrue(page.contains(sentence) && page.contains("Too few people"), page);
        assertFalse(page.contains("Spoken to"), page);
        assertEquals(0, desk.read("/effect").path("measured").asInt());
        assertTrue(desk.page("/effect").contains("No step is measured yet"));
    }

    @Test
    void whatCannotBeComputedSaysSoAndIsTriedAgain() {
        learned(Set.of());
        Made made = made(audience("The north", "unit:North"));
        send(made);
        // A ledger that names groups of somebody who is not there.
        var ledger = workspace.collection(ShownGroups.COLLECTIONS.getFirst());
        ledger.put("ledger", new Document("version", 0L).append("sizes", new Document("nobody:x", List.of(300, 300))));
        now.set(AFTER);
        learned(Set.of(0, 2, 4, 6));
        // By itself, after the import; a job that comes late does it once more.
        Eventually.holds("It fails", SOON, () -> {
            JsonNode plan = desk.read("/plans/" + made.plan() + "/effect?from=" + made.step());
            String page = page(made);
            return plan.path("computation").path("state").asText().equals("FAILED")
                    && plan.path("computation").path("says").asText().contains("Try it again")
                    && plan.path("due").asInt() > 0
                    && state(made).equals("DUE")
                    && page.contains("It could not be computed the last time. Try it again")
                    && page.contains("role=\"alert\"")
                    && page.contains("Compute now");
        });

        assertTrue(ledger.delete("ledger"));
        Visitor planner = desk.planner();
        String at = desk.base() + "/plans/" + made.plan() + "/effect";
        Eventually.holds("It is tried again", SOON, () -> {
            String csrf = Visitor.token(planner.get(at).body());
            return planner.post(at + "/computation", "csrf=" + csrf).statusCode() == 303;
        });
        Eventually.holds("It is there", SOON, () -> state(made).equals("SHOWN"));
        ended(made, "DONE");
        assertFalse(page(made).contains("could not be computed"));
    }
}
