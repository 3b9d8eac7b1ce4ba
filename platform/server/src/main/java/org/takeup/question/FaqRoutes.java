package org.takeup.question;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.language.LocalWords;
import org.takeup.tenant.Workspace;

/** What is published, for everybody: as pages, in the reader's language, and in the API. */
public final class FaqRoutes {
    private static final int MOST_CHARACTERS = 200;
    private static final int MOST_NAMES = 3;

    private final Questions questions;

    public FaqRoutes(Questions questions) {
        this.questions = questions;
    }

    public Room room() {
        Access everybody = Access.signedIn();
        String one = "/faq/{faqEntry}";
        return new Room(
                List.of(
                        Route.page("faq", "/faq", everybody, this::page),
                        Route.page("faq-entry", one, everybody, this::entry),
                        Route.form("faq-helped-form", one + "/helped", everybody, this::rateByForm),
                        Route.form("faq-vote-form", one + "/votes", everybody, this::voteByForm),
                        Route.api("faq-list", HttpMethod.GET, "/faq", everybody, this::list),
                        Route.api("faq-get", HttpMethod.GET, one, everybody, this::get),
                        Route.api("faq-helped", HttpMethod.PUT, one + "/helped", everybody, this::rate),
                        Route.api("faq-vote", HttpMethod.PUT, one + "/votes", everybody, this::vote)),
                List.of(new Room.Entry(Room.Group.MINE, 19, "Questions and answers", "/faq", everybody)));
    }

    /** The list. @param open questions without an answer yet @param next id to go on after */
    public record FaqPage(
            LocalWords words,
            String search,
            String category,
            List<String> categories,
            List<Line> entries,
            Optional<String> next,
            List<Open> open) {
        public boolean chosen() {
            return !search.isEmpty() || !category.isEmpty();
        }
    }

    /** A published answer in the list. @param figures views and whether it helped, in words */
    public record Line(Similar entry, String figures) {}

    /** An open question. @param mine whether the reader waits for it */
    public record Open(Question question, boolean mine) {}

    /** A published answer. @param helped in words @param said what the reader said of it @param names of who asked and may be named */
    public record EntryPage(
            LocalWords words,
            String id,
            String language,
            Question.Wording wording,
            List<String> categories,
            List<String> languages,
            String done,
            String views,
            String helped,
            Optional<Boolean> said,
            String names) {}

    /** The list in the API. */
    public record Listing(
            List<String> categories,
            List<Brief> entries,
            List<OpenOne> open,
            @Nullable String next) {}

    /** A published answer in it. */
    public record Brief(
            String id, String language, String question, List<String> categories, long views, Helped helped) {}

    /** An open question in it. */
    public record OpenOne(String id, String language, String question, long votes, boolean mine) {}

    /** A published answer in the API. */
    public record Entry(
            String id,
            String language,
            String question,
            String answer,
            List<String> categories,
            List<String> languages,
            String done,
            long views,
            Helped helped) {}

    /** Whether it helped. */
    public record HelpedBody(@Nullable Boolean helped) {}

    /** Whether one waits for the answer as well. */
    public record VoteBody(@Nullable Boolean vote) {}

    private static String reader(Exchange exchange) {
        return exchange.locale().getLanguage();
    }

    /** What the query asks for. */
    private record Choice(String search, String category, Faq.Part part) {}

    private Choice choice(Exchange exchange) {
        String search = shortened(exchange.query("search").orElse("").strip());
        String category = shortened(exchange.query("category").orElse(""));
        return new Choice(
                search,
                category,
                questions
                        .faq()
                        .list(exchange.workspace(), search, category, exchange.query("after"), reader(exchange)));
    }

    private static String shortened(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    }

    private Reply page(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        var words = Questions.WORDS.in(exchange.locale());
        Choice choice = choice(exchange);
        int smallest = workspace.settings().smallestGroup();
        List<Line> lines = choice.part().entries().stream()
                .map(each -> new Line(each, figures(words, each.full(), smallest)))
                .toList();
        return Reply.page(
                "question/faq.jte",
                words.say("faq.title"),
                new FaqPage(
                        words,
                        choice.search(),
                        choice.category(),
                        questions.faq().held(workspace).categories(),
                        lines,
                        choice.part().next(),
                        open(exchange)));
    }

    private static String figures(LocalWords words, Question question, int smallest) {
        String helped = Helped.of(question.use(), smallest).words(words);
        String views = words.say("faq.views", "n", question.use().views());
        return helped.isEmpty() ? views : views + " · " + helped;
    }

    private List<Open> open(Exchange exchange) {
        List<Question> open = questions.faq().open(exchange.workspace());
        Set<String> mine = questions.faq().waitedFor(exchange.workspace(), exchange.caller(), open);
        return open.stream()
                .map(question -> new Open(question, mine.contains(question.id())))
                .toList();
    }

