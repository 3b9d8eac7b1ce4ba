package org.takeup.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.json.JsonWriterSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.identity.StillClock;

/** Signing up, as people do it and as programs abuse it. No Keycloak answers here: nothing gets further than its first step. */
class SignUpIT {
    private static final Pattern LINK = Pattern.compile("/sign-up/[A-Za-z0-9_-]{22}");
    private static final Duration SOON = Duration.ofSeconds(30);

    private final StillClock clock = new StillClock();
    private MailCatcher mail;
    private TestPlatform platform;
    private Visitor anybody;

    @BeforeEach
    void start() {
        mail = MailCatcher.start();
        platform = TestPlatform.start(open(), clock);
        anybody = platform.stranger();
    }

    private UnaryOperator<Map<String, String>> open() {
        return environment -> {
            var more = new HashMap<>(environment);
            more.put("TAKEUP_SMTP_URI", mail.uri().toString());
            more.put("TAKEUP_KEYCLOAK_CLIENT_SECRET", "for-tests-only");
            more.put("TAKEUP_SIGN_UP", "open");
            return more;
        };
    }

    @AfterEach
    void stop() {
        platform.close();
        mail.close();
    }

    private static Map<String, String> wish() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("organisation", "Orchard & Söhne");
        fields.put("slug", "orchard");
        fields.put("givenName", "Ann");
        fields.put("familyName", "Appleby");
        fields.put("email", "ann@orchard.example");
        fields.put("language", "de");
        fields.put("zone", "Europe/Berlin");
        fields.put("terms", "yes");
        return fields;
    }

    private static Map<String, String> wish(String field, String value) {
        var fields = wish();
        fields.put(field, value);
        return fields;
    }

    private HttpResponse<String> ask(Map<String, String> fields) {
        return anybody.post("/sign-up", form(fields));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String mailed(int count) {
        Eventually.holds(count + " mails", SOON, () -> mail.mails().size() >= count);
        var found = LINK.matcher(MailCatcher.text(mail.mails().get(count - 1)));
        assertTrue(found.find());
        return found.group();
    }

    private List<Document> stored() {
        return platform.store()
                .control("onboardings")
                .find(com.mongodb.client.model.Filters.gt("_id", ""))
                .into(new ArrayList<>());
    }

    @Test
    void theMailSpeaksTheLanguageThatWasChosenAndWhoFollowsItsLinkHasDoneNothingYet() {
        assertEquals(
                "/sign-up-sent", ask(wish()).headers().firstValue("location").orElse(""));
        String link = mailed(1);
        assertEquals("Bitte bestätigen: Arbeitsbereich für Orchard & Söhne", subject());
        for (String method : List.of("GET", "HEAD")) {
            var request = anybody.request(link).method(method, HttpRequest.BodyPublishers.noBody());
            assertEquals(200, anybody.send(request.build()).statusCode());
        }
        assertEquals("ASKED", stored().getFirst().getString("state"));
        assertTrue(platform.platform().tenants().bySlug("orchard").isEmpty());
    }

    private String subject() {
        try {
            return mail.mails().getFirst().getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void nobodysNameOrAddressIsInTheStoreInPlainWords() {
        ask(wish());
        mailed(1);
        String all = stored().stream()
                .map(each -> each.toJson(JsonWriterSettings.builder().build()))
                .collect(Collectors.joining());
        for (String word : List.of("ann@orchard.example", "Appleby", "Orchard", "127.0.0.1")) {
            assertFalse(all.contains(word), word);
        }
    }

    @Test
    void whatDoesNotFitIsSaidAtItsFieldAndNothingThatWasEnteredIsLost() {
        Map<String, List<String>> bad = Map.of(
                "organisation", List.of("", "x".repeat(101), "Bank\r\nBcc: all@example.com", "Bank\u202Eknab"),
                "slug", List.of("", "ab", "Ä", "-abc", "abc-", "a b", "operator", "x".repeat(41), "../../etc"),
                "givenName", List.of("", "\u0000", "x".repeat(101)),
                "familyName", List.of(""),
                "email",
                        List.of(
                                "",
                                "ann",
                                "ann@orchard",
                                "ann@orchard.example,bob@orchard.example",
                                "ann@orchard.example\r\nBcc: all@example.com",
                                "\"ann\"@orchard.example",
                                "x".repeat(65) + "@orchard.example"),
                "language", List.of("xx", "en-GB"),
                "zone", List.of("Mars/Olympus", "+01:00"),
                "terms", List.of(""));
        bad.forEach((field, values) -> values.forEach(value -> {
            HttpResponse<String> answer = ask(wish(field, value));
            assertEquals(422, answer.statusCode(), field + " = " + value);
            assertTrue(answer.body().contains("href=\"#" + field + "\""), field + " = " + value);
            if (!field.equals("familyName")) {
                assertTrue(answer.body().contains("value=\"Appleby\""), "nothing else is lost");
            }
        }));
        assertEquals(List.of(), stored());
    }

    @Test
    void markupInANameIsText() {
        String hostile = "<script>alert(1)</script>\"onfocus=alert(1)";
        HttpResponse<String> answer = ask(wish("organisation", hostile).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getKey().equals("slug") ? "!" : each.getValue())));
        assertFalse(answer.body().contains("<script>alert"), answer.body());
        assertFalse(answer.body().contains("\"onfocus"), answer.body());
        ask(wish("organisation", hostile));
        String page = anybody.get(mailed(1)).body();
        assertFalse(page.contains("<script>alert"), page);
    }

    @Test
    void oneFieldTooManyIsFilledInByProgramsOnly() {
        HttpResponse<String> answer = ask(wish("website", "https://spam.example"));
        assertEquals("/sign-up-sent", answer.headers().firstValue("location").orElse(""));
        assertEquals(List.of(), stored());
    }

    @Test
    void nobodyIsWrittenToMoreThanThreeTimesADayAndTheAnswerIsTheSame() {
        HttpResponse<String> first = ask(wish());
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> again = ask(wish("slug", "orchard-" + i));
            assertEquals(first.statusCode(), again.statusCode());
            assertEquals(first.headers().firstValue("location"), again.headers().firstValue("location"));
        }
        assertEquals(3, stored().size());
        clock.pass(Duration.ofHours(25));
        ask(wish("slug", "orchard-x"));
        assertEquals(1, stored().size(), "who never confirmed is forgotten after a day");
    }

    @Test
    void onePlaceAsksFiveTimesAnHour() {
        for (int i = 0; i < 5; i++) {
            assertEquals(303, ask(wish("email", "ann" + i + "@orchard.example")).statusCode());
        }
        HttpResponse<String> refused = ask(wish("email", "bob@orchard.example"));
        assertEquals(429, refused.statusCode());
        assertTrue(refused.body().contains("Wait an hour"), refused.body());
        clock.pass(Duration.ofMinutes(61));
        assertEquals(303, ask(wish("email", "bob@orchard.example")).statusCode());
    }

    @Test
    void aLinkIsGoodForADayAndAnInventedOneNever() {
        ask(wish());
        String link = mailed(1);
        String last = link.substring(link.length() - 1);
        String invented = link.substring(0, link.length() - 1) + (last.equals("A") ? "B" : "A");
        for (String path : List.of(invented, invented + "/progress", "/sign-up/x")) {
            assertEquals(404, anybody.get(path).statusCode(), path);
        }
        for (String deed : List.of("/begin", "/password")) {
            assertEquals(404, anybody.post(invented + deed, "slug=orchard").statusCode(), deed);
        }
        clock.pass(Duration.ofHours(25));
        HttpResponse<String> late = anybody.get(link);
        assertEquals(404, late.statusCode());
        assertTrue(late.body().contains("This link is not good any more"), late.body());
        assertEquals(404, anybody.post(link + "/begin", "slug=orchard").statusCode());
    }

    @Test
    void beforeItIsReadyThereIsNoPassword() {
        ask(wish());
        String link = mailed(1);
        assertEquals(409, anybody.post(link + "/password", "").statusCode());
    }

    @Test
    void withoutKeycloakNobodyGetsInAndAfterTenMinutesNothingIsLeft() {
        ask(wish());
        String link = mailed(1);
        assertEquals(303, anybody.post(link + "/begin", "slug=orchard").statusCode());
        assertEquals(303, anybody.post(link + "/begin", "slug=other").statusCode(), "twice changes nothing");
        Eventually.holds(
                "the trouble is known",
                SOON,
                () -> stored().getFirst().getString("trouble").equals("AWAY"));
        assertTrue(anybody.get(link).body().contains("The sign-in service does not answer"));
        assertEquals(403, anybody.get("/w/orchard/").statusCode(), "nobody gets in yet");
        assertTrue(platform.platform().tenants().bySlug("other").isEmpty());

        clock.pass(Duration.ofMinutes(11));
        Eventually.holds(
                "it is taken back as far as it goes",
                SOON,
                () -> platform.platform().tenants().bySlug("orchard").isEmpty());
        assertEquals("WITHDRAWING", stored().getFirst().getString("state"), "Keycloak still has to be asked");
        assertEquals(404, anybody.get("/w/orchard/").statusCode());
        assertTrue(platform.platform().tenants().isFree("orchard"));
    }

    @Test
    void anotherSiteCannotMakeABrowserSignUpOrConfirm() {
        ask(wish());
        String link = mailed(1);
        for (String path : List.of("/sign-up", link + "/begin", link + "/password")) {
            var request = anybody.request(path)
                    .header("Origin", "https://evil.example")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form(wish("slug", "orchard"))));
            assertEquals(403, anybody.send(request.build()).statusCode(), path);
        }
        assertEquals("ASKED", stored().getFirst().getString("state"));
    }

    @Test
    void aClosedInstallationLetsNobodySignUp() {
        try (TestPlatform closed = TestPlatform.start()) {
            Visitor stranger = closed.stranger();
            assertEquals(404, stranger.get("/sign-up").statusCode());
            assertEquals(404, stranger.get("/sign-up-sent").statusCode());
            assertEquals(404, stranger.post("/sign-up", form(wish())).statusCode());
            assertFalse(stranger.get("/").body().contains("/sign-up"));
        }
    }
}
