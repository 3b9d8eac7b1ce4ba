package org.takeup.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleLearningTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    @TempDir
    Path folder;

    @Test
    void theSameDayGivesTheSameBytes() throws Exception {
        new SampleLearning(Company.NORTHBANK, TODAY).write(folder.resolve("a.zip"));
        new SampleLearning(Company.NORTHBANK, TODAY).write(folder.resolve("b.zip"));

        assertArrayEquals(Files.readAllBytes(folder.resolve("a.zip")), Files.readAllBytes(folder.resolve("b.zip")));
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void everybodyIsInItOnceAndEveryReferenceLeadsSomewhere(Company company) throws Exception {
        Export export = export(company);

        assertEquals(312, export.rows("users.csv").size());
        assertEquals(312, column(export, "users.csv", 12).size());
        assertEquals(9, export.rows("orgs.csv").size());
        assertEquals(6, export.rows("courses.csv").size());
        assertTrue(export.rows("enrollments.csv").size() > 300);
        refersTo(export, "users.csv", 4, "orgs.csv");
        refersTo(export, "classes.csv", 5, "courses.csv");
        refersTo(export, "enrollments.csv", 3, "classes.csv");
        refersTo(export, "enrollments.csv", 5, "users.csv");
        refersTo(export, "lineItems.csv", 7, "classes.csv");
        refersTo(export, "lineItems.csv", 8, "categories.csv");
        refersTo(export, "results.csv", 3, "lineItems.csv");
        refersTo(export, "results.csv", 4, "users.csv");
    }

    @ParameterizedTest
    @EnumSource(Company.class)
    void learningRisesWherethePlanWasAndNotElsewhere(Company company) throws Exception {
        Export export = export(company);
        LocalDate start = new SampleLearning(company, TODAY).planStart();
        Map<String, Boolean> reached = export.rows("users.csv").stream()
                .collect(Collectors.toMap(row -> row[0], row -> row[4].compareTo("o-4") < 0));

        assertTrue(rise(export, start, reached, true) > 1.6, "reached: " + rise(export, start, reached, true));
        assertTrue(rise(export, start, reached, false) < 1.6, "others: " + rise(export, start, reached, false));
    }

    @Test
    void nothingHappensAfterToday() throws Exception {
        for (String[] row : export(Company.NORTHBANK).rows("results.csv")) {
            assertFalse(LocalDate.parse(row[7]).isAfter(TODAY), () -> String.join(",", row));
        }
    }

    /** Activities a week in the twelve weeks after the start, divided by those in the twelve weeks before. */
    private static double rise(Export export, LocalDate start, Map<String, Boolean> reached, boolean inReached) {
        double before = 0;
        double after = 0;
        for (String[] row : export.rows("results.csv")) {
            LocalDate day = LocalDate.parse(row[7]);
            if (reached.getOrDefault(row[4], false) == inReached && day.isAfter(start.minusWeeks(12))) {
                if (day.isBefore(start)) {
                    before++;
                } else {
                    after++;
                }
            }
        }
        return after / before;
    }

    private static void refersTo(Export export, String from, int column, String to) {
        Set<String> known = column(export, to, 0);
        assertTrue(known.containsAll(column(export, from, column)), from + " to " + to);
    }

    private static Set<String> column(Export export, String file, int column) {
        Set<String> values = new HashSet<>();
        export.rows(file).forEach(row -> values.add(row[column]));
        return values;
    }

    private Export export(Company company) throws Exception {
        Path path = folder.resolve("export.zip");
        new SampleLearning(company, TODAY).write(path);
        Map<String, List<String[]>> files = new HashMap<>();
        try (ZipFile zip = new ZipFile(path.toFile())) {
            for (var entry : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    files.put(
                            entry.getName(),
                            Arrays.stream(text.split("\r\n", -1))
                                    .skip(1)
                                    .filter(line -> !line.isEmpty())
                                    .map(SampleLearningTest::cells)
                                    .toList());
                }
            }
        }
        return new Export(files);
    }

    /** Quoted cells hold no quotes in the sample data, so the commas inside them are all that matters. */
    private static String[] cells(String line) {
        return line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
    }

    /** The rows of every file, without the headers. */
    private record Export(Map<String, List<String[]>> files) {
        List<String[]> rows(String file) {
            return files.getOrDefault(file, List.of());
        }
    }
}
