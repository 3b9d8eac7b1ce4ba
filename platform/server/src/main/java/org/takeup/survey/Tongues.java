package org.takeup.survey;

import java.util.Locale;
import java.util.Optional;
import org.takeup.http.Exchange;
import org.takeup.http.Languages;
import org.takeup.http.Reply;

/**
 * In which of a survey's languages somebody reads it: the one that they chose on its pages, else the one that they chose
 * elsewhere on the platform, else what their browser asks for. A survey may be written in languages that the platform itself
 * does not speak, so its pages remember their own.
 */
final class Tongues {
    private static final String COOKIE = "__Host-takeup-survey-lang";
    private static final String ASKED = "lang";
    private static final String SWITCHED = "in";
    private static final long A_YEAR = 365L * 24 * 3_600;

    private Tongues() {}

    static Locale of(Exchange exchange, Waves.Known known) {
        return exchange.query(ASKED)
                .filter(tag -> has(known, tag))
                .or(() -> exchange.cookie(COOKIE).filter(tag -> has(known, tag)))
                .map(Locale::forLanguageTag)
                .orElseGet(() -> known.snapshot().language(exchange.languages(), exchange.locale()));
    }

    /** The language that a button of the page asks for, if it was that one. */
    static Optional<Locale> wanted(Exchange exchange, Waves.Known known) {
        return exchange.form().text(SWITCHED).filter(tag -> has(known, tag)).map(Locale::forLanguageTag);
    }

    private static boolean has(Waves.Known known, String tag) {
        return known.snapshot().languages().contains(tag);
    }

    /** Remembers the language that the address asks for, if it does. */
    static Reply remember(Exchange exchange, Waves.Known known, Reply reply) {
        return exchange.query(ASKED)
                .filter(tag -> has(known, tag))
                .map(tag -> keep(reply, Locale.forLanguageTag(tag)))
                .orElse(reply);
    }

    static Reply keep(Reply reply, Locale language) {
        Reply kept = reply.with(new Reply.Cookie(COOKIE, language.toLanguageTag(), A_YEAR, true));
        return Languages.of(language.toLanguageTag()).isEmpty()
                ? kept
                : kept.with(new Reply.Cookie(Languages.COOKIE, language.toLanguageTag(), A_YEAR, true));
    }
}
