package org.takeup.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
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
import org.takeup.delivery.Mail;
import org.takeup.delivery.MailCatcher;
import org.takeup.people.People;
import org.takeup.plan.Org;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** Links of steps' mails: counted where that is switched on, leading only where the step led, and telling of groups alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClicksIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String MAIL = "Why this matters";
    private static final String TARGET = "https://learn.example/x";
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private TestPlatform platform;
    private MailCatcher mail;

    @BeforeAll
    void start() {
        mail = MailCatcher.start();
        platform = TestPlatform.mailing(mail, Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        platform.close();
        mail.close();
    }

    /** A workspace whose plan sent a mail with a link to so many people. */
    private record Sent(Org org, String plan, String step) {}

    private Sent sent(Placement placement, int people, boolean counting) {
        var org = new Org(platform, placement, Role.ADMIN);
        org.peopleWithoutManager(
                IntStream.range(0, people).mapToObj(n -> "p" + n).toArray(String[]::new));
        if (counting) {
            count(org, true);
        }
        String sales = org.sales();
        String plan = org.send(org.addMail(org.draft(org.workspace.today().plusDays(30)), sales));
        String step = org.step(plan, MAIL).get("id").asText();
        Eventually.holds("all sent", SOON, () -> link(org, "p" + (people - 1)) != null && all(org) == people);
        return new Sent(org, plan, step);
    }

    private long all(Org org) {
        return mail.mails().stream()
                .filter(each -> MailCatcher.header(each, "To")
                        .contains("@" + org.workspace.tenant().slug()))
                .count();
    }

    private static void count(Org org, boolean clicks) {
        JsonNode now = Org.read(org.api("GET", "/reach-counting", "", ""));
        var answer = org.api("PUT", "/reach-counting", "{\"clicks\":" + clicks + ",\"opens\":true}", org.tag(now));
        assertEquals(200, answer.statusCode(), answer.body());
    }

    /** The first link of the mail to somebody, or nothing while there is no such mail. */
    private String link(Org org, String name) {
        return mail.mails().stream()
                .filter(each -> MailCatcher.header(each, "To").contains(org.address(name)))
                .map(MailCatcher::text)
                .map(LINK::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .orElse(null);
    }

    private HttpResponse<String> go(String method, String link, String... headers) {
        var request =
                HttpRequest.newBuilder(java.net.URI.create(link)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return platform.send(request.build());
    }

    private long clicked(Sent sent) {
        return platform.platform()
                .reaches()
                .funnels(sent.org().workspace, sent.plan())
                .get(sent.step())
                .clicked();
    }

    @Test
    void aLinkThatIsFollowedLeadsWhereItStoodAndCountsOnceForItsPerson() {
        Sent sent = sent(Placement.POOLED, 12, true);
        String link = link(sent.org(), "p0");
        assertTrue(
                link.startsWith(
                        platform.url() + "/w/" + sent.org().workspace.tenant().slug() + "/go/"),
                link);
        assertFalse(link.contains(sent.org().personId("p0")), "The address names nobody");
        assertNotEquals(link, link(sent.org(), "p1"));

        var answer = go("GET", link);
        assertEquals(303, answer.statusCode());
        assertEquals(TARGET, answer.headers().firstValue("location").orElse(""));
        assertEquals(
                "no-referrer", answer.headers().firstValue("referrer-policy").orElse(""));
        assertEquals(1, clicked(sent));
        go("GET", link);
        assertEquals(1, clicked(sent));
        IntStream.range(1, 7).forEach(n -> go("GET", link(sent.org(), "p" + n)));
        assertEquals(7, clicked(sent));

        JsonNode shown = Org.read(sent.org().api("GET", "/plans/" + sent.plan() + "/reach", "", ""))
                .get("steps")
                .get(0)
                .get("clicked");
        int smallest = sent.org().workspace.settings().smallestGroup();
        assertEquals(
                GroupFigure.of(7, 12, smallest).says().name(), shown.get("says").asText());
        String page = sent.org()
                .planner
                .get(sent.org().base + "/plans/" + sent.plan() + "/reach")
                .body();
        assertTrue(page.contains(GroupFigure.of(7, 12, smallest).words()), page);
    }

    @Test
    void whatOnlyLooksAtALinkHasNotFollowedIt() {
        Sent sent = sent(Placement.POOLED, 2, true);
        String link = link(sent.org(), "p0");
        assertEquals(303, go("HEAD", link).statusCode());
        assertEquals(303, go("GET", link, "Sec-Purpose", "prefetch;prerender").statusCode());
        assertEquals(303, go("GET", link, "Purpose", "prefetch").statusCode());
        assertEquals(303, go("GET", link, "X-Moz", "prefetch").statusCode());
        assertEquals(0, clicked(sent));
    }

    @Test
    void untilItIsSwitchedOnLinksAreTheirOwnAndOnceItIsOffAgainNothingIsAdded() {
        Sent plain = sent(Placement.POOLED, 2, false);
        assertEquals(TARGET, link(plain.org(), "p0"));

        Sent counted = sent(Placement.POOLED, 2, true);
        count(counted.org(), false);
        var answer = go("GET", link(counted.org(), "p0"));
        assertEquals(TARGET, answer.headers().firstValue("location").orElse(""));
        assertEquals(0, clicked(counted));
        assertEquals(
                "NOT_COUNTED",
                Org.read(counted.org().api("GET", "/plans/" + counted.plan() + "/reach", "", ""))
                        .get("steps")
                        .get(0)
                        .get("clicked")
                        .get("says")
                        .asText());
    }

    @Test
    void theHtmlTwinLeadsToTheSamePlacesAndOurOwnPagesAreLeftAlone() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        count(org, true);
        var clicks = new Clicks(new People(), platform.url());
        String own = platform.url() + org.base + "/told/secret";
        Mail mailed = clicks.counted(
                org.workspace,
                new CountingStore(org.workspace).read(),
                "plan",
                "step",
                "person",
                new Mail("Subject", "See (" + TARGET + "), or " + own + ".")
                        .withHtml("<a href=\"https://learn.example/y?a=1&amp;b=2\">y</a> <a href=\"" + own
                                + "\">own</a>"));

        assertTrue(mailed.text().contains("/go/") && mailed.text().contains("), or " + own + "."), mailed.text());
        assertFalse(mailed.text().contains(TARGET), mailed.text());
        String html = mailed.html().orElseThrow();
        assertTrue(html.contains("href=\"" + own + "\""), html);
        Matcher link = Pattern.compile("href=\"([^\"]+/go/[^\"]+)\"").matcher(html);
        assertTrue(link.find(), html);
        assertEquals(
                "https://learn.example/y?a=1&b=2",
                go("GET", link.group(1)).headers().firstValue("location").orElse(""));
        List<Document> kept = new ArrayList<>();
        org.workspace.collection(LinkStore.LINKS).all().into(kept);
        assertEquals(2, kept.size(), "Links that open somebody's own pages are kept nowhere");
    }

    @Test
    void ofVeryManyLinksOfAStepTheRestLeadThereDirectly() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        count(org, true);
        String many = IntStream.range(0, 60)
                .mapToObj(n -> "https://learn.example/" + n)
                .collect(Collectors.joining("\n"));
        String text = new Clicks(new People(), platform.url())
                .counted(
                        org.workspace,
                        new CountingStore(org.workspace).read(),
                        "plan",
                        "step",
                        "person",
                        new Mail("Subject", many))
                .text();
        assertEquals(50, text.lines().filter(line -> line.contains("/go/")).count());
        assertEquals(
                10,
                text.lines()
                        .filter(line -> line.startsWith("https://learn.example/"))
                        .count());
    }

    @Test
    void onlyAnAdminDecidesWhatIsCounted() {
        var org = new Org(platform, Placement.POOLED, Role.ADMIN);
        for (Role role : List.of(Role.PLANNER, Role.MANAGER, Role.LEARNER)) {
            Visitor visitor = platform.signedIn(org.workspace, role);
            String token = Visitor.token(visitor.get(org.base + "/").body());
            assertEquals(
                    403,
                    visitor.json("PUT", org.base + "/api/v1/reach-counting", "{\"clicks\":true,\"opens\":true}", token)
                            .statusCode(),
                    role.name());
        }
        String page = org.base + "/reach-counting";
        assertEquals(
                303,
                org.planner
                        .submit(page, page, Map.of("version", "0", "clicks", "yes"))
                        .statusCode());
        assertTrue(Org.read(org.api("GET", "/reach-counting", "", ""))
                .get("clicks")
                .asBoolean());
        // Whoever saw an earlier version is told so.
        assertEquals(
                412,
                org.api("PUT", "/reach-counting", "{\"clicks\":false,\"opens\":false}", "\"0\"")
                        .statusCode());
    }

    @Test
    void ofWhoeverIsErasedNothingIsLeftAndTheirLinkCountsNoMore() {
        Sent sent = sent(Placement.POOLED, 6, true);
        Org org = sent.org();
        String link = link(org, "p0");
        go("GET", link);
        assertEquals(1, clicked(sent));
        // What the rule of the collection deletes: see EraseRules and EraseIT.
        org.workspace.collection(ReachStore.ROWS).delete(sent.step() + ":" + org.personId("p0"));
        org.workspace.collection(spec("people")).delete(org.personId("p0"));

        var answer = go("GET", link);

        assertEquals(TARGET, answer.headers().firstValue("location").orElse(""));
        assertEquals(0, clicked(sent));
    }

    private static org.takeup.store.CollectionSpec spec(String name) {
        return TestPlatform.collections().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Attack(
            value =
                    "a link of a mail is forged, altered or taken to another organisation, to lead people elsewhere or to count"
                            + " for somebody",
            kind = Kind.OPEN_REDIRECT,
            threats = {"E3"},
            at = "GET /go/{ticket}")
    @BothPlacements
    void aTicketThatIsNotOursLeadsNowhereAndCountsForNobody(Placement placement) {
        Sent mine = sent(placement, 2, true);
        Sent theirs = sent(placement, 2, true);
        String link = link(mine.org(), "p0");
        int slash = link.lastIndexOf('/') + 1;
        String base = link.substring(0, slash);
        String ticket = link.substring(slash);
        var tried = new ArrayList<String>();
        // Each letter once, altered to another.
        var random = new Random(11);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int at = 0; at < ticket.length(); at++) {
            char other;
            do {
                other = letters.charAt(random.nextInt(letters.length()));
            } while (other == ticket.charAt(at));
            tried.add(base + ticket.substring(0, at) + other + ticket.substring(at + 1));
        }
        tried.add(base + ticket.substring(0, ticket.length() - 1));
        tried.add(base + ticket + "A");
        tried.add(base + ticket + ticket);
        tried.add(base + "x".repeat(2_000));
        tried.add(base
                + Base64.getUrlEncoder()
                        .encodeToString("https://evil.example".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        tried.add(base + "https%3A%2F%2Fevil.example");
        // Another tenant's, whole.
        tried.add(platform.url() + theirs.org().base + "/go/" + ticket);
        // Sealed by the same tenant, for something else.
        byte[] other =
                mine.org().workspace.sealer().seal("x\ny".getBytes(java.nio.charset.StandardCharsets.UTF_8), "session");
        tried.add(base + Base64.getUrlEncoder().withoutPadding().encodeToString(other));
        for (String each : tried) {
            var answer = go("GET", each);
            assertTrue(answer.statusCode() == 404 || answer.statusCode() == 414, answer.statusCode() + " " + each);
            assertTrue(answer.headers().firstValue("location").isEmpty(), each);
        }
        // Whatever is asked along changes nothing of where it leads.
        var asked = go("GET", link + "?to=https://evil.example&url=//evil.example", "Referer", "https://evil.example/");
        assertEquals(TARGET, asked.headers().firstValue("location").orElse(""));
        assertEquals(1, clicked(mine));
        assertEquals(0, clicked(theirs));
        List<Document> rows = new ArrayList<>();
        theirs.org().workspace.collection(ReachStore.ROWS).all().into(rows);
        assertEquals(List.of(), rows);
    }
}
