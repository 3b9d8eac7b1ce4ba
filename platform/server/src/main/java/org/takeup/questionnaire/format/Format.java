package org.takeup.questionnaire.format;

import java.util.regex.Pattern;

/** What holds for all files of this format. */
public final class Format {
    /** Its name with its version. A later version reads files of this one. */
    public static final String NAME = "takeup-questionnaire/1";
    /** The longest file, in characters. */
    public static final int MOST_CHARACTERS = 512 * 1024;
    /** How many items a questionnaire has at most. */
    public static final int MOST_ITEMS = 300;
    /** How many pages. */
    public static final int MOST_PAGES = 60;
    /** How many choices one item offers. */
    public static final int MOST_CHOICES = 100;
    /** How many languages. */
    public static final int MOST_LANGUAGES = 20;
    /** How many scales. */
    public static final int MOST_SCALES = 60;
    /** How far from 0 the ends of the range of a scale can be. */
    public static final int WIDEST_RANGE = 1_000;
    /** The longest text of the kind {@code text}, which is one line; a longer one is a {@code long-text}. */
    public static final int ONE_LINE = 200;

    /** Ids of pages, items, choices and scales. */
    public static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private static final int SHOWN = 60;

    private Format() {}

    /** What somebody wrote, short enough for a message and without what a terminal or a page would obey. */
    static String shown(String written) {
        String plain = written.replaceAll("[\\p{Cntrl}\\p{Cf}]", " ");
        return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "…" : plain;
    }
}
