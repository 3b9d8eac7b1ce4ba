package org.takeup.survey;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.language.LocalWords;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;

/** The pages that respondents answer on: one page of the questionnaire a screen, plain forms, no script needed. */
public final class AnswerPages {
    private static final String DONE = "done";
    private static final int MOST_PEOPLE = 50;

    private final Surveys surveys;
    private final Answering answering;
    private final Tickets tickets;
    private final AdmissionPages admission;

    public AnswerPages(Surveys surveys) {
        this.surveys = surveys;
        this.answering = surveys.answering();
        this.tickets = answering.tickets();
        this.admission = new AdmissionPages(tickets);
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
        String ticket = tickets.ticketOf(exchange.workspace(), wave, exchange.caller());
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
        Held held = open(exchange);
        if (held.ballot().finished()) {
            return Reply.redirect(link(exchange, DONE));
        }
        if (held.ballot().touched() || held.isAnonymous()) {
            return Reply.redirect(link(exchange, String.valueOf(held.steps().next() + 1)));
        }
        Reply reply = Reply.page(
                "survey/welcome.jte",
                title(held.known().wave(), AnswerWords.in(language(exchange, held))),
                welcome(exchange, held.known(), link(exchange, "1"), Optional.empty()));
        return Tongues.remember(exchange, held.known(), reply);
    }

