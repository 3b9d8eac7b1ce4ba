package org.takeup.survey;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;

/** The pages that respondents answer on: one page of the questionnaire a screen, plain forms, no script needed. */
public final class AnswerPages {
    private static final String DONE = "done";

    private final Surveys surveys;
    private final Answering answering;
    private final AdmissionPages admission;

    public AnswerPages(Surveys surveys) {
        this.surveys = surveys;
        this.answering = surveys.answering();
        this.admission = new AdmissionPages(answering);
    }

    public Room room() {
        return new Room(
                List.of(
                        Route.page("my-survey", "/my-surveys/{wave}", Access.signedIn(), this::mine),
                        Route.page("answer-start", "/answer/{wave}/{ticket}", Access.ticket(), this::start),
                        Route.form("answer-begin", "/answer/{wave}/{ticket}", Access.ticket(), admission::begin),
                        Route.form("answer-redeem", "/answer/{wave}", Access.ticket(), admission::redeem),
                        Route.page("answer-page", "/answer/{wave}/{ticket}/{page}", Access.ticket(), this::page),
                        Route.form("answer-save", "/answer/{wave}/{ticket}/{page}", Access.ticket(), this::save)),
                List.of());
    }

    private Reply mine(Exchange exchange) {
        String wave = exchange.path("wave");
        String ticket = answering.ticketOf(exchange.workspace(), wave, exchange.caller());
        if (!surveys.isInvited(exchange.workspace(), wave, exchange.caller())) {
            throw Problem.notFound();
        }
        return Reply.redirect(exchange.link("/answer/" + wave + "/" + ticket));
    }

    private Reply start(Exchange exchange) {
        Optional<Reply> first = admission.first(exchange);
        if (first.isPresent()) {
            return first.get();
        }
        Answering.Held held = open(exchange);
        if (held.ballot().finished()) {
            return Reply.redirect(link(exchange, DONE));
        }
        if (held.ballot().touched() || held.isAnonymous()) {
            return Reply.redirect(link(exchange, String.valueOf(held.nextPage() + 1)));
        }
        return Reply.page(
                "survey/welcome.jte",
                title(held.known().wave(), AnswerWords.in(language(exchange, held))),
                welcome(exchange, held.known(), link(exchange, "1"), Optional.empty()));
    }

    static AnswerView.Welcome welcome(
            Exchange exchange, Waves.Known known, String start, Optional<AnswerView.Admission> admission) {
        Wave wave = known.wave();
        Locale language = language(exchange, known);
        AnswerWords words = AnswerWords.in(language);
        boolean asksForWords = known.snapshot().questionnaire().items().anyMatch(Item.FreeText.class::isInstance);
        return new AnswerView.Welcome(
                words,
                language.toLanguageTag(),
                title(wave, words),
                wave.instrument().purpose().in(language),
                wave.instrument().minutes(),
                until(wave, words),
                wave.privacy(),
                asksForWords,
                start,
                admission);
    }

    private Reply page(Exchange exchange) {
        Answering.Held held = open(exchange);
        if (exchange.path("page").equals(DONE)) {
            return done(exchange, held);
        }
        Map<String, List<String>> entered = AnswerForm.entered(
                held.ballot().answers(),
                AnswerWords.in(language(exchange, held)).locale());
        return screen(exchange, held, index(exchange, held), entered, List.of());
    }

    private Reply done(Exchange exchange, Answering.Held held) {
        if (!held.ballot().finished()) {
            return Reply.redirect(link(exchange, String.valueOf(held.nextPage() + 1)));
        }
        Locale language = language(exchange, held);
        AnswerWords words = AnswerWords.in(language);
        Wave wave = held.known().wave();
        return Reply.page(
                "survey/done.jte",
                words.say("done.title"),
                new AnswerView.Done(
                        words,
                        language.toLanguageTag(),
                        title(wave, words),
                        until(wave, words),
                        link(exchange, "1"),
                        held.isAnonymous()));
    }

    private Reply save(Exchange exchange) {
        Answering.Held held = open(exchange);
        int index = index(exchange, held);
        Questionnaire.Page page =
                held.known().snapshot().questionnaire().pages().get(index);
        Locale language = language(exchange, held);
        AnswerForm form = AnswerForm.read(page, exchange.form(), AnswerWords.in(language));
        if (!form.wrong().isEmpty()) {
            return screen(exchange, held, index, form.entered(), form.wrong()).withStatus(422);
        }
        Progress progress = answering.save(exchange.workspace(), held, page, form.answers(), language);
        return Reply.redirect(next(exchange, index, progress));
    }

    private static String next(Exchange exchange, int index, Progress progress) {
        if (index + 1 < progress.pages()) {
            return link(exchange, String.valueOf(index + 2));
        }
        // After the last page: to the end, or to what was passed over.
        return progress.finished() ? link(exchange, DONE) : exchange.link(path(exchange));
    }

    private Reply screen(
            Exchange exchange,
            Answering.Held held,
            int index,
            Map<String, List<String>> entered,
            List<Problem.Field> wrong) {
        AnswerView.Screen screen = AnswerView.screen(
                held,
                index,
                language(exchange, held),
                link(exchange, String.valueOf(index + 1)),
                index == 0 ? "" : link(exchange, String.valueOf(index)),
                entered,
                wrong);
        return Reply.page("survey/screen.jte", screen.title(), screen);
    }

    private Answering.Held open(Exchange exchange) {
        return answering.open(exchange.workspace(), exchange.path("wave"), exchange.path("ticket"));
    }

    private static int index(Exchange exchange, Answering.Held held) {
        int pages = held.known().snapshot().questionnaire().pages().size();
        try {
            int number = Integer.parseInt(exchange.path("page"));
            if (number >= 1 && number <= pages) {
                return number - 1;
            }
        } catch (NumberFormatException e) {
            // Said below, like a page that does not exist.
        }
        throw Problem.notFound();
    }

    private static Locale language(Exchange exchange, Answering.Held held) {
        return language(exchange, held.known());
    }

    static Locale language(Exchange exchange, Waves.Known known) {
        return known.snapshot().language(exchange.languages(), exchange.locale());
    }

    private static String until(Wave wave, AnswerWords words) {
        return Times.inWords(wave.closes(), wave.fieldwork().zone(), words.locale());
    }

    /** Says of a pilot that it is one. */
    static String title(Wave wave, AnswerWords words) {
        return wave.fieldwork().pilot() ? words.say("pilot.title", "title", wave.title()) : wave.title();
    }

    private static String path(Exchange exchange) {
        return "/answer/" + exchange.path("wave") + "/" + exchange.path("ticket");
    }

    private static String link(Exchange exchange, String page) {
        return exchange.link(path(exchange) + "/" + page);
    }
}
