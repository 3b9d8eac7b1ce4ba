package org.takeup.http;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of texts that people or plugins wrote: bounded, plain, no control characters. Each adds what it finds to a list. */
public final class Plain {
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z!][^>]*>");

    private Plain() {}

    /** One line. @param most characters. @return it without surrounding blanks */
    public static String line(
            @Nullable String text, String field, int most, boolean required, List<Problem.Field> wrong) {
        String clean = bounded(text, field, most, required, wrong);
        if (clean.chars().anyMatch(Plain::isBreak) || clean.chars().anyMatch(Plain::isForbidden)) {
            wrong.add(new Problem.Field(field, "Please write one line without control characters."));
        }
        return clean;
    }

    /** Any number of lines. @return it with plain line ends and without surrounding blanks */
    public static String text(
            @Nullable String text, String field, int most, boolean required, List<Problem.Field> wrong) {
        String clean = bounded(text == null ? null : text.replace("\r\n", "\n"), field, most, required, wrong);
        if (clean.chars().anyMatch(Plain::isForbidden)) {
            wrong.add(new Problem.Field(field, "Please leave out control characters."));
        }
        return clean;
    }

    /** Whether there are tags in it, which no message may have. */
    public static boolean isMarkup(String text) {
        return TAG.matcher(text).find();
    }

    /** A text of people that a builder may repeat in messages. @return the text itself */
    public static String repeatable(String text, String field, List<Problem.Field> wrong) {
        if (isMarkup(text)) {
            wrong.add(new Problem.Field(field, "Please write plain words, without tags such as <b>."));
        }
        return text;
    }

    private static String bounded(
            @Nullable String text, String field, int most, boolean required, List<Problem.Field> wrong) {
        String clean = text == null ? "" : text.strip();
        if (required && clean.isEmpty()) {
            wrong.add(new Problem.Field(field, "Please fill this in."));
        }
        if (clean.codePointCount(0, clean.length()) > most) {
            wrong.add(new Problem.Field(field, "Please use at most " + most + " characters."));
        }
        return clean;
    }

    private static boolean isBreak(int character) {
        return character == '\n' || character == '\r' || character == 0x2028 || character == 0x2029;
    }

    /** Control characters but line feed and tab, and the marks that turn the direction of what follows. */
    private static boolean isForbidden(int character) {
        boolean turns = character >= 0x202a && character <= 0x202e || character >= 0x2066 && character <= 0x2069;
        return turns || Character.isISOControl(character) && character != '\n' && character != '\t';
    }
}
