package org.takeup.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.MongoQueryException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.Kind;
import org.takeup.delivery.Eventually;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Role;
import org.takeup.tenant.Stay;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Workspace;

/** The end of a tenant, its way to the other placement, and what nobody can do meanwhile. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeavingIT {
    private static final Duration SOON = Duration.ofSeconds(90);

    private TestPlatform platform;
    private Visitor operator;
    private String csrf;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        operator = platform.operator();
        csrf = Visitor.token(operator.get("/operator/tenants").body());
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private Workspace planted(String slug, Placement placement) {
        Workspace workspace = platform.tenant(slug, placement);
        Canaries.plant(workspace, platform.platform().trail(), "canary-" + slug);
        return workspace;
    }

    private HttpResponse<String> put(String slug, String what, String body) {
        return operator.json("PUT", "/operator/api/v1/tenants/" + slug + "/" + what, body, csrf);
    }

    /** T14: the names of the others begin with the name of the one that goes. */
    @Attack(
            value = "erasing acme with acme2, acme-eu and acm beside it",
            kind = Kind.OTHER,
            threats = {"T14", "D4"},
            at = "/operator/api/v1/tenants/{slug}/leaving")
    @ParameterizedTest
    @EnumSource(Placement.class)
    void whoLeavesIsGoneToTheLastByteAndNobodyElseIsTouchedAndAReceiptSaysSo(Placement placement) throws Exception {
        String slug = "acme" + UUID.randomUUID().toString().substring(0, 6);
        Workspace acme = planted(slug, placement);
        List<Workspace> others = List.of(
                planted(slug + "2", Placement.POOLED),
                planted(slug + "-eu", Placement.DEDICATED),
                planted(slug.substring(0, slug.length() - 1), placement));
        List<Map<String, List<String>>> before =
                others.stream().map(Canaries::dump).toList();
        Visitor admin = platform.signedIn(acme, Role.ADMIN);

        assertEquals(200, put(slug, "leaving", "{\"leaving\":true,\"days\":0}").statusCode());
        Eventually.holds(
                "the tenant is gone",
                SOON,
                () -> platform.platform().tenants().bySlug(slug).isEmpty());

        assertEquals(404, admin.get("/w/" + slug + "/api/v1/workspace").statusCode());
        for (Placement each : Placement.values()) {
            for (CollectionSpec spec : TestPlatform.collections()) {
                long left = platform.store()
                        .tenant(acme.tenant().id(), each == Placement.DEDICATED, spec)
                        .count(new Document());
                assertEquals(0, left, spec.name());
            }
        }
        assertFalse(platform.dump(acme).toString().contains(acme.tenant().id()));
        assertTrue(platform.platform().tenants().reread(acme.tenant().id()).isEmpty(), "its key is gone with it");
        for (int i = 0; i < others.size(); i++) {
            assertEquals(before.get(i), Canaries.dump(others.get(i)));
        }
        JsonNode receipt = receipt(slug);
        check(receipt);
        JsonNode said = Archive.json(receipt.path("receipt").asText());
        assertEquals(acme.tenant().id(), said.path("tenant").asText());
        assertEquals(1, said.path("documents").path("people").asInt());
        // A file that was left behind makes no empty tenant in its place.
        var conflict = assertThrows(
                Tenants.Conflict.class,
                () -> platform.platform().tenants().apply(TestPlatform.definition(slug, placement)));
        assertTrue(conflict.getMessage().contains("has left"));
    }

    private JsonNode receipt(String slug) {
        for (JsonNode each :
                Archive.json(operator.get("/operator/api/v1/receipts").body()).path("receipts")) {
            if (each.path("slug").asText().equals(slug)) {
                return each;
            }
        }
        throw new AssertionError("No receipt for " + slug);
    }

    /** As platform/archive.md describes it, with nothing of the product. */
    private static void check(JsonNode receipt) throws Exception {
        String pem = receipt.path("publicKey").asText().replaceAll("-----[^-]+-----|\\s", "");
        var key = KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(pem)));
        byte[] text = receipt.path("receipt").asText().getBytes(StandardCharsets.UTF_8);
        byte[] signature = Base64.getDecoder().decode(receipt.path("signature").asText());
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        verifier.update(text);
        assertTrue(verifier.verify(signature));
        text[text.length / 2] ^= 1;
        verifier.initVerify(key);
        verifier.update(text);
        assertFalse(verifier.verify(signature), "a changed receipt is none");
    }

    @Test
    void anAdminCanTakeItBackUntilTheGracePeriodIsOver() {
        String slug = "l" + UUID.randomUUID().toString().substring(0, 8);
        Workspace workspace = platform.tenant(slug);
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        HttpResponse<String> left = admin.submit(
                "/w/" + slug + "/your-data", "/w/" + slug + "/your-data/leaving", Map.of("decision", "leave"));
        assertEquals(303, left.statusCode(), left.body());
        Stay stay = platform.platform()
                .tenants()
                .reread(workspace.tenant().id())
                .orElseThrow()
                .stay();
        assertEquals(Stay.State.LEAVING, stay.state());
        assertTrue(stay.until().isAfter(Instant.now().plus(Duration.ofDays(29))));
        String page = admin.get("/w/" + slug + "/your-data").body();
        assertTrue(page.contains("Everything here is deleted on"), page);
        admin.submit("/w/" + slug + "/your-data", "/w/" + slug + "/your-data/leaving", Map.of("decision", "stay"));
        assertEquals(
                Stay.State.HERE,
                platform.platform()
                        .tenants()
                        .reread(workspace.tenant().id())
                        .orElseThrow()
                        .stay()
                        .state());
    }

    @Test
    void aTenantThatIsBeingRestoredCannotLeaveNorMoveAndNobodyGetsIn() {
        String slug = "r" + UUID.randomUUID().toString().substring(0, 8);
        Workspace workspace = platform.tenant(slug);
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        var tenants = platform.platform().tenants();
        assertTrue(tenants.enter(
                workspace.tenant(),
                Set.of(Stay.State.HERE),
                Stay.State.ARRIVING,
                Instant.now().plusSeconds(60)));
        assertEquals(409, put(slug, "leaving", "{\"leaving\":true,\"days\":0}").statusCode());
        assertEquals(
                409, put(slug, "placement", "{\"placement\":\"DEDICATED\"}").statusCode());
        HttpResponse<String> refused = admin.get("/w/" + slug + "/api/v1/workspace");
        assertEquals(403, refused.statusCode());
        assertTrue(refused.body().contains("is being moved"), refused.body());
        assertEquals(
                Stay.State.ARRIVING,
                tenants.reread(workspace.tenant().id()).orElseThrow().stay().state());
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void aRestoringWhoseNodeDiedIsTakenBackToTheLastByte(Placement placement) {
        String slug = "d" + UUID.randomUUID().toString().substring(0, 8);
        Workspace workspace = planted(slug, placement);
        var tenants = platform.platform().tenants();
        // As a node leaves it that is killed half-way: documents are there, and nobody says that it is alive.
        assertTrue(tenants.enter(
                workspace.tenant(),
                Set.of(Stay.State.HERE),
                Stay.State.ARRIVING,
                Instant.now().minusSeconds(1)));
        platform.store()
                .control("jobs")
                .insertOne(new Document("_id", UUID.randomUUID().toString())
                        .append("kind", "arrival-watch")
                        .append("tenant", workspace.tenant().id())
                        .append("payload", new Document())
                        .append("state", "ready")
                        .append("due", new java.util.Date())
                        .append("fence", 0L)
                        .append("attempt", 0));
        Eventually.holds(
                "nothing of it is left",
                SOON,
                () -> tenants.reread(workspace.tenant().id()).isEmpty()
                        && platform.dump(workspace).isEmpty());
        assertTrue(tenants.bySlug(slug).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void whatMovesIsTheSameThereAndNothingStaysBehind(Placement from) {
        Placement to = from == Placement.POOLED ? Placement.DEDICATED : Placement.POOLED;
        String slug = "m" + UUID.randomUUID().toString().substring(0, 8);
        Workspace workspace = planted(slug, from);
        Workspace other = planted(slug + "2", to);
        Map<String, List<String>> otherBefore = Canaries.dump(other);
        HttpResponse<String> answer = put(slug, "placement", "{\"placement\":\"" + to + "\"}");
        assertEquals(202, answer.statusCode(), answer.body());
        // The operator's deed is noted while it moves.
        Map<String, List<String>> before = withoutTrail(Canaries.dump(workspace));
        Eventually.holds("the tenant has moved", SOON, () -> {
            var now = platform.platform()
                    .tenants()
                    .reread(workspace.tenant().id())
                    .orElseThrow();
            return now.placement() == to && isGone(workspace);
        });
        Workspace moved = platform.platform().tenants().bySlug(slug).orElseThrow();
        assertEquals(before, withoutTrail(Canaries.dump(moved)));
        assertTrue(platform.platform().trail().verify(moved).unbroken());
        assertEquals(otherBefore, Canaries.dump(other));
        assertEquals(Stay.State.HERE, moved.tenant().stay().state());
        assertEquals(
                200,
                platform.signedIn(moved, Role.ADMIN)
                        .get("/w/" + slug + "/your-data")
                        .statusCode());
    }

    /** The embedded store cannot be read in the very moment in which a database is dropped. */
    private boolean isGone(Workspace workspace) {
        try {
            return platform.dump(workspace).isEmpty();
        } catch (MongoQueryException e) {
            return false;
        }
    }

    /** As a node leaves it that is killed before the switch, with half a copy made, and after it, with the original there. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMoveThatWasBrokenOffIsFinishedAndLosesNothing(boolean switched) {
        String slug = "k" + UUID.randomUUID().toString().substring(0, 8);
        Workspace workspace = planted(slug, Placement.POOLED);
        var tenants = platform.platform().tenants();
        Map<String, List<String>> before = Canaries.dump(workspace);
        Instant settled = Instant.ofEpochMilli(Instant.now().toEpochMilli() - 1_000);
        assertTrue(tenants.enter(workspace.tenant(), Set.of(Stay.State.HERE), Stay.State.MOVING, settled));
        Workspace elsewhere = tenants.elsewhere(workspace);
        if (switched) {
            for (CollectionSpec spec : TestPlatform.collections()) {
                workspace.collection(spec).all().forEach(each -> {
                    String id = org.takeup.store.TenantCollection.id(each);
                    each.remove("_id");
                    each.remove("t");
                    elsewhere.collection(spec).put(id, each);
                });
            }
            assertTrue(tenants.place(workspace.tenant(), Placement.DEDICATED));
        } else {
            elsewhere.collection(org.takeup.people.PeopleStore.PEOPLE).put("half", new Document("name", "Half"));
        }
        platform.store()
                .control("jobs")
                .insertOne(new Document("_id", UUID.randomUUID().toString())
                        .append("kind", "move-tenant")
                        .append("tenant", workspace.tenant().id())
                        .append(
                                "payload",
                                new Document("to", "DEDICATED").append("settled", java.util.Date.from(settled)))
                        .append("state", "ready")
                        .append("due", new java.util.Date())
                        .append("fence", 0L)
                        .append("attempt", 0));
        Eventually.holds(
                "the tenant has moved",
                SOON,
                () -> tenants.reread(workspace.tenant().id())
                                .filter(now -> now.stay().state() == Stay.State.HERE)
                                .isPresent()
                        && platform.dump(workspace).isEmpty());
        Workspace moved = tenants.bySlug(slug).orElseThrow();
        assertEquals(Placement.DEDICATED, moved.tenant().placement());
        assertEquals(before, Canaries.dump(moved));
    }

    private static Map<String, List<String>> withoutTrail(Map<String, List<String>> dump) {
        var rest = new java.util.TreeMap<>(dump);
        rest.keySet().removeAll(Canaries.CHAINED);
        return rest;
    }

    @Test
    void whoIsSuspendedIsToldWhyAndComesBackWhenResumed() {
        String slug = "s" + UUID.randomUUID().toString().substring(0, 8);
        Workspace workspace = platform.tenant(slug);
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        String why = "The contract ended on 1 March.";
        assertEquals(
                204,
                put(slug, "status", "{\"status\":\"SUSPENDED\",\"reason\":\"" + why + "\"}")
                        .statusCode());
        for (String path : List.of("/sign-in", "/", "/api/v1/workspace")) {
            HttpResponse<String> answer = admin.get("/w/" + slug + path);
            assertEquals(403, answer.statusCode(), path);
            assertTrue(answer.body().contains(why), path + ": " + answer.body());
        }
        assertTrue(admin.get("/w/" + slug + "/api/v1/workspace").body().contains("workspace-suspended"));
        assertEquals(204, put(slug, "status", "{\"status\":\"ACTIVE\"}").statusCode());
        assertEquals(200, admin.get("/w/" + slug + "/api/v1/workspace").statusCode());
    }
}
