package org.takeup.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What R made of the data sets beside the comparison's {@code figures.R}, and the data sets. */
public final class RFigures {
    private static final String FOLDER = "/org/takeup/comparison/";

    private final Map<String, Double> figures = new HashMap<>();

    public RFigures() {
        lines("figures.txt").stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" ", -1))
                .forEach(pair -> figures.put(pair[0], Double.parseDouble(pair[1])));
    }

    /** The rows of a data set, without its heading. */
    public static List<List<String>> rows(String file) {
        return lines(file).stream()
                .skip(1)
                .map(line -> List.of(line.split(",", -1)))
                .toList();
    }

    private static List<String> lines(String file) {
        try (var in = Objects.requireNonNull(RFigures.class.getResourceAsStream(FOLDER + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public double of(String key) {
        return Objects.requireNonNull(figures.get(key), () -> "R made no " + key);
    }

    /** To a millionth. */
    public void same(String key, double ours) {
        assertEquals(of(key), ours, 1e-6, key);
    }
}
