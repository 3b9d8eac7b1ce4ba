package org.takeup.app;

import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** platform/asvs.md claims what holds each requirement of OWASP ASVS 5.0.0; this holds the claims. */
class AsvsTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path LIST = ROOT.resolve("platform/asvs.md");
    private static final List<String> STATES = List.of("shown", "written", "elsewhere", "not here", "open");
    private static final Pattern ROW =
            Pattern.compile("\\| (V\\d+\\.\\d+\\.\\d+) \\| ([123]) \\| ([^|]+) \\| ([^|]+) \\| (.+) \\|");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:IT|Test))(?:#(\\w+))?`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]*)#([^)]+)\\)");
    private static final Pattern FILE = Pattern.compile("]\\(([^)#:]+)(?:#[^)]+)?\\)");
    private static final int SHORTEST_REASON = 15;

    private record Row(String id, int level, String what, String state, String by) {}

    private static List<Row> rows() throws IOException {
        var rows = new ArrayList<Row>();
        for (String line : Files.readAllLines(LIST)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(new Row(
                        row.group(1), Integer.parseInt(row.group(2)), row.group(3), row.group(4), row.group(5)));
            } else {
                assertTrue(!line.startsWith("| V"), "This row cannot be read: " + line);
            }
        }
        return rows;
    }

    /** The numbers and levels of ASVS 5.0.0, which are facts; its sentences are not ours to copy. */
    private static Map<String, Integer> standard() throws IOException {
        var levels = new TreeMap<String, Integer>();
        try (var in = AsvsTest.class.getResourceAsStream("/asvs-5.0.0.csv")) {
            new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .forEach(parts -> levels.put(parts[0], Integer.valueOf(parts[1])));
        }
        return levels;
    }

    @Test
    void everyRequirementOfTheFirstTwoLevelsIsThereOnceAtItsLevel() throws IOException {
        Map<String, Integer> standard = standard();
        assertEquals(345, standard.size());
        assertEquals(70, standard.values().stream().filter(level -> level == 1).count());
        assertEquals(183, standard.values().stream().filter(level -> level == 2).count());
        var wanted = new TreeMap<>(standard);
        wanted.values().removeIf(level -> level == 3);
        var listed = new TreeMap<String, Integer>();
        for (Row row : rows()) {
            assertEquals(null, listed.put(row.id(), row.level()), row.id() + " is there twice");
        }
        assertEquals(wanted, listed);
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Map<String, String> tests = tests();
        for (Row row : rows()) {
            Matcher named = TEST.matcher(row.by());
            int found = 0;
            while (named.find()) {
                found++;
                String source = tests.get(named.group(1));
                assertTrue(source != null, row.id() + " names " + named.group(1) + ", which is nowhere");
                String method = named.group(2);
                assertTrue(
                        method == null || isATest(source, method),
                        row.id() + " names " + named.group() + ", which has no such test");
            }
            assertTrue(found > 0 || !row.state().equals("shown"), row.id() + " names no test");
        }
    }

    private static boolean isATest(String source, String method) {
        return Pattern.compile("(?:void " + method + "\\(|ArchRule\\s+" + method + "\\s*=)")
                .matcher(source)
                .find();
    }

    /** The sources of all tests, by class. */
    private static Map<String, String> tests() throws IOException {
        var tests = new HashMap<String, String>();
        for (String part : List.of("platform", "plugins", "helm")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
                for (Path file : files.filter(AsvsTest::isTest).toList()) {
                    // Two modules may each have a class of this name.
                    tests.merge(
                            file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
                }
            }
        }
        return tests;
    }

    private static boolean isTest(Path file) {
        String path = file.toString().replace('\\', '/');
        return path.contains("/src/test/java/") && path.endsWith(".java");
    }

    @Test
    void everySectionThatIsNamedExistsAndEveryReasonIsOne() throws IOException {
        for (Row row : rows()) {
            assertTrue(STATES.contains(row.state()), row.id() + " is " + row.state());
            Matcher link = LINK.matcher(row.by());
            int found = 0;
            while (link.find()) {
                found++;
                assertTrue(
                        headings(LIST.resolveSibling(link.group(1))).contains(link.group(2)),
                        row.id() + " leads to " + link.group(1) + "#" + link.group(2));
            }
            assertTrue(found > 0 || !row.state().equals("written"), row.id() + " names no section");
            Matcher file = FILE.matcher(row.by());
            while (file.find()) {
                assertTrue(Files.exists(LIST.resolveSibling(file.group(1))), row.id() + " leads to " + file.group(1));
            }
            assertTrue(row.by().length() >= SHORTEST_REASON, row.id() + " says no reason");
        }
    }

    /** As GitHub makes them of headings. */
    private static List<String> headings(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(line -> line.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
                .toList();
    }

    @Test
    void nothingOfLevelOneIsOpenAndAtMostATenthOfLevelTwo() throws IOException {
        Map<Integer, List<Row>> byLevel = rows().stream().collect(groupingBy(Row::level));
        assertEquals(List.of(), open(byLevel.get(1)));
        List<String> open = open(byLevel.get(2));
        assertTrue(open.size() * 10 <= byLevel.get(2).size(), open.toString());
    }

    private static List<String> open(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.state().equals("open"))
                .map(Row::id)
                .toList();
    }

    @Test
    void theCountsAtTheTopAreThoseOfTheRows() throws IOException {
        String text = Files.readString(LIST);
        for (int level : new int[] {1, 2}) {
            List<Row> of = rows().stream().filter(row -> row.level() == level).toList();
            var line = new StringBuilder("| " + level + " |");
            for (String state : STATES) {
                line.append(' ')
                        .append(of.stream()
                                .filter(row -> row.state().equals(state))
                                .count())
                        .append(" |");
            }
            line.append(' ').append(of.size()).append(" |");
            assertTrue(text.contains("\n" + line + "\n"), "The summary should have the line " + line);
        }
    }
}
