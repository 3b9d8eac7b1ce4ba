package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.ref.WeakReference;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.plugin.Evil.End;
import org.takeup.plugin.PackageLoader.Mode;
import org.takeup.plugin.Packages.Version;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.isolated.Confinement;
import org.takeup.plugin.packaging.ClassScan;
import org.takeup.plugin.packaging.PackageSigner;
import org.takeup.plugin.packaging.PublisherKey;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/**
 * Every evil plugin, in this process and in one of its own, on a platform with two tenants and honest plugins in both
 * modes: it costs its call, the caller is told by name, and nothing around it changes. Prints a table at the end.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostilePluginsIT {
    private static final Duration SHORT = Duration.ofMillis(600);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final KeyPair partnerKeys = PackageSigner.newKeys();
    private final String partner = fresh("partner");
    private final List<String> table = new ArrayList<>();
    private final Map<Evil, WeakReference<ClassLoader>> classes = new EnumMap<>(Evil.class);
    private TestPlatform platform;
    private Plugins plugins;
    private Packages packages;
    private Workspace attacked;
    private Workspace other;
    private Visitor planner;
    private String csrf;
    private String audienceOfOther;
    private Surroundings surroundings;
    private Bystanders bystanders;

    @BeforeAll
    void start() throws Exception {
        platform = TestPlatform.start();
        var runtime = platform.platform().pluginRuntime();
        plugins = runtime.plugins();
        packages = runtime.packages();
        runtime.publishers().approve(partner, "Partner", false, new PublisherKey(partnerKeys.getPublic()).text(), null);
        attacked = platform.tenant(fresh("a"));
        other = platform.tenant(fresh("o"));
        planner = platform.signedIn(attacked, Role.ADMIN);
        csrf = Visitor.token(planner.get(base(attacked) + "/stakeholders").body());
        stakeholder(attacked, planner, csrf);
        Visitor admin = platform.signedIn(other, Role.ADMIN);
        audienceOfOther = stakeholder(
                other,
                admin,
                Visitor.token(admin.get(base(other) + "/stakeholders").body()));
        surroundings = new Surroundings();
        bystanders = new Bystanders(List.of(honest(Mode.IN_PROCESS), honest(Mode.ISOLATED)));
    }

    @AfterAll
    void stop() throws Exception {
        surroundings.close();
        packages.list().stream()
                .map(Listed::version)
                .filter(version ->
                        version.plugin().startsWith("evil") || version.plugin().startsWith("honest"))
                .forEach(packages::remove);
        platform.close();
        System.out.println(bystanders.answers() + " calls of other plugins by another tenant meanwhile, 0 failed");
        System.out.println("evil | mode | what the caller got | effects outside of the call");
        System.out.println("---|---|---|---");
        table.forEach(System.out::println);
        Modes.until("no class of them is in this process any more", () -> {
            System.gc();
            classes.values().removeIf(each -> each.get() == null);
            return classes.isEmpty();
        });
    }

    private static String fresh(String start) {
        return start + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String base(Workspace workspace) {
        return "/w/" + workspace.tenant().slug();
    }

    private static String stakeholder(Workspace workspace, Visitor admin, String csrf) {
        HttpResponse<String> answer = admin.json("POST", base(workspace) + "/api/v1/stakeholders", """
                {"name":"Learners","kind":"LEARNERS","size":3,"power":4,"interest":2,"attitude":"DOUBTER"}""", csrf);
        assertEquals(201, answer.statusCode(), answer.body());
        return answer.body().replaceAll(".*\"id\":\"(\\w+)\".*", "$1");
    }

    private byte[] signed(PluginSource source, Mode mode) {
        return mode == Mode.IN_PROCESS
                ? source.zip()
                : new PackageSigner(partner, partnerKeys).sign(source.unsigned(), Instant.now());
    }

    private Offered<PlanBuilder> honest(Mode mode) {
        String id = fresh("honest");
        packages.upload(signed(PluginSource.good(id, "1.0.0"), mode));
        plugins.enable(other, id);
        return plugins.require(other, PlanBuilder.class, id);
    }

    static Stream<Arguments> all() {
        return Stream.of(Evil.values()).flatMap(evil -> Stream.of(Mode.values()).map(mode -> Arguments.of(evil, mode)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("all")
    void itCostsItsCallAndNothingElse(Evil evil, Mode mode) throws Exception {
        assumeTrue(mode == Mode.IN_PROCESS || confined(), "this machine cannot hold isolated plugins fully");
        End expected = mode == Mode.IN_PROCESS ? evil.here : evil.apart;
        var shared = Surroundings.shared();
        String id = fresh("evil");
        String got = switch (expected) {
            case REFUSED -> refused(evil.plugin(id));
            case NEVER -> "not run: the heap is everybody's here";
            default -> {
                bystanders.begin();
                String caught = attacked(evil, mode, expected, id);
                bystanders.end();
                yield caught;
            }
        };
        List<String> effects = lasting(id, shared);
        table.add(String.join(" | ", evil.type(), mode.name().toLowerCase(Locale.ROOT), got, "" + effects.size()));
        assertEquals(List.of(), effects);
    }

    /** What an isolated plugin leaves is taken away when its process has ended, which takes a moment. */
    private List<String> lasting(String id, Surroundings.Shared shared) {
        long end = System.nanoTime() + LONG.toNanos();
        List<String> effects = surroundings.effects(id, shared);
        while (!effects.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(5_000_000);
            effects = surroundings.effects(id, shared);
        }
        return effects;
    }

    private static boolean confined() {
        return Confinement.here().inForce().size() == Confinement.Part.values().length;
    }

    private String refused(PluginSource source) {
        List<Listed> before = packages.list();
        String said = assertThrows(PackageRejected.class, () -> packages.upload(source.zip()))
                .getMessage();
        assertTrue(said.contains("its classes do what a plugin must not do"), said);
        assertEquals(before, packages.list());
        return "refused at install: " + said.replaceAll(".*the first of \\d+: ([^.]+(?:\\.\\S+)*[^.]*)\\. .*", "$1");
    }

    private String attacked(Evil evil, Mode mode, End expected, String id) {
        Loaded loaded = install(evil, mode, id);
        List<?> documents = platform.dump(other);
        assertEquals(List.of(), ask(attacked, id, "good", LONG));
        long before = pid(loaded);
        String got = switch (expected) {
            case ANSWERS -> answered(evil, id);
            case BAD_DRAFT -> drafted("bad-draft", evil.says, id);
            case NO_DRAFT -> drafted("plugin-failed", "", id);
            default -> failed(expected, id);
        };
        // Of this plugin, calls of this tenant and of the other are answered again.
        assertEquals(List.of(), ask(other, id, "good", LONG));
        assertEquals(List.of(), ask(attacked, id, "good", LONG));
        if (mode == Mode.ISOLATED && evil.endsProcess) {
            Modes.until("another process has taken over", () -> pid(loaded) != 0 && pid(loaded) != before);
            Modes.until("the old one is gone", () -> ProcessHandle.of(before).isEmpty());
        } else {
            assertEquals(before, pid(loaded), "the process is still the same");
        }
        assertEquals(documents, platform.dump(other), "documents of the other tenant");
        remove(loaded, evil, mode, id);
        return got;
    }

    private Loaded install(Evil evil, Mode mode, String id) {
        packages.scanWith(mode == Mode.IN_PROCESS ? ClassScan::check : zip -> {});
        try {
            packages.upload(signed(evil.plugin(id), mode));
        } finally {
            packages.scanWith(ClassScan::check);
        }
        plugins.enable(attacked, id);
        plugins.enable(other, id);
        Loaded loaded = packages.loaded(new Version(id, "1.0.0")).orElseThrow();
        assertEquals(mode == Mode.ISOLATED, loaded.isolated().isPresent());
        return loaded;
    }

    private List<FormField> ask(Workspace workspace, String id, String objective, Duration limit) {
        var weights =
                Map.of(Messenger.LINE_MANAGER, new MessengerWeight(0.5, 0.4, 0.6, String.valueOf(surroundings.port())));
        var context = new PlanContext(objective, LocalDate.EPOCH, List.of(), weights, List.of());
        return plugins.require(workspace, PlanBuilder.class, id).call(limit, each -> each.wizard(context));
    }

    private String answered(Evil evil, String id) {
        String answer = ask(attacked, id, "evil", LONG).toString();
        assertTrue(answer.contains("en=" + evil.says) || evil.says.isEmpty() && answer.equals("[]"), answer);
        return "an answer without harm";
    }

    private String failed(End expected, String id) {
        var failed = assertThrows(
                PluginFailed.class, () -> ask(attacked, id, "evil", expected == End.TOO_SLOW ? SHORT : LONG));
        assertEquals(expected.name(), failed.reason().name());
        assertTrue(failed.title().contains(id), failed.title());
        assertEquals(0, surroundings.logged("what people answered"));
        var log = platform.platform().pluginRuntime().log();
        assertEquals(
                List.of(failed.reason().what()),
                log.latest(attacked, id).stream().map(PluginLog.Entry::what).toList());
        assertEquals(List.of(), log.latest(other, id));
        return failed.status() + " " + failed.title().replace(id, "X");
    }

    private String drafted(String problem, String field, String id) {
        HttpResponse<String> answer =
                planner.json("POST", base(attacked) + "/api/v1/plans", """
                {"builder":"%s","objective":"evil %s","answers":{}}""".formatted(id, audienceOfOther), csrf);
        assertEquals(502, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(problem) && answer.body().contains(id), answer.body());
        assertTrue(answer.body().contains("\"" + field), answer.body());
        String plans = planner.get(base(attacked) + "/api/v1/plans").body();
        assertFalse(plans.contains(id), plans);
        return "502 " + problem + (field.isEmpty() ? "" : " naming " + field);
    }

    private static long pid(Loaded loaded) {
        return loaded.isolated().map(each -> each.state().pid()).orElse(0L);
    }

    /** Takes it away, and waits until nothing of it is left in the machine or in this process. */
    private void remove(Loaded loaded, Evil evil, Mode mode, String id) {
        long last = pid(loaded);
        if (mode == Mode.IN_PROCESS) {
            letGo(loaded.classLoader(), evil);
            classes.put(evil, new WeakReference<>(loaded.classLoader()));
        }
        packages.remove(new Version(id, "1.0.0"));
        Modes.until(
                "its process is gone", () -> last == 0 || ProcessHandle.of(last).isEmpty());
        Modes.until(
                "its threads are gone",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().contains(id + "-")));
    }

    private static void letGo(ClassLoader classes, Evil evil) {
        try {
            classes.loadClass("evil." + evil.type()).getMethod("end").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
