package org.takeup.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Mail;
import org.takeup.people.People;
import org.takeup.plan.Org;
import org.takeup.preference.PreferenceEntry;
import org.takeup.preference.Preferences;
import org.takeup.reach.ReachStore.Mark;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** That somebody opened a mail: seen only where the workspace asks for it and the person has said that it may be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpensIT {
    private static final Pattern PICTURE =
            Pattern.compile("<img src=\"([^\"]+/seen/[^\"]+)\" width=\"1\" height=\"1\" alt=\"\">");

    private TestPlatform platform;
    private Preferences preferences;
    private Opens opens;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        preferences = new Preferences(new People(), (any, id) -> false, platform.url());
        opens = new Opens(new People(), preferences, platform.url());
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private Org org(boolean asking) {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        org.peopleWithoutManager("ann", "bob");
        assertTrue(new CountingStore(org.workspace).put(false, asking, 0));
        return org;
    }

    private void says(Org org, String name, boolean yes) {
        String person = org.personId(name);
        preferences.change(
                org.workspace,
                person,
                preferences.of(org.workspace, person).version(),
                new PreferenceEntry(List.of(), List.of(), "", "", "", null, "", List.of(), List.of(), yes));
    }

    private Mail mail(Org org, String name) {
        return mailed(org, name, new Mail("Subject", "Words").withHtml("<html><body>Words</body></html>"));
    }

    private Mail mailed(Org org, String name, Mail plain) {
        Counting counting = new CountingStore(org.workspace).read();
        return opens.seen(org.workspace, counting, "plan", "step", org.personId(name), plain);
    }

    private static String picture(Mail mail) {
        Matcher found = PICTURE.matcher(mail.html().orElseThrow());
        assertTrue(found.find(), mail.html().orElseThrow());
        return found.group(1);
    }

    private HttpResponse<String> get(String method, String address) {
        return platform.send(HttpRequest.newBuilder(URI.create(address))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private static long count(Org org, Mark mark) {
        return new ReachStore(org.workspace)
                .counts("plan")
                .getOrDefault("step", Map.of())
                .getOrDefault(mark, 0L);
    }

    @Test
    void whoeverHasSaidYesIsSeenOnceAndNobodyElseHasAPicture() {
        Org org = org(true);
        says(org, "ann", true);
        assertFalse(mail(org, "bob").html().orElseThrow().contains("<img"));
        Mail mail = mail(org, "ann");
        assertEquals("Words", mail.text());
        assertTrue(mail.html().orElseThrow().endsWith("</body></html>"));
        String picture = picture(mail);
        assertEquals(1, count(org, Mark.ASKED));

        assertEquals(200, get("HEAD", picture).statusCode());
        assertEquals(0, count(org, Mark.OPENED));
        var answer = get("GET", picture);
        assertEquals(200, answer.statusCode());
        assertEquals("image/gif", answer.headers().firstValue("content-type").orElse(""));
        assertEquals("no-store", answer.headers().firstValue("cache-control").orElse(""));
        get("GET", picture);
        assertEquals(1, count(org, Mark.OPENED));
        assertEquals(1, count(org, Mark.ASKED));
    }

    @Test
    void whoeverTakesItBackIsNotSeenAnyMoreNorWhereTheWorkspaceHasStoppedAsking() {
        Org org = org(true);
        says(org, "ann", true);
        says(org, "bob", true);
        String ann = picture(mail(org, "ann"));
        String bob = picture(mail(org, "bob"));
        says(org, "ann", false);
        assertEquals(200, get("GET", ann).statusCode());
        assertTrue(new CountingStore(org.workspace).put(false, false, 1));
        assertEquals(200, get("GET", bob).statusCode());
        assertEquals(0, count(org, Mark.OPENED));
        assertFalse(mail(org, "bob").html().orElseThrow().contains("<img"));
    }

    @Test
    void untilTheWorkspaceAsksNobodyHasAPictureAndAPlainMailNever() {
        Org org = org(false);
        says(org, "ann", true);
        assertFalse(mail(org, "ann").html().orElseThrow().contains("<img"));
        Org asking = org(true);
        says(asking, "ann", true);
        var plain = new Mail("Subject", "Words");
        assertEquals(plain, mailed(asking, "ann", plain));
        assertEquals(0, count(asking, Mark.ASKED));
    }

    @Test
    void aPictureOfAnotherTenantAForgedOneAndALinksTicketAreNone() {
        Org org = org(true);
        Org other = org(true);
        says(org, "ann", true);
        String picture = picture(mail(org, "ann"));
        String ticket = picture.substring(picture.lastIndexOf('/') + 1);
        String link = MadeLinks.ticket(org.workspace, platform.url(), "plan", "step", org.personId("ann"));
        for (String address : List.of(
                platform.url() + other.base + "/seen/" + ticket,
                platform.url() + org.base + "/seen/" + link,
                platform.url() + org.base + "/go/" + ticket,
                picture + "A",
                picture.substring(0, picture.length() - 2) + "xx")) {
            assertEquals(404, get("GET", address).statusCode(), address);
        }
        assertEquals(0, count(org, Mark.OPENED));
        assertEquals(0, count(other, Mark.OPENED));
    }

    /** Nobody is seen by default, and the form and the API keep what somebody said. */
    @Test
    void nobodyIsSeenUnlessTheySayIt() {
        Org org = org(true);
        var ann = platform.signedIn(org.workspace, Role.LEARNER, org.personId("ann"));
        String page = org.base + "/how-to-be-told";
        assertTrue(ann.get(page).body().contains("name=\"opens\""));
        assertFalse(preferences.of(org.workspace, org.personId("ann")).opens());
        assertEquals(
                303,
                ann.submit(page, page, Map.of("version", "0", "take", "plan-step", "opens", "yes"))
                        .statusCode());
        assertTrue(preferences.of(org.workspace, org.personId("ann")).opens());
        assertEquals(
                303,
                ann.submit(page, page, Map.of("version", "1", "take", "plan-step"))
                        .statusCode());
        assertFalse(preferences.of(org.workspace, org.personId("ann")).opens());
    }
}
