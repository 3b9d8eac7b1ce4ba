package org.takeup.survey;

import io.vertx.core.http.HttpMethod;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.http.Access;
import org.takeup.http.Csv;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Item;
import org.takeup.tenant.Role;

/** The answers of a named survey with their people, for planners: a page, the API and a CSV. There are none of any other survey. */
public final class NamedAnswers {
    private static final int AT_ONCE = 50;
    private static final int CSV_BATCH = 500;
    private static final Pattern CURSOR = Pattern.compile("[0-9a-f]{16}");
    private static final String MARK = "\uFEFF";

    private final Surveys surveys;

    public NamedAnswers(Surveys surveys) {
        this.surveys = surveys;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("survey-answers", "/surveys/{wave}/answers", planners, this::page),
                        Route.api(
                                "wave-named-answers",
                                HttpMethod.GET,
                                "/waves/{wave}/named-answers",
                                planners,
                                this::list),
                        Route.api(
                                "wave-named-answers-csv",
                                HttpMethod.GET,
                                "/waves/{wave}/named-answers.csv",
                                planners,
                                this::csv)),
                List.of());
    }

    /** Answers in random order. @param next for the parameter {@code after}, if there are more */
    public record Answers(List<Line> answers, Optional<String> next) {}

    /** One person's answers. @param name empty if the directory does not say it */
    public record Line(String person, String name, String unit, Map<String, AnswersBody.Given> answers) {}

    /** The page. @param next address of the next part; empty on the last */
    public record Sheet(Wave wave, List<Row> rows, String next) {}

    /** One person on the page. */
    public record Row(String name, String unit, List<Said> said) {}

    /** A question and what was said, in words. */
    public record Said(String question, String answer) {}

    private record Part(Waves.Known known, List<BallotStore.Named> ballots, Map<String, String> names, boolean more) {
        Optional<String> next() {
            return more ? Optional.of(ballots.getLast().order()) : Optional.empty();
        }

        String words(Item item, Answer answer, Locale language) {
            return answer instanceof Answer.Persons persons
                    ? persons.ids().stream()
                            .map(id -> names.getOrDefault(id, "somebody who is not here any more"))
                            .collect(Collectors.joining(", "))
                    : Piped.words(item, answer, language);
        }

        String name(BallotStore.Named ballot) {
            return names.getOrDefault(ballot.person(), "");
        }
    }

    private Part part(Exchange exchange, String after, int most) {
        Waves.Known known = surveys.outcomes().withNames(exchange.workspace(), exchange.path("wave"));
        List<BallotStore.Named> found =
                new BallotStore(exchange.workspace(), known.wave().id()).named(after, most + 1);
        boolean more = found.size() > most;
        List<BallotStore.Named> ballots = found.subList(0, Math.min(found.size(), most));
        List<String> people = ballots.stream()
                .flatMap(ballot -> Stream.concat(Stream.of(ballot.person()), Screens.people(ballot.answers()).stream()))
                .distinct()
                .toList();
        return new Part(known, ballots, surveys.names(exchange.workspace(), people), more);
    }

    private static String after(Exchange exchange) {
        String after = exchange.query("after").orElse("");
        if (!after.isEmpty() && !CURSOR.matcher(after).matches()) {
            throw Problem.invalid("after", "Give the value of next from the answer before.");
        }
        return after;
    }

    private Reply list(Exchange exchange) {
        Part part = part(exchange, after(exchange), AT_ONCE);
        List<Line> lines = part.ballots().stream()
                .map(ballot -> {
                    var given = new TreeMap<String, AnswersBody.Given>();
                    ballot.answers().forEach((item, answer) -> given.put(item, AnswersBody.Given.of(answer)));
                    return new Line(ballot.person(), part.name(ballot), ballot.unit(), given);
                })
                .toList();
        return Reply.json(new Answers(lines, part.next()));
    }

    private Reply page(Exchange exchange) {
        Part part = part(exchange, after(exchange), AT_ONCE);
        List<Row> rows = part.ballots().stream()
                .map(ballot -> row(part, ballot, exchange.locale()))
                .toList();
        String here = exchange.link("/surveys/" + exchange.path("wave") + "/answers");
        return Reply.page(
                "survey/named.jte",
                "Answers",
                new Sheet(
                        part.known().wave(),
                        rows,
                        part.next().map(next -> here + "?after=" + next).orElse("")));
    }

    private static Row row(Part part, BallotStore.Named ballot, Locale language) {
        var said = new ArrayList<Said>();
        part.known().snapshot().questionnaire().items().forEach(item -> {
            Answer answer = ballot.answers().get(item.id());
            if (answer != null) {
                said.add(new Said(question(item, language), part.words(item, answer, language)));
            }
        });
        return new Row(
                part.name(ballot).isEmpty() ? "Somebody without a name" : part.name(ballot), ballot.unit(), said);
    }

    private static String question(Item item, Locale language) {
        String about = item instanceof Item.Rating rating
                ? rating.about().map(each -> each.in(language) + ": ").orElse("")
                : "";
        return about + Piped.unfilled(item.text(), language);
    }

    private Reply csv(Exchange exchange) {
        Part first = part(exchange, "", CSV_BATCH);
        return Reply.download("text/csv; charset=utf-8", "answers-" + exchange.path("wave") + ".csv", out -> {
            List<Item> items = first.known()
                    .snapshot()
                    .questionnaire()
                    .items()
                    .filter(item -> !(item instanceof Item.Information))
                    .toList();
            write(
                    out,
                    MARK
                            + line(Stream.concat(
                                    Stream.of("name", "unit"), items.stream().map(Item::id))));
            for (Part part = first; ; part = part(exchange, part.next().get(), CSV_BATCH)) {
                for (BallotStore.Named ballot : part.ballots()) {
                    write(out, line(cells(part, ballot, items, exchange.locale())));
                }
                if (part.next().isEmpty()) {
                    return;
                }
            }
        });
    }

    private static Stream<String> cells(Part part, BallotStore.Named ballot, List<Item> items, Locale language) {
        return Stream.concat(
                Stream.of(part.name(ballot), ballot.unit()),
                items.stream()
                        .map(item -> Optional.ofNullable(ballot.answers().get(item.id()))
                                .map(answer -> part.words(item, answer, language))
                                .orElse("")));
    }

    private static String line(Stream<String> cells) {
        return cells.map(Csv::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    private static void write(OutputStream out, String text) throws java.io.IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
