package org.takeup.plugin.reading;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the syllables of English words by their spelling: groups of vowels, less those that are not heard. */
final class EnglishSyllables {
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");
    /** "time", "times", "used"; but "table", "wanted" and "changes" are heard. */
    private static final Pattern SILENT =
            Pattern.compile("(?<![aeiouy])e$|(?<![aeiouytd])ed$|(?<![aeiouysxzcg]|[cs]h)es$|[gq]ues?$");
    /** "useful", "movement": the e of the word before the ending is not heard. */
    private static final Pattern WITHIN = Pattern.compile("(?<![aeiouy])e(?:ful|less|ness|ment|ly)");

    private static final Pattern HEARD = Pattern.compile("[^aeiouyl]le$");
    /** Two vowels that are two syllables: "idea", "quiet", "experience". */
    private static final Pattern TWO = Pattern.compile("i(?:a|o(?!u?n|us)|en|et)|[^q]ua|dea");

    private EnglishSyllables() {}

    static int in(String word) {
        int count = 0;
        for (String part : word.toLowerCase(Locale.ROOT).split("[’'-]", -1)) {
            count += letters(part);
        }
        return Math.max(1, count);
    }

    private static int letters(String part) {
        if (part.length() <= 1) {
            return part.equals("a") || part.equals("i") ? 1 : 0;
        }
        int vowels = count(VOWELS, part);
        int groups = vowels + count(TWO, part) - count(WITHIN, part);
        groups -= SILENT.matcher(part).find() && !HEARD.matcher(part).find() ? 1 : 0;
        return Math.max(groups, vowels > 0 ? 1 : 0);
    }

    private static int count(Pattern pattern, String part) {
        Matcher matcher = pattern.matcher(part);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }
}
