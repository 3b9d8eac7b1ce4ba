package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The types that are thrown anywhere in the sources, and those that have a page. */
class ProblemTypesTest {
    /** A status and a type, as the constructor of a problem and of its kinds takes them. */
    private static final Pattern THROWN = Pattern.compile(
            "(?:new \\w*Problem|super)\\(\\s*(?:\\d{3}|[\\w.]*status\\w*),\\s*(?:\"([a-z0-9-]+)\"|([A-Z_]+)),");

    /** A number and a type, as the constructor of a daily limit takes them. */
    private static final Pattern LIMITED = Pattern.compile("new DailyLimit\\(\\s*\\w+,\\s*\"([a-z0-9-]+)\",");

    private static final Pattern CONSTANT = Pattern.compile("String ([A-Z_]+) = \"([a-z0-9-]+)\";");

    @Test
    void everyTypeThatIsThrownHasAPageAndEveryPageAType() throws IOException {
        var thrown = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                THROWN.matcher(source)
                        .results()
                        .forEach(found ->
                                thrown.add(found.group(1) != null ? found.group(1) : constant(source, found.group(2))));
                LIMITED.matcher(source).results().forEach(found -> thrown.add(found.group(1)));
            }
        }
        assertTrue(thrown.size() > 60, thrown.toString());
        assertEquals(thrown, new TreeSet<>(ProblemPages.kinds().keySet()), "Say in problems.yaml what each means");
        ProblemPages.kinds().forEach((type, kind) -> {
            assertTrue(kind.status() >= 400 && kind.status() < 600, type);
            assertTrue(kind.title().endsWith(".") && kind.remedy().endsWith("."), type);
        });
    }

    private static String constant(String source, String name) {
        return CONSTANT.matcher(source)
                .results()
                .filter(found -> found.group(1).equals(name))
                .map(found -> found.group(2))
                .findFirst()
                .orElseThrow(() -> new AssertionError("What is " + name + "?"));
    }
}
