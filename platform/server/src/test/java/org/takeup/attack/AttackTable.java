package org.takeup.attack;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;
import org.takeup.tenant.Tenant.Placement;

/**
 * Notes what comes of each {@link Attack} that runs, by itself for every test class (META-INF/services). At the end of
 * the run it prints the table and writes it to {@code target/attacks.txt}. Tests run one after the other.
 */
public final class AttackTable implements InvocationInterceptor {
    private static final Path FILE = Path.of("target", "attacks.txt");
    private static final String LINE = "%-11s %-9s %-12s %-84s %s%n";
    private static final Set<String> ROUTES = ConcurrentHashMap.newKeySet();
    private static final List<Run> RUNS = new CopyOnWriteArrayList<>();

    /**
     * What came of one run of an attack.
     *
     * @param placement {@code pooled}, {@code dedicated}, or {@code -} where it does not matter
     * @param routes the ids of the routes that it called by their rows
     * @param held whether nothing got through
     */
    public record Run(Attack attack, String placement, Set<String> routes, boolean held) {}

    /** What ran so far, in its order. */
    static List<Run> runs() {
        return List.copyOf(RUNS);
    }

    /** Closed when the engine ends. */
    private static void publish() throws IOException {
        String table = print(RUNS);
        System.out.println(table);
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, table);
    }

    /** Notes that the attack under way has called this route. */
    public static void called(String route) {
        ROUTES.add(route);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        attack(invocation, method, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        attack(invocation, method, context);
    }

    private static void attack(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        Attack attack = method.getExecutable().getAnnotation(Attack.class);
        if (attack == null) {
            invocation.proceed();
            return;
        }
        ROUTES.clear();
        boolean held = false;
        try {
            invocation.proceed();
            held = true;
        } catch (TestAbortedException e) {
            throw new AssertionError("An attack is never left out: " + attack.value(), e);
        } finally {
            context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(AttackTable.class))
                    .getOrComputeIfAbsent("end", key -> (AutoCloseable) AttackTable::publish);
            RUNS.add(new Run(attack, placement(attack, method), Set.copyOf(ROUTES), held));
        }
    }

    private static String placement(Attack attack, ReflectiveInvocationContext<Method> method) {
        return method.getArguments().stream()
                .filter(Placement.class::isInstance)
                .filter(any -> attack.onePlacement().isEmpty())
                .map(each -> each.toString().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("-");
    }

    private static String print(List<Run> runs) {
        var text = new StringBuilder("\nATTACKS ON THE ISOLATION OF TENANTS\n\n");
        text.append(String.format(LINE, "RESULT", "PLACEMENT", "THREATS", "ATTACK", "WHERE"));
        runs.stream()
                .collect(Collectors.groupingBy(run -> List.of(run.attack().value(), run.placement())))
                .values()
                .stream()
                .sorted(Comparator.comparing(
                                (List<Run> same) -> same.getFirst().attack().kind()[0])
                        .thenComparing(same -> same.getFirst().attack().value())
                        .thenComparing(same -> same.getFirst().placement(), Comparator.reverseOrder()))
                .forEach(same -> text.append(row(same)));
        long attacks = runs.stream().map(run -> run.attack().value()).distinct().count();
        long through = runs.stream().filter(run -> !run.held()).count();
        return text.append(String.format("%n%d attacks, %d runs, %d got through%n", attacks, runs.size(), through))
                .toString();
    }

    private static String row(List<Run> same) {
        Run first = same.getFirst();
        boolean held = same.stream().allMatch(Run::held);
        var routes = new TreeSet<String>();
        same.forEach(run -> routes.addAll(run.routes()));
        String where = first.attack().at() + (routes.size() > 1 ? " (" + routes.size() + " routes)" : "");
        return String.format(
                LINE,
                held ? "held" : "GOT THROUGH",
                first.placement(),
                String.join(",", first.attack().threats()),
                first.attack().value(),
                where);
    }
}
