package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.MDC;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.identity.StillClock;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.preference.Preferences;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** What managers are to say this week, by mail on Monday morning: once, to whom it concerns, and to nobody who does not want it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManagerDigestIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String KIND = "manager-week";

    private final StillClock clock = new StillClock();
    private TestPlatform platform;
    private final List<String> looks = new CopyOnWriteArrayList<>();
    private MailCatcher mail;

    @BeforeAll
    void start() {
        mail = MailCatcher.start();
        platform = TestPlatform.mailing(mail, clock);
    }

    @AfterAll
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
        mail.close();
    }

    private List<String> digests(Org org, String name) {
        return mail.mails().stream()
                .filter(each -> MailCatcher.header(each, "To").contains(org.address(name)))
                .filter(each -> MailCatcher.header(each, "Subject").equals("One thing to say this week"))
                .map(MailCatcher::text)
                .toList();
    }

    private static LocalDate nextMonday(Org org) {
        return org.workspace.today().with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    }

    /** An approved plan by which the boss is to say something to Sales on the Wednesday of next week. */
    private Org planned() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        org.people();
        String sales = org.sales();
        JsonNode plan = org.draft(org.workspace.today().plusDays(90));
        JsonNode added = org.addHandOver(
                plan, sales, "Two minutes on data", nextMonday(org).plusDays(2));
        org.does("approval", org.does("review", added));
        return org;
    }

    private static Bson job(Org org) {
        return Filters.and(
                // By ids as well: production never looks for a kind, and the watch would ask for an index.
                Filters.gt("_id", ""),
                Filters.eq("tenant", org.workspace.tenant().id()),
                Filters.eq("kind", KIND));
    }

    private Instant due(Org org) {
        Document job = platform.store().control("jobs").find(job(org)).first();
        return job == null ? Instant.EPOCH : job.getDate("due").toInstant();
    }

    /** To that Monday, eight o'clock. */
    private void passTo(Org org, LocalDate monday) {
        Instant eight =
                monday.atTime(8, 0).atZone(org.workspace.settings().zone()).toInstant();
        clock.pass(Duration.between(clock.instant(), eight));
    }

    @Test
    void whoLeadsPeopleGetsOneMailAWeekAsLongAsThereIsSomethingToSay() {
        Org org = planned();
        LocalDate monday = nextMonday(org);
        assertEquals(monday.atTime(7, 0).atZone(org.workspace.settings().zone()).toInstant(), due(org));
        var sendings = org.workspace.collection(CollectionSpec.named("told_sendings"));
        Date longAgo = Date.from(clock.instant().minus(Duration.ofDays(200)));
        sendings.insert("old", new Document("said", false).append("when", longAgo));
        passTo(org, monday);
        Eventually.holds("the boss's mail", SOON, () -> digests(org, "boss").size() == 1);
        String text = digests(org, "boss").getFirst();
        assertTrue(text.contains("- Two minutes on data: to Sales people, Wednesday"), text);
        assertTrue(text.contains(org.base + "/my-week"), text);
        assertTrue(text.contains("/ask?from=mail-week"), text);
        assertFalse(text.contains("take-up"), "there is no learning data of so few people");
        assertEquals(List.of(), digests(org, "ann"), "Ann leads nobody");

        Eventually.holds(
                "what is old is let go of when something is sent",
                SOON,
                () -> sendings.find("old").isEmpty());
        Eventually.holds(
                "the job waits for the next week",
                SOON,
                () -> due(org).isAfter(clock.instant().plus(Duration.ofDays(5))));
        // As a node does that died before it said that it had ended.
        platform.store().control("jobs").updateOne(job(org), Updates.set("due", Date.from(clock.instant())));
        Eventually.holds(
                "it ran again", SOON, () -> due(org).isAfter(clock.instant().plus(Duration.ofDays(5))));
        assertEquals(1, digests(org, "boss").size(), "once a week, whatever is repeated");

        // On its day it is asked for, and the boss says it: next week there is nothing to say.
        clock.pass(Duration.ofDays(2).plusHours(2));
        Visitor boss = platform.signedIn(org.workspace, Role.LEARNER, org.personId("boss"));
        String page = org.base + "/my-week";
        Eventually.holds("the boss is asked", SOON, () -> boss.get(page).body().contains("I have said it"));
        String shown = boss.get(page).body();
        int at = shown.indexOf("/my-week/") + "/my-week/".length();
        String step = shown.substring(at, shown.indexOf("/said", at));
        assertEquals(
                303, boss.submit(page, page + "/" + step + "/said", Map.of()).statusCode());
        passTo(org, monday.plusWeeks(1));
        Eventually.holds(
                "a week later it ran",
                SOON,
                () -> due(org).isAfter(clock.instant().plus(Duration.ofDays(5))));
        assertEquals(1, digests(org, "boss").size());
    }

    /** One more manager of Sales, with somebody who reports to them, for each of these. */
    private static void managers(Org org, int count) {
        String domain = org.workspace.tenant().slug() + ".example";
        new People()
                .upsert(
                        org.workspace,
                        IntStream.range(0, count)
                                .boxed()
                                .flatMap(n -> Stream.of(
                                        person("lead" + n, domain, Optional.empty()),
                                        person("report" + n, domain, Optional.of("lead" + n))))
                                .toList());
    }

    private static PersonRecord person(String id, String domain, Optional<String> manager) {
        return new PersonRecord("test", id, "Name " + id, id + "@" + domain, Optional.of("Sales"), manager, true);
    }

    private static List<String> writtenTo(Org org) {
        return org.workspace
                .collection(CollectionSpec.named("outbox"))
                .find(Filters.gt("_id", ""))
                .map(each -> each.getString("person"))
                .into(new ArrayList<>());
    }

    /** What the job of this workspace asks the store, sorted. Each of so many managers has a mail afterwards. */
    private List<String> looks(int managers) {
        Org org = planned();
        managers(org, managers);
        looks.clear();
        passTo(org, nextMonday(org));
        Eventually.holds(
                "the job waits for the next week",
                SOON,
                () -> due(org).isAfter(clock.instant().plus(Duration.ofDays(5))));
        List<String> written = writtenTo(org);
        assertEquals(managers + 1, written.size(), "with the boss of all of them");
        assertEquals(managers + 1, Set.copyOf(written).size());
        String tenant = org.workspace.tenant().id();
        return looks.stream()
                .filter(look -> look.startsWith(tenant))
                .map(look -> look.substring(tenant.length()))
                .sorted()
                .toList();
    }

    @Test
    void howManyManagersThereAreMakesNoMoreLooks() {
        // The listener is called on the thread of whoever asks.
        platform.watch().tell((name, command) -> {
            String job = MDC.get("job");
            if (job != null && job.startsWith(KIND)) {
                looks.add(MDC.get("tenant") + " " + name + " "
                        + command.getString(command.getFirstKey()).getValue());
            }
        });
        List<String> few = looks(2);
        assertTrue(few.size() > 5, few.toString());
        assertEquals(few, looks(70));
    }

    @Test
    void whoDoesNotWantItIsNotWrittenTo() {
        Org org = planned();
        var preferences = new Preferences(new People(), (any, id) -> false, platform.url());
        preferences.unsubscribe(org.workspace, org.personId("boss"), KIND);
        passTo(org, nextMonday(org));
        Visitor planner = platform.signedIn(org.workspace, Role.PLANNER);
        Eventually.holds(
                "it is told why nothing was sent",
                SOON,
                () -> planner.get(org.base + "/api/v1/wishes/suppressed").body().contains("\"kind\":\"" + KIND + "\""));
        assertEquals(List.of(), digests(org, "boss"));
        Visitor boss = platform.signedIn(org.workspace, Role.MANAGER, org.personId("boss"));
        assertTrue(
                boss.get(org.base + "/how-to-be-told").body().contains("What to say this week"), "a wish to be seen");
    }
}
