package org.takeup.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Updates;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.people.People;
import org.takeup.store.Jobs;
import org.takeup.store.Signals;
import org.takeup.store.TenantCollection;

/** Steps from what is expected of them to what they came to, over HTTP, with learning data; the test moves the clock. */
class EffectIT extends StepsOut {
    private static List<Integer> group(boolean held) {
        return IntStream.range(0, STAFF)
                .filter(i -> HALF.holds(People.idOfRecord("lms-oneroster", "u" + i)) == held)
                .boxed()
                .toList();
    }

    /** Of each group exactly this share begins. */
    private static Set<Integer> begin(double spoken, double held) {
        var begin = new HashSet<Integer>();
        List<Integer> first = group(false);
        List<Integer> second = group(true);
        begin.addAll(first.subList(0, (int) Math.round(first.size() * spoken)));
        begin.addAll(second.subList(0, (int) Math.round(second.size() * held)));
        return begin;
    }

    @Test
    void aPlantedEffectIsFoundInRandomisedGroups() {
        learned(Set.of());
        Made made = made(audience("All staff", "everybody"));
        holdsOut(made.plan(), HALF);
        String hypothesis = "/plans/" + made.plan() + "/steps/" + made.step() + "/hypothesis";
        JsonNode usual = desk.read(hypothesis);
        assertEquals(0, usual.path("version").asInt());
        assertTrue(usual.path("words").asText().contains("hear it from a colleague"), usual.toString());
        // Desk sends no version 0.
        Visitor planner = desk.planner();
        String form = desk.base() + hypothesis;
        String csrf = Visitor.token(planner.get(desk.base() + "/effect").body());
        HttpResponse<String> refused =
                planner.post(form, "csrf=" + csrf + "&version=0&words=Colleagues+are+heard&course=&least=500");
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("Colleagues are heard")
                && refused.body().contains("1 to 100"));
        assertEquals(
                303,
                planner.post(form, "csrf=" + csrf + "&version=0&words=Colleagues+are+heard&course=&least=4")
                        .statusCode());
        assertEquals("NOT_OUT", state(made));

        send(made);
        HttpResponse<String> late =
                desk.api("PUT", hypothesis, "{\"words\":\"I always knew\",\"course\":\"\",\"least\":1}", 1);
        assertEquals(409, late.statusCode());
        assertTrue(late.body().contains("hypothesis-frozen"), late.body());
        assertEquals("TOO_EARLY", state(made));
        assertTrue(desk.page("/plans/" + made.plan() + "/effect").contains("too early to tell"));
        now.set(AFTER);
        assertEquals("WAITING", state(made));
        learned(begin(0.21, 0.10));
        Eventually.holds(
                "It is computed by itself when the data is there",
                SOON,
                () -> state(made).equals("SHOWN"));
        JsonNode step = step(made);
        JsonNode figures = step.path("measured").path("figures");
        assertEquals("RANDOMISED", figures.path("basis").asText());
        assertEquals(group(false).size(), figures.path("treated").asInt());
        assertEquals(group(true).size(), figures.path("others").asInt());
        assertEquals(group(false).size(), figures.path("reached").asInt());
        assertEquals(0.11, figures.path("difference").asDouble(), 0.004);
        double low = figures.path("interval").path("low").asDouble();
        double high = figures.path("interval").path("high").asDouble();
        assertTrue(low > 0 && low < 0.11 && high > 0.11 && high < 0.2, figures.toString());
        String words = step.path("measured").path("sentences").toString();
        assertTrue(words.contains("is an effect of the plan") && words.contains("At least 4 points"), words);
        String page = desk.page("/plans/" + made.plan() + "/effect");
        assertTrue(page.contains("is an effect of the plan") && page.contains("Colleagues are heard"), page);

        JsonNode sum = desk.read("/effect");
        assertEquals(1, sum.path("measured").asInt());
        assertEquals("PEER", sum.path("league").path(0).path("messenger").asText());
        assertEquals(1, sum.path("league").path(0).path("randomised").asInt());
        assertTrue(desk.page("/effect").contains("Only one messenger is measured"));
        assertTrue(desk.page("/voices").contains("A colleague: times 1.00, by 1 measured step."));

