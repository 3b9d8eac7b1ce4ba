package org.takeup.questionnaire.lime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.takeup.questionnaire.format.Format;
import org.takeup.questionnaire.format.QuestionnaireReader;

/** The languages of a file, as tags of ours. */
final class LimeLanguages {
    /** The column that says which language a row is in. */
    private static final String COLUMN = "language";

    /** Our tags by LimeSurvey's codes, the survey's own first. */
    private final Map<String, String> tags = new LinkedHashMap<>();

    private final List<String> unknown = new ArrayList<>();

    LimeLanguages(LimeTables tables) {
        Set<String> codes = new LinkedHashSet<>();
        tables.rows("surveys").forEach(row -> {
            codes.add(LimeTables.cell(row, COLUMN));
            codes.addAll(List.of(LimeTables.cell(row, "additional_languages").split("\\s+")));
        });
        codes.addAll(tables.languages());
        codes.removeIf(String::isBlank);
        for (String code : codes) {
            String base = code.replaceFirst("-.*", "");
            // LimeSurvey's own words behind a hyphen, which no reader has set.
            boolean manner = code.matches(".*-(?:informal|easy|formal)");
            Optional<String> tag = (manner ? Stream.of(base) : Stream.of(code, base))
                    .filter(QuestionnaireReader::isTag)
                    .filter(each -> !tags.containsValue(each))
                    .findFirst();
            if (tag.isPresent() && tags.size() < Format.MOST_LANGUAGES) {
                tags.put(code, tag.get());
            } else {
                unknown.add(code);
            }
        }
        if (tags.isEmpty()) {
            tags.put("en", "en");
        }
    }

    /** Our tags, the survey's own first. */
    List<String> tags() {
        return List.copyOf(tags.values());
    }

    /** LimeSurvey's codes of languages that are not taken over. */
    List<String> unknown() {
        return unknown;
    }

    /** Empty if the language is not taken over. */
    Optional<String> tag(String code) {
        return Optional.ofNullable(tags.get(code));
    }

    /** The language of a row of words; the survey's own if the row names none. Empty if the language is not taken over. */
    Optional<String> tagOf(Map<String, String> row) {
        String code = LimeTables.cell(row, COLUMN);
        return code.isEmpty() ? Optional.of(tags.values().iterator().next()) : tag(code);
    }

    /** Whether a row names a language. */
    static boolean isNamedIn(Map<String, String> row) {
        return !LimeTables.cell(row, COLUMN).isEmpty();
    }

    /**
     * Rows with those in the survey's own language first. Before version 4 each thing has a row in each language, and where
     * they say different things about order or conditions, LimeSurvey goes by those.
     */
    List<Map<String, String>> ownFirst(List<Map<String, String>> rows) {
        String own = tags.keySet().iterator().next();
        return rows.stream()
                .sorted(Comparator.comparing(
                        row -> isNamedIn(row) && !LimeTables.cell(row, COLUMN).equals(own)))
                .toList();
    }
}
