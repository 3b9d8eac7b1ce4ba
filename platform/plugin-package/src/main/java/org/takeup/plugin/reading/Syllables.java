package org.takeup.plugin.reading;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * Counts syllables by the spelling: groups of vowels, which are parted or joined by the rules of the language. Wrong in a
 * few words of a hundred, which hardly moves the mean of a text.
 */
final class Syllables {
    private static final Pattern ACCENT = Pattern.compile("\\p{M}+");

    /** Two vowels are one syllable in these pairs only; others, as in "Theater", are two. */
    private static final Pattern GERMAN = Pattern.compile("aa|ee|oo|ie|ei|ai|au|äu|eu|ey|ay|oi|ui(?=$)|qu|[aeiouyäöü]");

    private static final Pattern FRENCH = Pattern.compile("[aeiouyàâäéèêëîïôöùûüœæ]+");
    /** "parle", "parles", "parlent": the last e is not heard. */
    private static final Pattern FRENCH_SILENT =
            Pattern.compile("(?<=[^aeiouyàâäéèêëîïôöùûüœæ])(?:es?|ent)$|(?<=[aeiouyéèêîïôû])es?$");

    /** "théâtre", "naïf", "créer": an accent parts two vowels. */
    private static final Pattern FRENCH_PARTED = Pattern.compile("é(?=[aâoôuiè])|[aeo](?=ï)|é(?=e[^au])");

    private static final Pattern SPANISH = Pattern.compile("[aeiouáéíóúüy]+");
    /** Two strong vowels are two syllables, and a stressed weak one stands by itself. */
    private static final Pattern SPANISH_PARTED =
            Pattern.compile("[aeoáéó](?=[aeoáéó])|[aeoáéó](?=[íú])|[íú](?=[aeoáéó])");

    private Syllables() {}

    /** What counts the syllables of a word in this language. @throws IllegalArgumentException for a language without rules */
    static ToIntFunction<String> in(Locale locale) {
        return switch (locale.getLanguage()) {
            case "en" -> word -> EnglishSyllables.in(plain(word));
            case "de" -> word -> parts(word, Syllables::german);
            case "fr" -> word -> parts(word, Syllables::french);
            case "es" -> word -> parts(word, Syllables::spanish);
            default -> throw new IllegalArgumentException("There are no rules for syllables of " + locale);
        };
    }

    private static int parts(String word, ToIntFunction<String> count) {
        int sum = 0;
        for (String part : word.toLowerCase(Locale.ROOT).split("[’'-]", -1)) {
            sum += part.isEmpty() ? 0 : count.applyAsInt(part);
        }
        return Math.max(1, sum);
    }

    private static int german(String word) {
        // The u of "qu" is a consonant.
        return (int) GERMAN.matcher(word.replace("qu", "kw")).results().count();
    }

    private static int french(String word) {
        // As written after g and q, u is not heard.
        String heard = word.replaceAll("([gq])u(?=[eéèêiîoay])", "$1");
        int count = (int) FRENCH.matcher(heard).results().count();
        count += (int) FRENCH_PARTED.matcher(heard).results().count();
        return count > 1 && FRENCH_SILENT.matcher(heard).find() ? count - 1 : count;
    }

    private static int spanish(String word) {
        String heard = word.replaceAll("([gq])u(?=[eéií])", "$1").replaceAll("y(?=[aeiouáéíóú])", "ll");
        return (int) (SPANISH.matcher(heard).results().count()
                + SPANISH_PARTED.matcher(heard).results().count());
    }

    private static String plain(String word) {
        return ACCENT.matcher(Normalizer.normalize(word, Normalizer.Form.NFD)).replaceAll("");
    }
}
