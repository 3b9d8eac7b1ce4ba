package org.takeup.effect;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.Outbox;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Role;

/** Whose day is whose, where mails wait for three weeks, and where one manager says it three weeks after the other. */
class EffectChannelsIT extends StepsOut {
    private static final Instant LATE = Instant.parse("2026-02-25T10:00:00Z");
    private static final Instant ALL_OVER = Instant.parse("2026-03-13T10:00:00Z");

    private static String person(int learner) {
        return People.idOfRecord("lms-oneroster", "u" + learner);
    }

    /** The north in two halves. */
    private static List<Integer> north(int half) {
        return IntStream.range(0, STAFF).filter(i -> i % 4 == 2 * half).boxed().toList();
    }

    /** On which day it reached whom. */
    private Map<String, LocalDate> reached(Made made) {
        var days = new HashMap<String, LocalDate>();
        platform.platform()
                .reaches()
                .eachReached(
                        workspace,
                        made.plan(),
                        made.step(),
                        each -> days.put(
                                each.personId(),
                                each.at().atZone(workspace.settings().zone()).toLocalDate()));
        return days;
    }

    private Made sent(String channel, String messenger) {
        Made made = made(audience("The north", "unit:North"), channel);
        rewrite(
                made.plan(),
                Updates.combine(
                        Updates.set("steps.$[].metric", "ACTIVE"), Updates.set("steps.$[].messenger", messenger)));
        send(made);
        return made;
    }

    /** Three in ten of each half do something within two weeks of their own day, and nobody else ever. */
    private JsonNode figures(Made made) {
        now.set(ALL_OVER);
        learned(Map.of(
                "2026-02-06", new HashSet<>(north(0).subList(0, 45)),
                "2026-03-04", new HashSet<>(north(1).subList(0, 45))));
        JsonNode step = computed(made);
        assertEquals("SHOWN", step.path("state").asText(), step.toString());
        return step.path("measured").path("figures");
    }

    private static void foundWhole(JsonNode figures) {
        assertEquals("MATCHED", figures.path("basis").asText(), figures.toString());
        assertEquals(300, figures.path("reached").asInt());
        assertEquals(300, figures.path("treated").asInt());
        assertEquals(0.3, figures.path("difference").asDouble(), 1e-9);
    }

    /** There is no mail server here; the test marks mails as the sender does that has got rid of them. */
    @Test
    void aMailThatWaitedForThreeWeeksCountsFromThen() {
        learned(Set.of());
        Made made = sent("EMAIL", "PEER");
        TenantCollection outbox = workspace.collection(Outbox.COLLECTIONS.getFirst());
        var ofStep = eq("reference", made.plan() + "/" + made.step());
        Eventually.holds("all of them wait", SOON, () -> outbox.count(ofStep) == 300);
        assertEquals(Map.of(), reached(made), "What waits has reached nobody");
        for (int half = 0; half < 2; half++) {
            List<String> people =
                    north(half).stream().map(EffectChannelsIT::person).toList();
            Bson went = Updates.combine(
                    Updates.set("state", "SENT"), Updates.set("changed", Date.from(half == 0 ? BEFORE : LATE)));
            assertEquals(150, outbox.updateAll(and(ofStep, in("person", people)), went));
        }
        assertEquals(
                Map.of(LocalDate.of(2026, 2, 4), 150L, LocalDate.of(2026, 2, 25), 150L),
                reached(made).values().stream().collect(Collectors.groupingBy(each -> each, Collectors.counting())));
        foundWhole(figures(made));
    }

    @Test
    void whatIsSaidThreeWeeksLaterCountsFromItsTickOff() {
        learned(Set.of());
        List<String> managers = List.of("boss0", "boss1");
        new People()
                .upsert(
                        workspace,
                        managers.stream()
                                .map(id -> record(id, "HQ", Optional.empty()))
                                .toList());
        for (int half = 0; half < 2; half++) {
            Optional<String> manager = Optional.of(managers.get(half));
            new People()
                    .upsert(
                            workspace,
                            north(half).stream()
                                    .map(i -> record("u" + i, "North", manager))
                                    .toList());
        }
        Made made = sent("HAND_OVER", "LINE_MANAGER");
        says(made, "boss0");
        Eventually.holds("half of them have heard it", SOON, () -> reached(made).size() == 150);
        now.set(LATE);
        says(made, "boss1");
        Eventually.holds("the others too", SOON, () -> reached(made).size() == 300);
        assertEquals(
                Map.of(LocalDate.of(2026, 2, 4), 150L, LocalDate.of(2026, 2, 25), 150L),
                reached(made).values().stream().collect(Collectors.groupingBy(each -> each, Collectors.counting())));
        foundWhole(figures(made));
    }

    private static PersonRecord record(String id, String unit, Optional<String> manager) {
        return new PersonRecord(
                "lms-oneroster", id, "Name " + id, id + "@northbank.example", Optional.of(unit), manager, true);
    }

    private void says(Made made, String manager) {
        Visitor boss = platform.signedIn(workspace, Role.LEARNER, People.idOfRecord("lms-oneroster", manager));
        String page = desk.base() + "/hand-over/" + made.step();
        assertEquals(303, boss.submit(page, page + "/said", Map.of()).statusCode());
    }
}
