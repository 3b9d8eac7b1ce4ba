package org.takeup.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.app.TestPlatform;
import org.takeup.attack.Attack;
import org.takeup.attack.Kind;
import org.takeup.delivery.Eventually;
import org.takeup.store.Sealer;
import org.takeup.store.Signals;
import org.takeup.store.Store;
import org.takeup.store.TenantSchema;
import org.takeup.store.TestStores;

/** Writing tenants on the real store, also when several nodes do it at once. */
class TenantsIT {
    private final Vertx vertx = Vertx.vertx();
    private final Meanwhile meanwhile = new Meanwhile();
    private final Store store = TestStores.open(meanwhile);
    private final Tenants tenants = node();
    private final TenantDefinition acme = definition();

    @BeforeEach
    void prepare() {
        Tenants.createIndexes(store);
    }

    @AfterEach
    void stop() {
        store.close();
        vertx.close();
    }

    @Test
    void theOperatorsSuspensionOutlivesEveryChangeOfTheFile() {
        tenants.apply(acme);
        assertTrue(tenants.setStatus(acme.slug(), Tenant.Status.SUSPENDED));

        assertFalse(tenants.apply(acme));
        assertTrue(tenants.apply(renamed(acme)));

        assertEquals(Tenant.Status.SUSPENDED, stored().status());
        tenants.setStatus(acme.slug(), Tenant.Status.ACTIVE);
        assertEquals(Tenant.Status.ACTIVE, stored().status());
    }

    @Test
    void whatItsFileSuspendsTheOperatorDoesNotResume() {
        tenants.apply(new TenantDefinition(
                acme.slug(), acme.name(), Tenant.Status.SUSPENDED, acme.placement(), acme.settings()));
        tenants.setStatus(acme.slug(), Tenant.Status.ACTIVE);
        assertEquals(Tenant.Status.SUSPENDED, stored().status());
    }

    @Attack(
            value = "a new workspace that claims another's host, mail domain, organisation or provider",
            kind = Kind.DOMAIN_TAKEOVER,
            threats = "S8",
            at = "the register of tenants",
            onePlacement = "the register is control data")
    @ParameterizedTest
    @ValueSource(strings = {"host", "mail domain", "Keycloak organisation", "identity provider"})
    void whatAnotherTenantHasIsRefusedByItsName(String what) {
        tenants.apply(acme);
        TenantDefinition thief = thief(what);

        var conflict = assertThrows(Tenants.Conflict.class, () -> tenants.apply(thief));

        assertTrue(conflict.getMessage().startsWith("The " + what + " " + acme.slug()), conflict::getMessage);
        assertTrue(conflict.getMessage().contains("belongs to another tenant"), conflict::getMessage);
        assertTrue(tenants.bySlug(thief.slug()).isEmpty());
    }

    @Attack(
            value = "the same claim on two nodes at once",
            kind = Kind.DOMAIN_TAKEOVER,
            threats = "S8",
            at = "the register of tenants",
            onePlacement = "the register is control data")
    @ParameterizedTest
    @ValueSource(strings = {"Keycloak organisation", "identity provider"})
    void whatAnotherNodeGivesAwayInTheSameMomentIsRefusedToo(String what) {
        TenantDefinition thief = thief(what);
        meanwhile.before("insert", () -> node().apply(acme));

        assertThrows(Tenants.Conflict.class, () -> tenants.apply(thief));

        assertTrue(tenants.bySlug(thief.slug()).isEmpty());
    }

    @Test
    void nodesThatStartAtOnceMakeOneTenant() throws Exception {
        int nodes = 8;
        var ready = new CyclicBarrier(nodes);
        var made = new ArrayList<Future<Boolean>>();
        try (var threads = Executors.newFixedThreadPool(nodes)) {
            for (int i = 0; i < nodes; i++) {
                Tenants node = node();
                Callable<Boolean> start = () -> {
                    ready.await();
                    return node.apply(acme);
                };
                made.add(threads.submit(start));
            }
        }
        int makers = 0;
        for (Future<Boolean> each : made) {
            makers += each.get() ? 1 : 0;
        }
        assertEquals(1, makers);
        assertEquals(1, stored().revision());
    }

    @Test
    void aTenantThatAnotherNodeMakesInTheSameMomentIsTakenAsItIs() {
        meanwhile.before("insert", () -> node().apply(acme));
        assertFalse(tenants.apply(acme));
        assertEquals(1, stored().revision());
    }

