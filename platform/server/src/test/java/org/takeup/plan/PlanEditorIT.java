package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.Kind;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** Plans as planners edit them, alone and two at a time, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanEditorIT {
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
        assertEquals(
                List.of(),
                platform.watch().shapes().withoutIndex(Plans.COLLECTIONS).stream()
                        .filter(shape -> shape.collection().startsWith("plan"))
                        .toList());
    }

    /** An org with a map and a draft that begins in a week. */
    private final class Desk {
        final Org org;
        final String learners;
        final String id;
        final LocalDate monday;

        Desk(Role role) {
            this(role, Placement.POOLED);
        }

        Desk(Role role, Placement placement) {
            org = new Org(platform, placement, role);
            org.people();
            learners = org.stakeholder("Sales people", "LEARNERS", "\"segment\":\"unit:Sales\"");
            monday = org.workspace.today().plusWeeks(2).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            id = org.draft(org.workspace.today().plusDays(7)).get("id").asText();
        }

        JsonNode plan() {
            return org.plan(id);
        }

        String path() {
            return org.base + "/plans/" + id;
        }

        HttpResponse<String> tryAdd(String subject, LocalDate on, String more) {
            String audience = more.contains("audienceId") ? "" : "\"audienceId\":\"" + learners + "\",";
            return org.api(
                    "POST", "/plans/" + id + "/steps", """
                    {%s"messenger":"SPONSOR","channel":"EMAIL","on":"%s","subject":"%s","words":"Words"%s}""".formatted(audience, on, subject, more), org.tag(plan()));
        }

        String add(String subject, LocalDate on, String more) {
            var answer = tryAdd(subject, on, more);
            assertEquals(201, answer.statusCode(), answer.body());
            return org.step(id, subject).get("id").asText();
        }

        HttpResponse<String> change(String step, String etag, String more) {
            return org.api(
                    "PUT",
                    "/plans/" + id + "/steps/" + step,
                    "{\"subject\":\"%s\",\"words\":\"Words\"%s}".formatted("About " + step.substring(0, 4), more),
                    etag);
        }

        HttpResponse<String> move(String step, String body) {
            return org.api("POST", "/plans/" + id + "/steps/" + step + "/move", body, org.tag(plan()));
        }

        JsonNode byId(String step) {
            for (JsonNode each : plan().get("steps")) {
                if (each.get("id").asText().equals(step)) {
                    return each;
                }
            }
            throw new AssertionError("No step " + step);
        }

        Map<String, String> form(String step) {
            JsonNode now = byId(step);
            return new java.util.HashMap<>(Map.of(
                    "version", plan().get("version").asText(),
                    "audienceId", now.get("audienceId").asText(),
                    "messenger", now.get("messenger").asText(),
                    "channel", now.get("channel").asText(),
                    "on", now.get("on").asText(),
                    "subject", now.get("subject").asText(),
                    "words", now.get("words").asText()));
        }
    }

    @Test
    void aCircleIsRefusedAndItsStepsAreNamed() {
        var desk = new Desk(Role.PLANNER);
        String first = desk.add("First word", desk.monday, "");
        String second = desk.add("Second word", desk.monday.plusDays(1), ",\"waitsFor\":[\"" + first + "\"]");
        String third = desk.add("Third word", desk.monday.plusDays(2), ",\"waitsFor\":[\"" + second + "\"]");
        long version = desk.plan().get("version").asLong();
        var answer = desk.org.api(
                "PUT",
                "/plans/" + desk.id + "/steps/" + first,
                "{\"subject\":\"First word\",\"words\":\"Words\",\"waitsFor\":[\"" + third + "\"]}",
                "\"" + version + "\"");
        assertEquals(422, answer.statusCode(), answer.body());
        for (String name : List.of("First word", "Second word", "Third word")) {
            assertTrue(answer.body().contains(name), answer.body());
        }
        assertEquals(version, desk.plan().get("version").asLong());
        assertEquals(
                422,
                desk.tryAdd("Odd", desk.monday, ",\"waitsFor\":[\"nothing\"]").statusCode());
    }

    @Test
    void aNewDateInThePastIsRefusedAndAnOldOneIsKeptAndPointedOut() {
        var desk = new Desk(Role.PLANNER);
        LocalDate today = desk.org.workspace.today();
        assertEquals(422, desk.tryAdd("Late", today.minusDays(1), "").statusCode());
        String step = desk.add("In time", today, "");
        assertEquals(422, desk.move(step, "{\"days\":-1}").statusCode());

        // The state that days which pass leave behind.
        var store = new PlanStore(desk.org.workspace);
        Plan plan = store.find(desk.id).orElseThrow();
        store.replace(plan.edited(
                "pia",
                plan.made(),
                plan.steps().stream()
                        .map(each -> each.id().equals(step) ? each.movedTo(today.minusDays(3)) : each)
                        .toList()));
        var answer = desk.change(step, desk.org.tag(desk.plan()), "");
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(today.minusDays(3).toString(), desk.byId(step).get("on").asText());
        assertTrue(desk.byId(step).get("notes").toString().contains("Its day has passed"));
    }

    @Test
    void whoeverLeftIsShownAsAGap() {
        var desk = new Desk(Role.PLANNER);
        String ann = desk.org.personId("ann");
        String one = desk.org.stakeholder("Ann alone", "LEARNERS", "\"person\":\"" + ann + "\"");
        String step = desk.add("Owned", desk.monday, ",\"owner\":\"" + ann + "\",\"audienceId\":\"" + one + "\"");
        assertEquals(
                "Name ann",
                desk.byId(step).get("planned").get("owner").get("name").asText());
        assertFalse(desk.byId(step).get("notes").toString().contains("not in the directory"));
        new People()
                .upsert(
                        desk.org.workspace,
                        List.of(new PersonRecord(
                                "test",
                                "ann",
                                "Name ann",
                                desk.org.address("ann"),
                                Optional.of("Sales"),
                                Optional.empty(),
                                false)));
        String notes = desk.byId(step).get("notes").toString();
        assertTrue(notes.contains("choose another owner"), notes);
        assertTrue(notes.contains("the person behind Ann alone is not in the directory any more"), notes);
        assertEquals(
                422,
                desk.tryAdd("Nobody's", desk.monday, ",\"owner\":\"" + ann + "\"")
                        .statusCode());
        assertTrue(desk.org.planner.get(desk.path()).body().contains("Owner: somebody who left"));
    }

    @Test
    void aSegmentThatEmptiesAfterTheApprovalIsShownAndSendsNobody() {
        var desk = new Desk(Role.ADMIN);
        desk.add("To nobody", desk.org.workspace.today(), "");
        JsonNode plan = desk.org.does("approval", desk.org.does("review", desk.plan()));
        assertEquals("APPROVED", plan.get("state").asText());
        new People()
                .upsert(
                        desk.org.workspace,
                        List.of("boss", "ann", "bob").stream()
                                .map(name -> new PersonRecord(
                                        "test",
                                        name,
                                        "Name " + name,
                                        desk.org.address(name),
                                        Optional.of("Sales"),
                                        Optional.empty(),
                                        false))
                                .toList());
        String notes = desk.org.step(desk.id, "To nobody").get("notes").toString();
        boolean out =
                !desk.org.step(desk.id, "To nobody").get("status").asText().equals("PLANNED");
        assertTrue(out || notes.contains("nobody is behind Sales people at the moment"), notes);
        desk.org.api("POST", "/plans/" + desk.id + "/dispatch", "", "");
        JsonNode step = desk.org.step(desk.id, "To nobody");
        // After nine in the morning the job may have been faster than the people left.
        assertTrue(out || step.get("status").asText().equals("SENT_TO_NOBODY"), step.toString());
    }

    @Test
    void ofASeriesOnlyTheTimesThatAreDueGoOutAndEachOnce() {
        var desk = new Desk(Role.ADMIN);
        LocalDate today = desk.org.workspace.today();
        String step = desk.add(
                "Every week", today, ",\"everyWeeks\":1,\"until\":\"" + today.plusWeeks(3) + "\",\"time\":\"10:30\"");
        assertEquals(4, desk.byId(step).get("planned").get("times").size());
        desk.org.send(desk.plan());
        JsonNode times = desk.byId(step).get("planned").get("times");
        assertFalse(times.get(0).get("status").asText().equals("PLANNED"), times.toString());
        for (int n = 1; n < 4; n++) {
            assertEquals("PLANNED", times.get(n).get("status").asText());
            assertEquals(step + "-" + (n + 1), times.get(n).get("id").asText());
        }
        assertEquals("RUNNING", desk.plan().get("state").asText());
        assertEquals(
                0,
                Org.read(desk.org.api("POST", "/plans/" + desk.id + "/dispatch", "", ""))
                        .get("steps")
                        .asInt());
        assertEquals(409, desk.move(step, "{\"days\":1}").statusCode());

        String page = desk.path() + "/steps/" + step;
        assertTrue(desk.org.planner.get(page).body().contains("You can change when it ends"));
        var other = desk.form(step);
        other.put("subject", "Something else");
        var refused = desk.org.planner.submit(page, page, other);
        assertEquals(409, refused.statusCode());
        assertTrue(refused.body().contains("Something else"), "what was typed is kept");
        var ended = desk.org.planner.submit(
                page,
                page,
                Map.of(
                        "version",
                        desk.plan().get("version").asText(),
                        "until",
                        today.plusWeeks(1).toString()));
        assertEquals(303, ended.statusCode(), ended.body());
        assertEquals(2, desk.byId(step).get("planned").get("times").size());
        assertEquals("DRAFT", desk.plan().get("state").asText());
    }

    @Test
    void aStepOnADayOffIsPointedOutAndMovedByOnePress() {
        var desk = new Desk(Role.PLANNER);
        String saturday = desk.add("Weekend", desk.monday.plusDays(5), "");
        assertEquals(
                desk.monday.plusDays(7).toString(),
                desk.byId(saturday).get("planned").get("workingDay").asText());
        String calendar = desk.org.base + "/plan-calendar";
        var closed = desk.org.planner.submit(
                calendar,
                calendar + "/days",
                Map.of(
                        "name",
                        "Stock taking",
                        "from",
                        desk.monday.plusDays(7).toString(),
                        "to",
                        desk.monday.plusDays(8).toString(),
                        "region",
                        "",
                        "kind",
                        "BLACKOUT"));
        assertEquals(303, closed.statusCode(), closed.body());
        assertTrue(desk.org.planner.get(calendar).body().contains("Stock taking"));
        var moved = desk.org.planner.submit(
                desk.path(),
                desk.path() + "/steps/" + saturday + "/move",
                Map.of("version", desk.plan().get("version").asText(), "workingDay", "next"));
        assertEquals(303, moved.statusCode(), moved.body());
        assertEquals(
                desk.monday.plusDays(9).toString(),
                desk.byId(saturday).get("on").asText());
        assertTrue(desk.byId(saturday).get("planned").get("workingDay").isNull());

        String again = desk.add("Quiet", desk.monday.plusDays(7), "");
        assertTrue(desk.byId(again).get("notes").toString().contains("nothing is to be said: Stock taking"));
        var refused = desk.org.planner.submit(
                calendar, calendar + "/days", Map.of("name", "Kept words", "from", "2026-02-30", "kind", "DAY_OFF"));
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("Kept words"), refused.body());
    }

    @Test
    void holidaysOfTheStepsOwnRegionCount() {
        var desk = new Desk(Role.PLANNER);
        String calendar = desk.org.base + "/plan-calendar";
        assertEquals(
                303,
                desk.org
                        .planner
                        .submit(calendar, calendar, Map.of("usualRegion", "DE-BY"))
                        .statusCode());
        LocalDate epiphany = LocalDate.of(desk.org.workspace.today().getYear() + 1, 1, 6);
        String bavarian = desk.add("In Bavaria", epiphany, "");
        String french = desk.add("In France", epiphany, ",\"region\":\"FR\"");
        assertTrue(desk.byId(bavarian).get("notes").toString().contains("Epiphany"));
        assertFalse(desk.byId(french).get("notes").toString().contains("Epiphany"));
        assertEquals(422, desk.tryAdd("Nowhere", epiphany, ",\"region\":\"XX\"").statusCode());
    }

    @Test
    void whatWaitsMovesAlongIfThatIsAskedFor() {
        var desk = new Desk(Role.PLANNER);
        String first = desk.add("First", desk.monday, "");
        String second = desk.add("Second", desk.monday.plusDays(3), ",\"waitsFor\":[\"" + first + "\"]");
        assertEquals(200, desk.move(first, "{\"days\":1,\"along\":true}").statusCode());
        assertEquals(
                desk.monday.plusDays(1).toString(), desk.byId(first).get("on").asText());
        assertEquals(
                desk.monday.plusDays(4).toString(), desk.byId(second).get("on").asText());
        // Friday and a day is Saturday, so the next working day.
        assertEquals(200, desk.move(first, "{\"days\":1,\"along\":true}").statusCode());
        assertEquals(
                desk.monday.plusDays(7).toString(), desk.byId(second).get("on").asText());
        assertEquals(
                200,
                desk.move(first, "{\"on\":\"" + desk.monday.plusDays(10) + "\"}")
                        .statusCode());
        assertEquals(
                desk.monday.plusDays(7).toString(), desk.byId(second).get("on").asText());
        assertTrue(desk.byId(second).get("notes").toString().contains("which comes later"));
        assertEquals(422, desk.move(first, "{}").statusCode());
    }

    @Test
    void theViewsShowFilterAndPageTheSameSteps() {
        var desk = new Desk(Role.PLANNER);
        desk.add("Only by mail", desk.monday, "");
        for (String view : List.of("", "?view=board", "?view=board&by=state", "?view=timeline")) {
            String page = desk.org.planner.get(desk.path() + view).body();
            assertTrue(page.contains("Only by mail"), view);
            assertTrue(page.contains("A week later"), view);
        }
        assertTrue(desk.org.planner.get(desk.path() + "?view=timeline").body().contains("<svg"));
        String byMail = desk.org
                .planner
                .get(desk.path() + "?channel=EMAIL&messenger=SPONSOR")
                .body();
        assertTrue(byMail.contains("Only by mail"));
        String others = desk.org.planner.get(desk.path() + "?audience=nobody").body();
        assertTrue(others.contains("No step fits"), others);
        assertEquals(
                200,
                desk.org
                        .planner
                        .get(desk.path() + "?view=%3Cb%3E&page=99999&by=x")
                        .statusCode());
    }

    @Test
    void differentStepsAreEditedAtTheSameTimeAndNothingIsLost() throws Exception {
        var desk = new Desk(Role.PLANNER);
        List<String> steps = IntStream.range(0, 8)
                .mapToObj(n -> desk.add("Step " + n, desk.monday.plusDays(n), ""))
                .toList();
        String etag = desk.org.tag(desk.plan());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> writers = steps.stream()
                    .map(step -> (Callable<Integer>)
                            () -> desk.change(step, etag, "").statusCode())
                    .toList();
            for (var each : threads.invokeAll(writers)) {
                assertEquals(200, each.get());
            }
        }
        for (String step : steps) {
            assertEquals(
                    "About " + step.substring(0, 4),
                    desk.byId(step).get("subject").asText());
        }
    }

    @Attack(
            value = "two planners save the same step: a lost update",
            kind = Kind.OTHER,
            threats = "D3",
            at = "the form of a step, the API")
    @ParameterizedTest
    @EnumSource(Placement.class)
    void theSameStepIsNeverOverwrittenSilentlyAndNothingTypedIsLost(Placement placement) {
        var desk = new Desk(Role.PLANNER, placement);
        Visitor ben = platform.signedIn(desk.org.workspace, Role.PLANNER, desk.org.personId("ann"));
        String step = desk.add("The step", desk.monday, "");
        String page = desk.path() + "/steps/" + step;
        var mine = desk.form(step);
        var theirs = desk.form(step);
        theirs.put("subject", "Subject of Ann");
        assertEquals(303, ben.submit(page, page, theirs).statusCode());

        mine.put("subject", "My subject");
        mine.put("words", "Words that I thought about for an hour");
        var refused = desk.org.planner.submit(page, page, mine);
        assertEquals(412, refused.statusCode());
        for (String shown : List.of(
                "Somebody else has changed this step",
                "Name ann",
                "Subject of Ann",
                "My subject",
                "Words that I thought about for an hour")) {
            assertTrue(refused.body().contains(shown), shown + "\n" + refused.body());
        }
        assertEquals("Subject of Ann", desk.byId(step).get("subject").asText());

        // Saving what the page shows now is made to what is there now.
        mine.put("version", desk.plan().get("version").asText());
        assertEquals(303, desk.org.planner.submit(page, page, mine).statusCode());
        assertEquals("My subject", desk.byId(step).get("subject").asText());

        var byApi = desk.change(step, "\"1\"", "");
        assertEquals(412, byApi.statusCode());
        assertTrue(byApi.body().contains("It is now: My subject"), byApi.body());
    }

    @Test
    void aRefusedFormComesBackAsItWasTyped() {
        var desk = new Desk(Role.PLANNER);
        String step = desk.add("The step", desk.monday, "");
        String page = desk.path() + "/steps/" + step;
        var typed = desk.form(step);
        typed.put("subject", "Kept subject");
        typed.put("owner", "nobody@elsewhere.example");
        typed.put("everyWeeks", "2");
        typed.put("until", "1999-01-01");
        var refused = desk.org.planner.submit(page, page, typed);
        assertEquals(422, refused.statusCode());
        for (String shown :
                List.of("Kept subject", "nobody@elsewhere.example", "1999-01-01", "Nobody of your directory")) {
            assertTrue(refused.body().contains(shown), shown + "\n" + refused.body());
        }
        var added = desk.org.planner.submit(
                desk.path(),
                desk.path() + "/steps",
                Map.of(
                        "version",
                        "1",
                        "audienceId",
                        desk.learners,
                        "messenger",
                        "PEER",
                        "channel",
                        "EMAIL",
                        "on",
                        "yesterday",
                        "subject",
                        "Not lost",
                        "words",
                        "Nor these"));
        assertEquals(422, added.statusCode());
        assertTrue(added.body().contains("Not lost") && added.body().contains("Nor these"));

        // Somebody removes the step while another one types.
        assertEquals(
                200,
                desk.org
                        .api("DELETE", "/plans/" + desk.id + "/steps/" + step, "", desk.org.tag(desk.plan()))
                        .statusCode());
        var gone = desk.org.planner.submit(desk.path(), page, typed);
        assertEquals(409, gone.statusCode(), gone.body());
        assertTrue(gone.body().contains("Kept subject") && gone.body().contains("add it as a new step"));
    }

    @Test
    void openPagesLearnWithinOneQuestionWhatOthersChanged() {
        var desk = new Desk(Role.PLANNER);
        String step = desk.add("Watched", desk.monday, "");
        long seen = desk.plan().get("version").asLong();
        String changes = "/plans/" + desk.id + "/changes?since=";
        JsonNode none = Org.read(desk.org.api("GET", changes + seen, "", ""));
        assertEquals(0, none.get("edits").size());
        Visitor ann = platform.signedIn(desk.org.workspace, Role.PLANNER, desk.org.personId("ann"));
        var moved = ann.submit(
                desk.path(),
                desk.path() + "/steps/" + step + "/move",
                Map.of("version", Long.toString(seen), "days", "1"));
        assertEquals(303, moved.statusCode(), moved.body());
        JsonNode told = Org.read(desk.org.api("GET", changes + seen, "", ""));
        assertEquals(seen + 1, told.get("version").asLong());
        assertEquals("Name ann", told.get("edits").get(0).get("by").asText());
        assertEquals(
                desk.monday.plusDays(1).toString(),
                told.get("steps").get(0).get("on").asText());
        assertEquals(422, desk.org.api("GET", changes + "x", "", "").statusCode());
    }

    @Test
    void versionsAreListedComparedAndBroughtBack() {
        var desk = new Desk(Role.PLANNER);
        String step = desk.add("Before", desk.monday, "");
        long before = desk.plan().get("version").asLong();
        desk.change(step, desk.org.tag(desk.plan()), "");
        desk.move(step, "{\"days\":7}");
        desk.add("Another", desk.monday, "");
        long after = desk.plan().get("version").asLong();
        String history = desk.org.planner.get(desk.path() + "/history").body();
        assertTrue(history.contains("Drafted the plan.") && history.contains("Added “Another”."), history);
        String both = desk.org
                .planner
                .get(desk.path() + "/history/comparison?from=" + before + "&to=" + after)
                .body();
        for (String shown : List.of("Before", "About " + step.substring(0, 4), "Moved “Before”", "Added “Another”.")) {
            assertTrue(both.contains(shown), shown + "\n" + both);
        }
        var restored = desk.org.planner.submit(
                desk.path() + "/history",
                desk.path() + "/history/restoration",
                Map.of("version", Long.toString(after), "restored", Long.toString(before)));
        assertEquals(303, restored.statusCode(), restored.body());
        assertEquals("Before", desk.byId(step).get("subject").asText());
        assertEquals(desk.monday.toString(), desk.byId(step).get("on").asText());
        assertFalse(desk.plan().toString().contains("Another"));
        assertEquals(after + 1, desk.plan().get("version").asLong());
        assertEquals(
                412,
                desk.org
                        .planner
                        .submit(
                                desk.path() + "/history",
                                desk.path() + "/history/restoration",
                                Map.of("version", Long.toString(after), "restored", "1"))
                        .statusCode());
        assertEquals(
                404,
                desk.org
                        .planner
                        .get(desk.path() + "/history/comparison?from=1&to=999")
                        .statusCode());
    }

    @Test
    void aVersionIsInTheHistoryThoughItsNodeDiedBeforeWritingItThere() {
        var desk = new Desk(Role.PLANNER);
        desk.add("Written", desk.monday, "");
        long version = desk.plan().get("version").asLong();
        // The state that a kill right after the plan was stored leaves behind.
        desk.org.workspace.collection(PlanStore.VERSIONS).delete(desk.id + "/" + version);
        desk.add("Later", desk.monday, "");
        assertTrue(desk.org.planner.get(desk.path() + "/history").body().contains("Added “Written”."));
    }

    @Test
    void ofTwoApprovalsAtOnceOneWinsAndTheOtherIsTold() throws Exception {
        var desk = new Desk(Role.ADMIN);
        JsonNode plan = desk.org.does("review", desk.plan());
        Callable<HttpResponse<String>> approval =
                () -> desk.org.api("POST", "/plans/" + desk.id + "/approval", "", desk.org.tag(plan));
        int approved = 0;
        int told = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : threads.invokeAll(List.of(approval, approval, approval, approval))) {
                if (each.get().statusCode() == 200) {
                    approved++;
                } else {
                    assertEquals(409, each.get().statusCode(), each.get().body());
                    assertTrue(
                            each.get().body().contains("has approved this plan already"),
                            each.get().body());
                    told++;
                }
            }
        }
        assertEquals(1, approved);
        assertEquals(3, told);
    }

    @Test
    void onePersonAnswersForAPlanAndThatTakesNoApprovalAway() {
        var desk = new Desk(Role.ADMIN);
        JsonNode plan = desk.org.does("approval", desk.org.does("review", desk.plan()));
        var named = desk.org.planner.submit(
                desk.path(),
                desk.path() + "/accountable",
                Map.of("version", plan.get("version").asText(), "accountable", desk.org.address("boss")));
        assertEquals(303, named.statusCode(), named.body());
        assertEquals("Name boss", desk.plan().get("accountable").get("name").asText());
        assertEquals("APPROVED", desk.plan().get("state").asText());
    }

    @Test
    void commentsMentionPeopleAndAreResolved() {
        var desk = new Desk(Role.PLANNER);
        String step = desk.add("Talked about", desk.monday, "");
        String comments = desk.path() + "/comments";
        String ann = desk.org.address("ann");
        var told = desk.org.planner.submit(
                comments, comments, Map.of("step", step, "text", "Is this plain enough, @" + ann + "?"));
        assertEquals(303, told.statusCode(), told.body());
        PlanComments.Comment comment =
                new PlanComments(new People()).of(desk.org.workspace, desk.id).getFirst();
        assertEquals(List.of(desk.org.personId("ann")), comment.mentions());
        String page = desk.org.planner.get(comments).body();
        assertTrue(page.contains("For ") && page.contains("Name ann") && page.contains("Talked about"), page);
        var refused = desk.org.planner.submit(
                comments, comments, Map.of("text", "My long thought, @stranger@elsewhere.example"));
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("My long thought") && refused.body().contains("Nobody of your directory"));
        for (int n = 0; n < 2; n++) {
            assertEquals(
                    303,
                    desk.org
                            .planner
                            .submit(comments, comments + "/" + comment.id() + "/resolution", Map.of())
                            .statusCode());
        }
        assertTrue(desk.org.planner.get(comments).body().contains("Resolved"));
        var other = new Desk(Role.PLANNER);
        assertEquals(
                404,
                other.org
                        .planner
                        .submit(
                                other.path() + "/comments",
                                other.path() + "/comments/" + comment.id() + "/resolution",
                                Map.of())
                        .statusCode());
    }

    @Test
    void whoeverMentionsSomebodyIsHeardOf() {
        var desk = new Desk(Role.PLANNER);
        var comments = new PlanComments(new People());
        var heard = new java.util.ArrayList<List<String>>();
        comments.whenMentioned((workspace, comment) -> heard.add(comment.mentions()));
        var pia = new Caller("pia", "Pia", "pia@example.org", Set.of(Role.PLANNER));
        comments.add(desk.org.workspace, pia, desk.id, "", "Nobody");
        comments.add(desk.org.workspace, pia, desk.id, "", "@" + desk.org.address("bob") + " look");
        assertEquals(List.of(List.of(desk.org.personId("bob"))), heard);
    }

    @Test
    void tooMuchInAWeekIsCountedOverAllPlansAndFewAreNotCounted() {
        var desk = new Desk(Role.ADMIN);
        desk.org.peopleOf("boss", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8");
        assertEquals(
                200, desk.org.api("PUT", "/wishes/cap", "{\"most\":3}", "\"0\"").statusCode());
        // Three people of the other plan, and this one's of its own.
        var other = desk.org.draft(desk.org.workspace.today().plusDays(7));
        for (int n = 0; n < 3; n++) {
            var added = desk.org.api(
                    "POST",
                    "/plans/" + other.get("id").asText() + "/steps",
                    """
                    {"audienceId":"%s","messenger":"SPONSOR","channel":"EMAIL","on":"%s","subject":"Other %d","words":"W"}""".formatted(desk.learners, desk.monday.plusWeeks(20), n),
                    desk.org.tag(desk.org.plan(other.get("id").asText())));
            assertEquals(201, added.statusCode(), added.body());
        }
        desk.add("One more", desk.monday.plusWeeks(20).plusDays(4), "");
        String week = "the week of " + desk.monday.plusWeeks(20);
        assertFalse(desk.plan().get("notes").toString().contains(week), "a draft is no plan that goes out");
        desk.org.does(
                "approval",
                desk.org.does("review", desk.org.plan(other.get("id").asText())));
        String notes = desk.plan().get("notes").toString();
        assertTrue(notes.contains(week + ": 11 people would get up to 4 messages"), notes);

        String ann = desk.org.stakeholder("Ann", "OTHER", "\"person\":\"" + desk.org.personId("ann") + "\"");
        for (int n = 0; n < 4; n++) {
            desk.add("Only Ann " + n, desk.monday.plusWeeks(30), ",\"audienceId\":\"" + ann + "\"");
        }
        String few = desk.plan().get("notes").toString();
        assertTrue(few.contains("the week of " + desk.monday.plusWeeks(30) + ": fewer than"), few);
        assertFalse(few.contains("Name ann"), few);
    }

    @Test
    void aTemplateStartsAgainAndACopySpeaksToOthers() {
        var desk = new Desk(Role.PLANNER);
        String trainers = desk.org.stakeholder("Trainers", "TRAINERS", "\"note\":\"\"");
        String first = desk.add("Dear Sales people", desk.monday.plusWeeks(1), "");
        desk.add("Then", desk.monday.plusWeeks(1).plusDays(1), ",\"waitsFor\":[\"" + first + "\"]");
        assertEquals(
                303,
                desk.org
                        .planner
                        .submit(desk.path(), desk.path() + "/template", Map.of())
                        .statusCode());
        String templates = desk.org.base + "/plan-templates";
        String template = new PlanCopies(new Stakeholders(), new PlanCalendar())
                .all(desk.org.workspace)
                .getFirst()
                .id();
        var refused = desk.org.planner.submit(
                templates, templates + "/" + template + "/plans", Map.of("start", "1999-01-01"));
        assertEquals(422, refused.statusCode());
        LocalDate start = desk.monday.plusWeeks(10);
        var begun = desk.org.planner.submit(
                templates, templates + "/" + template + "/plans", Map.of("start", start.toString()));
        assertEquals(303, begun.statusCode(), begun.body());
        JsonNode plan = desk.org.plan(planOf(begun));
        assertEquals(start.toString(), plan.get("steps").get(0).get("on").asText());
        assertEquals(desk.plan().get("steps").size(), plan.get("steps").size());
        assertFalse(plan.toString().contains(first), "ids are new");

        var copied = desk.org.planner.submit(
                desk.path() + "/copy",
                desk.path() + "/copy",
                Map.of("title", "For trainers", "from", desk.learners, "to", trainers, "messenger", "PEER"));
        assertEquals(303, copied.statusCode(), copied.body());
        String copy = planOf(copied);
        JsonNode step = desk.org.step(copy, "Dear Trainers");
        assertEquals("PEER", step.get("messenger").asText());
        assertEquals(desk.monday.plusWeeks(1).toString(), step.get("on").asText());
        assertEquals(
                step.get("id").asText(),
                desk.org
                        .step(copy, "Then")
                        .get("planned")
                        .get("waitsFor")
                        .get(0)
                        .get("id")
                        .asText());
        assertEquals(
                303,
                desk.org
                        .planner
                        .submit(templates, templates + "/" + template + "/removal", Map.of())
                        .statusCode());
    }

    private static String planOf(HttpResponse<String> answer) {
        String at = answer.headers().firstValue("location").orElseThrow();
        return at.substring(at.lastIndexOf('/') + 1);
    }

    @Test
    void aPlanOfFiveThousandStepsOpensAndIsSavedAndNoMoreGoIn() {
        var desk = new Desk(Role.PLANNER);
        var store = new PlanStore(desk.org.workspace);
        Plan plan = store.find(desk.id).orElseThrow();
        PlanStep one = plan.steps().getFirst();
        List<PlanStep> many = IntStream.range(0, Plan.MOST_STEPS)
                .mapToObj(n -> one.copy(
                        "step%020d".formatted(n),
                        desk.learners,
                        "Sales people",
                        Messenger.SPONSOR,
                        PlanDraft.Channel.EMAIL,
                        desk.monday.plusDays(n % 500),
                        "Subject " + n,
                        "Words of an ordinary length that somebody reads. ".repeat(8),
                        one.planning()))
                .toList();
        assertTrue(store.replace(plan.edited("pia", plan.made(), many)));
        assertEquals(Plan.MOST_STEPS, desk.plan().get("steps").size());
        String page = desk.org.planner.get(desk.path()).body();
        assertTrue(page.contains("Page 1 of 100, 5000 steps"), "paged");
        assertTrue(page.length() < 1_500_000, "a page is a page: " + page.length());
        assertTrue(desk.org
                .planner
                .get(desk.path() + "?page=100&view=timeline")
                .body()
                .contains("Page 100 of 100"));
        String step = "step%020d".formatted(4_999);
        assertEquals(200, desk.move(step, "{\"days\":1}").statusCode());
        assertEquals(422, desk.tryAdd("One too many", desk.monday, "").statusCode());
        assertEquals(
                desk.monday.plusDays(4_999 % 500 + 1).toString(),
                desk.byId(step).get("on").asText());
    }

    @Test
    void aVersionThatIsNotThereYetIsRefused() {
        var desk = new Desk(Role.PLANNER);
        var answer = desk.org.api(
                "DELETE",
                "/plans/" + desk.id + "/steps/"
                        + desk.plan().get("steps").get(0).get("id").asText(),
                "",
                "\"999\"");
        assertEquals(412, answer.statusCode());
        assertTrue(answer.body().contains("changed-meanwhile"), answer.body());
    }
}
