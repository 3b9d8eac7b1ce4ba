package org.takeup.message.format;

import java.util.List;

/**
 * How long a text message is. In the GSM 7 bit alphabet (3GPP TS 23.038) a message has 160 characters, in UCS-2 it has 70; of
 * several that belong together each has 153 or 67, because their order takes room.
 *
 * @param gsm whether the alphabet has every character
 * @param units how much of the room is taken; in UCS-2, emoji and the like take two
 * @param segments how many messages are sent and paid for
 */
public record Sms(boolean gsm, int units, int segments) {
    private static final String BASIC =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    /** Each takes two places, with an escape before it. */
    private static final String EXTENDED = "^{}\\[~]|€\f";

    private static final int GSM_ONE = 160;
    private static final int GSM_EACH = 153;
    private static final int UCS_ONE = 70;
    private static final int UCS_EACH = 67;

    /** The length of this text. */
    public static Sms of(String text) {
        int units = 0;
        boolean gsm = true;
        for (int i = 0; i < text.length() && gsm; i++) {
            int width = width(text.charAt(i));
            gsm = width > 0;
            units += width;
        }
        if (gsm) {
            return new Sms(true, units, units <= GSM_ONE ? 1 : segments(text, GSM_EACH, true));
        }
        return new Sms(false, text.length(), text.length() <= UCS_ONE ? 1 : segments(text, UCS_EACH, false));
    }

    private static int width(char letter) {
        return BASIC.indexOf(letter) >= 0 ? 1 : EXTENDED.indexOf(letter) >= 0 ? 2 : 0;
    }

    /** No character is parted between two messages. */
    private static int segments(String text, int each, boolean gsm) {
        int segments = 1;
        int used = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int width = gsm ? width(text.charAt(i)) : Character.charCount(text.codePointAt(i));
            if (used + width > each) {
                segments++;
                used = 0;
            }
            used += width;
        }
        return segments;
    }

    /** How many units fit into one message with this alphabet. */
    public int most() {
        return gsm ? GSM_ONE : UCS_ONE;
    }

    /** The first sentences that fit into one message with the link behind them; the link is never cut. */
    static String fit(List<String> sentences, String link) {
        var text = new StringBuilder();
        for (String sentence : sentences) {
            String longer = text + (text.isEmpty() ? "" : " ") + sentence;
            if (of(longer + " " + link).segments() > 1) {
                break;
            }
            text.setLength(0);
            text.append(longer);
        }
        if (!text.isEmpty() || sentences.isEmpty()) {
            return text + (text.isEmpty() ? "" : " ") + link;
        }
        String first = sentences.getFirst();
        for (int most = first.length(); most > 8; most--) {
            String shorter = PlainText.cut(first, Integer.MAX_VALUE, most) + " " + link;
            if (of(shorter).segments() == 1) {
                return shorter;
            }
        }
        return link;
    }
}
