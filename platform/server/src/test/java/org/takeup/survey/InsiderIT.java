package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.people.People;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.survey.privacy.AnonymousWave;
import org.takeup.survey.privacy.TokenMaker;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/**
 * An insider with the whole store, copied before, during and after a survey, with all logs, every mail, and the order and
 * the moments in which people took part. What is random is the platform's and not seeded, so the bounds are such that
 * honest storage breaks one of them in less than one run of a thousand: chance alone gives a rank correlation beyond 4.5
 * standard deviations, or more than {@value #RIGHT} right guesses of {@value #PEOPLE}, about once in a hundred thousand times.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InsiderIT {
    private static final int PEOPLE = 48;
    private static final int RIGHT = 8;

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
    }

    /** Beyond this, a rank correlation of so many is no chance: its standard deviation is 1 / sqrt(n - 1). */
    private static double correlation(int n) {
        return Math.min(0.95, 4.5 / Math.sqrt(Math.max(1, n - 1)));
    }

    /** A copy of all collections, each in the order in which it lies. */
    private record Copy(Map<String, List<Document>> collections) {
        List<Document> of(CollectionSpec spec) {
            return collections.get(spec.name());
        }

        List<Document> everything() {
            return collections.values().stream().flatMap(List::stream).toList();
        }
    }

    private Copy copy(Workspace workspace) {
        var all = new HashMap<String, List<Document>>();
        for (CollectionSpec spec : TestPlatform.collections()) {
            all.put(spec.name(), workspace.collection(spec).all().into(new ArrayList<>()));
        }
        return new Copy(all);
    }

    /**
     * A survey that was answered.
     *
     * @param addresses of the ballots, by person
     * @param said by person
     */
    private record Answered(
            Workspace workspace,
            Wave wave,
            Insider insider,
            Map<String, String> addresses,
            Map<String, String> said,
            List<Copy> open,
            Copy closed) {
        /** Who gave a counted answer. */
        String truth(Document ballot) {
            Object words = ballot.get("answers", new Document()).get("words");
            return said.entrySet().stream()
                    .filter(each -> each.getValue().equals(words))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Answered answered(Tenant.Placement placement, Confidentiality.Mode mode) {
        return answered(placement, mode, (workspace, plain) -> plain);
    }

    /** @param as what becomes of the plain survey before it opens */
    private Answered answered(
            Tenant.Placement placement, Confidentiality.Mode mode, BiFunction<Workspace, Wave, Wave> as) {
        Workspace workspace = Samples.tenant(platform, placement);
        List<String> people = new ArrayList<>(Samples.people(workspace, 0, PEOPLE / 2, "Sales"));
        people.addAll(Samples.people(workspace, 100, PEOPLE / 2, "Works"));
        Wave wave = as.apply(workspace, Samples.unstored(workspace, mode, "Sales", "Works"));
        new WaveStore(workspace).insert(wave, WaveKey.fresh(), Samples.snapshot());
        Samples.invite(platform, workspace, wave, PEOPLE);
        Collections.shuffle(people, new Random(7));
        var tickets = new HashMap<String, String>();
        people.forEach(person -> tickets.put(person, Samples.ticket(workspace, wave, person)));
        var copies = new ArrayList<Copy>(List.of(copy(workspace)));
        var known = new ArrayList<Insider.Known>();
        var addresses = new HashMap<String, String>();
        var said = new HashMap<String, String>();
        for (String person : people) {
            int i = known.size();
            String words = "canary" + i + "-" + "x".repeat(3 * i);
            said.put(person, words);
            String link = Samples.base(workspace) + "/answer/" + wave.id() + "/" + tickets.get(person);
            // Some are signed in, some have script, most have neither.
            Visitor visitor = i % 8 == 0 ? platform.signedIn(workspace, Role.LEARNER, person) : platform.stranger();
            String address = mode == Confidentiality.Mode.ANONYMOUS ? begin(visitor, link, i % 3 == 0) : link;
            addresses.put(person, address);
            say(visitor, address + "/1", "a.mood=" + (1 + i % 5));
            say(visitor, address + "/2", "a.words=" + words);
            boolean mails = mode == Confidentiality.Mode.ANONYMOUS;
            known.add(new Insider.Known(
                    person,
                    mails ? Optional.of(tickets.get(person)) : Optional.empty(),
                    Instant.now(),
                    words.length()));
            if (i == PEOPLE / 2) {
                copies.add(copy(workspace));
            }
        }
        copies.add(copy(workspace));
        Samples.closeAndSeparate(platform, workspace, wave);
        return new Answered(workspace, wave, new Insider(known), addresses, said, List.copyOf(copies), copy(workspace));
    }

    private static String begin(Visitor visitor, String link, boolean script) {
        String page = visitor.get(link).body();
        String csrf = page.contains("name=\"csrf\" value=\"\"") ? "" : Visitor.token(page);
        if (!script) {
            return location(visitor.post(link, "csrf=" + csrf + "&slip=" + AnonymousPagesIT.slip(page)));
        }
        TokenMaker token = TokenMaker.of(page);
        String signed = visitor.post(link, "csrf=" + csrf + "&blinded=" + token.blinded())
                .body();
        String unit = page.replaceFirst("(?s).*data-unit=\"([^\"]*)\".*", "$1");
        return location(visitor.post(
                link.substring(0, link.lastIndexOf('/')),
                "csrf=" + csrf + "&secret=" + token.secret() + "&signature=" + token.signature(signed) + "&unit="
                        + unit));
    }

    private static void say(Visitor visitor, String page, String fields) {
        String html = visitor.get(page).body();
        String csrf = html.contains("name=\"csrf\" value=\"\"") ? "" : Visitor.token(html);
        location(visitor.post(page, "csrf=" + csrf + "&" + fields));
    }

    private static String location(java.net.http.HttpResponse<String> answer) {
        assertEquals(303, answer.statusCode(), answer.body());
        return answer.headers().firstValue("location").orElseThrow();
    }

    /** Every attack on these ballots does no better than chance. */
    private static void assertNoBetterThanChance(
            String what,
            Answered survey,
            List<Document> ballots,
            List<Document> all,
            Function<Document, String> truth) {
        Insider insider = survey.insider();
        assertEquals(0, insider.byValues(survey.wave().id(), ballots, all, truth), what + ": by values");
        assertTrue(insider.byPlace(ballots, truth) <= RIGHT, what + ": by place");
        double order = insider.byOrder(ballots, truth);
        assertTrue(order < correlation(ballots.size()), what + ": by order " + order);
        assertTrue(insider.byTime(ballots, truth) <= RIGHT, what + ": by time");
        assertTrue(insider.byLength(ballots, truth) <= RIGHT, what + ": by length");
    }

    @Attack(
            value =
                    "whose answers are whose, from copies of the store before, during and after, all logs and every mail",
            kind = Kind.OTHER,
            threats = "W11",
            at = "everything that is stored of an anonymous survey")
    @BothPlacements
    void ofAnAnonymousSurveyTheWholeStoreTellsNothing(Tenant.Placement placement) {
        assertNothingTold(answered(placement, Confidentiality.Mode.ANONYMOUS));
    }

    /** A rotating panel of everybody, of whom some were asked before. */
    private static Wave panel(Workspace workspace, Wave plain) {
        List<String> before = new ArrayList<>(Samples.people(workspace, 0, 10, "Sales"));
        new Asked(workspace)
                .on(
                        before.stream()
                                .collect(Collectors.toMap(
                                        each -> each, each -> workspace.today().minusDays(60))),
                        "before");
        var sample = new Sample(100, true, false, "spring");
        Audience drawn = new Rotation(workspace, new Frame(new People()))
                .draw(
                        Asked.holder(plain.id()),
                        Rotation.newDraw(plain.id()),
                        new Audience.Panel(plain.segment(), sample, "", 0))
                .audience();
        return new Wave(
                plain.id(),
                plain.title(),
                plain.state(),
                plain.opened(),
                plain.closes(),
                plain.closed(),
                plain.instrument(),
                drawn,
                plain.privacy(),
                plain.units(),
                plain.participation(),
                plain.fieldwork().sparing(true));
    }

    @Attack(
            value =
                    "whose answers are whose in a rotating panel, from what is noted of who was drawn, held and asked when",
            kind = Kind.OTHER,
            threats = "W11",
            at = "everything that is stored of an anonymous panel")
    @BothPlacements
    void ofAnAnonymousPanelWhoWasDrawnAndAskedTellsNothingOfAnswers(Tenant.Placement placement) {
        Answered survey = answered(placement, Confidentiality.Mode.ANONYMOUS, InsiderIT::panel);
        assertNothingTold(survey);
        for (Copy copy : survey.open()) {
            // Of whoever was invited the day is kept and that a panel asked, the same for all, whether they answered or
            // not.
            List<Document> asked = copy.of(Asked.ASKED);
            assertEquals(PEOPLE, asked.size());
            assertEquals(
                    1,
                    asked.stream().map(TenantCollection::body).distinct().count(),
                    () -> "people can be told apart by " + asked);
            assertEquals(
                    Set.of("day", "panel"),
                    TenantCollection.body(asked.getFirst()).keySet());
        }
        assertEquals(
                survey.open().getFirst().of(Asked.ASKED),
                survey.closed().of(Asked.ASKED),
                "answering changed what is noted of a person");
        assertEquals(List.of(), survey.closed().of(Named.LISTS), "who was drawn is forgotten");
    }

    private void assertNothingTold(Answered survey) {
        CollectionSpec slots = AnonymousWave.COLLECTIONS.get(1);
        CollectionSpec admissions = AnonymousWave.COLLECTIONS.get(0);
        var owners = new HashMap<String, String>();
        survey.addresses()
                .forEach((person, address) -> owners.put(
                        WaveKey.ballotId(survey.wave().id(), address.substring(address.lastIndexOf('/') + 1)), person));
        assertEquals(PEOPLE, owners.size());
        Function<Document, String> ofSlot = slot -> owners.get(slot.getString("key"));

        for (Copy open : survey.open()) {
            List<Document> taken = open.of(slots).stream()
                    .filter(slot -> !slot.getString("state").equals("blank"))
                    .toList();
            assertNoBetterThanChance("while it is open", survey, taken, open.everything(), ofSlot);
            // Nothing has a time, and the order of the admissions is not that of the ballots.
            open.of(slots).forEach(slot -> assertEquals(List.of(), Insider.moments(slot)));
            open.of(admissions).forEach(each -> assertEquals(List.of(), Insider.moments(each)));
            assertTrue(taken.stream()
                            .map(slot -> slot.get("draft", Binary.class).length())
                            .distinct()
                            .count()
                    <= 1);
            assertAdmissionsLieElsewhere(survey, open, taken, ofSlot);
            assertFalse(open.everything().toString().contains("canary"), "answers lie open");
        }

        List<Document> counted = survey.closed().of(BallotStore.BALLOTS);
        assertEquals(PEOPLE, counted.size());
        var everything = new ArrayList<>(survey.closed().everything());
        survey.open().forEach(copy -> everything.addAll(copy.everything()));
        assertNoBetterThanChance("once it is over", survey, counted, everything, survey::truth);
        counted.forEach(ballot -> assertEquals(List.of(), Insider.moments(ballot)));
        assertNoSealedBallotIsFoundAgain(survey, slots, counted, ofSlot);
        // With the master key too: it opens nothing of what is left, for nothing sealed is left.
        Document wave = survey.closed().of(WaveStore.WAVES).getFirst();
        assertFalse(wave.toJson().contains("$binary"), "a key is left: " + wave.keySet());
        AnonymousWave.COLLECTIONS.forEach(
                spec -> assertEquals(List.of(), survey.closed().of(spec), spec.name()));
        assertNothingIsLogged(survey);
    }

    private static void assertAdmissionsLieElsewhere(
            Answered survey, Copy open, List<Document> taken, Function<Document, String> ofSlot) {
        var guests = new HashMap<String, String>();
        survey.insider()
                .people()
                .forEach(person -> guests.put(
                        WaveKey.ballotId(survey.wave().id(), person.ticket().orElseThrow()), person.id()));
        List<Insider.Known> asTheyLie = open.of(AnonymousWave.COLLECTIONS.get(0)).stream()
                .filter(each -> each.getBoolean("spent"))
                .map(each -> guests.get(TenantCollection.id(each)))
                .map(person -> new Insider.Known(person, Optional.empty(), Instant.EPOCH, 0))
                .toList();
        assertEquals(taken.size(), asTheyLie.size());
        if (taken.size() > PEOPLE / 3) {
            var beside = new Insider(asTheyLie);
            assertTrue(beside.byPlace(taken, ofSlot) <= RIGHT, "admissions beside ballots");
            assertTrue(beside.byOrder(taken, ofSlot) < correlation(taken.size()));
        }
    }

    /** No counted answer has a value of the sealed ballot that it was, nor its place. */
    private static void assertNoSealedBallotIsFoundAgain(
            Answered survey, CollectionSpec slots, List<Document> counted, Function<Document, String> ofSlot) {
        List<Document> sealed = survey.open().getLast().of(slots).stream()
                .filter(slot -> ofSlot.apply(slot) != null)
                .toList();
        int right = 0;
        for (int i = 0; i < sealed.size(); i++) {
            right += ofSlot.apply(sealed.get(i)).equals(survey.truth(counted.get(i))) ? 1 : 0;
            var shared = Insider.leaves(sealed.get(i));
            shared.retainAll(Insider.leaves(counted.get(i)));
            shared.removeIf(value -> value.equals(survey.wave().id())
                    || value.equals(survey.workspace().tenant().id())
                    || List.of("Sales", "Works").contains(value));
            assertEquals(java.util.Set.of(), shared);
        }
        assertTrue(right <= RIGHT, right + " ballots lie where they lay");
    }

    private void assertNothingIsLogged(Answered survey) {
        var logged = new StringBuilder();
        for (ILoggingEvent event : List.copyOf(log.list)) {
            logged.append(event.getFormattedMessage())
                    .append(event.getMDCPropertyMap())
                    .append(event.getKeyValuePairs())
                    .append('\n');
        }
        String all = logged.toString();
        assertFalse(all.contains("canary"), "an answer is logged");
        survey.insider().people().forEach(person -> {
            assertFalse(all.contains(person.id()), "a person is logged");
            assertFalse(all.contains(person.ticket().orElseThrow()), "a ticket is logged");
            String address = survey.addresses().get(person.id());
            String secret = address.substring(address.lastIndexOf('/') + 1);
            assertFalse(all.contains(secret), "a secret is logged");
            assertFalse(all.contains(WaveKey.ballotId(survey.wave().id(), secret)), "a ballot is logged");
        });
    }

    @Attack(
            value =
                    "whose answers are whose, from copies of the store before, during and after, without the master key",
            kind = Kind.OTHER,
            threats = "W11",
            at = "everything that is stored of a confidential survey")
    @BothPlacements
    void ofAConfidentialSurveyTheStoreTellsNothingWithoutTheMasterKey(Tenant.Placement placement) {
        Answered survey = answered(placement, Confidentiality.Mode.CONFIDENTIAL);
        for (Copy open : survey.open()) {
            List<Document> taken = open.of(BallotStore.BALLOTS).stream()
                    .filter(ballot -> ballot.getBoolean("finished"))
                    .toList();
            assertNoBetterThanChance("while it is open", survey, taken, open.everything(), survey::truth);
        }
        List<Document> counted = survey.closed().of(BallotStore.BALLOTS);
        assertEquals(PEOPLE, counted.size());
        var everything = new ArrayList<>(survey.closed().everything());
        survey.open().forEach(copy -> everything.addAll(copy.of(RollStore.ROLL)));
        assertNoBetterThanChance("once it is over", survey, counted, everything, survey::truth);
    }

    @Test
    void theSameAttacksFindEverybodyWhereBallotsAreKeptCarelessly() {
        var known = new ArrayList<Insider.Known>();
        var roll = new ArrayList<Document>();
        var ballots = new ArrayList<Document>();
        Instant begin = Instant.parse("2026-11-26T09:00:00Z");
        String wave = "wave";
        for (int i = 0; i < PEOPLE; i++) {
            String person = "person" + i;
            String ticket = "ticket" + i;
            Instant at = begin.plusSeconds(37L * i);
            known.add(new Insider.Known(person, Optional.of(ticket), at, 10 + 3 * i));
            roll.add(new Document("_id", "roll/" + person).append("row", "row" + i));
            // Written when they come, with a time, unpadded, and beside what the roll has.
            ballots.add(new Document("_id", "t/" + WaveKey.ballotId(wave, ticket))
                    .append("row", "row" + i)
                    .append("at", Date.from(at.plusMillis(300)))
                    .append("sealed", new Binary(new byte[100 + 3 * i]))
                    .append("owner", i));
        }
        var insider = new Insider(known);
        Function<Document, String> truth = ballot -> "person" + ballot.getInteger("owner");
        var everything = new ArrayList<>(roll);
        everything.addAll(ballots);
        assertEquals(PEOPLE, insider.byValues(wave, ballots, everything, truth));
        assertEquals(PEOPLE, insider.byPlace(ballots, truth));
        assertEquals(1.0, insider.byOrder(ballots, truth));
        assertEquals(PEOPLE, insider.byTime(ballots, truth));
        assertEquals(PEOPLE, insider.byLength(ballots, truth));
        // Each leak alone is found as well.
        Collections.shuffle(ballots, new Random(3));
        ballots.forEach(ballot -> ballot.remove("_id"));
        assertTrue(insider.byPlace(ballots, truth) <= RIGHT && insider.byOrder(ballots, truth) < correlation(PEOPLE));
        assertEquals(PEOPLE, insider.byValues(wave, ballots, everything, truth));
        ballots.forEach(ballot -> ballot.remove("row"));
        assertEquals(0, insider.byValues(wave, ballots, roll, truth));
        assertEquals(PEOPLE, insider.byTime(ballots, truth));
        ballots.forEach(ballot -> ballot.remove("at"));
        assertEquals(0, insider.byTime(ballots, truth));
        assertEquals(PEOPLE, insider.byLength(ballots, truth));
    }
}
