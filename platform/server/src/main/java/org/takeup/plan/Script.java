package org.takeup.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What can be said of words in a minute. */
final class Script {
    /** Calm speech is 130 to 150 words a minute. */
    static final int WORDS = 140;

    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Script() {}

    /**
     * The beginning of the words that a minute holds, in whole sentences if there is one, without links: nobody speaks them.
     * Empty if nothing is left.
     */
    static String of(String words) {
        String spoken = BLANKS.matcher(LINK.matcher(words).replaceAll(""))
                .replaceAll(" ")
                .strip();
        List<String> all =
                BLANKS.splitAsStream(spoken).filter(each -> !each.isEmpty()).toList();
        if (all.size() <= WORDS) {
            return spoken;
        }
        var most = new ArrayList<>(all.subList(0, WORDS));
        int end = most.size();
        while (end > 0 && !endsSentence(most.get(end - 1))) {
            end--;
        }
        return end == 0 ? String.join(" ", most) + "\u2026" : String.join(" ", most.subList(0, end));
    }

    private static boolean endsSentence(String word) {
        return word.endsWith(".") || word.endsWith("!") || word.endsWith("?");
    }
}
