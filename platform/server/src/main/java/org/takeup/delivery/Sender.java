package org.takeup.delivery;

/**
 * Who a mail is from.
 *
 * @param name shown beside the address; may be empty
 */
record Sender(String name, String address) {
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
        // What looks like an encoded word is encoded, so that it stays a name.
        boolean plain = name.chars().allMatch(each -> each < 128) && !name.contains("=?");
        return (plain ? "\"" + name.replace("\\", "").replace("\"", "") + "\"" : EncodedWords.of(name, " ")) + " <"
                + address + ">";
    }
}
