package org.takeup.plugin.isolated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What this machine lets us hold a child in, beyond its own JVM's limits and its empty environment. Found out by trying.
 *
 * @param network the command that takes the network away; empty if there is none
 * @param user the command that gives a user of its own; empty if there is none
 * @param limits the command that sets limits; empty if there is none
 * @param parent the command that ends the child with the thread that started it, and forbids new rights
 */
public record Confinement(List<String> network, List<String> user, List<String> limits, List<String> parent) {
    private static final int FIRST_USER = 700_000;
    private static final int USERS = 100_000;
    private static final int PROBE_SECONDS = 5;
    private static final List<String> PLACES = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");
    private static final String USER = "USER";

    /** What a child can be held in. */
    public enum Part {
        NETWORK("no network: an isolated plugin can open connections; give the platform the right to make network"
                + " namespaces, or close the network by policy"),
        USER("no user of its own: an isolated plugin can read what the platform's user can read, its environment too;"
                + " run the platform with the right to change users, and plugins lose theirs"),
        LIMITS("no limits of processes, files and memory: install prlimit of util-linux");

        private final String without;

        Part(String without) {
            this.without = without;
        }

        /** One sentence for the operator: what it means that this is missing, and what to do. */
        public String without() {
            return without;
        }

        /** As configuration and health write it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The part of this label. */
        public static Optional<Part> of(String label) {
            return java.util.Arrays.stream(values())
                    .filter(each -> each.label().equals(label))
                    .findFirst();
        }
    }

    private static final class Here {
        static final Confinement CONFINEMENT = probe();
    }

    /** That of this machine; tried once per process. The first call blocks for a moment. */
    public static Confinement here() {
        return Here.CONFINEMENT;
    }

    /** None at all, as on a machine that allows nothing. */
    public static Confinement none() {
        return new Confinement(List.of(), List.of(), List.of(), List.of());
    }

    private static Confinement probe() {
        List<String> limits = works(command("prlimit", "--core=0", "--nofile=64"));
        List<String> parent = works(command("setpriv", "--no-new-privs", "--pdeathsig", "KILL"));
        List<String> user = works(command(
                "setpriv", "--reuid=" + FIRST_USER, "--regid=" + FIRST_USER, "--clear-groups", "--no-new-privs"));
        List<String> network = works(command("unshare", "--net"));
        if (network.isEmpty() && user.isEmpty()) {
            // Without rights only within a user namespace, in which there are no other users to change to.
            network = works(command("unshare", "--user", "--net"));
        }
        return new Confinement(
                network,
                user.isEmpty()
                        ? List.of()
                        : List.of(user.getFirst(), "--reuid=" + USER, "--regid=" + USER, "--clear-groups"),
                limits.isEmpty() ? List.of() : limits.subList(0, 1),
                parent);
    }

    private static List<String> command(String tool, String... arguments) {
        for (String place : PLACES) {
            Path file = Path.of(place, tool);
            if (Files.isExecutable(file)) {
                var command = new ArrayList<String>(List.of(file.toString()));
                command.addAll(List.of(arguments));
                return command;
            }
        }
        return List.of();
    }

    private static List<String> works(List<String> command) {
        List<String> nothing = command("true");
        if (command.isEmpty() || nothing.isEmpty()) {
            return List.of();
        }
        var tried = new ArrayList<>(command);
        tried.addAll(nothing);
        try {
            var builder =
                    new ProcessBuilder(tried).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            Process process = builder.start();
            if (!process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return List.of();
            }
            return process.exitValue() == 0 ? command : List.of();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** What is in force for every child. */
    public Set<Part> inForce() {
        var parts = EnumSet.noneOf(Part.class);
        if (!network.isEmpty()) {
            parts.add(Part.NETWORK);
        }
        if (!user.isEmpty()) {
            parts.add(Part.USER);
        }
        if (!limits.isEmpty()) {
            parts.add(Part.LIMITS);
        }
        return parts;
    }

    /** What is not, and what that means. */
    public Map<Part, String> missing() {
        var missing = new EnumMap<Part, String>(Part.class);
        Set<Part> there = inForce();
        for (Part part : Part.values()) {
            if (!there.contains(part)) {
                missing.put(part, part.without());
            }
        }
        return missing;
    }

    /** One line for the health answer: what is in force, then what is missing. */
    public String summary() {
        String there = labels(inForce());
        String lacking = labels(missing().keySet());
        return (there.isEmpty() ? "no bounds but the JVM's own" : there + " in force")
                + (lacking.isEmpty() ? "" : "; missing: " + lacking);
    }

    private static String labels(Set<Part> parts) {
        return parts.stream().map(Part::label).collect(Collectors.joining(", "));
    }

    /** The user of the nth child of this process, so that no two children on a machine are likely to share one. */
    Optional<Integer> user(int nth) {
        int number = Math.floorMod(ProcessHandle.current().pid() * 64 + nth, USERS);
        return user.isEmpty() ? Optional.empty() : Optional.of(FIRST_USER + 1 + number);
    }

    /** What the nth child leaves behind; empty if it has no user of its own. */
    Optional<Leftovers> leftovers(Optional<Integer> child) {
        return child.map(number -> new Leftovers(become(number), number));
    }

    private List<String> become(Integer number) {
        return user.stream().map(word -> word.replace(USER, number.toString())).toList();
    }

    /** What stands before the child's own command. */
    List<String> before(Optional<Integer> child, Limits bounds) {
        var command = new ArrayList<String>();
        if (!limits.isEmpty()) {
            command.addAll(limits);
            command.add("--core=0");
            command.add("--nofile=" + bounds.files());
            command.add("--fsize=0");
            command.add("--as=" + bounds.addressSpace());
            // Counted for the user as a whole: with the platform's own user it would count the platform's threads.
            child.ifPresent(ignored -> command.add("--nproc=" + bounds.threads()));
        }
        command.addAll(network);
        child.ifPresent(number -> command.addAll(become(number)));
        command.addAll(parent);
        return command;
    }
}
