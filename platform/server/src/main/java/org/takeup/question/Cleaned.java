package org.takeup.question;

import java.text.Normalizer;

/** Texts as people paste them, without what nobody sees: it would hide words from a search and turn lines around. */
final class Cleaned {
    private Cleaned() {}

    /**
     * Composed (NFC), with plain line ends, without control characters, marks that turn the direction, blanks of no width
     * and soft hyphens, and without blanks around it.
     */
    static String of(String text) {
        var clean = new StringBuilder(text.length());
        Normalizer.normalize(text.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC)
                .codePoints()
                .filter(point -> !isHidden(point))
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    /** Characters as people count them. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isHidden(int point) {
        return Character.isISOControl(point) && point != '\n' && point != '\t'
                || point == 0x00ad
                || point >= 0x200b && point <= 0x200f && point != 0x200c && point != 0x200d
                || point >= 0x202a && point <= 0x202e
                || point >= 0x2060 && point <= 0x2069
                || point == 0xfeff
                || Character.getType(point) == Character.SURROGATE;
    }
}
