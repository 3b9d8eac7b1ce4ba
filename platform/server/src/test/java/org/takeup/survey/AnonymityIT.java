package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.Kind;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/**
 * Attacks on the promise to respondents. The attacker has everything that is stored and logged, and kept every mail.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnonymityIT {
    private static final Pattern CELL =
            Pattern.compile("\\{\"unit\":\"([^\"]+)\",\"score\":(null|\\{\"n\":(\\d+),\"mean\":([0-9.E-]+))");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        log.start();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(log);
    }

    @AfterAll
    void stop() {
        platform.close();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(log);
        assertEquals(List.of(), platform.watch().offences());
    }

    /** A wave that was asked: who has which ticket, and who gave which canary. */
    private record Asked(
            Workspace workspace,
            Wave wave,
            List<String> people,
            Map<String, String> tickets,
            Map<String, String> canaries) {
        String link(String person) {
            return Samples.base(workspace) + "/answer/" + wave.id() + "/" + tickets.get(person);
        }
    }

    /** Sales 9 of 9 finish, Works 6 of 6, Desk 3 of 5; Duo has two people only, both finish. */
    private Asked answered(Tenant.Placement placement) {
        Workspace workspace = Samples.tenant(platform, placement);
        var people = new ArrayList<String>();
        people.addAll(Samples.people(workspace, 0, 9, "Sales"));
        people.addAll(Samples.people(workspace, 20, 6, "Works"));
        List<String> desk = Samples.people(workspace, 40, 5, "Desk");
        people.addAll(desk.subList(0, 3));
        people.addAll(Samples.people(workspace, 60, 2, "Duo"));
        Wave wave = Samples.wave(workspace, "Sales", "Works", "Desk");
        Samples.invite(platform, workspace, wave, 22);
        var tickets = new HashMap<String, String>();
        var canaries = new HashMap<String, String>();
        for (String person : people) {
            tickets.put(person, Samples.ticket(workspace, wave, person));
            canaries.put(
                    person,
                    "canary"
                            + HexFormat.of()
                                    .formatHex(person.getBytes(StandardCharsets.UTF_8), 0, 8)
                                    .hashCode());
        }
        desk.forEach(person -> tickets.putIfAbsent(person, Samples.ticket(workspace, wave, person)));
        var asked = new Asked(workspace, wave, people, tickets, canaries);
        for (int i = 0; i < people.size(); i++) {
            String link = asked.link(people.get(i));
            Visitor phone = platform.stranger();
            assertEquals(
                    303,
                    phone.post(link + "/1", "a.mood=" + (1 + i % 5) + "&a.time=2")
                            .statusCode());
            assertEquals(
                    303,
                    phone.post(link + "/2", "a.words=" + canaries.get(people.get(i)))
                            .statusCode());
        }
        return asked;
    }

    @Attack(
            value = "the whole database, searched for who gave which answer",
            kind = Kind.OTHER,
            threats = "W11",
            at = "everything that is stored of a survey")
    @ParameterizedTest
    @EnumSource
    void nothingStoredLeadsFromAPersonToTheirAnswersOnceTheWaveIsClosed(Tenant.Placement placement) throws Exception {
        Asked asked = answered(placement);
        Samples.closeAndSeparate(platform, asked.workspace(), asked.wave());
        List<Document> dump = platform.dump(asked.workspace());
        List<Document> answers =
                dump.stream().filter(each -> each.toJson().contains("canary")).toList();
        List<Document> others =
                dump.stream().filter(each -> !each.toJson().contains("canary")).toList();
        assertEquals(asked.people().size(), answers.size());

        Set<String> ofAnswers = new HashSet<>();
        answers.forEach(each -> leaves(each, ofAnswers));
        Set<String> ofOthers = new HashSet<>();
        others.forEach(each -> leaves(each, ofOthers));
        ofAnswers.retainAll(ofOthers);
        ofAnswers.removeAll(Set.of(
                asked.wave().id(),
                asked.workspace().tenant().id(),
                "Sales",
                "Works",
                "Desk",
                "",
                "en",
                "true",
                "false"));
        assertEquals(Set.of(), withoutNumbers(ofAnswers), "values that people and answers share");

        Set<String> ids = new HashSet<>();
        answers.forEach(each -> leaves(each, ids));
        for (String person : asked.people()) {
            String ticket = asked.tickets().get(person);
            for (String guess : guesses(asked.wave().id(), ticket, person)) {
                assertFalse(ids.contains(guess), "the mail of " + person + " leads to a ballot");
            }
        }
        Document wave = asked.workspace()
                .collection(WaveStore.WAVES)
                .find(asked.wave().id())
                .orElseThrow();
        assertFalse(wave.toJson().contains("$binary"), "a key is left: " + wave.keySet());
    }

    /** What somebody who kept the mails could look for. */
    private static List<String> guesses(String wave, String ticket, String person) throws Exception {
        var guesses = new ArrayList<>(List.of(ticket, WaveKey.ballotId(wave, ticket)));
        for (String text :
                List.of(ticket, person, "response" + ticket, wave + ":" + person, "ballot:" + wave + ":" + ticket)) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            guesses.add(HexFormat.of().formatHex(digest));
            guesses.add(HexFormat.of().formatHex(digest, 0, 8));
            guesses.add(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        }
        return guesses;
    }

    private static void leaves(Object value, Set<String> into) {
        switch (value) {
            case Document document -> document.values().forEach(each -> leaves(each, into));
            case List<?> list -> list.forEach(each -> leaves(each, into));
            case Binary binary -> into.add(HexFormat.of().formatHex(binary.getData()));
            case Date date -> into.add(date.toInstant().toString());
            case null -> {}
            default -> into.add(value.toString());
        }
    }

    /** Ratings and counts are numbers that anything may have. */
    private static Set<String> withoutNumbers(Set<String> values) {
        var left = new HashSet<>(values);
        left.removeIf(value -> value.matches("-?\\d{1,4}"));
        return left;
    }

    @ParameterizedTest
    @EnumSource
    void theRollAndTheBallotsShareNoValueAlsoWhileTheWaveIsOpen(Tenant.Placement placement) {
        Asked asked = answered(placement);
        var roll = new HashSet<String>();
        asked.workspace().collection(RollStore.ROLL).all().forEach(each -> leaves(each, roll));
        var ballots = new HashSet<String>();
        asked.workspace().collection(BallotStore.BALLOTS).all().forEach(each -> leaves(each, ballots));
        roll.retainAll(ballots);
        // Of which unit somebody is, the directory says as well; a ballot says it of one of many.
        roll.removeAll(Set.of("Sales", "Works", "Desk", ""));
        assertEquals(Set.of(asked.wave().id(), asked.workspace().tenant().id()), roll);
        String everything = platform.dump(asked.workspace()).toString();
        asked.tickets().values().forEach(ticket -> assertFalse(everything.contains(ticket), "a ticket is stored"));
    }

    @ParameterizedTest
    @EnumSource
    void theOrderOfTheBallotsIsNotTheOrderOfThePeople(Tenant.Placement placement) {
        Asked asked = answered(placement);
        List<String> before = canariesAsStored(asked);
        Samples.closeAndSeparate(platform, asked.workspace(), asked.wave());
        List<String> after = canariesAsStored(asked);
        List<String> byPeople =
                asked.people().stream().map(asked.canaries()::get).toList();
        assertNotEquals(byPeople, before);
        assertNotEquals(byPeople, after);
        assertNotEquals(before, after);
    }

    private static List<String> canariesAsStored(Asked asked) {
        var found = new ArrayList<String>();
        asked.workspace().collection(BallotStore.BALLOTS).all().forEach(each -> {
            if (each.get("answers", new Document()).getString("words") instanceof String words) {
                found.add(words);
            }
        });
        return found;
    }

    @ParameterizedTest
    @EnumSource
    void aBallotKnowsTheHourAndNoSmallUnit(Tenant.Placement placement) {
        Asked asked = answered(placement);
        asked.workspace().collection(BallotStore.BALLOTS).all().forEach(each -> {
            assertTrue(Set.of("Sales", "Works", "Desk", "").contains(each.getString("unit")), each.toJson());
            Date hour = each.getDate("hour");
            assertTrue(hour == null || Instant.ofEpochMilli(hour.getTime()).toEpochMilli() % 3_600_000 == 0);
        });
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfItIsLogged(Tenant.Placement placement) {
        Asked asked = answered(placement);
        platform.stranger().post(asked.link(asked.people().getFirst()) + "/1", "a.mood=9&a.time=secretword");
        platform.stranger().get(asked.link(asked.people().getFirst()) + "/99");
        Samples.closeAndSeparate(platform, asked.workspace(), asked.wave());
        var logged = new StringBuilder();
        for (ILoggingEvent event : List.copyOf(log.list)) {
            logged.append(event.getFormattedMessage())
                    .append(event.getMDCPropertyMap())
                    .append(
                            event.getThrowableProxy() == null
                                    ? ""
                                    : event.getThrowableProxy().getMessage())
                    .append('\n');
        }
        String all = logged.toString();
        asked.tickets().forEach((person, ticket) -> {
            assertFalse(all.contains(ticket), "a ticket is logged");
            assertFalse(all.contains(person), "a person is logged");
            assertFalse(all.contains(WaveKey.ballotId(asked.wave().id(), ticket)), "a ballot is logged");
        });
        assertFalse(all.contains("canary") || all.contains("secretword"), "an answer is logged");
    }

    @Attack(
            value = "subtracting shown groups from one another to learn about a small one",
            kind = Kind.REPORT_FILE,
            threats = "T13",
            at = "/surveys/{wave}/results, /api/v1/waves/{wave}/results, results.csv")
    @ParameterizedTest
    @EnumSource
    void smallGroupsAreNeitherShownNorDerivableOnThePageAsJsonAndAsCsv(Tenant.Placement placement) {
        Asked asked = answered(placement);
        Visitor planner = platform.signedIn(asked.workspace(), Role.PLANNER);
        String wave = asked.wave().id();
        String base = Samples.base(asked.workspace());
        Samples.closeAndSeparate(platform, asked.workspace(), asked.wave());
        String html = planner.get(base + "/surveys/" + wave + "/results").body();
        String json = planner.get(base + "/api/v1/waves/" + wave + "/results").body();
        String csv =
                planner.get(base + "/api/v1/waves/" + wave + "/results.csv").body();
        for (String rendered : List.of(html, json, csv)) {
            assertFalse(rendered.contains("Duo"), rendered);
            assertFalse(rendered.contains("canary"), rendered);
        }

        var shown = new HashMap<String, Long>();
        Matcher cell = CELL.matcher(json);
        while (cell.find()) {
            shown.put(cell.group(1), cell.group(3) == null ? 0 : Long.parseLong(cell.group(3)));
        }
        // Desk 3 and the others 2 make 5 together: enough to hide in. Nothing else has to go.
        assertEquals(Map.of("Sales", 9L, "Works", 6L, "Desk", 0L, "All other units", 0L), shown);
        assertTrue(csv.contains("\"joy\",\"Joy\",\"Desk\",\"\",\"\""), csv);
        assertTrue(
                html.matches(
                        "(?s).*<th scope=\"row\" role=\"rowheader\">Desk</th>\\s*<td role=\"cell\">.{0,200}Not shown: too few answers</span>\\s*</td>.*"),
                html);
    }

    @ParameterizedTest
    @EnumSource
    void aSingleSmallGroupTakesTheNextSmallestWithIt(Tenant.Placement placement) {
        Workspace workspace = Samples.tenant(platform, placement);
        List<String> sales = Samples.people(workspace, 0, 9, "Sales");
        List<String> works = Samples.people(workspace, 20, 6, "Works");
        List<String> desk = Samples.people(workspace, 40, 5, "Desk");
        Wave wave = Samples.wave(workspace, "Sales", "Works", "Desk");
        Samples.invite(platform, workspace, wave, 20);
        var all = new ArrayList<>(sales);
        all.addAll(works);
        all.addAll(desk.subList(0, 4));
        for (String person : all) {
            String link =
                    Samples.base(workspace) + "/answer/" + wave.id() + "/" + Samples.ticket(workspace, wave, person);
            platform.stranger().post(link + "/1", "a.mood=3");
            platform.stranger().post(link + "/2", "");
        }
        Samples.closeAndSeparate(platform, workspace, wave);
        String json = platform.signedIn(workspace, Role.PLANNER)
                .get(Samples.base(workspace) + "/api/v1/waves/" + wave.id() + "/results")
                .body();
        assertTrue(json.contains("{\"unit\":\"Sales\",\"score\":{\"n\":9"), json);
        assertTrue(json.contains("{\"unit\":\"Works\",\"score\":null"), json);
        assertTrue(json.contains("{\"unit\":\"Desk\",\"score\":null"), json);
    }

    @ParameterizedTest
    @EnumSource
    void tooFewAnswersGiveNoFigureAtAll(Tenant.Placement placement) {
        Workspace workspace = Samples.tenant(platform, placement);
        List<String> people = Samples.people(workspace, 0, 6, "Sales");
        Wave wave = Samples.wave(workspace, "Sales");
        Samples.invite(platform, workspace, wave, 6);
        for (String person : people.subList(0, 4)) {
            String link =
                    Samples.base(workspace) + "/answer/" + wave.id() + "/" + Samples.ticket(workspace, wave, person);
            platform.stranger().post(link + "/1", "a.mood=3");
            platform.stranger().post(link + "/2", "");
        }
        Samples.closeAndSeparate(platform, workspace, wave);
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        String base = Samples.base(workspace);
        assertTrue(
                planner.get(base + "/surveys/" + wave.id() + "/results").body().contains("Too few people answered"));
        String json =
                planner.get(base + "/api/v1/waves/" + wave.id() + "/results").body();
        assertFalse(json.contains("\"mean\"") || json.contains("\"count\""), json);
    }
}
