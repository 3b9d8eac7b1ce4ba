package org.takeup.survey;

import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.plugin.api.survey.Item;
import org.takeup.survey.words.Theme;
import org.takeup.tenant.Role;

/** What people wrote in a survey that is over: suggested themes, the code book, and, of a named survey, coding by hand. */
public final class FreeTextRoutes {
    private static final int AT_ONCE = 20;
    private static final Pattern ORDER = Pattern.compile("[0-9a-f]{16}");

    private final Surveys surveys;
    private final Codes codes = new Codes();

    public FreeTextRoutes(Surveys surveys) {
        this.surveys = surveys;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("survey-words", "/surveys/{wave}/words", planners, this::page),
                        Route.page("survey-coding", "/surveys/{wave}/coding", planners, this::coding),
                        Route.form("survey-codes", "/surveys/{wave}/codes", planners, this::change),
                        Route.form("survey-code", "/surveys/{wave}/coding", planners, this::code),
                        Route.api("wave-words", HttpMethod.GET, "/waves/{wave}/words", planners, this::read)),
                List.of());
    }

    /**
     * What is known of what people wrote.
     *
     * @param smallestGroup people who used every word that is shown
     * @param named whether answers can be coded by hand
     * @param withheld why no words are shown, if that is because of another survey that asked nearly the same people the same
     */
    public record Words(
            String wave,
            String title,
            int smallestGroup,
            boolean named,
            List<Codes.Code> codes,
            List<Question> questions,
            Optional<Withheld> withheld) {}

    /** A question. @param themes suggestions, the most frequent of each language first @param coded how many answers have which code */
    public record Question(String id, String text, List<Theme> themes, List<Coded> coded) {}

    /** A code at a question. @param people none if they are fewer than the smallest group of the survey */
    public record Coded(String code, String name, Optional<Long> people) {}

    /** A page of answers to code. @param after where it begins @param next where the next one does; empty on the last */
    public record Sheet(
            String wave,
            String title,
            List<Choice> questions,
            Choice question,
            List<Codes.Code> codes,
            List<Line> lines,
            String after,
            String next) {}

    /** A question to choose. */
    public record Choice(String id, String text) {}

    /** An answer. @param undo whether its last change can be taken back */
    public record Line(String id, String text, Set<String> codes, boolean undo) {
        public Line {
            codes = Set.copyOf(codes);
        }
    }

    private Reply page(Exchange exchange) {
        try {
            return Reply.page("survey/words.jte", "What people wrote", words(exchange));
        } catch (ResultsNotYet | PilotOnly e) {
            // The page of results says what there is instead.
            return Reply.redirect(exchange.link("/surveys/" + exchange.path("wave") + "/results"));
        }
    }

    private Reply read(Exchange exchange) {
        return Reply.json(words(exchange));
    }

    private Words words(Exchange exchange) {
        Waves.Known known = surveys.freeTexts().separated(exchange.workspace(), exchange.path("wave"));
        Wave wave = known.wave();
        List<Codes.Code> book = codes.of(exchange.workspace(), wave.id());
        Map<String, List<Theme>> themes = surveys.freeTexts().themes(exchange.workspace(), known);
        return new Words(
                wave.id(),
                wave.title(),
                FreeTexts.enough(wave),
                wave.privacy().isNamed(),
                book,
                FreeTexts.items(known).stream()
                        .map(item -> new Question(
                                item.id(),
                                item.text().in(exchange.locale()),
                                themes.getOrDefault(item.id(), List.of()),
                                wave.privacy().isNamed() ? coded(exchange, wave, item, book) : List.of()))
                        .toList(),
                Withheld.whole(surveys.freeTexts().shown(exchange.workspace(), wave), exchange.locale()));
    }

    private static List<Coded> coded(Exchange exchange, Wave wave, Item item, List<Codes.Code> book) {
        Map<String, Long> counts = new Coding(exchange.workspace(), wave.id()).counts(item.id());
        return book.stream()
                .map(code -> new Coded(
                        code.id(),
                        code.name(),
                        Optional.of(counts.getOrDefault(code.id(), 0L))
                                .filter(people -> people >= wave.privacy().smallestGroup())))
                .toList();
    }

    /** Makes a code, or removes one. */
    private Reply change(Exchange exchange) {
        Wave wave = surveys.find(exchange.workspace(), exchange.path("wave"));
        Form form = exchange.form();
        Optional<String> gone = form.text("remove");
        if (gone.isPresent()) {
            codes.remove(exchange.workspace(), wave.id(), gone.get());
        } else {
            codes.make(exchange.workspace(), wave.id(), form.required("name", 200));
        }
        return Reply.redirect(exchange.link("/surveys/" + wave.id() + "/words#codes"));
    }

    private Reply coding(Exchange exchange) {
        Waves.Known known;
        try {
            known = surveys.outcomes().withNames(exchange.workspace(), exchange.path("wave"));
        } catch (ResultsNotYet e) {
            return Reply.redirect(exchange.link("/surveys/" + exchange.path("wave") + "/results"));
        }
        Locale language = exchange.locale();
        List<Item.FreeText> items = FreeTexts.items(known);
        if (items.isEmpty()) {
            return Reply.redirect(exchange.link("/surveys/" + known.wave().id() + "/words"));
        }
        Item item = item(items, exchange.query("item").orElse(items.getFirst().id()));
        String after = order(exchange.query("after"), "after").orElse("");
        List<Coding.Written> found =
                new Coding(exchange.workspace(), known.wave().id()).written(item.id(), after, AT_ONCE + 1);
        List<Coding.Written> shown = found.subList(0, Math.min(found.size(), AT_ONCE));
        return Reply.page(
                "survey/coding.jte",
                "Code answers",
                new Sheet(
                        known.wave().id(),
                        known.wave().title(),
                        items.stream()
                                .map(each -> new Choice(each.id(), each.text().in(language)))
                                .toList(),
                        new Choice(item.id(), item.text().in(language)),
                        codes.of(exchange.workspace(), known.wave().id()),
                        shown.stream()
                                .map(each -> new Line(each.order(), each.text(), each.codes(), each.before()))
                                .toList(),
                        after,
                        found.size() > AT_ONCE
                                ? place(known.wave(), item, shown.getLast().order())
                                : ""));
    }

    private static Item item(List<Item.FreeText> items, String id) {
        return items.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("item", "Choose a question of this survey that asks for words."));
    }

    private static Optional<String> order(Optional<String> given, String field) {
        if (given.isPresent() && !ORDER.matcher(given.get()).matches()) {
            throw Problem.invalid(field, "Go there from the page before.");
        }
        return given;
    }

    private static String place(Wave wave, Item item, String after) {
        return "/surveys/" + wave.id() + "/coding?item=" + URLEncoder.encode(item.id(), StandardCharsets.UTF_8)
                + (after.isEmpty() ? "" : "&after=" + after);
    }

    /** Gives an answer its codes, or takes the last change back. */
    private Reply code(Exchange exchange) {
        Waves.Known known = surveys.outcomes().withNames(exchange.workspace(), exchange.path("wave"));
        Form form = exchange.form();
        Item item = item(FreeTexts.items(known), form.required("item", 200));
        String answer = order(form.text("answer"), "answer").orElseThrow(Problem::notFound);
        String after = order(form.text("after"), "after").orElse("");
        var coding = new Coding(exchange.workspace(), known.wave().id());
        if (form.text("undo").isPresent()) {
            coding.undo(item.id(), answer);
        } else {
            Set<String> book = codes.of(exchange.workspace(), known.wave().id()).stream()
                    .map(Codes.Code::id)
                    .collect(Collectors.toSet());
            Set<String> given = new HashSet<>(form.values("code"));
            if (!book.containsAll(given)) {
                throw Problem.invalid("code", "One of these codes is not there any more. Reload the page.");
            }
            if (!coding.code(item.id(), answer, given)) {
                throw Problem.notFound();
            }
        }
        return Reply.redirect(exchange.link(place(known.wave(), item, after)) + "#a-" + answer);
    }
}