    /** The version that was asked for, or the reader's, or the first. */
    private static String language(Exchange exchange, Question.Faq faq) {
        String wanted = exchange.query("in").orElseGet(() -> reader(exchange));
        return faq.texts().containsKey(wanted) ? wanted : new TreeMap<>(faq.texts()).firstKey();
    }

    private Reply entry(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        var words = Questions.WORDS.in(exchange.locale());
        Question question = questions.faq().entry(workspace, exchange.path("faqEntry"));
        Question.Faq faq = question.faq().orElseThrow(Problem::notFound);
        questions.faq().viewed(workspace, question.id());
        String language = language(exchange, faq);
        Question.Wording wording = faq.texts().get(language);
        return Reply.page(
                "question/entry.jte",
                words.say("entry.title"),
                new EntryPage(
                        words,
                        question.id(),
                        language,
                        wording == null ? new Question.Wording("", "") : wording,
                        faq.categories(),
                        List.copyOf(new TreeSet<>(faq.texts().keySet())),
                        question.done().map(Question.Done::text).orElse(""),
                        words.say("faq.views", "n", question.use().views() + 1),
                        Helped.of(question.use(), workspace.settings().smallestGroup())
                                .words(words),
                        questions.faq().mark(workspace, question.id(), exchange.caller()),
                        names(workspace, question.id())));
    }

    /** Only of those who said that everybody may know. */
    private String names(Workspace workspace, String question) {
        List<String> ids = questions.askers(workspace, question).stream()
                .filter(asker -> asker.named() && asker.kind() == Asker.Kind.ASKED)
                .limit(MOST_NAMES)
                .map(Asker::person)
                .toList();
        return String.join(", ", new TreeSet<>(questions.names(workspace, ids).values()));
    }

    private Reply rateByForm(Exchange exchange) {
        boolean helped = switch (exchange.form().required("helped", 5)) {
            case "YES" -> true;
            case "NO" -> false;
            default -> throw Problem.invalid("helped", "Please choose one of the options.");
        };
        questions.faq().rate(exchange.workspace(), exchange.path("faqEntry"), exchange.caller(), helped);
        return Reply.redirect(exchange.link("/faq/" + exchange.path("faqEntry")));
    }

    private Reply voteByForm(Exchange exchange) {
        boolean yes = exchange.form().required("vote", 5).equals("YES");
        questions.faq().vote(exchange.workspace(), exchange.path("faqEntry"), exchange.caller(), yes);
        return Reply.redirect(exchange.link("/faq"));
    }

    private Reply list(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        Choice choice = choice(exchange);
        int smallest = workspace.settings().smallestGroup();
        List<Brief> entries = choice.part().entries().stream()
                .map(each -> new Brief(
                        each.id(),
                        each.language(),
                        each.text(),
                        each.full().faq().map(Question.Faq::categories).orElse(List.of()),
                        each.full().use().views(),
                        Helped.of(each.full().use(), smallest)))
                .toList();
        List<OpenOne> open = open(exchange).stream()
                .map(each -> new OpenOne(
                        each.question().id(),
                        each.question().language(),
                        each.question().text(),
                        each.question().votes(),
                        each.mine()))
                .toList();
        return Reply.json(new Listing(
                questions.faq().held(workspace).categories(),
                entries,
                open,
                choice.part().next().orElse(null)));
    }

    private Reply get(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        Question question = questions.faq().entry(workspace, exchange.path("faqEntry"));
        Question.Faq faq = question.faq().orElseThrow(Problem::notFound);
        String language = language(exchange, faq);
        Question.Wording wording =
                Optional.ofNullable(faq.texts().get(language)).orElseThrow(Problem::notFound);
        return Reply.json(new Entry(
                question.id(),
                language,
                wording.question(),
                wording.answer(),
                faq.categories(),
                List.copyOf(new TreeSet<>(faq.texts().keySet())),
                question.done().map(Question.Done::text).orElse(""),
                question.use().views(),
                Helped.of(question.use(), workspace.settings().smallestGroup())));
    }

    private Reply rate(Exchange exchange) {
        Boolean helped = exchange.json(HelpedBody.class).helped();
        if (helped == null) {
            throw Problem.invalid("helped", "Say true or false.");
        }
        questions.faq().rate(exchange.workspace(), exchange.path("faqEntry"), exchange.caller(), helped);
        return get(exchange);
    }

    private Reply vote(Exchange exchange) {
        Boolean vote = exchange.json(VoteBody.class).vote();
        if (vote == null) {
            throw Problem.invalid("vote", "Say true or false.");
        }
        questions.faq().vote(exchange.workspace(), exchange.path("faqEntry"), exchange.caller(), vote);
        return Reply.empty();
    }
}
