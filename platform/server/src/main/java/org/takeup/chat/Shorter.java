package org.takeup.chat;

/** Cuts texts to what a service takes. */
final class Shorter {
    private Shorter() {}

    /** The text with at most so many characters, never half of one; what was cut shows as three dots. */
    static String to(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).stripTrailing() + "\u2026";
    }

    /** Without control characters but line feeds, and on one line if it is to be. */
    static String plain(String text, boolean oneLine) {
        var plain = new StringBuilder(text.length());
        text.replace("\r\n", "\n").replace('\r', '\n').codePoints().forEach(each -> {
            if (each == '\n' || each == '\t') {
                plain.append(oneLine || each == '\t' ? ' ' : '\n');
            } else if (each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE) {
                plain.append('\ufffd');
            } else if (!Character.isISOControl(each)) {
                plain.appendCodePoint(each);
            }
        });
        return plain.toString().strip();
    }
}
