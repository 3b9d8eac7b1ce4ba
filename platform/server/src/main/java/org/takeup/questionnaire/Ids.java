package org.takeup.questionnaire;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.takeup.plugin.api.LocalizedText;

/** Ids made from what people write, so that a file stays readable. */
public final class Ids {
    private static final int LONGEST = 24;

    private Ids() {}

    /** An id that no page and no question has. @param otherwise if nothing of the text can be used */
    static String fresh(OwnQuestionnaire own, LocalizedText text, String otherwise) {
        Set<String> taken = new HashSet<>();
        own.asked().pages().forEach(page -> taken.add(page.id()));
        own.asked().items().forEach(item -> taken.add(item.id()));
        return fresh(taken, text.in(Locale.forLanguageTag(own.language())), otherwise);
    }

    /** An id that is not taken. */
    public static String fresh(Collection<String> taken, String text, String otherwise) {
        String base = of(text).isEmpty() ? otherwise : of(text);
        if (!taken.contains(base)) {
            return base;
        }
        int number = 2;
        while (taken.contains(base + "-" + number)) {
            number++;
        }
        return base + "-" + number;
    }

    private static String of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+", "");
        String cut = plain.length() > LONGEST ? plain.substring(0, LONGEST).replaceAll("-[^-]*$", "") : plain;
        return cut.replaceAll("-+$", "");
    }
}
