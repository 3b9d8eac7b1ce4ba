package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;
import org.takeup.app.TestPlatform;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.people.People;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.survey.privacy.AnonymousWave;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/**
 * An insider with the whole store, copied before, during and after a survey, with all logs, every mail, and the order and
 * the moments in which people took part. Their guesses are to be no better than {@link Chance}; {@link InsiderTest} shows
 * that they would be, were ballots kept carelessly.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InsiderIT {
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

    @Attack(
            value =
                    "whose answers are whose, from copies of the store before, during and after, all logs and every mail",
            kind = Kind.OTHER,
            threats = "W11",
            at = "everything that is stored of an anonymous survey")
    @BothPlacements
    void ofAnAnonymousSurveyTheWholeStoreTellsNothing(Tenant.Placement placement) {
        assertNothingTold(AnsweredSurvey.of(platform, placement, Confidentiality.Mode.ANONYMOUS));
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
        AnsweredSurvey survey =
                AnsweredSurvey.of(platform, placement, Confidentiality.Mode.ANONYMOUS, InsiderIT::panel);
        assertNothingTold(survey);
        for (AnsweredSurvey.Copy copy : survey.open()) {
            // Of whoever was invited the day is kept and that a panel asked, the same for all, whether they answered or
            // not.
            List<Document> asked = copy.of(Asked.ASKED);
            assertEquals(AnsweredSurvey.PEOPLE, asked.size());
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

    private void assertNothingTold(AnsweredSurvey survey) {
        CollectionSpec slots = AnonymousWave.COLLECTIONS.get(1);
        CollectionSpec admissions = AnonymousWave.COLLECTIONS.get(0);
        var owners = new HashMap<String, String>();
        survey.addresses()
                .forEach((person, address) -> owners.put(
                        WaveKey.ballotId(survey.wave().id(), address.substring(address.lastIndexOf('/') + 1)), person));
        assertEquals(AnsweredSurvey.PEOPLE, owners.size());
        Function<Document, String> ofSlot = slot -> owners.get(slot.getString("key"));

        for (AnsweredSurvey.Copy open : survey.open()) {
            List<Document> taken = open.of(slots).stream()
                    .filter(slot -> !slot.getString("state").equals("blank"))
                    .toList();
            Chance.assertNoBetter("while it is open", survey, taken, open.everything(), ofSlot);
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
        assertEquals(AnsweredSurvey.PEOPLE, counted.size());
        var everything = new ArrayList<>(survey.closed().everything());
        survey.open().forEach(copy -> everything.addAll(copy.everything()));
        Chance.assertNoBetter("once it is over", survey, counted, everything, survey::truth);
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
            AnsweredSurvey survey, AnsweredSurvey.Copy open, List<Document> taken, Function<Document, String> ofSlot) {
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
        if (taken.size() > AnsweredSurvey.PEOPLE / 3) {
            var beside = new Insider(asTheyLie);
            assertTrue(beside.byPlace(taken, ofSlot) <= Chance.RIGHT, "admissions beside ballots");
            assertTrue(beside.byOrder(taken, ofSlot) < Chance.correlation(taken.size()));
        }
    }

    /** No counted answer has a value of the sealed ballot that it was, nor its place. */
    private static void assertNoSealedBallotIsFoundAgain(
            AnsweredSurvey survey, CollectionSpec slots, List<Document> counted, Function<Document, String> ofSlot) {
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
        assertTrue(right <= Chance.RIGHT, right + " ballots lie where they lay");
    }

    private void assertNothingIsLogged(AnsweredSurvey survey) {
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
        AnsweredSurvey survey = AnsweredSurvey.of(platform, placement, Confidentiality.Mode.CONFIDENTIAL);
        for (AnsweredSurvey.Copy open : survey.open()) {
            List<Document> taken = open.of(BallotStore.BALLOTS).stream()
                    .filter(ballot -> ballot.getBoolean("finished"))
                    .toList();
            Chance.assertNoBetter("while it is open", survey, taken, open.everything(), survey::truth);
        }
        List<Document> counted = survey.closed().of(BallotStore.BALLOTS);
        assertEquals(AnsweredSurvey.PEOPLE, counted.size());
        var everything = new ArrayList<>(survey.closed().everything());
        survey.open().forEach(copy -> everything.addAll(copy.of(RollStore.ROLL)));
        Chance.assertNoBetter("once it is over", survey, counted, everything, survey::truth);
    }
}
