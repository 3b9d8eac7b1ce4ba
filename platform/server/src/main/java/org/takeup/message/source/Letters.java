package org.takeup.message.source;

/**
 * What a text is made of before anything is read in it. Characters that nobody sees and that nobody needs are taken out, those
 * that could make a text look other than it is are refused.
 */
final class Letters {
    private Letters() {}

    /** Plain line ends, plain blanks, no width-less characters at which words break. */
    static String clean(String text) {
        var clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().forEach(letter -> {
            if (letter == '\r' || letter == 0x2028 || letter == 0x2029) {
                clean.append('\n');
            } else if (letter != '\n' && Character.isWhitespace(letter)) {
                clean.append(' ');
            } else if (!isNothing(letter)) {
                clean.appendCodePoint(letter);
            }
        });
        return clean.toString();
    }

    /** Pasted along from elsewhere: zero-width space, word joiner, byte order mark, soft hyphen, Mongolian vowel separator. */
    private static boolean isNothing(int letter) {
        return letter == 0x200b || letter == 0x2060 || letter == 0xfeff || letter == 0xad || letter == 0x180e;
    }

    /** @throws Wrong at the first character that no message may have */
    static void check(String text) throws Wrong {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int letter = text.codePointAt(i);
            if (letter == '\n') {
                line++;
                column = 1;
                continue;
            }
            if (turns(letter)) {
                throw new Wrong(
                        line,
                        column,
                        "a mark that nobody sees turns the direction of the letters here. Delete this line and type it anew.");
            }
            if (hides(letter)) {
                throw new Wrong(
                        line, column, "a character that nobody sees stands here. Delete this line and type it anew.");
            }
            column++;
        }
    }

    private static boolean turns(int letter) {
        return letter >= 0x202a && letter <= 0x202e
                || letter >= 0x2066 && letter <= 0x2069
                || letter == 0x200e
                || letter == 0x200f
                || letter == 0x61c;
    }

    /** Controls, halves of characters, tags that repeat ASCII unseen, and places that mean nothing. */
    private static boolean hides(int letter) {
        return Character.isISOControl(letter)
                || letter >= 0xd800 && letter <= 0xdfff
                || letter >= 0xe0000 && letter <= 0xe007f
                || letter >= 0xfff9 && letter <= 0xfffb
                || (letter & 0xfffe) == 0xfffe;
    }
}