    @Test
    void anOrderThatFallsBetweenReadingAndWritingIsNotLost() {
        tenants.apply(acme);
        meanwhile.before("update", () -> node().setStatus(acme.slug(), Tenant.Status.SUSPENDED));

        assertTrue(tenants.apply(renamed(acme)));

        assertEquals(Tenant.Status.SUSPENDED, stored().status());
        assertEquals(renamed(acme).name(), stored().name());
    }

    @Test
    void theStoreIsReadOnceForAllWhoAskInTheSameMoment() throws Exception {
        tenants.apply(acme);
        Tenants node = node();
        var found = new ConcurrentLinkedQueue<Workspace>();
        var others = new ArrayList<Thread>();
        var more = new AtomicInteger();
        meanwhile.before("find", () -> {
            meanwhile.before("find", more::incrementAndGet);
            for (int i = 0; i < 20; i++) {
                others.add(Thread.ofVirtual()
                        .start(() -> found.add(node.bySlug(acme.slug()).orElseThrow())));
            }
            Eventually.holds(
                    "all wait",
                    Duration.ofSeconds(30),
                    () -> others.stream().allMatch(other -> other.getState() == Thread.State.WAITING));
        });
        found.add(node.bySlug(acme.slug()).orElseThrow());
        for (Thread other : others) {
            other.join();
        }
        assertEquals(21, found.size());
        assertEquals(0, more.get(), "nobody else reads");
    }

    @Test
    void whatWasReadBeforeAChangeIsNotKept() {
        tenants.apply(acme);
        Tenants node = node();
        var asked = new ArrayList<String>();
        meanwhile.after("find", () -> {
            node.apply(renamed(acme));
            asked.add(node.bySlug(acme.slug()).orElseThrow().tenant().name());
        });
        assertEquals(
                acme.name(), node.bySlug(acme.slug()).orElseThrow().tenant().name());
        assertEquals(List.of(renamed(acme).name()), asked, "does not wait for what was read before");
        assertEquals(
                renamed(acme).name(),
                node.bySlug(acme.slug()).orElseThrow().tenant().name());
    }

    private Tenants node() {
        return new Tenants(
                store,
                new TenantSchema(store, List.of()),
                Sealer.fromMaster(new byte[32], "tests"),
                new Signals(vertx),
                Clock.systemUTC());
    }

    private Tenant stored() {
        return node().bySlug(acme.slug()).orElseThrow().tenant();
    }

    private static TenantDefinition definition() {
        String slug = "t" + UUID.randomUUID().toString().substring(0, 8);
        return TestPlatform.definition(slug, Tenant.Placement.POOLED);
    }

    private static TenantDefinition renamed(TenantDefinition now) {
        return new TenantDefinition(now.slug(), "Another name", now.status(), now.placement(), now.settings());
    }

    /** Another tenant that wants one thing of Acme's. */
    private TenantDefinition thief(String wanted) {
        TenantDefinition thief = definition();
        var own = thief.settings();
        var theirs = acme.settings();
        var signIn = new TenantSettings.SignIn(
                (wanted.equals("Keycloak organisation") ? theirs : own).signIn().organization(),
                (wanted.equals("identity provider") ? theirs : own).signIn().identityProvider(),
                (wanted.equals("mail domain") ? theirs : own).signIn().domains());
        var settings = new TenantSettings(
                (wanted.equals("host") ? theirs : own).hosts(),
                own.zone(),
                own.language(),
                signIn,
                own.groupsByRole(),
                own.plugins(),
                own.smallestGroup(),
                own.mail(),
                own.accent());
        return new TenantDefinition(thief.slug(), thief.name(), thief.status(), thief.placement(), settings);
    }

    /** Lets something happen just before the next command of a kind is sent: the worst moment, every time. */
    private static final class Meanwhile implements CommandListener {
        private final Map<String, Runnable> happenings = new ConcurrentHashMap<>();

        void before(String command, Runnable happening) {
            happenings.put(command, happening);
        }

        void after(String command, Runnable happening) {
            happenings.put("after " + command, happening);
        }

        @Override
        public void commandStarted(CommandStartedEvent started) {
            happen(started.getCommandName());
        }

        @Override
        public void commandSucceeded(CommandSucceededEvent succeeded) {
            happen("after " + succeeded.getCommandName());
        }

        private void happen(String when) {
            Runnable happening = happenings.remove(when);
            if (happening != null) {
                happening.run();
            }
        }
    }
}
