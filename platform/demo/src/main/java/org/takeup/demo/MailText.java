package org.takeup.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail's plain text, cut into plain pieces and web addresses, so that a page can make the addresses clickable. */
public final class MailText {
    /** Web addresses only: nothing that a browser would run. A closing mark of the sentence is not part of the address. */
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"']*[^\\s<>\"'.,;:!?)\\]]");

    private MailText() {}

    /** The text in pieces, in order; put together they are the text. */
    public static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher address = ADDRESS.matcher(text);
        int from = 0;
        while (address.find()) {
            if (address.start() > from) {
                pieces.add(new Piece(text.substring(from, address.start()), false));
            }
            pieces.add(new Piece(address.group(), true));
            from = address.end();
        }
        if (from < text.length()) {
            pieces.add(new Piece(text.substring(from), false));
        }
        return pieces;
    }

    /**
     * A piece of text.
     *
     * @param text the characters
     * @param isLink whether it is a web address
     */
    public record Piece(String text, boolean isLink) {}
}
