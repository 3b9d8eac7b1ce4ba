package org.takeup.plugin.leaflet;

/** Texts of packages as one line that shows what is there: no control characters, and none that turn the reading order. */
final class Plain {
    private Plain() {}

    /** @param longest in characters; what is longer ends in dots */
    static String line(String text, int longest) {
        var line = new StringBuilder();
        text.codePoints().filter(each -> !isHidden(each)).forEach(each -> {
            boolean blank = Character.isWhitespace(each) || Character.isSpaceChar(each);
            if (!blank) {
                line.appendCodePoint(each);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        });
        String whole = line.toString().strip();
        if (whole.length() <= longest) {
            return whole;
        }
        int end = Character.isHighSurrogate(whole.charAt(longest - 1)) ? longest - 1 : longest;
        return whole.substring(0, end) + "…";
    }

    private static boolean isHidden(int each) {
        int type = Character.getType(each);
        return type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE
                || type == Character.CONTROL && !Character.isWhitespace(each);
    }
}
