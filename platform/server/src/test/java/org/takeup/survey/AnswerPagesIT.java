package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.Kind;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.reading.AnsweringTime;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Answering on pages, by the link of a mail, without script and without signing in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerPagesIT {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+");

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
            return Samples.base(workspace) + "/answer/" + wave.id() + "/"
                    + Samples.ticket(workspace, wave, people.get(person));
        }

        Ballot ballot(int person) {
            String ticket = Samples.ticket(workspace, wave, people.get(person));
            return new BallotStore(workspace, wave.id())
                    .find(WaveKey.ballotId(wave.id(), ticket))
                    .orElseThrow();
        }
    }

    private Asked asked(Tenant.Placement placement) {
        Workspace workspace = Samples.tenant(platform, placement);
        List<String> people = Samples.people(workspace, 0, 6, "Sales");
        Wave wave = Samples.wave(workspace, "Sales");
        Samples.invite(platform, workspace, wave, 6);
        return new Asked(workspace, wave, people);
    }

    private static String goesTo(HttpResponse<String> answer) {
        assertEquals(303, answer.statusCode(), answer.body());
        return answer.headers().firstValue("location").orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void aPersonAnswersPageByPageComesBackAndFinishes(Tenant.Placement placement) {
        Asked asked = asked(placement);
        Visitor phone = platform.stranger();
        String link = asked.link(0);

        String welcome = phone.get(link).body();
        assertTrue(welcome.contains("groups of at least 5 people"), welcome);
        assertEquals(link + "/2", goesTo(phone.post(link + "/1", "a.mood=4&a.time=na")));
        Visitor otherDevice = platform.stranger();
        assertEquals(link + "/2", goesTo(otherDevice.get(link)));
        String first = otherDevice.get(link + "/1").body();
        assertTrue(first.matches("(?s).*value=\"4\"\\s+checked.*"), first);
        assertTrue(first.matches("(?s).*value=\"na\"\\s+checked.*"), first);

        assertEquals(
                link + "/done", goesTo(otherDevice.post(link + "/2", "a.ways=read&a.ways=do&a.words=Fine+%3Cb%3E")));
        assertTrue(otherDevice.get(link + "/done").body().contains("Thank you"));
        String second = otherDevice.get(link + "/2").body();
        assertTrue(second.contains("Fine &lt;b"), second);
        assertFalse(second.contains("Fine <b"), second);
        Ballot ballot = asked.ballot(0);
        assertEquals("Sales", ballot.unit());
        assertTrue(ballot.finished());
        assertEquals(
                Map.of(
                        "mood", new Answer.Rating(4),
                        "time", new Answer.NotApplicable(),
                        "ways", new Answer.Chosen(List.of("read", "do")),
                        "words", new Answer.Text("Fine <b>")),
                ballot.answers());
        assertTrue(asked.ballot(1).answers().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void theFirstPageShowsWhoWillSeeWhatInFewWordsAndFoldsTheRest(Tenant.Placement placement) {
        Asked asked = asked(placement);
        String page = platform.stranger().get(asked.link(0)).body();
        String all = page.substring(page.indexOf("<main"), page.indexOf("</main>"));
        String shown = all.replaceAll("(?s)<details.*?</details>", " ");
        assertTrue(shown.contains("Nobody is shown your answers"), shown);
        assertTrue(shown.contains("groups of at least 5 people"), shown);
        assertTrue(all.contains("Your answers are kept apart from your name"), all);
        assertTrue(all.contains("come back with the same link"), all);
        assertFalse(shown.contains("Your answers are kept apart from your name"), shown);

        String purpose = asked.wave().instrument().purpose().in(Locale.ENGLISH);
        String ours = shown.replaceAll("<[^>]*>", " ")
                .replace(purpose, " ")
                .replace(asked.wave().title(), " ");
        long words = WORD.matcher(ours).results().count();
        assertTrue(words <= AnsweringTime.WORDS_BEFORE, words + " words: " + ours);
    }

    @ParameterizedTest
    @EnumSource
    void aFullDraftLeadsToTheLastPageAndIsFinishedThere(Tenant.Placement placement) {
        Asked asked = asked(placement);
        String link = asked.link(0);
        Visitor person = platform.signedIn(
                asked.workspace(), Role.LEARNER, asked.people().getFirst());
        String answers = Samples.base(asked.workspace()) + "/api/v1/waves/"
                + asked.wave().id() + "/answers";
        String draft = "{\"answers\":{\"mood\":{\"rating\":4},\"time\":{\"rating\":2},"
                + "\"ways\":{\"chosen\":[\"do\"]},\"words\":{\"text\":\"Hi\"}},\"finished\":false}";
        String csrf = Visitor.token(person.get(link + "/1").body());
        assertEquals(200, person.json("PUT", answers, draft, csrf).statusCode());

        assertEquals(link + "/2", goesTo(person.get(link)));
        assertEquals(link + "/2", goesTo(person.get(link + "/done")));
        assertEquals(200, person.get(link + "/2").statusCode());
        assertEquals(link + "/done", goesTo(person.post(link + "/2", "csrf=" + csrf + "&a.ways=do")));
        assertTrue(asked.ballot(0).finished());
    }

    @ParameterizedTest
    @EnumSource
    void theLastPageFirstLeadsBackToWhatWasPassedOver(Tenant.Placement placement) {
        Asked asked = asked(placement);
        String link = asked.link(0);
        assertEquals(link, goesTo(platform.stranger().post(link + "/2", "a.words=Hello")));
        assertEquals(link + "/1", goesTo(platform.stranger().get(link)));
        assertFalse(asked.ballot(0).finished());
        assertEquals(link + "/2", goesTo(platform.stranger().post(link + "/1", "a.mood=2")));
        assertTrue(asked.ballot(0).finished());
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotFitIsSentBackWithASentenceAndNothingLostAndNothingSaved(Tenant.Placement placement) {
        Asked asked = asked(placement);
        String link = asked.link(0);
        Visitor phone = platform.stranger();
        String longText = "x".repeat(201);

        assertSentBack(phone.post(link + "/1", "a.time=3"), "Please answer this question.");
        String kept = phone.post(link + "/1", "a.time=3").body();
        assertTrue(kept.matches("(?s).*name=\"a.time\" value=\"3\"\\s+checked.*"), kept);
        assertSentBack(phone.post(link + "/1", "a.mood=6"), "Please choose one of the given answers.");
        assertSentBack(phone.post(link + "/1", "a.mood=0"), "Please choose one of the given answers.");
        assertSentBack(phone.post(link + "/1", "a.mood=x"), "Please choose one of the given answers.");
        assertSentBack(phone.post(link + "/1", "a.mood=na"), "Please choose one of the given answers.");
        assertSentBack(phone.post(link + "/2", "a.ways=swim"), "Please choose one of the given answers.");
        assertSentBack(phone.post(link + "/2", "a.ways=read&a.ways=do&a.ways=ask"), "Please choose at most 2 answers.");
        HttpResponse<String> tooLong = phone.post(link + "/2", "a.ways=read&a.words=" + longText);
        assertSentBack(tooLong, "Please use at most 200 characters; this has 201.");
        assertTrue(tooLong.body().contains(longText));
        assertEquals(422, phone.post(link + "/1", "a.mood=3&a.elsewhere=1").statusCode());
        assertTrue(asked.ballot(0).answers().isEmpty() && !asked.ballot(0).touched());
    }

    private static void assertSentBack(HttpResponse<String> answer, String sentence) {
        assertEquals(422, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(sentence), answer.body());
        assertTrue(answer.body().contains("Please check this page"), answer.body());
    }

    /** It stays on the page until the answers are taken, so that nothing is lost with a connection. */
    @ParameterizedTest
    @EnumSource
    void aScriptIsToldWhereToGoAndWhatDoesNotFitComesBackAsAPage(Tenant.Placement placement) {
        Asked asked = asked(placement);
        String link = asked.link(0);
        HttpResponse<String> wrong = byScript(link + "/1", "a.time=3");
        assertEquals(422, wrong.statusCode());
        assertTrue(wrong.body().contains("Please answer this question."), wrong.body());
        HttpResponse<String> taken = byScript(link + "/1", "a.mood=3");
        assertEquals(200, taken.statusCode(), taken.body());
        assertEquals("{\"next\":\"" + link + "/2\"}", taken.body());
        // Once more, as after an answer that did not arrive.
        assertEquals(taken.body(), byScript(link + "/1", "a.mood=3").body());
        assertTrue(byScript(link + "/2", "a.ways=do").body().contains(link + "/done"));
        assertTrue(asked.ballot(0).finished());
    }

    private HttpResponse<String> byScript(String path, String fields) {
        Visitor phone = platform.stranger();
        return platform.send(phone.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", phone.url().toString())
                .header("x-takeup-answers", "script")
                .POST(HttpRequest.BodyPublishers.ofString(fields))
                .build());
    }

    @ParameterizedTest
    @EnumSource
    void aMegabyteIsRefusedBeforeItIsRead(Tenant.Placement placement) {
        Asked asked = asked(placement);
        String body = "a.words=" + "x".repeat(1024 * 1024);
        assertEquals(413, platform.stranger().post(asked.link(0) + "/2", body).statusCode());
        assertFalse(asked.ballot(0).touched());
    }

    @Attack(
            value = "guessed tickets, an unknown survey, and A's survey and ticket at B",
            kind = Kind.ID_IN_PATH,
            threats = {"W11", "T1"},
            at = "/answer/{wave}/{ticket}")
    @ParameterizedTest
    @EnumSource
    void aWrongTicketAnUnknownWaveAndAnotherTenantsWaveAreAllNotThere(Tenant.Placement placement) {
        Asked asked = asked(placement);
        Workspace other = Samples.tenant(platform, placement);
        // Another survey of the same workspace, to which the same people are invited.
        Wave second = Samples.wave(asked.workspace(), "Sales");
        Samples.invite(platform, asked.workspace(), second, asked.people().size());
        String ticket =
                Samples.ticket(asked.workspace(), asked.wave(), asked.people().getFirst());
        String wave = asked.wave().id();
        Visitor phone = platform.stranger();
        for (String path : List.of(
                Samples.base(asked.workspace()) + "/answer/" + wave + "/" + "A".repeat(43),
                Samples.base(asked.workspace()) + "/answer/" + wave + "/short",
                Samples.base(asked.workspace()) + "/answer/" + "0".repeat(32) + "/" + ticket,
                Samples.base(asked.workspace()) + "/answer/$ne/" + ticket,
                Samples.base(asked.workspace()) + "/answer/" + second.id() + "/" + ticket,
                Samples.base(other) + "/answer/" + wave + "/" + ticket)) {
            assertEquals(404, phone.get(path).statusCode(), path);
            assertEquals(404, phone.post(path + "/1", "a.mood=3").statusCode(), path);
        }
        assertEquals(
                0,
                new TurnoutStore(asked.workspace(), second.id()).participation().started());
        assertEquals(404, phone.get(asked.link(0) + "/3").statusCode());
        assertEquals(404, phone.get(asked.link(0) + "/0").statusCode());
    }

    @ParameterizedTest
    @EnumSource
    void aClosedWaveRefusesAnswersAndSaysSinceWhen(Tenant.Placement placement) {
        Asked asked = asked(placement);
        String link = asked.link(0);
        assertEquals(200, platform.stranger().get(link).statusCode());
        Visitor planner = platform.signedIn(asked.workspace(), Role.PLANNER);
        String page =
                Samples.base(asked.workspace()) + "/surveys/" + asked.wave().id();
        planner.submit(page, page + "/close", Map.of());
        String closed = Times.inWords(
                Samples.stored(asked.workspace(), asked.wave()).ends(),
                asked.workspace().settings().zone());

        HttpResponse<String> refused = platform.stranger().post(link + "/1", "a.mood=3");
        assertEquals(410, refused.statusCode());
        assertTrue(refused.body().contains("This survey closed on " + closed), refused.body());
        assertEquals(410, platform.stranger().get(link).statusCode());
        assertFalse(new TurnoutStore(asked.workspace(), asked.wave().id())
                        .participation()
                        .started()
                > 0);
    }

    @ParameterizedTest
    @EnumSource
    void thePagesSpeakTheBrowsersLanguageIfTheQuestionsAreWrittenInIt(Tenant.Placement placement) {
        Asked asked = asked(placement);
        String link = asked.link(0) + "/1";
        Visitor phone = platform.stranger();
        String german = platform.send(phone.request(link)
                        .header("Accept-Language", "de-AT,de;q=0.8")
                        .GET()
                        .build())
                .body();
        assertTrue(german.contains("[de] I like learning") && german.contains("Speichern und weiter"), german);
        String french = platform.send(phone.request(link)
                        .header("Accept-Language", "fr")
                        .GET()
                        .build())
                .body();
        assertTrue(french.contains(">I like learning") && french.contains("Save and go on"), french);
        String crooked = platform.send(phone.request(link)
                        .header("Accept-Language", "q=;;*")
                        .GET()
                        .build())
                .body();
        assertTrue(crooked.contains(">I like learning"), crooked);
    }

    @ParameterizedTest
    @EnumSource
    void whoIsSignedInFindsTheSamePages(Tenant.Placement placement) {
        Asked asked = asked(placement);
        Visitor person = platform.signedIn(
                asked.workspace(), Role.LEARNER, asked.people().get(3));
        String mine =
                Samples.base(asked.workspace()) + "/my-surveys/" + asked.wave().id();
        assertEquals(asked.link(3), goesTo(person.get(mine)));
        assertEquals(
                asked.link(3) + "/2",
                goesTo(person.submit(asked.link(3) + "/1", asked.link(3) + "/1", Map.of("a.mood", "5"))));
        Visitor uninvited = platform.signedIn(asked.workspace(), Role.LEARNER, "somebody-else");
        assertEquals(404, uninvited.get(mine).statusCode());
    }
}
