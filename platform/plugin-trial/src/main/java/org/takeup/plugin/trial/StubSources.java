package org.takeup.plugin.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes Java sources of an API's words: the same declarations without what they do. Compiled, they are what a plugin was
 * compiled against at the time.
 */
final class StubSources {
    private static final String BODY = " { throw new AssertionError(\"a stub does nothing\"); }";

    private static final String PROTECTED = "protected ";

    private final ApiText api;

    private StubSources(ApiText api) {
        this.api = api;
    }

    /** The sources, by the full name of their outermost type or of their package's {@code package-info}. */
    static Map<String, String> of(ApiText api) {
        var stubs = new StubSources(api);
        var sources = new TreeMap<String, String>();
        api.types().values().stream()
                .filter(type -> !type.name().contains("."))
                .forEach(type -> sources.put(
                        type.fullName(),
                        "package " + type.room() + ";\nimport org.jspecify.annotations.Nullable;\n"
                                + "import org.takeup.plugin.api.MayGrow;\n" + stubs.type(type)));
        api.nullMarked().forEach((room, marked) -> {
            if (marked) {
                sources.put(room + ".package-info", "@org.jspecify.annotations.NullMarked\npackage " + room + ";\n");
            }
        });
        return sources;
    }

    private String type(ApiType type) {
        var text = new StringBuilder();
        if (type.form().equals("annotation")) {
            // Without it, the mark would not be found again in the compiled stub.
            text.append("@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)\n");
        }
        text.append(form(type)).append(simple(type)).append(type.parameters());
        if (type.form().endsWith("record")) {
            text.append('(').append(String.join(", ", type.each("component"))).append(')');
        }
        clause(text, "extends", type.each("extends"));
        clause(text, type.isInterface() ? "extends" : "implements", type.each("implements"));
        clause(text, "permits", type.each("permits"));
        text.append(" {\n");
        text.append(String.join(", ", type.each("constant")));
        text.append(type.form().endsWith("enum") ? ";\n" : "");
        members(type).forEach(member -> text.append(member).append('\n'));
        api.types().values().stream()
                .filter(each -> each.fullName().startsWith(type.fullName() + ".")
                        && each.fullName().lastIndexOf('.') == type.fullName().length())
                .forEach(nested -> text.append(type(nested)));
        return text.append("}\n").toString();
    }

    private static String form(ApiType type) {
        boolean grows = type.mayGrow();
        String form = grows ? type.form().substring(ApiType.GROWS.length() + 1) : type.form();
        boolean nested = type.name().contains(".");
        return (grows ? ApiType.GROWS + " " : "") + "public " + (nested ? "static " : "")
                + form.replace("annotation", "@interface") + " ";
    }

    private static String simple(ApiType type) {
        return type.name().substring(type.name().lastIndexOf('.') + 1);
    }

    private static void clause(StringBuilder text, String word, List<String> names) {
        if (!names.isEmpty()) {
            text.append(' ').append(word).append(' ').append(String.join(", ", names));
        }
    }

    private static List<String> members(ApiType type) {
        var members = new ArrayList<String>();
        type.each("field").forEach(field -> members.add(open(field) + ";"));
        type.each("method").forEach(method -> members.add(method(method)));
        if (type.form().endsWith("record")) {
            List<String> whole = type.each("component").stream()
                    .map(each -> each.substring(0, each.lastIndexOf(' ')))
                    .toList();
            type.each("constructor").stream()
                    .filter(each -> !arguments(each).equals(whole))
                    .forEach(each -> members.add(constructor(type, each) + shorter(whole)));
        } else if (type.form().endsWith("class")) {
            type.each("constructor").forEach(each -> members.add(constructor(type, each) + BODY));
            if (type.each("constructor").isEmpty()) {
                members.add("private " + simple(type) + "()" + BODY);
            }
        }
        return members;
    }

    private static String method(String line) {
        String declared = named(line);
        return open(declared) + (declared.contains("abstract ") ? ";" : BODY);
    }

    private static String constructor(ApiType type, String line) {
        String named = named(line);
        return open(named.substring(0, named.indexOf('(')) + simple(type) + named.substring(named.indexOf('(')));
    }

    private static String open(String declared) {
        return declared.startsWith(PROTECTED) ? declared : "public " + declared;
    }

    /** A shorter constructor of a record has to call the whole one. */
    private static String shorter(List<String> whole) {
        return whole.stream().map(StubSources::nothing).collect(Collectors.joining(", ", " { this(", "); }"));
    }

    private static String nothing(String type) {
        return switch (type) {
            case "boolean" -> "false";
            case "byte", "short", "char", "int", "long", "float", "double" -> "(" + type + ") 0";
            default -> "(" + type + ") null";
        };
    }

    private static List<String> arguments(String line) {
        return ApiText.parts(line.substring(line.indexOf('(') + 1, line.lastIndexOf(')')));
    }

    /** The line with a name for each argument. */
    private static String named(String line) {
        List<String> arguments = arguments(line);
        return line.substring(0, line.indexOf('('))
                + IntStream.range(0, arguments.size())
                        .mapToObj(i -> arguments.get(i) + " a" + i)
                        .collect(Collectors.joining(", ", "(", ")"))
                + line.substring(line.lastIndexOf(')') + 1);
    }
}