        // Again, with the same people, although somebody came.
        desk.staff("North", 2_000, 1);
        assertEquals(
                figures.path("treated").asInt(),
                computed(made).path("measured").path("figures").path("treated").asInt());
    }

    @Test
    void aPlantedNothingIsReportedAsNone() {
        learned(Set.of());
        Made made = made(audience("All staff", "everybody"));
        holdsOut(made.plan(), HALF);
        send(made);
        now.set(AFTER);
        learned(begin(0.15, 0.15));
        String words = computed(made).path("measured").path("sentences").toString();
        assertTrue(words.contains("No difference was found; one smaller than"), words);
        assertFalse(words.contains("is an effect"), words);

        // One computation at a time, which can be cancelled.
        String computation = "/plans/" + made.plan() + "/effect/computation";
        assertTrue(new EffectStore(workspace).begin(made.plan(), "", now.instant()));
        HttpResponse<String> second = desk.api("POST", computation, "", 0);
        assertEquals(409, second.statusCode());
        assertTrue(second.body().contains("effect-running"), second.body());
        assertTrue(desk.page("/plans/" + made.plan() + "/effect").contains("It is being computed: 0 of 0"));
        assertEquals(204, desk.api("DELETE", computation, "", 0).statusCode());
        assertFalse(new EffectStore(workspace).goOn(made.plan(), 1, 2, now.instant()), "It stops");
        assertTrue(desk.page("/plans/" + made.plan() + "/effect").contains("It was cancelled"));
    }

    /** More plans than a page has; one of the two that are due was being computed when its node died. */
    @Test
    void oneJobGoesThroughAllPlansAndOnWhereANodeDied() {
        learned(Set.of());
        String everybody = audience("All staff", "everybody");
        Made alive = made(everybody);
        Made died = made(everybody);
        for (Made each : List.of(alive, died)) {
            holdsOut(each.plan(), HALF);
            send(each);
        }
        for (int i = 0; i < Effects.PAGE; i++) {
            desk.done("POST", "/plans", """
                    {"builder":"plan-stakeholder","objective":"Everybody learns to handle data safely",
                     "answers":{"startDate":"2026-05-04","programme":"Safe data","gain":"keep data safe","weeks":"8"}}""", 0);
        }
        now.set(AFTER);
        var store = new EffectStore(workspace);
        assertTrue(store.begin(died.plan(), "of-the-dead", now.instant()));
        learned(begin(0.21, 0.10));
        Eventually.holds("the other one is computed", SOON, () -> state(alive).equals("SHOWN"));
        Eventually.holds("the pass is over", SOON, () -> runs(alive.plan(), "DONE") && passes() == 0);
        assertEquals("DUE", state(died), "it is somebody else's");

        var vertx = Vertx.vertx();
        new Jobs(platform.store(), new Signals(vertx), now)
                .add(
                        "step-effects-after-import",
                        workspace.tenant().id(),
                        new Document("pass", "of-the-dead"),
                        now.instant());
        Eventually.holds("its own pass goes on with it", SOON, () -> runs(died.plan(), "DONE") && passes() == 0);
        // Whether its figures may be shown beside those of the other one is another matter.
        assertFalse(Set.of("DUE", "WAITING").contains(state(died)), state(died));
        assertEquals("of-the-dead", by(died.plan()));
        assertFalse(by(alive.plan()).isEmpty(), "by the import's pass, not by a job of its own");
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private boolean runs(String plan, String state) {
        return workspace
                .collection(EffectStore.RUNS)
                .find(plan)
                .filter(run -> state.equals(run.getString("state")))
                .isPresent();
    }

    private String by(String plan) {
        return workspace.collection(EffectStore.RUNS).find(plan).orElseThrow().getString("by");
    }

    private long passes() {
        return workspace
                .collection(EffectStore.RUNS)
                .inPages(new Document(), 100)
                .filter(run -> TenantCollection.id(run).startsWith("pass/"))
                .count();
    }

    /** The step goes out on a Wednesday. Whatever its own week has seen by then is the same in both groups. */
    @Test
    void anEffectThatBeginsInTheMiddleOfAWeekIsFoundWhole() {
        learned(Set.of());
        Made made = made(audience("All staff", "everybody"));
        holdsOut(made.plan(), HALF);
        rewrite(made.plan(), Updates.set("steps.$[].metric", "ACTIVE"));
        send(made);
        now.set(AFTER);
        var monday = begin(0.5, 0.5);
        var sameDay = begin(0.9, 0.9);
        // From the day after on, in the same week: those who did nothing on Monday do as the others.
        var thursday = new HashSet<Integer>();
        for (boolean held : List.of(false, true)) {
            List<Integer> all = group(held);
            for (int i = 0; i < all.size(); i++) {
                if (i % 100 < (held ? 10 : 21)) {
                    thursday.add(all.get(i));
                }
            }
        }
        learned(Map.of("2026-02-02", monday, "2026-02-04", sameDay, "2026-02-05", thursday));
        JsonNode measured = computed(made).path("measured");
        JsonNode figures = measured.path("figures");
        assertEquals("2026-02-05", measured.path("from").asText());
        assertEquals(0.5, figures.path("before").asDouble(), 0.002);
        assertEquals(share(false, thursday), figures.path("response").asDouble(), 1e-9);
        assertEquals(share(true, thursday), figures.path("othersAfter").asDouble(), 1e-9);
        assertEquals(
                share(false, thursday) - share(false, monday) - share(true, thursday) + share(true, monday),
                figures.path("difference").asDouble(),
                1e-9);
        assertEquals(0.11, figures.path("difference").asDouble(), 0.01);
        assertTrue(desk.page("/plans/" + made.plan() + "/effect").contains("Counted from the day after it goes out"));
    }

    private static double share(boolean held, Set<Integer> begin) {
        List<Integer> all = group(held);
        return (double) all.stream().filter(begin::contains).count() / all.size();
    }

    @Test
    void withoutADrawPeopleWhoAreAlikeAreComparedAndNothingIsClaimed() {
        learned(Set.of());
        Made made = made(audience("The north", "unit:North"));
        send(made);
        now.set(AFTER);
        // u0, u2 and so on are in the north: three in ten of them begin, and one in ten in the south.
        var begin = new HashSet<Integer>();
        IntStream.range(0, STAFF)
                .filter(i -> i % 2 == 0 ? i % 20 < 6 : i % 20 < 2)
                .forEach(begin::add);
        learned(begin);
        JsonNode figures = computed(made).path("measured").path("figures");
        assertEquals("MATCHED", figures.path("basis").asText(), figures.toString());
        assertEquals(300, figures.path("treated").asInt());
        assertEquals(300, figures.path("others").asInt());
        assertEquals(0.2, figures.path("difference").asDouble(), 1e-9);
        String words = step(made).path("measured").path("sentences").toString();
        assertTrue(words.contains("Association only, with people who are alike"), words);
        for (String causal : List.of("caused", "because of", "led to", "thanks to", "effect")) {
            assertFalse(words.toLowerCase(Locale.ROOT).contains(causal), words);
        }
        assertTrue(desk.page("/effect").contains("Association only"));
    }

    @Test
    void whatTwoPeopleDidCannotBeToldFromTheFiguresOfTwoPlans() {
        learned(Set.of());
        String north = audience("The north", "unit:North");
        Made first = made(north);
        send(first);
        // Two leave the unit before the second plan speaks to it.
        desk.staff("West", 0, 1);
        desk.staff("West", 2, 1);
        Made second = made(north);
        send(second);
        now.set(AFTER);
        learned(Set.of(0, 2, 4, 6));
        Map<String, Made> byState = Map.of(
                computed(first).path("state").asText(), first,
                computed(second).path("state").asText(), second);
        // Whichever came first is shown.
        assertEquals(Set.of("SHOWN", "WITHHELD"), byState.keySet());
        Made other = byState.get("WITHHELD");
        assertTrue(
                step(other).path("measured").path("figures").isNull(),
                step(other).toString());
        String page = desk.page("/plans/" + other.plan() + "/effect");
        assertTrue(page.contains("Nearly the same people are in the figures of"), page);
        assertFalse(page.contains("% interval"), page);
        assertEquals(1, desk.read("/effect").path("measured").asInt());
    }
}
