package org.takeup.question;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.DailyLimit;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.language.LocalWords;
import org.takeup.store.RandomCode;

/** How everybody asks, and sees what became of their questions; as pages, in the reader's language, and in the API. */
public final class AskRoutes {
    private static final int LONGEST_CODE = 60;

    private final Questions questions;

    public AskRoutes(Questions questions) {
        this.questions = questions;
    }

    public Room room() {
        Access everybody = Access.signedIn();
        return new Room(
                List.of(
                        Route.page("ask", "/ask", everybody, this::page),
                        Route.form("ask-form", "/ask", everybody, this::askByForm),
                        Route.page("my-questions", "/my-questions", everybody, this::mine),
                        Route.api("question-ask", HttpMethod.POST, "/questions", everybody, this::ask),
                        Route.api("my-questions-list", HttpMethod.GET, "/me/questions", everybody, this::myList),
                        Route.api("faq-similar", HttpMethod.POST, "/faq-similar", everybody, this::similar)),
                List.of());
    }

    /**
     * The form.
     *
     * @param fault what is wrong with what was typed, in words
     */
    public record AskPage(
            LocalWords words, String text, boolean named, String from, String once, Optional<String> fault) {
        public int longest() {
            return Asking.LONGEST;
        }
    }

    /** The step before a question is stored, when answers to similar ones are published. */
    public record CheckPage(AskPage asked, List<Similar> similar) {}

    /** What somebody waits for. @param told whether it was asked just now */
    public record MinePage(LocalWords words, List<Item> questions, boolean told) {}

    /** One of them. @param state in words @param published id of the published answer; empty if it is not */
    public record Item(
            String text,
            Instant at,
            String state,
            String answer,
            String answerLanguage,
            String done,
            String closed,
            String published) {}

    /** A question in the API. */
    public record AskBody(
            @Nullable String text,
            @Nullable Boolean named,
            @Nullable String from) {}

    /** That it is stored. */
    public record Asked(String id, Question.State state) {}

    /** What a text is compared with. */
    public record SimilarBody(@Nullable String text) {}

    /** Published questions like it, the most alike first. */
    public record SimilarList(List<Found> similar) {}

    /** One of them. @param pieces put together they are the question; marked ones are words that both have */
    public record Found(String id, String language, double score, String question, List<Marked> pieces) {}

    /** All that somebody waits for. */
    public record MyList(List<My> questions) {}

    /** One of them. */
    public record My(
            String text,
            boolean asked,
            Instant at,
            Question.State state,
            String answer,
            String done,
            String closed,
            String published) {}

    private static LocalWords words(Exchange exchange) {
        return Questions.WORDS.in(exchange.locale());
    }

    private static String reader(Exchange exchange) {
        return exchange.locale().getLanguage();
    }

    private static String fresh() {
        return RandomCode.hex(12);
    }

    private Reply page(Exchange exchange) {
        String from = Asking.code(exchange.query("from").orElse(""));
        return form(new AskPage(words(exchange), "", false, from, fresh(), Optional.empty()));
    }

    private static Reply form(AskPage page) {
        return Reply.page("question/ask.jte", page.words().say("ask.title"), page);
    }

    private Reply askByForm(Exchange exchange) {
        Form form = exchange.form();
        AskPage typed = typed(exchange, form);
        String clean = Cleaned.of(typed.text());
        Optional<String> fault = Asking.fault(clean);
        if (fault.isPresent()) {
            return form(faulty(
                            typed,
                            typed.words()
                                    .say(
                                            "ask.fault." + fault.get(),
                                            Map.of("least", Asking.SHORTEST, "most", Asking.LONGEST))))
                    .withStatus(422);
        }
        if (form.text("checked").isEmpty()) {
            List<Similar> similar = questions.faq().similar(exchange.workspace(), clean, reader(exchange));
            if (!similar.isEmpty()) {
                return Reply.page(
                        "question/check.jte", typed.words().say("check.title"), new CheckPage(typed, similar));
            }
        }
        try {
            var wish = new Asking.Wish(clean, typed.named(), typed.from(), typed.once());
            questions.asking().ask(exchange.workspace(), exchange.caller(), wish, reader(exchange));
            return Reply.redirect(exchange.link("/my-questions?asked=yes"));
        } catch (DailyLimit.Reached reached) {
            return form(faulty(typed, typed.words().say("ask.fault.many", "most", reached.most())))
                    .withStatus(429);
        }
    }

    private static AskPage typed(Exchange exchange, Form form) {
        String once =
                form.text("once").filter(code -> code.length() <= LONGEST_CODE).orElseGet(AskRoutes::fresh);
        String text = form.values("text").stream().findFirst().orElse("");
        return new AskPage(
                words(exchange),
                text,
                form.text("who").filter("NAMED"::equals).isPresent(),
                Asking.code(form.text("from").orElse("")),
                once,
                Optional.empty());
    }

    private static AskPage faulty(AskPage typed, String fault) {
        return new AskPage(typed.words(), typed.text(), typed.named(), typed.from(), typed.once(), Optional.of(fault));
    }

    private Reply mine(Exchange exchange) {
        LocalWords words = words(exchange);
        List<Item> items = questions.asking().mine(exchange.workspace(), exchange.caller()).stream()
                .map(mine -> item(mine, words))
                .toList();
        return Reply.page(
                "question/mine.jte",
                words.say("mine.title"),
                new MinePage(words, items, exchange.query("asked").isPresent()));
    }

    private static Item item(Asking.Mine mine, LocalWords words) {
        Question question = mine.question();
        return new Item(
                mine.text(),
                question.at(),
                words.say("state." + question.state()),
                question.answer().map(Question.Answer::text).orElse(""),
                question.answer().map(Question.Answer::language).orElse(""),
                question.done().map(Question.Done::text).orElse(""),
                question.closed(),
                question.faq().isPresent() ? question.id() : "");
    }

    private Reply ask(Exchange exchange) {
        AskBody body = exchange.json(AskBody.class);
        var wish = new Asking.Wish(
                body.text() == null ? "" : body.text(),
                Boolean.TRUE.equals(body.named()),
                body.from() == null ? "" : body.from(),
                fresh());
        Question asked = questions.asking().ask(exchange.workspace(), exchange.caller(), wish, reader(exchange));
        return Reply.json(201, new Asked(asked.id(), asked.state()));
    }

    private Reply myList(Exchange exchange) {
        return Reply.json(new MyList(questions.asking().mine(exchange.workspace(), exchange.caller()).stream()
                .map(AskRoutes::my)
                .toList()));
    }

    private static My my(Asking.Mine mine) {
        Question question = mine.question();
        return new My(
                mine.text(),
                mine.asked(),
                question.at(),
                question.state(),
                question.answer().map(Question.Answer::text).orElse(""),
                question.done().map(Question.Done::text).orElse(""),
                question.closed(),
                question.faq().isPresent() ? question.id() : "");
    }

    private Reply similar(Exchange exchange) {
        String text = exchange.json(SimilarBody.class).text();
        List<Similar> found = questions.faq().similar(exchange.workspace(), text == null ? "" : text, reader(exchange));
        return Reply.json(new SimilarList(found.stream()
                .map(each -> new Found(
                        each.id(),
                        each.language(),
                        Math.round(each.score() * 100) / 100.0,
                        each.text(),
                        each.question()))
                .toList()));
    }
}
