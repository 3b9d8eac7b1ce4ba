package org.takeup.plugin.isolated;

/** Text of a plugin on its way into a log: one line, no control characters, not too long. */
public final class Lines {
    private Lines() {}

    /** The text, escaped and cut. @param longest in characters */
    public static String shown(String text, int longest) {
        var shown = new StringBuilder();
        int at = 0;
        while (at < text.length() && shown.length() < longest) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            if (harmless(character)) {
                shown.appendCodePoint(character);
            } else {
                shown.append("\\u").append("%04x".formatted(character));
            }
        }
        return at < text.length() ? shown.append("...").toString() : shown.toString();
    }

    /** Line ends, escapes, text direction marks and halves of characters could make a record look like another one. */
    private static boolean harmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
