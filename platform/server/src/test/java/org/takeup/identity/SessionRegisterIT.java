package org.takeup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.tenant.SessionLimits;
import org.takeup.tenant.TenantDefinition;
import org.takeup.tenant.TenantSettings;
import org.takeup.tenant.Workspace;

/** Sessions that people see and end from elsewhere, and those that end because nobody uses them. */
class SessionRegisterIT {
    private static final Pattern END = Pattern.compile("action=\"([^\"]+/sessions/([0-9a-f]+)/end)\"");

    private final StillClock clock = new StillClock();
    private final StubProvider provider = StubProvider.start();
    private TestPlatform platform;
    private Workspace workspace;
    private String base;

    /** One for each test: whose clock was moved takes no token of a provider that lives in the present. */
    @BeforeEach
    void start() {
        platform = TestPlatform.start(provider::addTo, clock);
        workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        base = "/w/" + workspace.tenant().slug();
    }

    @AfterEach
    void stop() {
        assertEquals(List.of(), platform.watch().offences());
        platform.close();
        provider.close();
    }

    private Browser signedIn(String person, String... groups) {
        var browser = new Browser(platform);
        browser.signIn(
                provider, base, StubProvider.person(person, workspace.tenant().slug(), groups));
        assertEquals(200, browser.get(base + "/").statusCode());
        return browser;
    }

    private static String fresh() {
        return "p" + UUID.randomUUID().toString().substring(0, 8);
    }

    private int end(Browser browser, String page, String action) {
        String token = Visitor.token(browser.get(page).body());
        return browser.post(action, Map.of("csrf", token)).statusCode();
    }

    private static List<String> actions(HttpResponse<String> page) {
        return END.matcher(page.body()).results().map(found -> found.group(1)).toList();
    }

    @Test
    void aPersonSeesTheirSessionsAndEndsOneFromAnother() {
        String ann = fresh();
        Browser phone = signedIn(ann);
        clock.pass(Duration.ofSeconds(1));
        Browser desk = signedIn(ann);
        String mine = base + "/me/sessions";
        List<String> actions = actions(desk.get(mine));
        assertEquals(2, actions.size());
        // The latest first, so the phone's is the second.
        assertEquals(303, end(desk, mine, actions.get(1)));
        assertEquals(303, phone.get(base + "/").statusCode());
        assertEquals(401, phone.get(base + "/api/v1/workspace").statusCode());
        assertEquals(200, desk.get(base + "/").statusCode());
        assertEquals(1, actions(desk.get(mine)).size());
        var trail = platform.platform().trail();
        assertEquals(
                "session.ended-remotely",
                trail.find(workspace, org.takeup.audit.Search.all(), java.util.Optional.empty(), 1)
                        .entries()
                        .getFirst()
                        .action());
    }

    @Test
    void nobodyEndsOrSeesTheSessionOfSomebodyElseButAnAdmin() {
        Browser ann = signedIn(fresh());
        Browser ben = signedIn(fresh());
        String mine = base + "/me/sessions";
        String anns = actions(ann.get(mine)).getFirst();
        assertFalse(ben.get(mine).body().contains(anns));
        assertEquals(404, end(ben, mine, anns));
        assertEquals(403, ben.get(base + "/sessions").statusCode());
        assertEquals(403, end(ben, mine, anns.replace("/me/", "/")));
        assertEquals(200, ann.get(base + "/").statusCode());

        Browser admin = signedIn(fresh(), "learning-leads");
        String all = base + "/sessions";
        String annsForAdmins = anns.replace("/me/", "/");
        assertTrue(actions(admin.get(all)).contains(annsForAdmins));
        assertEquals(303, end(admin, all, annsForAdmins));
        assertEquals(303, ann.get(base + "/").statusCode());
        assertEquals(200, ben.get(base + "/").statusCode());
    }

    @Test
    void aSessionThatRestsTooLongHasEndedAndOneThatIsUsedGoesOn() {
        Browser used = signedIn(fresh());
        Browser rests = signedIn(fresh());
        for (int hour = 0; hour < 5; hour++) {
            clock.pass(SessionLimits.USUAL.idle().minusMinutes(50));
            assertEquals(200, used.get(base + "/").statusCode());
        }
        assertEquals(303, rests.get(base + "/").statusCode());
        assertEquals(1, actions(used.get(base + "/me/sessions")).size());
        // However much it is used, it ends with its day.
        for (int half = 0; half < 8; half++) {
            clock.pass(Duration.ofMinutes(30));
            used.get(base + "/");
        }
        assertEquals(303, used.get(base + "/").statusCode());
    }

    @Test
    void aTenantSaysHowLongItsSessionsLast() {
        limit(Duration.ofMinutes(30), Duration.ofHours(3));
        Browser used = signedIn(fresh());
        Browser rests = signedIn(fresh());
        for (int n = 0; n < 8; n++) {
            clock.pass(Duration.ofMinutes(20));
            assertEquals(200, used.get(base + "/").statusCode());
        }
        assertEquals(303, rests.get(base + "/").statusCode());
        clock.pass(Duration.ofMinutes(20));
        assertEquals(303, used.get(base + "/").statusCode());
    }

    @Test
    void aLongerTimeHoldsForNewSessionsAndAShorterOneAlsoForThoseThatAreOpen() {
        limit(Duration.ofHours(12), Duration.ofHours(24));
        Browser longer = signedIn(fresh());
        clock.pass(Duration.ofHours(11));
        assertEquals(200, longer.get(base + "/").statusCode());
        clock.pass(Duration.ofHours(11));
        assertEquals(200, longer.get(base + "/").statusCode());
        limit(Duration.ofHours(12), Duration.ofHours(8));
        clock.pass(Duration.ofMinutes(6));
        assertEquals(303, longer.get(base + "/").statusCode());
    }

    private void limit(Duration idle, Duration absolute) {
        TenantDefinition now = TenantDefinition.of(workspace.tenant());
        TenantSettings settings = now.settings();
        var limited = new TenantSettings(
                settings.hosts(),
                settings.zone(),
                settings.language(),
                settings.signIn(),
                settings.groupsByRole(),
                settings.plugins(),
                settings.smallestGroup(),
                settings.mail(),
                settings.accent(),
                new SessionLimits(idle, absolute));
        platform.platform()
                .tenants()
                .apply(new TenantDefinition(now.slug(), now.name(), now.status(), now.placement(), limited));
    }

    @Test
    void whoSignsOutIsNotListedAnyMore() {
        String ann = fresh();
        Browser leaves = signedIn(ann);
        Browser stays = signedIn(ann);
        String token = Visitor.token(leaves.get(base + "/").body());
        leaves.post(base + "/sign-out", Map.of("csrf", token));
        assertEquals(1, actions(stays.get(base + "/me/sessions")).size());
    }
}
