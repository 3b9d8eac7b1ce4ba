package org.takeup.survey;

import java.util.List;
import java.util.Locale;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.language.LocalWords;
import org.takeup.plugin.api.survey.Item;

/** The page that an open link leads to, where people without mail begin. Works without script and without a sign-in. */
public final class JoinPages {
    private final Surveys surveys;

    public JoinPages(Surveys surveys) {
        this.surveys = surveys;
    }

    public Room room() {
        return new Room(
                List.of(
                        Route.page("join", "/join/{wave}/{code}", Access.ticket(), this::welcome),
                        Route.form("join-begin", "/join/{wave}/{code}", Access.ticket(), this::begin)),
                List.of());
    }

    /** What somebody reads before they begin. */
    public record Welcome(
            LocalWords words,
            String language,
            String survey,
            String purpose,
            int minutes,
            String openUntil,
            int smallestGroup,
            boolean asksForWords,
            String action) {}

    private Reply welcome(Exchange exchange) {
        Waves.Known known = surveys.links().open(exchange.workspace(), exchange.path("wave"), exchange.path("code"));
        Wave wave = known.wave();
        Locale language = Tongues.of(exchange, known);
        LocalWords words = AnswerWords.in(language);
        return Reply.page(
                "survey/join.jte",
                wave.title(),
                new Welcome(
                        words,
                        language.toLanguageTag(),
                        wave.title(),
                        wave.instrument().purpose().in(language),
                        wave.instrument().minutes(),
                        Times.inWords(wave.closes(), wave.fieldwork().zone(), words.locale()),
                        wave.privacy().smallestGroup(),
                        known.snapshot().questionnaire().items().anyMatch(item -> item instanceof Item.FreeText),
                        exchange.link("/join/" + exchange.path("wave") + "/" + exchange.path("code"))));
    }

    private Reply begin(Exchange exchange) {
        String wave = exchange.path("wave");
        String ticket = surveys.links().begin(exchange.workspace(), wave, exchange.path("code"));
        return Reply.redirect(exchange.link("/answer/" + wave + "/" + ticket + "/1"));
    }
}
