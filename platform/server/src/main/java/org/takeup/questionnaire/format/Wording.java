package org.takeup.questionnaire.format;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a text must be like that people write into a questionnaire. */
public final class Wording {
    /** The longest text of a question, in characters. */
    public static final int LONGEST = 1_000;
    /** The longest title and the longest choice. */
    public static final int SHORT = 200;

    private static final Pattern BREAK = Pattern.compile("\r\n?|[\u2028\u2029]");
    private static final Pattern NOTHING_TO_SEE = Pattern.compile("[\\p{Cf}\\s\\p{Z}]*");
    /** Turn the order of what follows around, so that a reader sees something else than what is there. */
    private static final Pattern TURNING = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

    private Wording() {}

    /** The text as it is kept: without outer blanks and byte order marks, with one kind of line break. */
    public static String tidy(String text) {
        return BREAK.matcher(text).replaceAll("\n").replace("\uFEFF", "").strip();
    }

    /** What is wrong with a text, and what to do; empty if it can be taken. */
    public static Optional<String> fault(String text, int most) {
        if (NOTHING_TO_SEE.matcher(text).matches()) {
            return Optional.of("The text is empty; write it or take it out");
        }
        int length = text.codePointCount(0, text.length());
        if (length > most) {
            return Optional.of("The text has " + length + " characters; use at most " + most);
        }
        if (text.codePoints().anyMatch(Wording::unfit)) {
            return Optional.of("The text has a control character that cannot be shown; write it anew");
        }
        return TURNING.matcher(text).find()
                ? Optional.of("The text has a sign that turns the direction of writing around; take it out")
                : Optional.empty();
    }

    private static boolean unfit(int point) {
        int type = Character.getType(point);
        return (Character.isISOControl(point) && point != '\n' && point != '\t')
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED && (point & 0xFFFE) == 0xFFFE;
    }
}
