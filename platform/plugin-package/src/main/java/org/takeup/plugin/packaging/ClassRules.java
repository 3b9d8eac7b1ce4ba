package org.takeup.plugin.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code class-rules.txt} says: which classes and members a plugin may use. Immutable. */
final class ClassRules {
    private static final Pattern LINE = Pattern.compile("(allow|refuse|bootstrap)\\s+(\\S+)\\s+(\\S.*)");
    private static final Pattern OF_THE_JDK = Pattern.compile("(java|javax|jdk|sun|com\\.sun|org\\.pf4j)\\..*");

    private final Map<String, Rule> types = new HashMap<>();
    private final Map<String, List<Member>> members = new HashMap<>();
    private final Map<String, List<Member>> bootstraps = new HashMap<>();

    private record Rule(boolean allow, String reason) {}

    private record Member(Rule rule, String name, String descriptor) {
        boolean fits(String called, String with) {
            boolean named = name.startsWith("*")
                    ? called.endsWith(name.substring(1))
                    : name.endsWith("*")
                            ? called.startsWith(name.substring(0, name.length() - 1))
                            : called.equals(name);
            return named && with.startsWith(descriptor);
        }

        int narrowness() {
            return (name.contains("*") ? 0 : 1_000) + name.length() + descriptor.length();
        }
    }

    private ClassRules() {}

    /** The rules of this platform. */
    static ClassRules load() {
        try (InputStream in = Objects.requireNonNull(ClassRules.class.getResourceAsStream("class-rules.txt"))) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassRules parse(String text) {
        var rules = new ClassRules();
        for (String line : text.split("\n", -1)) {
            Matcher form = LINE.matcher(line);
            if (form.matches()) {
                rules.add(form.group(1), form.group(2), form.group(3).strip());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new IllegalStateException("class-rules.txt has a line that says nothing: " + line);
            }
        }
        return rules;
    }

    private void add(String verb, String pattern, String reason) {
        var rule = new Rule(!verb.equals("refuse"), reason);
        int at = pattern.indexOf('#');
        if (at < 0) {
            types.put(pattern, rule);
            return;
        }
        String called = pattern.substring(at + 1);
        int descriptor = called.indexOf('(');
        var member = new Member(
                rule,
                descriptor < 0 ? called : called.substring(0, descriptor),
                descriptor < 0 ? "" : called.substring(descriptor));
        (verb.equals("bootstrap") ? bootstraps : members)
                .computeIfAbsent(pattern.substring(0, at), ignored -> new ArrayList<>())
                .add(member);
    }

    /** Why a plugin may not use a type of this name, not its own; empty if it may. */
    Optional<String> refusal(String type) {
        Rule rule = rule(type);
        if (rule != null) {
            return rule.allow() ? Optional.empty() : Optional.of(rule.reason());
        }
        return OF_THE_JDK.matcher(type).matches() ? Optional.of("is not among what a plugin needs") : Optional.empty();
    }

    /**
     * Why a plugin may not use a member of a type that is not its own; empty if it may.
     *
     * @param above all types that the owner extends or implements
     */
    Optional<String> refusal(String owner, List<String> above, String name, String descriptor) {
        Optional<Member> own = narrowest(members, owner, name, descriptor);
        if (own.isPresent()) {
            Rule rule = own.get().rule();
            return rule.allow() ? Optional.empty() : Optional.of(rule.reason());
        }
        for (String type : above) {
            Optional<Member> inherited = narrowest(members, type, name, descriptor);
            if (inherited.isPresent() && !inherited.get().rule().allow()) {
                return Optional.of(inherited.get().rule().reason());
            }
        }
        return bootstraps.containsKey(owner) && isBootstrap(owner, name) ? Optional.empty() : refusal(owner);
    }

    /** Whether the compiler links by this method. */
    boolean isBootstrap(String owner, String name) {
        return narrowest(bootstraps, owner, name, "").isPresent();
    }

    private static Optional<Member> narrowest(
            Map<String, List<Member>> of, String owner, String name, String descriptor) {
        return of.getOrDefault(owner, List.of()).stream()
                .filter(member -> member.fits(name, descriptor))
                .max((a, b) -> Integer.compare(a.narrowness(), b.narrowness()));
    }

    private @org.jspecify.annotations.Nullable Rule rule(String type) {
        for (String name = type; ; name = name.substring(0, name.lastIndexOf('$'))) {
            Rule exact = types.get(name);
            if (exact != null) {
                return exact;
            }
            if (name.indexOf('$') < 0) {
                break;
            }
        }
        int dot = type.lastIndexOf('.');
        if (dot < 0) {
            return null;
        }
        Rule packaged = types.get(type.substring(0, dot) + ".*");
        for (String name = type.substring(0, dot); packaged == null; name = name.substring(0, name.lastIndexOf('.'))) {
            packaged = types.get(name + ".**");
            if (name.indexOf('.') < 0) {
                break;
            }
        }
        return packaged;
    }
}
