package org.takeup.plugin.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** The record of outgoing calls, as an admin reads it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallPagesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");

    private final CallLog log = new CallLog(2_000);
    private TestPlatform platform;
    private Workspace workspace;
    private Visitor admin;
    private String base;

    @BeforeAll
    void aRecord() {
        platform = TestPlatform.start();
        workspace = tenant();
        base = "/w/" + workspace.tenant().slug();
        admin = platform.signedIn(workspace, Role.ADMIN);
        // Two in each millisecond: the cursor has to tell them apart.
        for (int i = 0; i < 120; i++) {
            write("gone-plugin", BEGIN.plusMillis(i / 2), "h" + i + ".example.com", "200");
        }
        write("other-plugin", BEGIN, "other.example.com", "200");
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
        assertEquals(
                List.of(),
                platform.watch().shapes().withoutIndex(Egress.COLLECTIONS).stream()
                        .filter(shape -> shape.collection().equals("plugin_calls"))
                        .toList());
    }

    private Workspace tenant() {
        return platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
    }

    private void write(String plugin, Instant at, String host, String outcome) {
        log.write(workspace, new CallLog.Entry(at, plugin, "GET", host, "/a-secret-path", outcome, 1234, 5));
    }

    private JsonNode part(String query) {
        var answer = admin.get(base + "/api/v1/plugins/gone-plugin/calls" + query);
        assertEquals(200, answer.statusCode(), answer.body());
        assertFalse(answer.body().contains("a-secret-path"), answer.body());
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void allOfAPluginsCallsComeOnceNewestFirstAlsoWhenThePluginIsGone() {
        var hosts = new ArrayList<String>();
        var times = new ArrayList<Instant>();
        String query = "";
        for (int parts = 1; parts <= 3; parts++) {
            JsonNode part = part(query);
            part.path("calls").forEach(call -> {
                hosts.add(call.path("host").asText());
                times.add(Instant.parse(call.path("at").asText()));
            });
            assertEquals(parts < 3, part.path("next").isTextual());
            query = "?after=" + part.path("next").asText();
        }
        assertEquals(120, hosts.stream().distinct().count());
        assertEquals(120, hosts.size());
        assertEquals(times.stream().sorted(Comparator.reverseOrder()).toList(), times);
    }

    @Test
    void thePageShowsWhatCameOfACallAndLeadsToEarlierOnes() {
        String page = admin.get(base + "/plugins/gone-plugin/calls").body();
        assertTrue(page.contains("Answered with status 200"), page);
        assertTrue(page.contains("1,234 bytes"), page);
        assertTrue(page.contains("h119.example.com"), page);
        assertTrue(page.contains(base + "/plugins/gone-plugin/calls?after="), page);
        assertFalse(page.contains("a-secret-path"), page);
        assertFalse(page.contains("other.example.com"), page);
    }

    @Test
    void eachOutcomeIsSaidInWords() {
        for (var reason : HttpRefused.Reason.values()) {
            write("troubled", BEGIN, "", "refused " + reason);
        }
        write("troubled", BEGIN, "h", "failed");
        write("troubled", BEGIN, "h", "stopped");
        String page = admin.get(base + "/plugins/troubled/calls").body();
        for (String words : List.of(
                "Refused: neither the package nor your settings name this host.",
                "Refused: the host is inside a private network",
                "Refused: too many calls, or too much data.",
                "Failed: no connection",
                "Stopped, because",
                "None that can be read")) {
            assertTrue(page.contains(words), page);
        }
    }

    @Attack(
            value = "B's record of plugin calls, and a cursor that is none",
            kind = {Kind.PLUGIN_CALL, Kind.ID_IN_CURSOR},
            threats = "T1",
            at = "/plugins/{plugin}/calls")
    @BothPlacements
    void nobodyElseSeesThemAndNonsenseIsRefused(Placement placement) {
        Workspace other = platform.tenant("o" + UUID.randomUUID().toString().substring(0, 8), placement);
        String theirs = "/w/" + other.tenant().slug();
        Visitor stranger = platform.signedIn(other, Role.ADMIN);
        assertEquals(404, stranger.get(theirs + "/plugins/gone-plugin/calls").statusCode());
        assertEquals(200, stranger.get(theirs + "/plugins/lms-oneroster/calls").statusCode());
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        assertEquals(403, planner.get(base + "/plugins/gone-plugin/calls").statusCode());
        assertEquals(
                422,
                admin.get(base + "/plugins/gone-plugin/calls?after=nonsense").statusCode());
        assertEquals(404, admin.get(base + "/plugins/nothing-here/calls").statusCode());
    }
}
