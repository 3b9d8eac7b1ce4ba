package org.takeup.focus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.identity.StillClock;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** The way of an invitation, and who tries to walk it without one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitedIT {
    private final StillClock clock = new StillClock();
    private MailCatcher mail;
    private TestPlatform platform;

    @BeforeAll
    void start() {
        mail = MailCatcher.start();
        platform = TestPlatform.mailing(mail, clock);
    }

    @AfterAll
    void stop() {
        platform.close();
        mail.close();
    }

    private String state(Talk talk, String name) {
        return new GuestStore(talk.workspace)
                .of(talk.group, talk.id(name))
                .orElseThrow()
                .state()
                .name();
    }

    @Test
    void whoComesLateWaitsAndMovesUpAndTheReminderGoesOnlyToThoseWhoCome() {
        Talk talk = new Talk(platform, clock, mail, Placement.POOLED, 3, "ann", "bob", "cem", "dan", "eve");
        talk.invite(4);
        talk.invite(1);
        for (String name : List.of("ann", "bob", "cem", "dan")) {
            assertEquals(303, talk.says(talk.link(name), "COME").statusCode());
        }
        assertEquals("WAITING", state(talk, "dan"));
        assertTrue(talk.follow(talk.link("dan")).body().contains("waiting list"));
        // Once more changes nothing.
        talk.says(talk.link("dan"), "COME");
        talk.says(talk.link("ann"), "COME");
        assertEquals(3, new GuestStore(talk.workspace).seats(talk.group).size());
        talk.says(talk.link("eve"), "STAY_AWAY");
        assertEquals("DECLINED", state(talk, "eve"));

        talk.says(talk.link("bob"), "STAY_AWAY");
        assertEquals("COMING", state(talk, "dan"));
        talk.eventually(
                "dan has a mail", () -> talk.mails("dan", "A seat is free").size() == 1);

        String ics = talk.follow(talk.link("dan") + "/talk.ics").body();
        assertTrue(
                ics.contains("DTSTART:") && ics.contains("SUMMARY:Why courses stop") && !ics.contains("/focus/"), ics);
        assertEquals(404, talk.follow(talk.link("bob") + "/talk.ics").statusCode());

        Eventually.holds("the reminders", Talk.SOON, () -> {
            boolean dayBefore = clock.instant().isAfter(talk.begins().minus(Duration.ofHours(24)));
            clock.pass(dayBefore ? Duration.ofSeconds(1) : Duration.ofHours(1));
            return Stream.of("ann", "cem", "dan")
                    .allMatch(name -> talk.mails(name, "Tomorrow").size() == 1);
        });
        assertTrue(clock.instant().isBefore(talk.begins()));
        assertTrue(Stream.of("bob", "eve")
                .allMatch(name -> talk.mails(name, "Tomorrow").isEmpty()));
        assertEquals(
                5,
                Stream.of("ann", "bob", "cem", "dan", "eve")
                        .mapToInt(name -> talk.mails(name, "Invitation").size())
                        .sum());
        assertEquals(1, talk.mails("mod", "You lead a talk").size());
    }

    @Attack(
            value = "links of invitations: forged, of another group or tenant, fetched beforehand, used again",
            kind = Kind.ID_IN_PATH,
            threats = {"T1", "W1"},
            at = "focus-invitation, focus-reply, focus-consent, focus-calendar")
    @BothPlacements
    void aLinkOpensOnePersonsPlaceInOneGroupAndDoesNothingByItself(Placement placement) {
        Talk talk = new Talk(platform, clock, mail, placement, 3, "ann", "bob", "cem");
        talk.invite(3);
        String link = talk.link("ann");
        String before = new GuestStore(talk.workspace).of(talk.group).toString();
        for (String purpose : List.of("prefetch", "preview", "")) {
            var answer = platform.send(platform.stranger()
                    .request(link)
                    .header("Sec-Purpose", purpose)
                    .GET()
                    .build());
            assertEquals(200, answer.statusCode());
            assertEquals(
                    "noindex, nofollow",
                    answer.headers().firstValue("x-robots-tag").orElse(""));
            assertEquals(
                    "no-store", answer.headers().firstValue("cache-control").orElse(""));
            assertFalse(answer.body().contains("<script"), answer.body());
        }
        assertEquals(before, new GuestStore(talk.workspace).of(talk.group).toString());
        // Mail programs do not post, other sites may not.
        var foreign = platform.send(platform.stranger()
                .request(link)
                .header("Origin", "https://evil.example")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("say=COME"))
                .build());
        assertEquals(403, foreign.statusCode());

        String ticket = link.substring(link.lastIndexOf('/') + 1);
        String other = talk.make("Something else", 3);
        Talk stranger = new Talk(platform, clock, mail, placement, 3, "ann");
        String forged = ticket.substring(0, 42) + (ticket.endsWith("A") ? "B" : "A");
        for (String wrong : List.of(
                talk.base + "/focus/" + talk.group + "/" + forged,
                talk.base + "/focus/" + talk.group + "/" + "A".repeat(43),
                talk.base + "/focus/" + talk.group + "/" + GroupKey.guest(talk.group, ticket),
                talk.base + "/focus/" + other + "/" + ticket,
                stranger.base + "/focus/" + talk.group + "/" + ticket,
                stranger.base + "/focus/" + stranger.group + "/" + ticket)) {
            assertEquals(404, talk.follow(wrong).statusCode(), wrong);
            assertEquals(404, talk.says(wrong, "COME").statusCode(), wrong);
            assertEquals(404, talk.consents(wrong, "NOTES", "YES").statusCode(), wrong);
            assertEquals(404, talk.follow(wrong + "/talk.ics").statusCode(), wrong);
        }
        // What is stored and sent opens nothing.
        assertFalse(talk.stored().contains(ticket));
        assertEquals(before, new GuestStore(talk.workspace).of(talk.group).toString());
        assertEquals(409, talk.consents(link, "NOTES", "YES").statusCode());
        assertEquals(422, talk.says(link, "ANYTHING").statusCode());
    }

    @Attack(
            value = "somebody's focus group by who neither plans nor moderates it",
            kind = Kind.ID_IN_PATH,
            threats = "T1",
            at = "focus-session, focus-notes-list and all other routes of a talk")
    @BothPlacements
    void aModeratorSeesTheirOwnGroupAndNoOther(Placement placement) {
        Talk talk = new Talk(platform, clock, mail, placement, 3, "ann", "bob");
        Visitor ann = platform.signedIn(talk.workspace, Role.MANAGER, talk.id("ann"));
        Talk elsewhere = new Talk(platform, clock, mail, placement, 3, "ann");
        String session = "/focus-groups/" + talk.group + "/session";

        assertEquals(200, talk.moderator.get(talk.base + session).statusCode());
        assertTrue(talk.moderator.get(talk.base + "/my-focus-groups").body().contains("Why courses stop"));
        assertEquals(
                403,
                talk.moderator.get(talk.base + "/focus-groups/" + talk.group).statusCode());
        assertEquals(403, talk.moderator.get(talk.base + "/focus-themes").statusCode());
        for (Visitor visitor : List.of(ann, elsewhere.planner, elsewhere.moderator)) {
            String base = visitor == ann ? talk.base : elsewhere.base;
            assertEquals(404, visitor.get(base + session).statusCode());
            assertFalse(visitor.get(base + "/my-focus-groups").body().contains(talk.group));
            Talk at = visitor == ann ? talk : elsewhere;
            String notes = "/focus-groups/" + talk.group + "/notes";
            assertEquals(404, at.api(visitor, "GET", notes, "", 0).statusCode());
            assertEquals(
                    404, at.api(visitor, "POST", notes, "{\"text\":\"x\"}", 0).statusCode());
            assertEquals(
                    404,
                    at.api(visitor, "DELETE", "/focus-groups/" + talk.group + "/speakers", "", 0)
                            .statusCode());
        }
    }

    @Attack(
            value = "script, formulas and turned text in notes, codes and topics",
            kind = {Kind.CSV_FORMULA, Kind.XSS_SURVEY},
            threats = {"W9", "W1"},
            at = "focus-note-add, focus-code-add, focus-group-make, focus-quotes-csv",
            onePlacement = "Texts are the same wherever they lie.")
    @Test
    void textsOfPeopleAreTextsEverywhere() {
        Talk talk = new Talk(platform, clock, mail, Placement.POOLED, 3, "ann");
        talk.invite(1);
        int ann = talk.comes("ann", "NOTES", "QUOTES");
        String code = talk.code("=HYPERLINK(\"https://evil.example\")", "SCALE", "learner");
        String quote = "=cmd|' /C calc'!A0 <script>alert(1)</script>";
        assertEquals(201, talk.note(talk.moderator, ann, quote, true, code).statusCode());
        assertEquals(
                422,
                talk.note(talk.moderator, ann, "turned \u202e around", false).statusCode());
        assertEquals(
                422,
                talk.note(talk.moderator, ann, "As Name Ann always says", true).statusCode());
        assertEquals(
                422, talk.note(talk.moderator, ann, "x", false, "no-such-code").statusCode());
        assertEquals(
                422, talk.note(talk.moderator, ann, "x".repeat(2_001), false).statusCode());

        String csv = talk.planner.get(talk.base + "/focus-themes/quotes.csv").body();
        assertTrue(csv.contains("\"'=cmd"), csv);
        assertTrue(
                talk.planner.get(talk.base + "/focus-themes/themes.csv").body().contains("\"'=HYPERLINK"));
        for (String page : List.of("/focus-themes", "/focus-groups/" + talk.group + "/session")) {
            assertFalse(talk.planner.get(talk.base + page).body().contains("<script>alert"), page);
        }
    }

    @Test
    void twoModeratorsDoNotOverwriteEachOther() {
        Talk talk = new Talk(platform, clock, mail, Placement.POOLED, 3, "ann");
        JsonNode note = Talk.read(talk.note(talk.moderator, 0, "first", false));
        String path =
                "/focus-groups/" + talk.group + "/notes/" + note.path("id").asText();
        assertEquals(
                200,
                talk.api(talk.planner, "PUT", path, "{\"text\":\"second\"}", 1).statusCode());
        assertEquals(
                412,
                talk.api(talk.moderator, "PUT", path, "{\"text\":\"third\"}", 1).statusCode());
        assertEquals(
                428,
                talk.api(talk.moderator, "PUT", path, "{\"text\":\"third\"}", 0).statusCode());
        String session = talk.base + "/focus-groups/" + talk.group + "/session";
        var form = talk.moderator.submit(
                session, talk.base + path, Map.of("version", "1", "text", "typed and kept", "speaker", "0"));
        assertEquals(412, form.statusCode());
        assertTrue(form.body().contains("typed and kept") && form.body().contains("second"), form.body());
        assertEquals(412, talk.api(talk.moderator, "DELETE", path, "", 1).statusCode());
        assertEquals(204, talk.api(talk.moderator, "DELETE", path, "", 2).statusCode());
    }

    @Test
    void fewSpeakersAreNeverCountedAndAThemeStandsBesideItsScale() {
        Talk talk = new Talk(platform, clock, mail, Placement.POOLED, 5, "ann", "bob", "cem");
        talk.invite(3);
        String code = talk.code("No time", "SCALE", "learner");
        int ann = talk.comes("ann", "NOTES");
        int bob = talk.comes("bob", "NOTES");
        int cem = talk.comes("cem", "NOTES");
        talk.note(talk.moderator, ann, "no time", false, code);
        talk.note(talk.moderator, ann, "no time again", false, code);
        talk.note(talk.moderator, bob, "no time", false, code);
        JsonNode few = Talk.read(talk.planner.get(talk.base + "/api/v1/focus-themes"))
                .path("themes")
                .path(0);
        assertTrue(few.path("speakers").isNull(), few.toString());
        assertTrue(few.path("units").isEmpty());
        assertTrue(talk.planner.get(talk.base + "/focus-themes").body().contains("fewer than 3"));

        talk.note(talk.moderator, cem, "no time", false, code);
        JsonNode enough = Talk.read(talk.planner.get(talk.base + "/api/v1/focus-themes"))
                .path("themes")
                .path(0);
        assertEquals(3, enough.path("speakers").asInt());
        assertEquals(3, enough.path("units").path("Sales").asInt());
    }
}
