package org.takeup.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.Wishes.Waiting;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** How people say how they want to be told, over HTTP: signed in, and by the links that their messages carry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToldIT {
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

    @Test
    void whoIsSignedInSaysItOnAPageAndReadsItBack() {
        var told = new Told(platform, Placement.POOLED);
        Visitor ann = told.signedIn("ann");
        String page = told.base + "/how-to-be-told";
        assertTrue(ann.get(page).body().contains("How do you want to be told?"));
        assertTrue(ann.get(page + "?lang=de").body().contains("Wie wollen Sie es erfahren?"));
        var fields = Told.fields("0", "CHAT");
        fields.putAll(Map.of("way2", "EMAIL", "from", "09:00", "to", "17:00", "zone", "Europe/Madrid", "aWeek", "2"));
        fields.putAll(Map.of("language", "de", "day", "MONDAY", "teller", "PEER"));
        var saved = ann.submit(page, page, fields);
        assertEquals(303, saved.statusCode(), saved.body());
        assertTrue(ann.get(saved.headers().firstValue("location").orElseThrow())
                .body()
                .contains("Saved."));

        Preference wish = told.of("ann");
        assertEquals(List.of(Way.CHAT, Way.EMAIL), wish.ways());
        assertEquals(OptionalInt.of(2), wish.aWeek());
        assertEquals(Set.of("survey-invitation", "survey-reminder", "manager-week"), wish.without());
        String again = ann.get(page).body();
        assertTrue(again.contains("value=\"Europe/Madrid\"") && again.contains("value=\"09:00\""), again);
        assertEquals(Preference.unsaid(told.id("bob")), told.of("bob"), "nobody else's changed");
    }

    @ParameterizedTest
    @CsvSource({
        "zone, Nowhere/Here",
        "zone, +02:00",
        "from, 25:00",
        "from, 09:00",
        "aWeek, many",
        "aWeek, 51",
        "way2, CHAT",
        "way2, SMOKE",
        "day, DOOMSDAY",
        "language, xx",
        "teller, GHOST"
    })
    void whatDoesNotFitIsRefusedAndComesBackAsTyped(String field, String value) {
        var told = new Told(platform, Placement.POOLED);
        Visitor ann = told.signedIn("ann");
        String page = told.base + "/how-to-be-told";
        var fields = Told.fields("0", "CHAT");
        fields.put("zone", "Europe/Berlin");
        fields.put(field, value);
        var answer = ann.submit(page, page, fields);
        assertEquals(422, answer.statusCode(), answer.body());
        boolean chosen = answer.body().contains("<option value=\"CHAT\" selected>");
        assertTrue(chosen, answer.body());
        assertTrue(answer.body().contains("Something does not fit yet"), answer.body());
        if (!field.equals("zone")) {
            assertTrue(answer.body().contains("value=\"Europe/Berlin\""), answer.body());
        }
        assertEquals(0, told.of("ann").version());
    }

    @Test
    void hoursInTheMiddleOfTheOrganisationsNightAreRefused() {
        var told = new Told(platform, Placement.POOLED);
        var quiet = Nights.quiet(platform, told.workspace, "20:00", "07:00");
        var night = Told.entry(List.of(), "22:00", "05:00", "Europe/London", null);
        var refused = assertThrows(Problem.class, () -> told.preferences.change(quiet, told.id("ann"), 0, night));
        assertEquals("from", refused.fields().getFirst().name());
    }

    @Test
    void theApiReadsAndSetsOnesOwnAndLosesNoChange() {
        var told = new Told(platform, Placement.POOLED);
        Visitor ann = told.signedIn("ann");
        String path = "/me/how-to-be-told";
        var unsaid = told.api(ann, "GET", path, "", "");
        assertEquals("\"0\"", unsaid.headers().firstValue("etag").orElseThrow());
        var set = told.api(ann, "PUT", path, "{\"channels\":[\"IN_APP\"],\"aWeek\":0}", "\"0\"");
        assertEquals(200, set.statusCode(), set.body());
        JsonNode wish = Told.json(set);
        assertEquals("IN_APP", wish.path("channels").path(0).asText());
        assertEquals(1, wish.path("version").asInt());
        assertEquals(412, told.api(ann, "PUT", path, "{}", "\"0\"").statusCode());
        assertEquals(428, told.api(ann, "PUT", path, "{}", "").statusCode());
        assertEquals(
                422,
                told.api(ann, "PUT", path, "{\"channels\":[null]}", "\"1\"").statusCode());
        assertEquals(
                422,
                told.api(ann, "PUT", path, "{\"without\":[\"$where\"]}", "\"1\"")
                        .statusCode());
        assertEquals(List.of(Way.IN_APP), told.of("ann").ways());
    }

    @Test
    void anotherWindowThatSavedFirstIsNotOverwrittenAndWhatWasTypedStays() {
        var told = new Told(platform, Placement.POOLED);
        Visitor ann = told.signedIn("ann");
        String page = told.base + "/how-to-be-told";
        told.oneClick(told.unsubscribe("ann"));
        var late = ann.submit(page, page, Told.fields("0", "CALENDAR"));
        assertEquals(412, late.statusCode());
        assertTrue(late.body().contains("<option value=\"CALENDAR\" selected>"), late.body());
        assertTrue(late.body().contains("changed elsewhere"), late.body());
        assertEquals(Set.of("plan-step"), told.of("ann").without());
    }

    @Test
    void aLinkNeedsNoSignInAndOpensTheSamePage() {
        var told = new Told(platform, Placement.POOLED);
        String link = told.choose("ann");
        var page = told.get(link);
        assertEquals(200, page.statusCode(), page.body());
        assertEquals(
                "noindex, nofollow", page.headers().firstValue("x-robots-tag").orElse(""));
        assertEquals(0, told.of("ann").version(), "looking changes nothing");
        var saved = platform.stranger().post(link, "version=0&way1=EMAIL&take=plan-step");
        assertEquals(303, saved.statusCode(), saved.body());
        assertEquals(List.of(Way.EMAIL), told.of("ann").ways());
        var wrong = platform.stranger().post(link, "version=1&way1=EMAIL&zone=Mars");
        assertEquals(422, wrong.statusCode());
        assertTrue(wrong.body().contains("value=\"Mars\""), wrong.body());
    }

    @Attack(
            value =
                    "links of the preference centre and to unsubscribe: each letter changed, cut, of another person, purpose,"
                            + " kind or tenant, and after they were made invalid",
            kind = Kind.ID_IN_PATH,
            threats = {"E3", "T1"},
            at = "told-link, told-link-save, told-link-end, unsubscribe, unsubscribe-now")
    @BothPlacements
    void aLinkIsOfOneTenantOnePersonAndOnePurpose(Placement placement) {
        var told = new Told(platform, placement);
        var other = new Told(platform, placement);
        String choose = told.choose("ann");
        String leave = told.unsubscribe("ann");
        String secret = choose.substring(choose.lastIndexOf('.') + 1);
        assertEquals(43, secret.length(), "256 bits");
        var wrong = new TreeMap<String, String>();
        for (String link : List.of(choose, leave)) {
            int begin = link.lastIndexOf('/') + 1;
            for (int i = begin; i < link.length(); i++) {
                char changed = link.charAt(i) == 'A' ? 'B' : 'A';
                wrong.put(link.substring(0, i) + changed + link.substring(i + 1), "letter " + i);
            }
            // The last letter of each half has bits that no byte needs.
            for (char last : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
                String twisted = link.substring(0, link.length() - 1) + last;
                if (!twisted.equals(link)) {
                    wrong.put(twisted, "last letter");
                }
            }
            wrong.put(link.substring(0, link.length() - 1), "cut");
            wrong.put(link + "A", "longer");
            wrong.put(link.replace(told.base, other.base), "another tenant");
        }
        String annsPart = choose.substring(choose.lastIndexOf('/') + 1, choose.lastIndexOf('.'));
        String bobs = told.choose("bob");
        wrong.put(told.base + "/told/" + annsPart + bobs.substring(bobs.lastIndexOf('.')), "another person");
        wrong.put(told.base + "/unsubscribe" + choose.substring(choose.lastIndexOf('/')), "another purpose");
        wrong.put(told.base + "/told" + leave.substring(leave.lastIndexOf('/')), "another purpose");
        wrong.put(told.base + "/told/.", "nothing");
        wrong.forEach((link, what) -> {
            var page = told.get(link);
            assertEquals(404, page.statusCode(), what);
            assertTrue(page.body().contains("This link does not work") || what.equals("nothing"), page.body());
            var sent = link.contains("/unsubscribe/")
                    ? told.oneClick(link)
                    : platform.stranger().post(link, "version=0&way1=EMAIL");
            assertEquals(404, sent.statusCode(), what);
            assertEquals(404, platform.stranger().post(link + "/links", "").statusCode(), what);
        });
        for (Told each : List.of(told, other)) {
            assertEquals(0, each.of("ann").version());
            assertEquals(0, each.of("bob").version());
        }
        // Nothing of a link is stored.
        assertFalse(platform.dump(told.workspace).toString().contains(secret));

        assertEquals(200, told.get(choose).statusCode());
        assertEquals(200, platform.stranger().post(choose + "/links", "").statusCode());
        for (String link : List.of(choose, leave)) {
            assertEquals(404, told.get(link).statusCode());
        }
        assertEquals(404, told.oneClick(leave).statusCode());
        assertEquals(200, told.get(told.choose("ann")).statusCode(), "a newer message has another one");
        assertEquals(200, told.get(bobs).statusCode(), "nobody else's ended");
    }

    @Test
    void linksAreMadeInvalidFromThePageToo() {
        var told = new Told(platform, Placement.POOLED);
        String link = told.choose("ann");
        String page = told.base + "/how-to-be-told";
        var ended = told.signedIn("ann").submit(page, page + "/links", Map.of());
        assertEquals(303, ended.statusCode());
        assertEquals(404, told.get(link).statusCode());
        assertEquals(1, told.of("ann").links());
    }

    @Attack(
            value =
                    "links to unsubscribe: prefetched by scanners, used again, posted by other sites and without their word",
            kind = {Kind.ID_IN_PATH, Kind.FORGED_REQUEST},
            threats = {"E3", "W1"},
            at = "unsubscribe, unsubscribe-now")
    @BothPlacements
    void oneClickUnsubscribesAtOnceAndLookingDoesNot(Placement placement) {
        var told = new Told(platform, placement);
        String link = told.unsubscribe("ann");
        for (String purpose : List.of("prefetch", "preview", "")) {
            var page = platform.send(platform.stranger()
                    .request(link)
                    .header("Sec-Purpose", purpose)
                    .GET()
                    .build());
            assertEquals(200, page.statusCode());
            assertTrue(page.body().contains("Send me no more of them"), page.body());
            assertFalse(page.body().contains("<script"), page.body());
        }
        var head = platform.send(platform.stranger()
                .request(link)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
        assertEquals(200, head.statusCode());
        assertEquals(
                422, told.bare(link, "application/x-www-form-urlencoded", "").statusCode());
        assertEquals(
                422,
                told.bare(link, "application/x-www-form-urlencoded", "List-Unsubscribe=Two")
                        .statusCode());
        var foreign = platform.send(platform.stranger()
                .request(link)
                .header("Origin", "https://evil.example")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                .build());
        assertEquals(403, foreign.statusCode());
        assertEquals(0, told.of("ann").version());

        for (int i = 0; i < 3; i++) {
            var done = told.oneClick(link);
            assertEquals(200, done.statusCode(), done.body());
            assertTrue(done.body().contains("You get no more of these messages"), done.body());
            assertEquals(Set.of("plan-step"), told.of("ann").without());
            assertEquals(1, told.of("ann").version());
        }
        // By the button of the page, as people do it, and back again.
        assertTrue(told.get(link).body().contains("That was a mistake"));
        assertEquals(200, platform.stranger().post(link, "say=AGAIN").statusCode());
        assertEquals(Set.of(), told.of("ann").without());
        assertEquals(200, platform.stranger().post(link, "say=STOP").statusCode());
        assertEquals(Set.of("plan-step"), told.of("ann").without());
    }

    @Test
    void oneClickMayComeInParts() {
        var told = new Told(platform, Placement.POOLED);
        String body =
                "--edge\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--edge--\r\n";
        var done = told.bare(told.unsubscribe("ann"), "multipart/form-data; boundary=edge", body);
        assertEquals(200, done.statusCode(), done.body());
        assertEquals(Set.of("plan-step"), told.of("ann").without());
        // No other form takes what comes so.
        assertEquals(
                415,
                told.bare(told.choose("ann"), "multipart/form-data; boundary=edge", body)
                        .statusCode());
    }

    @Test
    void aStakeholderOutsideOfTheDirectoryUnsubscribesAndWhoIsGoneCannot() {
        var told = new Told(platform, Placement.POOLED);
        // The platform asks its own map of stakeholders, in which nobody is.
        String gone = told.preferences
                .link(told.workspace, "nobody-here", "plan-step")
                .getPath();
        assertEquals(404, told.oneClick(gone).statusCode());
        told.preferences.unsubscribe(told.workspace, "stakeholder-1", "plan-step");
        assertEquals(
                "stakeholder-1",
                told.preferences
                        .unsubscriber(
                                told.workspace,
                                last(told.preferences
                                        .link(told.workspace, "stakeholder-1", "plan-step")
                                        .getPath()))
                        .personId());
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Test
    void erasingAPersonErasesWhatTheySaidAndGot() {
        var told = new Told(platform, Placement.POOLED);
        told.says("ann", Told.entry(List.of("EMAIL"), "", "", "", 1));
        var now = told.workspace.clock().instant();
        told.sendings.note(told.workspace, told.id("ann"), "plan", "step", "EMAIL", now);
        told.wishes.ask(told.workspace, new Waiting(told.id("ann"), "plan-step", "CHAT", true), now);
        String link = told.choose("ann");
        Visitor admin = platform.signedIn(told.workspace, Role.ADMIN);
        var erased = told.api(admin, "POST", "/erasures", "{\"person\":\"" + told.id("ann") + "\"}", "");
        assertEquals(2, erased.statusCode() / 100, erased.body());
        Eventually.holds(
                "nothing is left of ann",
                Duration.ofSeconds(60),
                () -> new People().find(told.workspace, told.id("ann")).isEmpty()
                        && Preferences.COLLECTIONS.stream()
                                .noneMatch(spec -> told.workspace
                                        .collection(spec)
                                        .all()
                                        .into(new ArrayList<>())
                                        .toString()
                                        .contains(told.id("ann"))));
        assertEquals(404, told.get(link).statusCode());
        assertEquals(Optional.empty(), told.of("ann").best());
    }
}
