package org.takeup.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Sees to it that something is always one sheet: it is written anew with shorter texts and shorter lists until it fits, and then says so
 * at its foot. What writes must take its texts through {@link #fit} and its lists through {@link #few}. For one thread.
 */
public final class OneSheet {
    private static final String NOTE = "Shortened so that it fits on one sheet; the page in Takeup has all of it.";
    /** Letters of a text, and entries of a list, in each attempt. */
    private static final int[][] SIZES = {
        {2_000, 20}, {600, 10}, {400, 8}, {300, 6}, {200, 5}, {140, 4}, {100, 3}, {70, 2}, {40, 1}
    };

    private final int letters;
    private final int entries;
    private boolean shortened;

    private OneSheet(int letters, int entries) {
        this.letters = letters;
        this.entries = entries;
    }

    /** Begins a paper. */
    public interface Begin {
        Paper paper() throws IOException;
    }

    /** Writes everything onto a paper. */
    public interface Write {
        void onto(Paper paper, OneSheet sheet) throws IOException;
    }

    /** The file. @param foot at the foot of the sheet @throws IllegalStateException if even the shortest is too long */
    public static byte[] of(Begin begin, Write write, String foot) {
        try {
            for (int[] size : SIZES) {
                var sheet = new OneSheet(size[0], size[1]);
                try (Paper paper = begin.paper()) {
                    write.onto(paper, sheet);
                    if (sheet.shortened) {
                        paper.gap(4).text(NOTE, 8, Paper.INK);
                    }
                    if (paper.sheets() == 1) {
                        return paper.bytes(foot);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A sheet cannot be written to memory", e);
        }
        throw new IllegalStateException("What stands on this sheet is too long even when it is shortened");
    }

    /** A text, cut at a word if it is too long for this attempt. */
    public String fit(String text) {
        String flat = text.replaceAll("\\s+", " ").strip();
        if (flat.codePointCount(0, flat.length()) <= letters) {
            return flat;
        }
        shortened = true;
        String start = flat.substring(0, flat.offsetByCodePoints(0, letters));
        int blank = start.lastIndexOf(' ');
        return (blank > letters / 2 ? start.substring(0, blank) : start) + " \u2026";
    }

    /** The first entries of a list, if it is too long for this attempt. */
    public <T> List<T> few(List<T> all) {
        if (all.size() <= entries) {
            return all;
        }
        shortened = true;
        return all.subList(0, entries);
    }
}