    static AnswerView.Welcome welcome(
            Exchange exchange, Waves.Known known, String start, Optional<AnswerView.Admission> admission) {
        Wave wave = known.wave();
        Locale language = language(exchange, known);
        LocalWords words = AnswerWords.in(language);
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
                admission,
                Screens.tongues(known, language));
    }

    private Reply page(Exchange exchange) {
        Held held = open(exchange);
        if (exchange.path("page").equals(DONE)) {
            return done(exchange, held);
        }
        int index = index(exchange, held);
        if (!held.steps().isShown(index)) {
            return Reply.redirect(exchange.link(path(exchange)));
        }
        Locale language = language(exchange, held);
        var entered = AnswerForm.entered(
                held.ballot().answers(), AnswerWords.in(language).locale());
        return Tongues.remember(exchange, held.known(), screen(exchange, held, index, language, entered, List.of()));
    }

    private Reply done(Exchange exchange, Held held) {
        if (!held.ballot().finished()) {
            return Reply.redirect(link(exchange, String.valueOf(held.steps().next() + 1)));
        }
        Locale language = language(exchange, held);
        LocalWords words = AnswerWords.in(language);
        Wave wave = held.known().wave();
        Reply reply = Reply.page(
                "survey/done.jte",
                words.say("done.title"),
                new AnswerView.Done(
                        words,
                        language.toLanguageTag(),
                        title(wave, words),
                        until(wave, words),
                        link(exchange, "1"),
                        held.isAnonymous(),
                        Screens.tongues(held.known(), language)));
        return Tongues.remember(exchange, held.known(), reply);
    }

    private Reply save(Exchange exchange) {
        try {
            return take(exchange);
        } catch (WaveClosed closed) {
            return TooLate.reply(exchange, tickets.known(exchange.workspace(), exchange.path("wave")), closed);
        }
    }

    /** Takes a page, or shows it again: because something does not fit, in another language, or with people to pick from. */
    private Reply take(Exchange exchange) {
        Held held = tickets.openToSend(exchange.workspace(), exchange.path("wave"), exchange.path("ticket"));
        int index = index(exchange, held);
        Questionnaire.Page whole =
                held.known().snapshot().questionnaire().pages().get(index);
        Optional<Questionnaire.Page> page = held.steps().shown().page(whole.id());
        if (page.isEmpty()) {
            // Another tab has taken a turn by which this page is not asked any more.
            return Reply.redirect(exchange.link(path(exchange)));
        }
        Locale language = language(exchange, held);
        AnswerForm form = AnswerForm.read(whole, page.get(), exchange.form(), AnswerWords.in(language));
        Optional<Locale> other = Tongues.wanted(exchange, held.known());
        if (other.isPresent()) {
            Locale to = other.get();
            var entered = form.enteredIn(AnswerWords.in(to).locale());
            return Tongues.keep(screen(exchange, held, index, to, entered, List.of()), to);
        }
        if (isSearching(exchange)) {
            return screen(exchange, held, index, language, form.entered(), List.of());
        }
        List<Problem.Field> wrong = form.wrong().isEmpty()
                ? answering
                        .directory()
                        .unknown(exchange.workspace(), page.get().items(), form.answers(), AnswerWords.in(language))
                : form.wrong();
        if (!wrong.isEmpty()) {
            return screen(exchange, held, index, language, form.entered(), wrong)
                    .withStatus(422);
        }
        Ballot now = answering.save(exchange.workspace(), held, page.get(), form.answers(), language);
        return onwards(exchange, next(exchange, index, held, now));
    }

    /** A script stays on the page until the answers are taken, so it is told where to go instead of being led there. */
    private static Reply onwards(Exchange exchange, String next) {
        return exchange.header("x-takeup-answers").isPresent()
                ? Reply.json(Map.of("next", next))
                : Reply.redirect(next);
    }

    private static boolean isSearching(Exchange exchange) {
        Form form = exchange.form();
        return form.names().stream()
                .anyMatch(name ->
                        name.startsWith(AnswerForm.FIND) && form.text(name).isPresent());
    }

    private static String next(Exchange exchange, int index, Held held, Ballot now) {
        Steps steps = Steps.of(held.known().snapshot().questionnaire(), now);
        OptionalInt after = steps.after(index);
        if (after.isPresent()) {
            return link(exchange, String.valueOf(after.getAsInt() + 1));
        }
        // After the last page: to the end, or to what was passed over.
        return now.finished() && steps.isComplete() ? link(exchange, DONE) : exchange.link(path(exchange));
    }

    private Reply screen(
            Exchange exchange,
            Held opened,
            int index,
            Locale language,
            Map<String, List<String>> entered,
            List<Problem.Field> wrong) {
        Held held = tickets.read(exchange.workspace(), opened);
        Map<String, List<Directory.Found>> found = found(exchange, held, index);
        List<String> people = Stream.concat(
                        Screens.people(held.ballot().answers()).stream(),
                        held.known()
                                .snapshot()
                                .questionnaire()
                                .items()
                                .filter(Item.PersonPick.class::isInstance)
                                .flatMap(item -> entered.getOrDefault(item.id(), List.of()).stream()
                                        .limit(MOST_PEOPLE)))
                .distinct()
                .toList();
        Map<String, String> names = answering.directory().names(exchange.workspace(), people);
        AnswerView.Screen screen =
                Screens.of(held, index, new Screens.Desk(language, entered, wrong, names, found), link(exchange, ""));
        return Reply.page("survey/screen.jte", screen.title(), screen);
    }

    /** The people whom somebody looks for on this page, by item. */
    private Map<String, List<Directory.Found>> found(Exchange exchange, Held held, int index) {
        var found = new HashMap<String, List<Directory.Found>>();
        held.known().snapshot().questionnaire().pages().get(index).items().stream()
                .filter(Item.PersonPick.class::isInstance)
                .forEach(item -> exchange.form()
                        .text(AnswerForm.FIND + item.id())
                        .ifPresent(text -> found.put(
                                item.id(), answering.directory().search(exchange.workspace(), held.key(), text))));
        return found;
    }

    private Held open(Exchange exchange) {
        return tickets.open(exchange.workspace(), exchange.path("wave"), exchange.path("ticket"));
    }

    private static int index(Exchange exchange, Held held) {
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

    private static Locale language(Exchange exchange, Held held) {
        return language(exchange, held.known());
    }

    static Locale language(Exchange exchange, Waves.Known known) {
        return Tongues.of(exchange, known);
    }

    private static String until(Wave wave, LocalWords words) {
        return Times.inWords(wave.closes(), wave.fieldwork().zone(), words.locale());
    }

    /** Says of a pilot that it is one. */
    static String title(Wave wave, LocalWords words) {
        return wave.fieldwork().pilot() ? words.say("pilot.title", "title", wave.title()) : wave.title();
    }

    private static String path(Exchange exchange) {
        return "/answer/" + exchange.path("wave") + "/" + exchange.path("ticket");
    }

    private static String link(Exchange exchange, String page) {
        return exchange.link(path(exchange) + "/" + page);
    }
}
