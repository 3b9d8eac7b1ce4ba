package org.takeup.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.learning.Archives;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Role;
import org.takeup.tenant.Stay;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** The operator's pages about the life of tenants, and who leaves in the middle of an import. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifePagesIT {
    private static final Duration SOON = Duration.ofSeconds(90);

    /** Holds whoever restores an archive for as long as a test wants. */
    private static final class Brake extends Clock {
        private volatile CountDownLatch held = new CountDownLatch(0);

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().startsWith("restoring ")) {
                try {
                    held.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return Instant.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final Brake clock = new Brake();
    private TestPlatform platform;
    private Visitor operator;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(UnaryOperator.identity(), clock);
        operator = platform.operator();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private static String slug(String prefix) {
        return prefix + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String page(String slug) {
        return "/operator/tenants/" + slug + "/life";
    }

    private HttpResponse<String> submit(String slug, String path, Map<String, String> fields) {
        return operator.submit("/operator/archives", "/operator/tenants/" + slug + path, fields);
    }

    private Stay.State stay(Workspace workspace) {
        return platform.platform()
                .tenants()
                .reread(workspace.tenant().id())
                .orElseThrow()
                .stay()
                .state();
    }

    private long documents(Workspace workspace) {
        long documents = 0;
        for (Placement each : Placement.values()) {
            for (CollectionSpec spec : TestPlatform.collections()) {
                documents += platform.store()
                        .tenant(workspace.tenant().id(), each == Placement.DEDICATED, spec)
                        .count(new Document());
            }
        }
        return documents;
    }

    private boolean isGone(String slug) {
        return platform.platform().tenants().bySlug(slug).isEmpty();
    }

    @Test
    void nobodyIsSeenOffByASlipOfTheHandAndWhoIsCanBeKept() {
        String slug = slug("p");
        Workspace workspace = platform.tenant(slug);
        for (String typed : new String[] {"", slug + "x", slug.toUpperCase(java.util.Locale.ROOT), "yes"}) {
            var refused = submit(slug, "/leaving", Map.of("decision", "LEAVE", "days", "30", "typed", typed));
            assertEquals(422, refused.statusCode(), typed);
        }
        for (String days : new String[] {"-1", "366", "soon", ""}) {
            var refused = submit(slug, "/leaving", Map.of("decision", "LEAVE", "days", days, "typed", slug));
            assertEquals(422, refused.statusCode(), days);
        }
        assertEquals(Stay.State.HERE, stay(workspace));

        var left = submit(slug, "/leaving", Map.of("decision", "LEAVE", "days", "30", "typed", slug));
        assertEquals(303, left.statusCode(), left.body());
        assertEquals(Stay.State.LEAVING, stay(workspace));
        String page = operator.get(page(slug)).body();
        assertTrue(page.contains("It leaves on") && page.contains("Let it stay"), page);
        assertFalse(page.contains("Move it now"), "one thing at a time");
        assertEquals(
                409,
                submit(slug, "/placement", Map.of("placement", "DEDICATED")).statusCode());
        assertEquals(303, submit(slug, "/leaving", Map.of("decision", "STAY")).statusCode());
        assertEquals(Stay.State.HERE, stay(workspace));
    }

    @Test
    void aTenantMovesByTheForm() {
        String slug = slug("m");
        Workspace workspace = platform.tenant(slug);
        assertTrue(operator.get(page(slug)).body().contains("a database of its own"));
        assertEquals(
                303,
                submit(slug, "/placement", Map.of("placement", "DEDICATED")).statusCode());
        assertTrue(operator.get(page(slug)).body().contains("It is being moved"));
        Eventually.holds("it has moved", SOON, () -> stay(workspace) == Stay.State.HERE);
        assertEquals(
                Placement.DEDICATED,
                platform.platform()
                        .tenants()
                        .bySlug(slug)
                        .orElseThrow()
                        .tenant()
                        .placement());
    }

    private Archive archive() {
        Workspace source = platform.tenant(slug("from"));
        Canaries.plant(
                source, platform.platform().trail(), "canary-" + source.tenant().slug());
        return Archive.of(platform, source);
    }

    @Test
    void anArchiveIsRestoredByTheFormWhileThePageSaysHowFarItIs() {
        Archive archive = archive();
        String slug = slug("to");
        clock.held = new CountDownLatch(1);
        HttpResponse<String> begun = archive.restoreByForm(platform, slug);
        assertEquals(303, begun.statusCode(), begun.body());
        String page = operator.get(page(slug)).body();
        assertTrue(page.contains("It is being restored") && page.contains("Cancel the restoring"), page);
        clock.held.countDown();
        Eventually.holds(
                "it is here",
                SOON,
                () -> operator.get("/operator/archives").body().contains("It is here with"));
        Tenant restored =
                platform.platform().tenants().bySlug(slug).orElseThrow().tenant();
        assertEquals(Tenant.Status.ACTIVE, restored.status());
        assertEquals(409, archive.restoreByForm(platform, slug).statusCode(), "the address is taken");
    }

    /** Bad input: off-boarding, moving and cancelling while an archive comes in. */
    @Test
    void whoIsBeingRestoredIsNeitherSeenOffNorMovedAndCanBeCancelledToTheLastByte() {
        Archive archive = archive();
        String slug = slug("c");
        clock.held = new CountDownLatch(1);
        assertEquals(303, archive.restoreByForm(platform, slug).statusCode());
        Workspace arriving = platform.platform().tenants().bySlug(slug).orElseThrow();
        assertEquals(
                409,
                submit(slug, "/leaving", Map.of("decision", "LEAVE", "days", "0", "typed", slug))
                        .statusCode());
        assertEquals(
                409,
                submit(slug, "/placement", Map.of("placement", "DEDICATED")).statusCode());
        assertEquals(303, submit(slug, "/restoring/cancellation", Map.of()).statusCode());
        assertEquals(409, submit(slug, "/restoring/cancellation", Map.of()).statusCode(), "it is cancelled already");
        assertEquals(Stay.State.WITHDRAWN, stay(arriving));
        clock.held.countDown();
        Eventually.holds("nothing of it is left", SOON, () -> isGone(slug) && documents(arriving) == 0);
        Eventually.holds(
                "the operator is told",
                SOON,
                () -> operator.get("/operator/archives").body().contains("It was cancelled"));
        assertEquals(303, archive.restoreByForm(platform, slug).statusCode(), "the address is free again");
        Eventually.holds(
                "it is here",
                SOON,
                () -> platform.platform()
                        .tenants()
                        .bySlug(slug)
                        .filter(now -> now.tenant().stay().state() == Stay.State.HERE)
                        .isPresent());
    }

    /** Bad input: off-boarding while learning data comes in. */
    @Test
    void whoLeavesWhileLearningDataComesInLeavesNothing() {
        String slug = slug("i");
        Workspace workspace = platform.tenant(slug);
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        String base = "/w/" + slug;
        String csrf = Visitor.token(admin.get(base + "/learning").body());
        var sent = Archives.upload(
                admin, base + "/learning/imports", csrf, "export.zip", Archives.zip(Archives.roster(3_000)));
        assertEquals(303, sent.statusCode(), sent.body());
        assertEquals(
                303,
                submit(slug, "/leaving", Map.of("decision", "LEAVE", "days", "0", "typed", slug))
                        .statusCode());
        Eventually.holds("the tenant is gone", SOON, () -> isGone(slug));
        assertEquals(0, documents(workspace), "what the import wrote is gone too");
        assertTrue(operator.get("/operator/archives").body().contains(slug), "it has its receipt");
    }
}
