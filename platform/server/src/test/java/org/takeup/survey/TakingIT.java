package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.plugin.api.Answer;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Taking a questionnaire that branches, with the kinds of API 1.2: what is asked, what is kept, what is dropped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TakingIT {
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
        String link() {
            return Samples.base(workspace) + "/answer/" + wave.id() + "/"
                    + Samples.ticket(workspace, wave, people.getFirst());
        }

        Ballot ballot() {
            String ticket = Samples.ticket(workspace, wave, people.getFirst());
            return new BallotStore(workspace, wave.id())
                    .find(WaveKey.ballotId(wave.id(), ticket))
                    .orElseThrow();
        }

        Set<String> answered() {
            return ballot().answers().keySet();
        }
    }

    private Asked asked(Tenant.Placement placement) {
        Workspace workspace = Samples.tenant(platform, placement);
        List<String> people = Samples.people(workspace, 0, 6, "Sales");
        Wave wave = Samples.wave(workspace, Confidentiality.Mode.CONFIDENTIAL, Branching.snapshot(true), "Sales");
        Samples.invite(platform, workspace, wave, 6);
        return new Asked(workspace, wave, people);
    }

    private static String goesTo(HttpResponse<String> answer) {
        assertEquals(303, answer.statusCode(), answer.body());
        return answer.headers().firstValue("location").orElseThrow();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> german(String link, String body) {
        Visitor phone = platform.stranger();
        return platform.send(phone.request(link)
                .header("Accept-Language", "de")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", phone.url().toString())
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    @BothPlacements
    void everyKindIsAskedAnsweredAndShownAgain(Tenant.Placement placement) {
        Asked asked = asked(placement);
        String link = asked.link();
        Visitor phone = platform.stranger();
        String first = phone.get(link + "/1").body();
        assertTrue(first.contains("type=\"range\"") && first.contains("type=\"date\""), first);
        assertTrue(first.contains("inputmode=\"decimal\"") && first.contains("Page 1 of 2"), first);

        String answers = "a.role=lead&a.load=35&start.load=50&a.hours=12.5&a.since=2026-02-01&a.note=Busy";
        assertEquals(link + "/2", goesTo(phone.post(link + "/1", answers)));
        String leads = phone.get(link + "/2").body();
        assertTrue(leads.contains("Leading, I lead") && leads.contains("Page 2 of 3"), leads);
        assertTrue(leads.contains("<textarea"), leads);
        assertEquals(link + "/3", goesTo(phone.post(link + "/2", "a.team=2&a.plan=" + "x".repeat(4_000))));
        String last = phone.get(link + "/3").body();
        assertTrue(
                last.contains("You work 12.5 hours since February 1, 2026, and said: \u2068Busy\u2069. {braces}"),
                last);

        String peer = asked.people().get(1);
        assertEquals(
                link + "/done",
                goesTo(phone.post(
                        link + "/3",
                        "a.busy=Mail&a.agree=yes&a.mail=me%40here.example&a.peers=" + peer + "&find.peers=")));
        assertTrue(asked.ballot().finished());
        assertEquals(
                Map.of(
                        "role", new Answer.Chosen(List.of("lead")),
                        "load", new Answer.Rating(35),
                        "hours", new Answer.Number(new BigDecimal("12.5")),
                        "since", new Answer.Day(LocalDate.of(2026, 2, 1)),
                        "note", new Answer.Text("Busy"),
                        "team", new Answer.Rating(2),
                        "plan", new Answer.Text("x".repeat(4_000)),
                        "busy", new Answer.Text("Mail"),
                        "agree", new Answer.Chosen(List.of("yes"))),
                without(asked.ballot().answers(), "mail", "peers"));
        assertEquals(new Answer.Persons(List.of(peer)), asked.ballot().answers().get("peers"));
        String again = phone.get(link + "/1").body();
        assertTrue(again.contains("value=\"12.5\"") && again.contains("You answered 35."), again);
        assertTrue(phone.get(link + "/3").body().contains("Robin 1"), "the picked person's name is shown");
    }

    private static Map<String, Answer> without(Map<String, Answer> answers, String... items) {
        var rest = new java.util.HashMap<>(answers);
        List.of(items).forEach(rest::remove);
        return rest;
    }

    @BothPlacements
    void whoTakesAnotherTurnLosesNothingThatCountsAndKeepsNothingThatDoesNot(Tenant.Placement placement) {
        Asked asked = asked(placement);
        String link = asked.link();
        Visitor phone = platform.stranger();
        phone.post(link + "/1", "a.role=lead&a.hours=30&a.note=One");
        phone.post(link + "/2", "a.team=1&a.plan=Much");
        // Back, and another turn: the page for leads is not asked any more, in no tab.
        assertEquals(link + "/3", goesTo(phone.post(link + "/1", "a.role=other&a.hours=3&a.note=One")));
        assertEquals(Set.of("role", "hours", "note"), asked.answered());
        assertEquals(link, goesTo(phone.get(link + "/2")));
        assertEquals(link, goesTo(phone.post(link + "/2", "a.team=1&a.plan=Late")));
        // A form of before, with a question that is not asked any more: the rest of it counts.
        assertEquals(link + "/done", goesTo(phone.post(link + "/3", "a.busy=Old&a.agree=yes")));
        assertEquals(Set.of("role", "hours", "note", "agree"), asked.answered());
        assertTrue(asked.ballot().finished());
        // Once finished, always finished; but what is asked now comes next.
        assertEquals(link + "/2", goesTo(phone.post(link + "/1", "a.role=lead&a.hours=3")));
        assertTrue(asked.ballot().finished());
    }

    @BothPlacements
    void twoTabsBackAndADoubleSubmitChangeNothing(Tenant.Placement placement) {
        Asked asked = asked(placement);
        String link = asked.link();
        Visitor one = platform.stranger();
        Visitor other = platform.stranger();
        String answers = "a.role=other&a.hours=12&a.note=Twice";
        assertEquals(link + "/3", goesTo(one.post(link + "/1", answers)));
        // The connection broke before the answer came, so the browser sends the same again.
        assertEquals(link + "/3", goesTo(one.post(link + "/1", answers)));
        Map<String, Answer> once = asked.ballot().answers();
        assertEquals(link + "/done", goesTo(other.post(link + "/3", "a.busy=Mail&a.agree=yes")));
        assertEquals(link + "/done", goesTo(one.post(link + "/3", "a.busy=Mail&a.agree=yes")));
        assertEquals(once, without(asked.ballot().answers(), "busy", "agree"));
        assertEquals(
                1,
                new TurnoutStore(asked.workspace(), asked.wave().id())
                        .participation()
                        .finished());
    }

    @BothPlacements
    void theLanguageCanBeSwitchedInTheMiddle(Tenant.Placement placement) {
        Asked asked = asked(placement);
        String link = asked.link();
        Visitor phone = platform.stranger();
        // Not saved yet: a number of one language must not become another one.
        HttpResponse<String> switched =
                phone.post(link + "/1", "in=de&a.role=lead&a.hours=1.5&a.note=" + encoded("Nöch nicht"));
        assertEquals(200, switched.statusCode());
        String german = switched.body();
        assertTrue(german.contains("[de] What do you do?") && german.contains("Speichern und weiter"), german);
        assertTrue(german.contains("value=\"1,5\"") && german.contains("Nöch nicht"), german);
        assertTrue(german.matches("(?s).*value=\"lead\"\\s+checked.*"), german);
        assertTrue(switched.headers().allValues("set-cookie").toString().contains("survey-lang=de"));
        assertFalse(asked.ballot().touched());

        assertEquals(link + "/2", goesTo(german(link + "/1", "a.role=lead&a.hours=1%2C5&a.note=Ja")));
        assertEquals(
                new Answer.Number(new BigDecimal("1.5")),
                asked.ballot().answers().get("hours"));
        String english = phone.get(link + "/1?lang=en").body();
        assertTrue(english.contains("value=\"1.5\"") && english.contains(">Ja</") || english.contains("value=\"Ja\""));
        // A language in which it is not written changes nothing.
        assertEquals(303, phone.post(link + "/1", "in=xx&a.role=lead").statusCode());
    }

    @BothPlacements
    void aPageThatIsSentBackSaysWhyInTheReadersLanguage(Tenant.Placement placement) {
        Asked asked = asked(placement);
        HttpResponse<String> back = german(asked.link() + "/1", "a.role=lead&a.hours=50,5&a.since=31.12.2027");
        assertEquals(422, back.statusCode());
        assertTrue(back.body().contains("Bitte geben Sie eine Zahl von 0 bis 40 an."), back.body());
        assertTrue(back.body().contains("Bitte geben Sie einen Tag vom 1. Januar 2020"), back.body());
        assertTrue(back.body().contains("value=\"50,5\""), back.body());
        assertFalse(asked.ballot().touched());
    }

    @BothPlacements
    void aSliderThatWasNotTouchedIsNoAnswer(Tenant.Placement placement) {
        Asked asked = asked(placement);
        String link = asked.link();
        Visitor phone = platform.stranger();
        phone.post(link + "/1", "a.role=other&a.load=50&start.load=50&none.load=1");
        assertEquals(Set.of("role"), asked.answered());
        phone.post(link + "/1", "a.role=other&a.load=55&start.load=50&none.load=1");
        assertEquals(new Answer.Rating(55), asked.ballot().answers().get("load"));
        phone.post(link + "/1", "a.role=other&a.load=50&start.load=50");
        assertEquals(new Answer.Rating(50), asked.ballot().answers().get("load"));
        phone.post(link + "/1", "a.role=other&a.load=50&start.load=50&none.load=1");
        assertEquals(Set.of("role"), asked.answered());
    }

    @BothPlacements
    void peopleAreFoundWithoutScriptAndNothingIsLostMeanwhile(Tenant.Placement placement) {
        Asked asked = asked(placement);
        Workspace other = Samples.tenant(platform, placement);
        Samples.people(other, 20, 3, "Else");
        String link = asked.link();
        Visitor phone = platform.stranger();
        phone.post(link + "/1", "a.role=other");
        String found = phone.post(link + "/3", "a.mail=me%40x.example&find.peers=robin+2&search=peers")
                .body();
        assertTrue(found.contains("Robin 2, Sales") && found.contains("me@x.example"), found);
        assertTrue(found.contains("value=\"" + asked.people().get(2) + "\""), found);
        // No more than what was asked for, and nobody of another organisation.
        assertFalse(found.contains("Robin 3"), found);
        assertFalse(phone.post(link + "/3", "find.peers=robin+20").body().contains("Robin 20"));
        assertFalse(phone.post(link + "/3", "find.peers=r").body().contains("Sales"));
        String address = "p3@" + asked.workspace().tenant().slug() + ".example";
        assertTrue(
                phone.post(link + "/3", "find.peers=" + encoded(address)).body().contains("Robin 3"));
        HttpResponse<String> unknown = phone.post(link + "/3", "a.agree=yes&a.peers=nobody");
        assertEquals(422, unknown.statusCode());
        assertTrue(unknown.body().contains("not in the directory"), unknown.body());
    }

    @Attack(
            value = "copying the directory through a survey's search for people",
            kind = Kind.OTHER,
            threats = {"T1"},
            at = "/answer/{wave}/{ticket}/{page}")
    @BothPlacements
    void theDirectoryCannotBeCopiedThroughTheSearch(Tenant.Placement placement) {
        Asked asked = asked(placement);
        String link = asked.link();
        Visitor phone = platform.stranger();
        phone.post(link + "/1", "a.role=other");
        int refused = 0;
        for (int i = 0; i < 40; i++) {
            refused += phone.post(link + "/3", "find.peers=robin").statusCode() == 429 ? 1 : 0;
        }
        assertTrue(refused >= 10, refused + " of 40 searches were refused");
        // What it refuses is the search, not the survey.
        assertEquals(303, phone.post(link + "/3", "a.agree=yes").statusCode());
    }

    @BothPlacements
    void whatIsTooLateIsSaidAndGivenBack(Tenant.Placement placement) {
        Asked asked = asked(placement);
        String link = asked.link();
        platform.stranger().post(link + "/1", "a.role=lead");
        Samples.closeAndSeparate(platform, asked.workspace(), asked.wave());
        HttpResponse<String> late = german(link + "/2", "a.team=1&a.plan=" + encoded("Mein <b>Plan</b>"));
        assertEquals(410, late.statusCode());
        assertTrue(late.body().contains("schloss, bevor Ihre Antworten ankamen"), late.body());
        assertTrue(late.body().contains("Mein &lt;b&gt;Plan&lt;/b&gt;"), late.body());
        HttpResponse<String> stranger = german(link.substring(0, link.lastIndexOf('/')) + "/x/2", "a.plan=x");
        assertEquals(410, stranger.statusCode());
        assertFalse(stranger.body().contains("What will you do?"), stranger.body());
    }

    @BothPlacements
    void hiddenAnswersAreNotCounted(Tenant.Placement placement) {
        Asked asked = asked(placement);
        String ballot = WaveKey.ballotId(
                asked.wave().id(),
                Samples.ticket(asked.workspace(), asked.wave(), asked.people().getFirst()));
        var store = new BallotStore(asked.workspace(), asked.wave().id());
        // As two tabs could leave it that saved at the same moment.
        store.save(
                ballot,
                new BallotStore.PageSaved(
                        "last",
                        Map.of(
                                "role", new Answer.Chosen(List.of("other")),
                                "team", new Answer.Rating(1),
                                "agree", new Answer.Chosen(List.of("yes"))),
                        List.of(),
                        true,
                        new java.util.Date(0),
                        "en"));
        Samples.closeAndSeparate(platform, asked.workspace(), asked.wave());
        store.eachSeparated(
                each -> assertEquals(Set.of("role", "agree"), each.answers().keySet()));
    }

    @Test
    void anAnonymousSurveyDropsHiddenAnswersToo() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        Samples.people(workspace, 0, 6, "Sales");
        Wave wave = Samples.wave(workspace, Confidentiality.Mode.ANONYMOUS, Branching.snapshot(false), "Sales");
        Samples.invite(platform, workspace, wave, 6);
        String link = Samples.base(workspace) + "/answer/" + wave.id() + "/"
                + Samples.ticket(
                        workspace, wave, Samples.person(workspace, 0, "Sales").personId());
        Visitor phone = platform.stranger();
        String slip = AnonymousPagesIT.slip(phone.get(link).body());
        String own = goesTo(phone.post(link, "slip=" + slip));
        assertEquals(own + "/2", goesTo(phone.post(own + "/1", "a.role=lead&a.hours=30&a.note=x")));
        assertEquals(own + "/3", goesTo(phone.post(own + "/2", "a.team=1&a.plan=Much")));
        assertEquals(own + "/3", goesTo(phone.post(own + "/1", "a.role=other&a.hours=3&a.note=x")));
        assertEquals(own + "/done", goesTo(phone.post(own + "/3", "a.agree=yes")));
        Ballot ballot = new AnonymousAnswers(workspace, wave.id())
                .open(own.substring(own.lastIndexOf('/') + 1))
                .orElseThrow()
                .ballot();
        assertTrue(ballot.finished());
        assertEquals(Set.of("role", "hours", "note", "agree"), ballot.answers().keySet());
    }

    @BothPlacements
    void theApiDropsThemAndDemandsOnlyWhatIsAsked(Tenant.Placement placement) {
        Asked asked = asked(placement);
        Visitor person = platform.signedIn(
                asked.workspace(), Role.LEARNER, asked.people().getFirst());
        String answers = Samples.base(asked.workspace()) + "/api/v1/waves/"
                + asked.wave().id() + "/answers";
        String csrf = Visitor.token(person.get(asked.link() + "/1").body());
        String body = "{\"answers\":{\"role\":{\"chosen\":[\"other\"]},\"hours\":{\"number\":7.50},"
                + "\"since\":{\"day\":\"2026-02-01\"},\"team\":{\"rating\":1},\"agree\":{\"chosen\":[\"yes\"]},"
                + "\"peers\":{\"persons\":[\"" + asked.people().get(2) + "\"]}},\"finished\":true}";
        HttpResponse<String> saved = person.json("PUT", answers, body, csrf);
        assertEquals(200, saved.statusCode(), saved.body());
        assertTrue(saved.body().contains("\"pages\":2"), saved.body());
        assertEquals(Set.of("role", "hours", "since", "agree", "peers"), asked.answered());
        HttpResponse<String> lead =
                person.json("PUT", answers, body.replace("other", "lead").replace("team", "load"), csrf);
        assertEquals(422, lead.statusCode(), lead.body());
        assertTrue(lead.body().contains("\"team\""), lead.body());
        HttpResponse<String> unknown =
                person.json("PUT", answers, body.replace(asked.people().get(2), "nobody"), csrf);
        assertEquals(422, unknown.statusCode(), unknown.body());
        String view = person.get(answers.replace("/answers", "/questionnaire")).body();
        assertTrue(view.contains("\"shownIf\":{\"is\":{\"item\":\"role\",\"values\":[\"lead\"]}}"), view);
        assertTrue(view.contains("\"range\":{\"least\":\"0\",\"most\":\"40\",\"step\":\"0.1\""), view);
    }

    @BothPlacements
    void whatIsSentToHurtIsRefusedAndNothingIsSaved(Tenant.Placement placement) {
        Asked asked = asked(placement);
        String link = asked.link();
        Visitor phone = platform.stranger();
        assertEquals(
                413,
                phone.post(link + "/1", "a.note=" + "x".repeat(1024 * 1024)).statusCode());
        int ids = phone.post(link + "/1", "a.role=lead" + "&a.role=x".repeat(99_999))
                .statusCode();
        assertTrue(ids == 400 || ids == 413, "100,000 option ids: " + ids);
        int some = phone.post(link + "/1", "a.role=lead" + "&a.role=x".repeat(1_000))
                .statusCode();
        assertTrue(some == 400 || some == 422, "1,000 option ids: " + some);
        assertFalse(asked.ballot().touched());
        // Text that steers is kept as it was written, and steers nothing where it is shown.
        phone.post(link + "/1", "a.role=other&a.note=" + encoded("\u202Egnp.exe\u200B<script>"));
        assertEquals(
                new Answer.Text("\u202Egnp.exe\u200B<script>"),
                asked.ballot().answers().get("note"));
        String last = phone.get(link + "/3").body();
        assertTrue(last.contains("\u2068gnp.exe&lt;script&gt;\u2069"), last);
    }
}
