package org.takeup.attack;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;
import org.takeup.tenant.Tenant.Placement;

/**
 * Notes what comes of each {@link Attack} that runs, by itself for every test class (META-INF/services). The classes are
 * shared out among several JVMs, so each of these writes into a file of its own, in a folder of this build. In each JVM
 * tests run one after the other.
 */
public final class AttackTable implements InvocationInterceptor {
    private static final Path FOLDER = Path.of("target", "attacks-" + System.getProperty("attacks.run", "alone"));
    private static final Path TABLE = Path.of("target", "attacks.txt");
    private static final String LINE = "%-11s %-9s %-12s %-84s %s%n";
    private static final Set<String> ROUTES = ConcurrentHashMap.newKeySet();

    /**
     * What came of one run of an attack.
     *
     * @param placement {@code pooled}, {@code dedicated}, or {@code -} where it does not matter
     * @param routes the ids of the routes that it called by their rows
     * @param held whether nothing got through
     */
    public record Run(Attack attack, String placement, Set<String> routes, boolean held) {}

    /** What ran so far in this build, in whichever JVM. */
    static List<Run> runs() throws IOException {
        Map<String, Attack> declared = Suite.attacks().stream()
                .map(method -> method.getAnnotation(Attack.class))
                .collect(Collectors.toMap(Attack::value, attack -> attack, (one, same) -> one));
        var runs = new ArrayList<Run>();
        try (var files = Files.newDirectoryStream(FOLDER)) {
            for (Path file : files) {
                Files.readAllLines(file).forEach(line -> runs.add(read(line, declared)));
            }
        }
        return runs;
    }

    private static Run read(String line, Map<String, Attack> declared) {
        List<String> parts = List.of(line.split("\t", -1));
        Attack attack = requireNonNull(declared.get(parts.get(0)), () -> "No attack is called " + parts.get(0));
        Set<String> routes = Arrays.stream(parts.get(3).split(",", -1))
                .filter(route -> !route.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        return new Run(attack, parts.get(1), routes, Boolean.parseBoolean(parts.get(2)));
    }

    private static void note(Run run) throws IOException {
        Files.createDirectories(FOLDER);
        String line = String.join(
                "\t",
                run.attack().value(),
                run.placement(),
                String.valueOf(run.held()),
                String.join(",", new TreeSet<>(run.routes())));
        Files.writeString(
                FOLDER.resolve(ProcessHandle.current().pid() + ".txt"),
                line + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Prints the table of these and writes it into the build's folder. */
    static void publish(List<Run> runs) throws IOException {
        String table = print(runs);
        System.out.println(table);
        Files.createDirectories(TABLE.getParent());
        Files.writeString(TABLE, table);
    }

    /** Notes that the attack under way has called this route. */
    public static void called(String route) {
        ROUTES.add(route);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        attack(invocation, method);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        attack(invocation, method);
    }

    private static void attack(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method)
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
            note(new Run(attack, placement(attack, method), Set.copyOf(ROUTES), held));
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
