package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.model.Filters;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
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
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Answers over the API: each bad one is refused with a clear word, and leaves nothing behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerApiIT {
    private static final String GOOD =
            "{\"answers\":{\"mood\":{\"rating\":4},\"ways\":{\"chosen\":[\"do\"]}},\"finished\":true}";

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

    /** A person who is invited, and how they call. */
    private final class Person {
        private final Workspace workspace;
        private final Wave wave;
        private final String id;
        private final Visitor visitor;
        private final String csrf;

        Person(Tenant.Placement placement) {
            workspace = Samples.tenant(platform, placement);
            id = Samples.people(workspace, 0, 6, "Sales").getFirst();
            wave = Samples.wave(workspace, "Sales");
            Samples.invite(platform, workspace, wave, 6);
            visitor = platform.signedIn(workspace, Role.LEARNER, id);
            csrf = token();
        }

        private String token() {
            String ticket = Samples.ticket(workspace, wave, id);
            String page = Samples.base(workspace) + "/answer/" + wave.id() + "/" + ticket + "/1";
            return Visitor.token(visitor.get(page).body());
        }

        HttpResponse<String> put(String body) {
            return visitor.json("PUT", path(wave.id()), body, csrf);
        }

        HttpResponse<String> put(String body, String key) {
            return platform.send(visitor.request(path(wave.id()))
                    .header("Content-Type", "application/json")
                    .header("Origin", platform.url().toString())
                    .header("X-Takeup-CSRF", csrf)
                    .header("Idempotency-Key", key)
                    .PUT(HttpRequest.BodyPublishers.ofString(body))
                    .build());
        }

        String path(String waveId) {
            return Samples.base(workspace) + "/api/v1/waves/" + waveId + "/answers";
        }

        Ballot ballot() {
            String ticket = Samples.ticket(workspace, wave, id);
            return new BallotStore(workspace, wave.id())
                    .find(WaveKey.ballotId(wave.id(), ticket))
                    .orElseThrow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameKeyAgainChangesNothingAndWithOtherAnswersIsRefused(Tenant.Placement placement) {
        var person = new Person(placement);
        HttpResponse<String> first = person.put(GOOD, "key-1");
        assertEquals(200, first.statusCode(), first.body());
        String later = GOOD.replace("4", "5");
        assertEquals(200, person.put(later, "key-2").statusCode());

        HttpResponse<String> again = person.put(GOOD, "key-1");
        assertEquals(200, again.statusCode());
        assertEquals(first.body(), again.body());
        assertEquals(new Answer.Rating(5), person.ballot().answers().get("mood"));

        HttpResponse<String> other = person.put(GOOD.replace("4", "1"), "key-1");
        assertEquals(422, other.statusCode());
        assertTrue(other.body().contains("/problems/idempotency-key-reused"), other.body());
        assertEquals(new Answer.Rating(5), person.ballot().answers().get("mood"));
        assertEquals(422, person.put(GOOD, "k".repeat(256)).statusCode());
    }

    @Attack(
            value = "stuffing the ballot box: fifty answers of one person at once",
            kind = Kind.OTHER,
            threats = {"W11", "D3"},
            at = "/api/v1/waves/{wave}/answers")
    @ParameterizedTest
    @EnumSource
    void fiftyPutsWithOneKeyAtOnceAreSavedOnceAndAllAnsweredTheSame(Tenant.Placement placement) throws Exception {
        var person = new Person(placement);
        List<HttpResponse<String>> answers;
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<HttpResponse<String>>> calls = Collections.nCopies(50, () -> person.put(GOOD, "key-1"));
            answers = callers.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
        assertEquals(
                Set.of("200 " + answers.getFirst().body()),
                answers.stream()
                        .map(answer -> answer.statusCode() + " " + answer.body())
                        .collect(Collectors.toSet()));
        assertEquals(
                List.of(1),
                person.workspace
                        .collection(BallotStore.BALLOTS)
                        .find(Filters.and(Filters.eq("wave", person.wave.id()), Filters.eq("touched", true)))
                        .map(ballot -> ballot.getInteger("changes"))
                        .into(new ArrayList<>()));
    }

    @ParameterizedTest
    @EnumSource
    void whatWasSavedCanBeReadAgainToGoOnAndByNobodyElse(Tenant.Placement placement) {
        var person = new Person(placement);
        HttpResponse<String> blank = person.visitor.get(person.path(person.wave.id()));
        assertEquals(200, blank.statusCode());
        assertEquals("{\"answers\":{},\"progress\":{\"pagesDone\":0,\"pages\":2,\"finished\":false}}", blank.body());

        String given = "{\"mood\":{\"rating\":4},\"time\":{\"notApplicable\":true},"
                + "\"ways\":{\"chosen\":[\"do\"]},\"words\":{\"text\":\"Hi\"}}";
        assertEquals(200, person.put("{\"answers\":" + given + "}").statusCode());
        HttpResponse<String> saved = person.visitor.get(person.path(person.wave.id()));
        assertTrue(saved.body().startsWith("{\"answers\":" + given), saved.body());

        Visitor stranger = platform.signedIn(person.workspace, Role.LEARNER, "not-invited");
        assertEquals(403, stranger.get(person.path(person.wave.id())).statusCode());
        assertEquals(404, person.visitor.get(person.path("0".repeat(32))).statusCode());
        Samples.closeAndSeparate(platform, person.workspace, person.wave);
        assertEquals(410, person.visitor.get(person.path(person.wave.id())).statusCode());
    }

    @ParameterizedTest
    @EnumSource
    void aDraftIsReplacedAsAWhole(Tenant.Placement placement) {
        var person = new Person(placement);
        String draft =
                "{\"answers\":{\"time\":{\"notApplicable\":true},\"words\":{\"text\":\"Hi\"}},\"language\":\"de\"}";
        assertTrue(person.put(draft).body().contains("\"finished\":false"));
        assertTrue(person.put(GOOD).body().contains("\"finished\":true"));
        assertEquals(
                Map.of("mood", new Answer.Rating(4), "ways", new Answer.Chosen(List.of("do"))),
                person.ballot().answers());
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotFitIsNamedAndNothingIsSaved(Tenant.Placement placement) {
        var person = new Person(placement);
        var refused = new LinkedHashMap<String, String>();
        refused.put("\"mood\":{\"rating\":6}", "mood");
        refused.put("\"mood\":{\"rating\":0}", "mood");
        refused.put("\"mood\":{\"rating\":-2147483648}", "mood");
        refused.put("\"mood\":{\"text\":\"4\"}", "mood");
        refused.put("\"mood\":{\"notApplicable\":true}", "mood");
        refused.put("\"mood\":{\"rating\":4,\"text\":\"x\"}", "mood");
        refused.put("\"mood\":{\"notApplicable\":false}", "mood");
        refused.put("\"mood\":{}", "mood");
        refused.put("\"mood\":null", "mood");
        refused.put("\"mood\":{\"rating\":{\"$ne\":null}}", "mood");
        refused.put("\"mood\":{\"rating\":4},\"ways\":{\"chosen\":[\"swim\"]}", "ways");
        refused.put("\"mood\":{\"rating\":4},\"ways\":{\"chosen\":[\"do\",\"do\"]}", "ways");
        refused.put("\"mood\":{\"rating\":4},\"ways\":{\"chosen\":[\"do\",\"ask\",\"read\"]}", "ways");
        refused.put("\"mood\":{\"rating\":4},\"ways\":{\"chosen\":[null]}", "ways");
        refused.put("\"mood\":{\"rating\":4},\"$where\":{\"text\":\"1\"}", "$where");
        refused.put("\"mood\":{\"rating\":4},\"a.b\":{\"text\":\"1\"}", "a.b");
        refused.put(
                "\"mood\":{\"rating\":4},\"words\":{\"text\":\"" + "x".repeat(201) + "\"}", "at most 200 characters");
        refused.put("\"time\":{\"rating\":2}", "mood");
        refused.forEach((answers, named) -> {
            var answer = person.put("{\"answers\":{" + answers + "},\"finished\":true}");
            assertEquals(422, answer.statusCode(), answers + answer.body());
            assertTrue(answer.body().contains(named), answers + answer.body());
        });
        assertEquals(422, person.put("{\"answers\":{},\"tenantId\":\"other\"}").statusCode());
        assertEquals(422, person.put("{\"finished\":true}").statusCode());
        assertEquals(
                422, person.put(GOOD.replace("}}", "}},\"language\":\"!\"")).statusCode());
        assertEquals(422, person.put("{\"answers\":" + "[".repeat(100_000)).statusCode());
        for (String broken : List.of("", "{", "{\"answers\":", "\u0000")) {
            int status = person.put(broken).statusCode();
            assertTrue(status == 400 || status == 422, broken + " " + status);
        }
        assertFalse(person.ballot().touched());
        assertTrue(person.ballot().answers().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void aMegabyteOfTextIsTooLarge(Tenant.Placement placement) {
        var person = new Person(placement);
        var answer = person.put("{\"answers\":{\"words\":{\"text\":\"" + "x".repeat(1024 * 1024) + "\"}}}");
        assertEquals(413, answer.statusCode());
        assertFalse(person.ballot().touched());
    }

    @Attack(
            value = "answering B's survey",
            kind = Kind.ID_IN_PATH,
            threats = {"T1", "W11"},
            at = "/api/v1/waves/{wave}/answers")
    @ParameterizedTest
    @EnumSource
    void anotherTenantsWaveIsAnsweredLikeAnUnknownOne(Tenant.Placement placement) {
        var person = new Person(placement);
        var elsewhere = new Person(placement);
        var foreign = person.visitor.json("PUT", person.path(elsewhere.wave.id()), GOOD, person.csrf);
        var unknown = person.visitor.json("PUT", person.path("0".repeat(32)), GOOD, person.csrf);
        assertEquals(404, foreign.statusCode());
        assertEquals(404, unknown.statusCode());
        assertEquals(foreign.body().length(), unknown.body().length());
        assertFalse(elsewhere.ballot().touched());
    }

    @ParameterizedTest
    @EnumSource
    void whoIsNotInvitedIsToldSo(Tenant.Placement placement) {
        var person = new Person(placement);
        Visitor stranger = platform.signedIn(person.workspace, Role.LEARNER, "not-invited");
        String page = Samples.base(person.workspace) + "/answer/" + person.wave.id() + "/"
                + Samples.ticket(person.workspace, person.wave, person.id) + "/1";
        String csrf = Visitor.token(stranger.get(page).body());
        var answer = stranger.json("PUT", person.path(person.wave.id()), GOOD, csrf);
        assertEquals(403, answer.statusCode());
        assertTrue(answer.body().contains("not-invited"), answer.body());
        assertEquals(
                404,
                stranger.get(Samples.base(person.workspace) + "/api/v1/waves/" + person.wave.id() + "/questionnaire")
                        .statusCode());
        assertEquals(
                401,
                platform.stranger()
                        .get(person.path(person.wave.id()).replace("answers", "questionnaire"))
                        .statusCode());
    }

    @ParameterizedTest
    @EnumSource
    void aClosedWaveSaysSinceWhenAndWhatWasFinishedCounts(Tenant.Placement placement) {
        var person = new Person(placement);
        assertEquals(200, person.put(GOOD).statusCode());
        Samples.closeAndSeparate(platform, person.workspace, person.wave);
        var late = person.put(GOOD.replace("4", "1"));
        assertEquals(410, late.statusCode());
        assertTrue(late.body().contains("This survey closed on "), late.body());
        assertEquals(
                1, Samples.stored(person.workspace, person.wave).participation().finished());
        assertEquals(
                6, Samples.stored(person.workspace, person.wave).participation().invited());
    }
}
