package org.takeup.people.upload;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.takeup.http.Languages;

/** Reads in which language and time zone somebody works, and says what could stand there instead of what does not fit. */
final class Whereabouts {
    private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,3}");
    private static final List<String> ZONES =
            ZoneId.getAvailableZoneIds().stream().sorted().toList();
    private static final Map<String, ZoneId> BY_NAME = ZONES.stream()
            .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), ZoneId::of, (one, other) -> one));
    private static final int MOST_MEANT = 5;

    private Whereabouts() {}

    /** @param cell such as {@code de} or {@code de-AT} @return the language of the platform that it is, if it is one */
    static Optional<String> language(String cell) {
        return Optional.of(cell)
                .filter(tag -> TAG.matcher(tag).matches())
                .flatMap(Languages::spoken)
                .map(Locale::toLanguageTag);
    }

    /** @param cell a name of the IANA database, in any case @return the zone, if it is one */
    static Optional<ZoneId> zone(String cell) {
        return Optional.ofNullable(BY_NAME.get(cell.toLowerCase(Locale.ROOT)));
    }

    /** What to do about a language that is none of the platform's. */
    static String noLanguage() {
        String all = Languages.TAGS.stream()
                .map(tag -> tag + " (" + Locale.forLanguageTag(tag).getDisplayLanguage(Locale.ENGLISH) + ")")
                .collect(Collectors.joining(", "));
        return "This is no language that the platform speaks. Write one of " + all + ", or leave the cell empty.";
    }

    /** What to do about a zone that is none, with those that may have been meant. */
    static String noZone(String cell) {
        List<String> meant = meant(cell);
        String hint = meant.isEmpty() ? "" : " Did you mean " + String.join(" or ", meant) + "?";
        return "This is no time zone. Write its name as region and city, such as Europe/Berlin or America/New_York, or"
                + " leave the cell empty. All names are on the page “People from a file”." + hint;
    }

    private static List<String> meant(String cell) {
        String asked = letters(cell.substring(cell.lastIndexOf('/') + 1));
        return asked.length() < 3
                ? List.of()
                : ZONES.stream()
                        .filter(name -> name.indexOf('/') > 0 && letters(name).contains(asked))
                        .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                        .limit(MOST_MEANT)
                        .toList();
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    /** All names of zones that have a region, in their order. */
    static List<String> zones() {
        return ZONES.stream()
                .filter(name -> name.indexOf('/') > 0 && !name.startsWith("Etc/") && !name.startsWith("SystemV/"))
                .toList();
    }
}
