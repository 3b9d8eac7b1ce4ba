package org.takeup.message.format;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.takeup.message.source.Source;
import org.takeup.message.source.Wrong;

/** Letters for tests. */
public final class Letters {
    public static final String LINK = "https://learn.example/start";

    private Letters() {}

    public static Letter of(String subject, String words) {
        return of("en", subject, words, LINK);
    }

    static Letter of(String language, String subject, String words, String link) {
        try {
            return of(language, subject, Source.read(words), link);
        } catch (Wrong e) {
            throw new AssertionError(e.sentence(), e);
        }
    }

    static Letter of(String language, String subject, Source words, String link) {
        return new Letter(
                "step1",
                Locale.forLanguageTag(language),
                subject,
                words,
                link,
                true,
                "Northbank <Council>",
                "#1d5c63",
                Optional.of(new Letter.Logo("https://takeup.example/w/northbank/logo/abc", 120, 40)),
                Instant.parse("2026-11-27T09:00:00Z"));
    }

    /** As long as a text may be, in this many sentences. */
    static String longest(int sentences) {
        String sentence = "word ".repeat(4_000 / 5 / sentences - 1).strip() + ". ";
        return sentence.repeat(sentences).strip();
    }
}
