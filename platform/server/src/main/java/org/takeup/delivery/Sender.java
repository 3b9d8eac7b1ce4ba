package org.takeup.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.StringJoiner;

/**
 * Who a mail is from.
 *
 * @param name shown beside the address; may be empty
 */
record Sender(String name, String address) {
    /** An encoded word has at most 75 characters; 45 bytes make 60 of them, and 12 are around these. */
    private static final int MOST_BYTES = 45;

    Sender {
        Address.require(address);
        if (name.chars().anyMatch(Address::breaksHeader)) {
            throw new IllegalArgumentException("The sender's name is one line without control characters");
        }
    }

    /**
     * Reads {@code name@example.com} or {@code A Name <name@example.com>}.
     *
     * @throws IllegalArgumentException saying how to write it
     */
    static Sender parse(String text) {
        int open = text.lastIndexOf('<');
        if (open < 0) {
            return new Sender("", text.strip());
        }
        if (!text.endsWith(">")) {
            throw new IllegalArgumentException("Write the sender like: Learning Team <learning@example.com>");
        }
        String name = text.substring(0, open).strip().replace("\"", "");
        return new Sender(name, text.substring(open + 1, text.length() - 1).strip());
    }

    String domain() {
        return address.substring(address.indexOf('@') + 1);
    }

    /** The From header: the name as it is if that is plain, else as encoded words (RFC 2047), each with whole characters. */
    String header() {
        if (name.isEmpty()) {
            return address;
        }
        boolean plain = name.chars().allMatch(each -> each < 128);
        return (plain ? "\"" + name.replace("\\", "").replace("\"", "") + "\"" : encodedWords(name)) + " <" + address
                + ">";
    }

    private static String encodedWords(String text) {
        var words = new StringJoiner(" ");
        var word = new StringBuilder();
        for (int character : text.codePoints().toArray()) {
            String next = Character.toString(character);
            if (utf8(word.toString() + next).length > MOST_BYTES) {
                words.add(encodedWord(word.toString()));
                word.setLength(0);
            }
            word.append(next);
        }
        return words.add(encodedWord(word.toString())).toString();
    }

    private static String encodedWord(String text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(utf8(text)) + "?=";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
