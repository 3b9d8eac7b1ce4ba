package org.takeup.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.message.format.Format;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** The words of a step over HTTP: variants, checks, formats, approval, and what goes out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String HARD =
            "Organisational prioritisation facilitates capability development opportunities throughout participating departments. "
                    .repeat(3)
                    .strip();

    private TestPlatform platform;
    private MailCatcher mail;
    private Workspace workspace;
    private String base;
    private Visitor admin;
    private String token;
    private String sales;
    private String plan;
    private String step;

    @BeforeAll
    void start() {
        mail = MailCatcher.start();
        platform = TestPlatform.mailing(mail, Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        platform.close();
        mail.close();
        assertEquals(List.of(), platform.watch().offences());
        assertEquals(
                List.of(),
                platform.watch().shapes().withoutIndex(Messages.COLLECTIONS).stream()
                        .filter(shape -> shape.collection().startsWith("message"))
                        .toList());
    }

    /** A plan with one mail to Sales, a week from now, so that nothing is due. */
    @BeforeEach
    void aPlan() {
        in(Placement.POOLED);
    }

    private void in(Placement placement) {
        String slug = "w" + UUID.randomUUID().toString().substring(0, 8);
        workspace = platform.tenant(slug, placement);
        base = "/w/" + slug;
        admin = platform.signedIn(workspace, Role.ADMIN);
        token = Visitor.token(admin.get(base + "/stakeholders").body());
        new People()
                .upsert(
                        workspace,
                        List.of(
                                person("boss", "Bea Boss", Optional.empty()),
                                person("ann", "Ann <b>Lee</b>", Optional.of("boss"))));
        sales = json(api("POST", "/stakeholders", """
                {"name":"Sales people","kind":"LEARNERS","size":3,"power":2,"interest":2,"segment":"unit:Sales"}""", "")).get("id").asText();
        JsonNode drafted =
                json(api("POST", "/plans", """
                {"builder":"plan-stakeholder","objective":"Everybody learns",
                 "answers":{"startDate":"%s","programme":"Safe data","gain":"keep data safe","weeks":"8"}}""".formatted(workspace.today().plusDays(7)), ""));
        plan = drafted.get("id").asText();
        JsonNode added =
                json(api("POST", "/plans/" + plan + "/steps", """
                {"audienceId":"%s","messenger":"SPONSOR","channel":"EMAIL","on":"%s",
                 "subject":"Why this matters","words":"Because we say so."}""".formatted(sales, workspace.today()), tag(drafted)));
        for (JsonNode each : added.get("steps")) {
            step = each.get("subject").asText().equals("Why this matters")
                    ? each.get("id").asText()
                    : step;
        }
    }

    private PersonRecord person(String id, String name, Optional<String> manager) {
        String address = id + "@" + workspace.tenant().slug() + ".example";
        return new PersonRecord("test", id, name, address, Optional.of("Sales"), manager, true);
    }

    private String personId(String id) {
        return person(id, id, Optional.empty()).personId();
    }

    private HttpResponse<String> api(String method, String path, String body, String etag) {
        var request = admin.request(base + "/api/v1" + path)
                .header("Origin", platform.url().toString())
                .header("X-Takeup-CSRF", token);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!etag.isEmpty()) {
            request.header("If-Match", etag);
        }
        return admin.send(request.method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertTrue(answer.statusCode() < 300, answer.statusCode() + " " + answer.body());
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }

    private static String tag(JsonNode versioned) {
        return "\"" + versioned.get("version").asLong() + "\"";
    }

    private String words() {
        return "/plans/" + plan + "/steps/" + step + "/words";
    }

    private JsonNode message() {
        return json(api("GET", words(), "", ""));
    }

    private HttpResponse<String> save(String variant, String subject, String text) {
        ObjectNode body = JSON.createObjectNode().put("subject", subject).put("words", text);
        return api("PUT", words() + "/variants/" + variant, body.toString(), tag(message()));
    }

    private JsonNode format(String format, String query) {
        return json(api("GET", words() + "/formats/" + format + query, "", ""));
    }

    private JsonNode planNow() {
        return json(api("GET", "/plans/" + plan, "", ""));
    }

    private JsonNode does(String what) {
        return json(api("POST", "/plans/" + plan + "/" + what, "", tag(planNow())));
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void theMostSpecificVariantReachesEachRecipientAndTheRestFallsBack(Placement placement) {
        in(placement);
        json(save(
                "default",
                "{{programme}}: hello {{person.firstName|you}}",
                "Hello {{person.firstName}},\n\nplease come."));
        json(save("de", "Hallo", "Hallo {{person.firstName}}, bitte kommen."));
        JsonNode saved = json(save(sales, "For Sales", "Ask {{manager.name}} about **it**: [here]({{link}})."));
        assertEquals(3, saved.get("variants").size());

        JsonNode ann = format("mail", "?person=" + personId("ann"));
        assertEquals(sales, ann.get("variant").asText());
        assertTrue(ann.get("content").asText().contains("Ask Bea Boss about <strong>it</strong>"), ann.toString());
        JsonNode boss = format("mail", "?person=" + personId("boss"));
        assertTrue(boss.get("text").asText().contains("Ask your manager about it"), boss.toString());
        assertEquals(List.of("link", "manager.name"), boss.get("missing").findValuesAsText("variable"));

        JsonNode nobody = format("mail", "");
        assertEquals("default", nobody.get("variant").asText());
        assertTrue(nobody.get("text").asText().startsWith("Hello,"), nobody.toString());
        JsonNode annDefault = format("mail", "?variant=default&person=" + personId("ann"));
        assertTrue(annDefault.get("content").asText().contains("Hello Ann,"), annDefault.toString());
        assertFalse(annDefault.get("content").asText().contains("<b>"), "a name is no markup");
        for (Format each : Format.values()) {
            assertEquals(
                    sales,
                    format(each.key(), "?person=" + personId("ann"))
                            .get("variant")
                            .asText());
        }

        JsonNode gone = json(api("DELETE", words() + "/variants/" + sales, "", tag(message())));
        assertEquals(2, gone.get("variants").size());
        assertEquals(
                "default",
                format("sms", "?person=" + personId("ann")).get("variant").asText());
        assertEquals(
                404,
                api("DELETE", words() + "/variants/" + sales, "", tag(message()))
                        .statusCode());
        assertEquals(
                409,
                api("DELETE", words() + "/variants/default", "", tag(message())).statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{{constructor}}", "{{#each x}}a{{/each}}", "a <b>b</b>", "[x](javascript:alert(1))", "a\u202eb"
            })
    void whatIsNoTextIsRefusedWithItsPlaceAndNothingIsKept(String text) {
        JsonNode before = message();
        var refused = save("de", "Fine", "One line\n" + text);
        assertEquals(422, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("Line 2, column "), refused.body());
        if (!text.startsWith("[")) {
            // A subject has no links, so brackets are just brackets in it.
            assertEquals(422, save("default", text, "Fine").statusCode());
        }
        assertEquals(before, message());
        assertEquals(
                422,
                api("PUT", words() + "/details", "{\"link\":\"http://x.example\"}", tag(before))
                        .statusCode());
    }

    @Attack(
            value = "templates that work something out: constructors, loops, sections, tags, links that run script",
            kind = Kind.OTHER,
            threats = "E4",
            at = "words of a plan's step")
    @BothPlacements
    void noTemplateWorksAnythingOut(Placement placement) {
        in(placement);
        JsonNode before = message();
        for (String text : List.of(
                "{{constructor}}",
                "{{constructor.constructor('return this')()}}",
                "{{__proto__}}",
                "{{person.firstName.constructor}}",
                "{{#with person}}x{{/with}}",
                "{{^person}}x{{/person}}",
                "{{&person.name}}",
                "{{{person.name}}}",
                "${7*7}",
                "#{7*7}",
                "{%for a in b%}",
                "<%= 7*7 %>",
                "<script>alert(1)</script>",
                "[x](javascript:alert(1))",
                "[x](data:text/html,x)",
                "[x](https://bank.example@evil.example/)")) {
            var refused = save("de", "Fine", text);
            assertEquals(422, refused.statusCode(), text);
            assertTrue(refused.body().contains("Line 1, column "), refused.body());
        }
        assertEquals(before, message());
    }

    @Test
    void ofTwoWritersOneIsToldAndAVersionIsNeeded() {
        String etag = tag(message());
        String body = "{\"subject\":\"Hallo\",\"words\":\"Komm mit.\"}";
        assertEquals(428, api("PUT", words() + "/variants/de", body, "").statusCode());
        assertEquals(200, api("PUT", words() + "/variants/de", body, etag).statusCode());
        assertEquals(412, api("PUT", words() + "/variants/de", body, etag).statusCode());
        assertEquals(412, api("PUT", words() + "/variants/default", body, etag).statusCode());
        assertEquals(
                404, api("GET", words().replace(step, "0".repeat(24)), "", "").statusCode());
    }

    @Test
    void aVariantThatIsChangedAfterTheApprovalTakesItAwayAndNothingGoesOut() {
        does("review");
        json(save("de", "Hallo", "Komm mit."));
        assertEquals("DRAFT", planNow().get("state").asText(), "what was in review was not this");
        does("review");
        assertEquals("APPROVED", does("approval").get("state").asText().replace("RUNNING", "APPROVED"));
        // The step's day is today: it goes out at nine, or as soon as it is approved. Another one waits for a week.
        JsonNode waiting = null;
        for (JsonNode each : planNow().get("steps")) {
            waiting = each.get("subject").asText().equals("Why this matters") ? waiting : each;
        }
        step = waiting.get("id").asText();
        json(save("fr", "Bonjour", "Viens avec nous."));
        assertEquals("DRAFT", planNow().get("state").asText());
        assertEquals(409, api("POST", "/plans/" + plan + "/dispatch", "", "").statusCode());
        assertTrue(planNow().get("approval").isNull());
    }

    @Test
    void theMailThatGoesOutIsTheVariantOfItsRecipient() {
        json(save("default", "Come along, {{person.firstName}}", "Hello {{person.firstName}},\n\n- **one**\n- two"));
        does("review");
        does("approval");
        api("POST", "/plans/" + plan + "/dispatch", "", "");
        String address = "ann@" + workspace.tenant().slug() + ".example";
        Eventually.holds(
                "Ann's mail",
                SOON,
                () -> mail.mails().stream()
                        .filter(each -> MailCatcher.header(each, "To").contains(address))
                        .anyMatch(each -> MailCatcher.header(each, "Subject").equals("Come along, Ann")
                                && MailCatcher.text(each).contains("Hello Ann,\n\n- one\n- two")));
        String html = mail.mails().stream()
                .filter(each -> MailCatcher.header(each, "To").contains(address))
                .map(MailCatcher::html)
                .findFirst()
                .orElseThrow();
        assertTrue(html.contains(base + "/ask?from=mail-step\""), html);
        assertTrue(html.indexOf("Ask it here") < html.indexOf("</body>"), html);
        assertEquals(409, save("de", "Hallo", "Zu spät.").statusCode(), "it is out");
        String page = admin.get(base + words()).body();
        assertTrue(page.contains("its words stay as they were sent") && !page.contains("<textarea"), page);
    }

    @Test
    void whoIsAskedToSayItGetsTheVariantForThemInTheMailAndOnThePage() {
        String bea = json(api("POST", "/stakeholders", """
                {"name":"Bea","kind":"RESPECTED_INDIVIDUAL","size":1,"power":2,"interest":2,"person":"%s"}""".formatted(personId("boss")), ""))
                .get("id")
                .asText();
        JsonNode added =
                json(api("POST", "/plans/" + plan + "/steps", """
                {"audienceId":"%s","messenger":"LINE_MANAGER","channel":"HAND_OVER","on":"%s",
                 "subject":"To be said","words":"The words of the step."}""".formatted(sales, workspace.today()), tag(planNow())));
        for (JsonNode each : added.get("steps")) {
            step = each.get("subject").asText().equals("To be said")
                    ? each.get("id").asText()
                    : step;
        }
        json(save(sales, "For Sales", "What **Sales** read."));
        json(save(bea, "For {{programme}}", "Tell them, {{person.firstName|all of you}}: **come along**."));
        does("review");
        does("approval");
        api("POST", "/plans/" + plan + "/dispatch", "", "");
        String address = "boss@" + workspace.tenant().slug() + ".example";
        Eventually.holds(
                "the boss is asked",
                SOON,
                () -> mail.mails().stream()
                        .filter(each -> MailCatcher.header(each, "To").contains(address))
                        .map(MailCatcher::text)
                        .anyMatch(text -> text.contains("Tell them, all of you: come along.")
                                && text.contains("For ")
                                && !text.contains("The words of the step")
                                && !text.contains("What Sales read")));
        Visitor boss = platform.signedIn(workspace, Role.MANAGER, personId("boss"));
        for (String page : List.of("/my-week", "/hand-over/" + step)) {
            String shown = boss.get(base + page).body();
            assertTrue(shown.contains("Tell them, all of you: come along."), shown);
        }
        // Whoever finds it without a variant of their own says what its audience reads.
        Visitor planner = platform.signedIn(workspace, Role.LEARNER, personId("ann"));
        assertFalse(planner.get(base + "/my-week").body().contains("come along"), "nobody asked Ann");
    }

    @Test
    void hardWordsNeedAReasonForExactlyTheseWordsBeforeThePlanIsApproved() {
        JsonNode saved = json(save("default", "Prioritisation", HARD));
        assertTrue(saved.get("needsReason").asBoolean(), saved.toString());
        assertTrue(saved.at("/variants/0/checks/above").asBoolean());
        does("review");
        var refused = api("POST", "/plans/" + plan + "/approval", "", tag(planNow()));
        assertEquals(422, refused.statusCode(), refused.body());
        assertTrue(
                planNow().toString().contains("These words are hard to read: LIX"),
                planNow().toString());
        String page = admin.get(base + words()).body();
        assertTrue(page.contains("The plan cannot be approved with these words"), page);

        assertEquals(
                422,
                api("POST", words() + "/override", "{\"reason\":\" \"}", tag(message()))
                        .statusCode());
        Visitor writer = platform.signedIn(workspace, Role.PLANNER, "writer");
        assertEquals(
                303,
                writer.submit(
                                base + words(),
                                base + words() + "/details",
                                Map.of("version", tag(message()).replace("\"", ""), "link", "https://a.example/"))
                        .statusCode());
        var own = writer.submit(
                base + words(),
                base + words() + "/override",
                Map.of("version", tag(message()).replace("\"", ""), "reason", "I like it"));
        assertEquals(403, own.statusCode(), own.body());
        JsonNode given =
                json(api("POST", words() + "/override", "{\"reason\":\"The law says it so\"}", tag(message())));
        assertFalse(given.get("needsReason").asBoolean());
        assertEquals("The law says it so", given.at("/reason/reason").asText());
        does("review");
        assertTrue(does("approval").get("approval").has("by"));
        assertTrue(admin.get(base + "/audit").body().contains("Let hard words of a plan go out, with a reason"));
    }

    @Test
    void aReasonDoesNotCountForOtherWordsAndTheLimitIsTheWorkspaces() {
        json(save("default", "Prioritisation", HARD));
        json(api("POST", words() + "/override", "{\"reason\":\"The law says it so\"}", tag(message())));
        assertFalse(message().get("needsReason").asBoolean());
        json(save("default", "Prioritisation", HARD + " Organisational."));
        assertTrue(message().get("needsReason").asBoolean());

        json(save(
                "default",
                "Come along",
                "You can learn with us in the library. ".repeat(5).strip()));
        assertFalse(message().get("needsReason").asBoolean());
        assertEquals(422, api("PUT", "/vocabulary/limit", "{\"lix\":5}", "").statusCode());
        assertEquals(
                30,
                json(api("PUT", "/vocabulary/limit", "{\"lix\":30}", ""))
                        .get("limit")
                        .asInt());
        assertEquals(30, message().get("limit").asInt());
    }

    @Test
    void termsAreProposedAndTheWriterDecides() {
        JsonNode saved =
                json(save("default", "Leverage it", "We leverage **synergy**. [leverage](https://leverage.example/)"));
        assertEquals(
                List.of("leverage", "synergy"),
                saved.at("/variants/0/checks/terms").findValuesAsText("term"));
        JsonNode taken = json(api("POST", words() + "/terms", "{\"term\":\"leverage\",\"take\":true}", tag(saved)));
        assertEquals("Use it", taken.at("/variants/0/subject").asText());
        assertEquals(
                "We use **synergy**. [use](https://leverage.example/)",
                taken.at("/variants/0/words").asText());
        JsonNode kept = json(api("POST", words() + "/terms", "{\"term\":\"synergy\",\"take\":false}", tag(taken)));
        assertEquals(0, kept.at("/variants/0/checks/terms").size());
        assertEquals(List.of("synergy"), List.of(kept.get("kept").get(0).asText()));
        assertEquals(
                404,
                api("POST", words() + "/terms", "{\"term\":\"leverage\",\"take\":true}", tag(kept))
                        .statusCode());

        json(api("POST", "/vocabulary/terms", """
                {"language":"en","term":"hub","instead":"learning site"}""", ""));
        JsonNode own = json(api("POST", "/vocabulary/terms", """
                {"language":"en","audience":"%s","term":"dashboard","instead":""}""".formatted(sales), ""));
        json(api("POST", "/vocabulary/terms", """
                {"language":"en","term":"dashboard","instead":"overview"}""", ""));
        JsonNode checked = json(
                api("POST", words() + "/checks", "{\"subject\":\"The hub\",\"words\":\"Look at the dashboard.\"}", ""));
        assertEquals(List.of("hub"), checked.get("terms").findValuesAsText("term"), "Sales say dashboard themselves");
        assertEquals(
                204,
                api("DELETE", "/vocabulary/terms/" + own.get("id").asText(), "", "")
                        .statusCode());
        checked = json(
                api("POST", words() + "/checks", "{\"subject\":\"The hub\",\"words\":\"Look at the dashboard.\"}", ""));
        assertEquals(List.of("hub", "dashboard"), checked.get("terms").findValuesAsText("term"));
        String page = admin.get(base + "/vocabulary").body();
        assertTrue(page.contains("learning site") && page.contains("Highest LIX"), page);
        assertEquals(
                422,
                api("POST", "/vocabulary/terms", "{\"language\":\"xx\",\"term\":\"<b>\"}", "")
                        .statusCode());
    }

    @Test
    void checksNameTheirMethodAndSourceInEachLanguage() {
        for (var each : Map.of(
                        "en", "Flesch 1948",
                        "de", "Amstad 1978",
                        "fr", "Kandel and Moles 1958",
                        "es", "Fernández Huerta 1959")
                .entrySet()) {
            JsonNode checks = json(api(
                    "POST",
                    words() + "/checks",
                    "{\"language\":\"%s\",\"subject\":\"a\",\"words\":\"la la la. la la.\"}".formatted(each.getKey()),
                    ""));
            assertTrue(checks.get("easeFormula").asText().contains(each.getValue()), checks.toString());
            assertTrue(checks.get("lixGrade").asText().startsWith("very easy"), checks.toString());
            assertEquals(Format.values().length, checks.get("lengths").size());
        }
        JsonNode wrong = json(api("POST", words() + "/checks", "{\"subject\":\"\",\"words\":\"{{x}}\"}", ""));
        assertTrue(wrong.get("faults").get(0).asText().contains("Line 1, column 1"), wrong.toString());
    }

    @Test
    void thePageWritesChecksShowsAndDownloadsWithoutScript() {
        String home = base + words();
        String page = admin.get(home).body();
        assertTrue(page.contains("How it reads") && page.contains("LIX (Björnsson 1968)"), page);
        String version = tag(message()).replace("\"", "");
        var refused = admin.submit(
                home,
                home,
                Map.of(
                        "version",
                        version,
                        "subject",
                        "Kept \"subject\"",
                        "words",
                        "Typed and kept {{oops}}",
                        "language",
                        "de",
                        "variant",
                        "new"));
        assertEquals(422, refused.statusCode());
        assertTrue(
                refused.body().contains("Typed and kept {{oops}}")
                        && refused.body().contains("Kept &#34;subject&#34;")
                        && refused.body().contains("Line 1, column 16"),
                refused.body());
        var saved = admin.submit(
                home, home, Map.of("version", version, "subject", "Hallo", "words", "Komm mit.", "language", "de"));
        assertEquals(303, saved.statusCode(), saved.body());
        assertEquals(
                home + "?variant=de", saved.headers().firstValue("location").orElseThrow());
        var stale = admin.submit(
                home, home, Map.of("version", version, "subject", "Hallo", "words", "Verloren?", "language", "de"));
        assertEquals(412, stale.statusCode());
        assertTrue(stale.body().contains("Verloren?"), "nothing typed is lost");

        String found = admin.get(home + "?q=bea").body();
        assertTrue(found.contains("?person=" + personId("boss")), found);
        assertTrue(admin.get(home + "?q=nobody+here").body().contains("Nobody is called that"));
        String asBoss = admin.get(home + "?person=" + personId("boss")).body();
        assertTrue(asBoss.contains("As <strong>Bea Boss</strong>"), asBoss);
        assertEquals(200, admin.get(home + "?variant=new").statusCode());
        assertEquals(404, admin.get(home + "?variant=xx").statusCode());

        for (Format format : Format.values()) {
            var preview = admin.get(home + "/preview/" + format.key() + "?person=" + personId("ann"));
            assertEquals(200, preview.statusCode(), format.key());
            String policy =
                    preview.headers().firstValue("content-security-policy").orElseThrow();
            assertTrue(policy.contains("sandbox") && !policy.contains("script-src"), policy);
            assertEquals(
                    "SAMEORIGIN",
                    preview.headers().firstValue("x-frame-options").orElseThrow());
            looksLikeItsSheet(admin, home + "/pictures/" + format.key() + "?person=" + personId("ann"), format);
            var file = admin.get(home + "/files/" + format.key());
            assertEquals(200, file.statusCode());
            assertEquals(
                    "attachment; filename=\"" + format.key() + "." + format.ending() + "\"",
                    file.headers().firstValue("content-disposition").orElseThrow());
            assertEquals(
                    format.mediaType(),
                    file.headers().firstValue("content-type").orElseThrow());
        }
        assertTrue(admin.get(home)
                .headers()
                .firstValue("content-security-policy")
                .orElseThrow()
                .contains("frame-src 'self'"));
        assertEquals(404, admin.get(home + "/preview/fax").statusCode());
        assertEquals(404, admin.get(home + "/pictures/fax").statusCode());
        assertTrue(asBoss.contains("alt=\"Poster as it looks. "), asBoss);
        assertTrue(asBoss.contains("What stands on it: Talking points"), asBoss);
        assertEquals(403, platform.signedIn(workspace, Role.MANAGER).get(home).statusCode());
        var removed = admin.submit(
                home + "?variant=de",
                home + "/removal",
                Map.of("version", tag(message()).replace("\"", ""), "variant", "de"));
        assertEquals(303, removed.statusCode(), removed.body());
    }

    /** As wide as a column, or a phone. What is no sheet has no picture. */
    private void looksLikeItsSheet(Visitor reader, String path, Format format) {
        for (int width : new int[] {480, 960}) {
            HttpResponse<byte[]> picture = bytes(reader, path + (width == 480 ? "&width=narrow" : ""));
            if (!format.sheet()) {
                assertEquals(404, picture.statusCode(), format.key());
                return;
            }
            assertEquals(200, picture.statusCode(), format.key());
            assertEquals(
                    "image/png", picture.headers().firstValue("content-type").orElseThrow());
            assertTrue(picture.body().length < 200_000, format.key() + " has " + picture.body().length + " bytes");
            try {
                var drawn = ImageIO.read(new ByteArrayInputStream(picture.body()));
                assertEquals(width, drawn.getWidth(), 1);
                assertEquals(format == Format.SLIDE, drawn.getWidth() > drawn.getHeight(), format.key());
                boolean inked = false;
                for (int y = drawn.getHeight() / 20; y < drawn.getHeight() / 2 && !inked; y++) {
                    for (int x = 0; x < drawn.getWidth() && !inked; x++) {
                        inked = (drawn.getRGB(x, y) & 0xff) < 80;
                    }
                }
                assertTrue(inked, "Something is written on the " + format.key());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static HttpResponse<byte[]> bytes(Visitor reader, String path) {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(reader.request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
