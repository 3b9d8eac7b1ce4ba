package org.takeup.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.StringJoiner;

/** Text in headers that is more than ASCII, as encoded words (RFC 2047), each with whole characters. */
final class EncodedWords {
    /** An encoded word has at most 75 characters; 45 bytes make 60 of them, and 12 are around these. */
    private static final int MOST_BYTES = 45;

    private EncodedWords() {}

    /** The text as it is if that is plain, else encoded. What looks like an encoded word is encoded, so that it stays text. */
    static String orPlain(String text) {
        boolean plain = text.chars().allMatch(each -> each >= 32 && each < 127) && !text.contains("=?");
        return plain ? text : of(text, "\r\n ");
    }

    /** @param between what stands between two words: white space, folded or not */
    static String of(String text, String between) {
        var words = new StringJoiner(between);
        var word = new StringBuilder();
        int bytes = 0;
        for (int character : text.codePoints().toArray()) {
            String next = Character.toString(character);
            int more = utf8(next).length;
            if (bytes + more > MOST_BYTES) {
                words.add(encoded(word.toString()));
                word.setLength(0);
                bytes = 0;
            }
            word.append(next);
            bytes += more;
        }
        return words.add(encoded(word.toString())).toString();
    }

    private static String encoded(String text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(utf8(text)) + "?=";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
