package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.survey.privacy.TokenMaker;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** An anonymous survey as its respondents meet it: let in once, by script or without, and back by the ballot's address. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnonymousPagesIT {
    private static final Pattern SLIP = Pattern.compile("name=\"slip\" value=\"([^\"]+)\"");

    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private record Asked(Workspace workspace, Wave wave, List<String> people) {
        String link(int person) {
            return answers() + "/" + Samples.ticket(workspace, wave, people.get(person));
        }

        String answers() {
            return Samples.base(workspace) + "/answer/" + wave.id();
        }
    }

    private Asked asked(Tenant.Placement placement) {
        Workspace workspace = Samples.tenant(platform, placement);
        List<String> people = new ArrayList<>(Samples.people(workspace, 0, 6, "Sales"));
        people.addAll(Samples.people(workspace, 10, 6, "Works"));
        Wave wave = Samples.wave(workspace, Confidentiality.Mode.ANONYMOUS, "Sales", "Works");
        Samples.invite(platform, workspace, wave, 12);
        return new Asked(workspace, wave, people);
    }

    static String slip(String page) {
        Matcher matcher = SLIP.matcher(page);
        assertTrue(matcher.find(), page);
        return matcher.group(1);
    }

    private static String goesTo(HttpResponse<String> answer) {
        assertEquals(303, answer.statusCode(), answer.body());
        return answer.headers().firstValue("location").orElseThrow();
    }

    private Ballot ballot(Asked asked, String address) {
        String secret = address.substring(address.lastIndexOf('/') + 1);
        return new AnonymousAnswers(asked.workspace(), asked.wave().id())
                .open(secret)
                .orElseThrow()
                .ballot();
    }

    @BothPlacements
    void withoutScriptOnePressLeadsToABallotThatOnlyItsAddressOpens(Tenant.Placement placement) {
        Asked asked = asked(placement);
        String link = asked.link(0);
        Visitor phone = platform.stranger();
        String welcome = phone.get(link).body();
        assertTrue(
                welcome.contains(asked.wave().privacy().promise(AnswerWords.ENGLISH)), "who will see what: " + welcome);
        assertTrue(welcome.contains("in memory, and keeps nothing of it"), welcome);

        String ballot = goesTo(phone.post(link, "slip=" + slip(welcome)));
        assertNotEquals(link, ballot);
        assertEquals(ballot + "/1", goesTo(phone.get(ballot)));
        String first = phone.get(ballot + "/1").body();
        assertTrue(first.contains("because your browser ran no script"), first);
        assertTrue(first.contains("the only way back"), first);
        assertEquals(ballot + "/2", goesTo(phone.post(ballot + "/1", "a.mood=4&a.time=2")));

        Visitor otherDevice = platform.stranger();
        assertEquals(ballot + "/2", goesTo(otherDevice.get(ballot)));
        assertEquals(ballot + "/done", goesTo(otherDevice.post(ballot + "/2", "a.words=canary")));
        assertTrue(otherDevice.get(ballot + "/done").body().contains("Thank you"));
        // It can be changed until the survey closes: what counts is sealed anew.
        assertEquals(ballot + "/2", goesTo(otherDevice.post(ballot + "/1", "a.mood=2")));
        assertEquals(
                new org.takeup.plugin.api.Answer.Rating(2),
                ballot(asked, ballot).answers().get("mood"));
        assertEquals("Sales", ballot(asked, ballot).unit());
        assertEquals(200, otherDevice.get(asked.link(1)).statusCode());

        String again = platform.stranger().get(link).body();
        assertTrue(again.contains("You have begun this survey already"), again);
        assertFalse(again.contains(ballot.substring(ballot.lastIndexOf('/'))), "the link leads to the ballot");
        assertEquals(404, phone.post(link + "/1", "a.mood=1").statusCode(), "a link answers nothing itself");
    }

    @BothPlacements
    void theBrowsersTokenIsSignedUnseenAndGivesABallotOfItsUnit(Tenant.Placement placement) {
        Asked asked = asked(placement);
        String link = asked.link(7);
        Visitor browser = platform.stranger();
        String page = browser.get(link).body();
        TokenMaker token = TokenMaker.of(page);
        String signed = browser.post(link, "blinded=" + token.blinded()).body();
        // A lost answer, asked for again.
        assertEquals(signed, browser.post(link, "blinded=" + token.blinded()).body());
        String fields = "secret=" + token.secret() + "&signature=" + token.signature(signed) + "&unit=Works";

        String ballot = goesTo(browser.post(asked.answers(), fields));
        assertEquals(ballot, goesTo(browser.post(asked.answers(), fields)), "once more changes nothing");
        assertEquals("Works", ballot(asked, ballot).unit());
        assertTrue(browser.get(ballot + "/1").body().contains("Your browser made the token"));
        assertEquals(
                404,
                browser.post(asked.answers(), fields.replace("Works", "Sales")).statusCode(),
                "a token counts for its unit alone");
        assertEquals(
                404,
                browser.post(asked.answers(), fields.replace("unit=Works", "unit=Nowhere"))
                        .statusCode());
    }

    @Attack(
            value = "a link that was used, used again: another token, a forged token, forty presses at once",
            kind = Kind.OTHER,
            threats = "W11",
            at = "/answer/{wave}/{ticket}, /answer/{wave}")
    @BothPlacements
    void oneLinkGivesOneBallotHoweverOftenItIsUsed(Tenant.Placement placement) throws Exception {
        Asked asked = asked(placement);
        String link = asked.link(0);
        String page = platform.stranger().get(link).body();
        var presses = new ArrayList<Callable<HttpResponse<String>>>();
        for (int i = 0; i < 20; i++) {
            TokenMaker other = TokenMaker.of(page);
            presses.add(() -> platform.stranger().post(link, "slip=" + slip(page)));
            presses.add(() -> platform.stranger().post(link, "blinded=" + other.blinded()));
        }
        int ballots = 0;
        int signed = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<HttpResponse<String>> each : threads.invokeAll(presses)) {
                HttpResponse<String> answer = each.get();
                assertTrue(List.of(200, 303, 409).contains(answer.statusCode()), answer.body());
                ballots += answer.statusCode() == 303 ? 1 : 0;
                signed += answer.statusCode() == 200 ? 1 : 0;
            }
        }
        assertTrue(ballots == 0 && signed == 1 || ballots == 20 && signed == 0, ballots + " and " + signed);
        long taken = AnonymousAnswers.of(asked.workspace(), asked.wave().id())
                .counts()
                .all()
                .begun();
        assertEquals(1, taken);
        assertEquals(
                409, platform.stranger().post(link, "slip=" + "B".repeat(86)).statusCode());

        TokenMaker forger = TokenMaker.of(page);
        String forged = "secret=" + forger.secret() + "&unit=Sales&signature=";
        assertEquals(
                404,
                platform.stranger()
                        .post(asked.answers(), forged + "A".repeat(342))
                        .statusCode());
        assertEquals(
                404,
                platform.stranger()
                        .post(asked.answers(), forged + forger.blinded())
                        .statusCode());
        assertEquals(
                422, platform.stranger().post(asked.answers(), forged + "!").statusCode());
        assertEquals(422, platform.stranger().post(asked.answers(), "").statusCode());
        assertEquals(409, platform.stranger().post(link, "blinded=AAAA").statusCode());
    }

    @Test
    void anAnswerThatGotLostIsAskedForAgainByTheSameBrowser() {
        Asked asked = asked(Tenant.Placement.POOLED);
        String link = asked.link(0);
        HttpResponse<String> welcome = platform.stranger().get(link);
        String cookie = welcome.headers().allValues("set-cookie").stream()
                .filter(each -> each.startsWith("__Host-slip-"))
                .findFirst()
                .orElseThrow();
        String sent = cookie.substring(0, cookie.indexOf(';'));
        String lost = goesTo(platform.stranger().post(link, "slip=" + slip(welcome.body())));
        var again = platform.send(
                platform.stranger().request(link).header("Cookie", sent).GET().build());
        assertEquals(lost, goesTo(again));
        // Another link in the same browser has a slip of its own.
        var other = platform.send(platform.stranger()
                .request(asked.link(1))
                .header("Cookie", sent)
                .GET()
                .build());
        assertEquals(200, other.statusCode());
        assertNotEquals(slip(welcome.body()), slip(other.body()));
    }

    @Test
    void theApiRefusesAnswersBecauseItKnowsWhoCalls() {
        Asked asked = asked(Tenant.Placement.POOLED);
        Visitor person = platform.signedIn(
                asked.workspace(), Role.LEARNER, asked.people().getFirst());
        String base = Samples.base(asked.workspace());
        String path = base + "/api/v1/waves/" + asked.wave().id() + "/answers";
        String csrf = Visitor.token(person.get(base + "/").body());
        var refused = person.json("PUT", path, "{\"answers\":{},\"finished\":false}", csrf);
        assertEquals(409, refused.statusCode());
        assertTrue(refused.body().contains("answers-are-anonymous")
                && refused.body().contains("/my-surveys/"));
        assertEquals(409, person.get(path).statusCode());

        assertTrue(person.get(base + "/api/v1/me/waves")
                .body()
                .contains(asked.wave().id()));
        String mine = base + "/my-surveys/" + asked.wave().id();
        assertEquals(asked.link(0), goesTo(person.get(mine)));
        var begun = person.submit(
                asked.link(0),
                asked.link(0),
                Map.of("slip", slip(person.get(asked.link(0)).body())));
        assertEquals(303, begun.statusCode(), begun.body());
        // Whoever has asked for a token is reminded no more, finished or not.
        assertFalse(person.get(base + "/api/v1/me/waves")
                .body()
                .contains(asked.wave().id()));
    }

    @BothPlacements
    void whatIsFinishedIsCountedAndTheRestIsGoneWhenItCloses(Tenant.Placement placement) {
        Asked asked = asked(placement);
        for (int person = 0; person < 11; person++) {
            Visitor phone = platform.stranger();
            String link = asked.link(person);
            String ballot =
                    goesTo(phone.post(link, "slip=" + slip(phone.get(link).body())));
            phone.post(ballot + "/1", "a.mood=4");
            if (person < 9) {
                phone.post(ballot + "/2", "a.words=w" + person);
            }
        }
        Samples.closeAndSeparate(platform, asked.workspace(), asked.wave());
        var counted = new ArrayList<Ballot>();
        new BallotStore(asked.workspace(), asked.wave().id()).eachSeparated(counted::add);
        assertEquals(9, counted.size());
        // Works has three: too few to stand for itself, and Sales would give them away.
        assertTrue(counted.stream().allMatch(ballot -> ballot.unit().isEmpty()), counted.toString());
        Participation taken = Samples.stored(asked.workspace(), asked.wave()).participation();
        assertEquals(9, taken.finished());
        assertEquals(2, taken.started());
        assertEquals(12, taken.invited());
        for (var left : org.takeup.survey.privacy.AnonymousWave.COLLECTIONS) {
            assertEquals(List.of(), asked.workspace().collection(left).all().into(new ArrayList<>()), left.name());
        }
        String json = platform.signedIn(asked.workspace(), Role.PLANNER)
                .get(Samples.base(asked.workspace()) + "/api/v1/waves/"
                        + asked.wave().id() + "/results")
                .body();
        assertTrue(json.contains("\"n\":9"), json);
    }

    @Test
    void ofFewerThanTheSmallestGroupNothingIsKept() {
        Asked asked = asked(Tenant.Placement.POOLED);
        for (int person = 0; person < 4; person++) {
            Visitor phone = platform.stranger();
            String link = asked.link(person);
            String ballot =
                    goesTo(phone.post(link, "slip=" + slip(phone.get(link).body())));
            phone.post(ballot + "/1", "a.mood=4");
            phone.post(ballot + "/2", "a.words=fewcanary");
        }
        Samples.closeAndSeparate(platform, asked.workspace(), asked.wave());
        assertFalse(platform.dump(asked.workspace()).toString().contains("fewcanary"));
    }

    @Test
    void aNodeThatDiesWhileTheAnswersAreHandedOverLosesAndDoublesNone() {
        Asked asked = asked(Tenant.Placement.POOLED);
        for (int person = 0; person < 7; person++) {
            Visitor phone = platform.stranger();
            String link = asked.link(person);
            String ballot =
                    goesTo(phone.post(link, "slip=" + slip(phone.get(link).body())));
            phone.post(ballot + "/1", "a.mood=4");
            phone.post(ballot + "/2", "");
        }
        new WaveStore(asked.workspace())
                .close(asked.wave().id(), asked.workspace().clock().instant());
        var store = new WaveStore(asked.workspace());
        var wave = AnonymousAnswers.of(asked.workspace(), asked.wave().id());
        WaveKey key = store.beginSeparating(asked.wave().id(), Participation.of(wave.counts()))
                .orElseThrow();
        var separation = new SeparationStore(asked.workspace(), asked.wave().id());
        try {
            wave.handOver(answers -> {
                separation.takeOver(answers, key, unit -> unit);
                throw new IllegalStateException("the node dies here");
            });
        } catch (IllegalStateException e) {
            assertEquals("the node dies here", e.getMessage());
        }
        new AnonymousClosing(asked.workspace(), asked.wave().id()).separate(FewApart.Shown.ALL);
        var counted = new ArrayList<Ballot>();
        new BallotStore(asked.workspace(), asked.wave().id()).eachSeparated(counted::add);
        assertEquals(7, counted.size());
    }
}
