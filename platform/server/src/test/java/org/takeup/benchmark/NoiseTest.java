package org.takeup.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NoiseTest {
    private static final int DRAWS = 200_000;

    private final Noise noise = new Noise(new SplittableRandom(20261126));

    @Test
    void aCoinComesUpAsOftenAsTheExponentialSays() {
        for (long[] exponent : new long[][] {{0, 1}, {1, 7}, {1, 1}, {5, 2}, {303, 101}}) {
            int heads = 0;
            for (int i = 0; i < DRAWS; i++) {
                heads += noise.bernoulliExp(exponent[0], exponent[1]) ? 1 : 0;
            }
            double wanted = Math.exp(-(double) exponent[0] / exponent[1]);
            double deviation = Math.sqrt(wanted * (1 - wanted) / DRAWS);
            assertEquals(wanted, (double) heads / DRAWS, 4.5 * deviation + 1e-9, exponent[0] + "/" + exponent[1]);
        }
    }

    @Test
    void laplaceNoiseHasExactlyItsDistribution() {
        for (long scale : new long[] {1, 3, 20}) {
            var counts = new TreeMap<Long, Integer>();
            for (int i = 0; i < DRAWS; i++) {
                counts.merge(noise.laplace(scale), 1, Integer::sum);
            }
            double ratio = Math.exp(-1.0 / scale);
            double chi = 0;
            int cells = 0;
            for (long value = -4 * scale; value <= 4 * scale; value++) {
                double wanted = DRAWS * (1 - ratio) / (1 + ratio) * Math.pow(ratio, Math.abs(value));
                double off = counts.getOrDefault(value, 0) - wanted;
                chi += off * off / wanted;
                cells++;
            }
            assertTrue(chi < cells + 4.5 * Math.sqrt(2.0 * cells), "scale " + scale + ": " + chi + " of " + cells);
        }
    }

    @Test
    void theBoundHoldsNineteenOfTwentyDrawsAndNoSmallerOneDoes() {
        for (long scale : new long[] {1, 5, 101, 2020}) {
            double ratio = Math.exp(-1.0 / scale);
            long bound = Noise.bound(scale);
            assertTrue(2 * Math.pow(ratio, bound + 1.0) / (1 + ratio) <= 0.05 + 1e-12, "scale " + scale);
            assertTrue(2 * Math.pow(ratio, bound) / (1 + ratio) > 0.05, "scale " + scale);
        }
    }

    @Test
    void theSamplersHaveNoFloatingPointNumberInThem() throws IOException {
        String source = Files.readString(Path.of("src/main/java/org/takeup/benchmark/Noise.java"));
        String samplers = source.substring(source.indexOf("class Noise"), source.indexOf("    /** The smallest m"));
        assertTrue(!samplers.contains("double") && !samplers.contains("Math.exp(") && !samplers.contains("float"));
    }
}
