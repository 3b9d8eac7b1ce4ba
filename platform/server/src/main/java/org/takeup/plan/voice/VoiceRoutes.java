package org.takeup.plan.voice;

import io.vertx.core.http.HttpMethod;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.chart.BarChart;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.plan.voice.Weighed.Weight;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.tenant.Role;

/** Whose opinion counts, with what is known and what is not, as a page for planners and in the API. */
public final class VoiceRoutes {
    /** Where the starting figures are from. */
    static final String SOURCE =
            "Figures from learners, quoted in a group discussion of learning professionals (Learning and Skills Group):"
                    + " \"55% say their line managers, 23% say their peers and less than 10% HR, L&D.\" It says neither how"
                    + " many were asked nor whom the others named.";

    /** How the figures come about. */
    static final String METHOD = "The source's figures count as much as " + Weighed.STRENGTH
            + " answers of your own (a Dirichlet prior). Each of your people who answered counts once, for the view"
            + " they named first. Shown is the mean of both together, and the interval in which the true share lies"
            + " with a probability of 90 %. Of the 12 % that the source does not state, each answer that it does not"
            + " mention starts with 3 %. Where a part of the organisation was asked several times, its newest answers"
            + " count; groups below your smallest group are never shown, so they are not in here by themselves.";

    private final Voices voices;

    public VoiceRoutes(Voices voices) {
        this.voices = voices;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("voices", "/voices", planners, this::page),
                        Route.api("voices-get", HttpMethod.GET, "/voices", planners, this::get)),
                List.of(new Room.Entry(Room.Group.PLAN, 22, "Voices", "/voices", planners)));
    }

    /**
     * What the page shows.
     *
     * @param asked whether any of the own people were asked
     * @param measured what measured steps make of it, in sentences; none if nothing is measured
     * @param supported what the support from line managers makes of it, in sentences; none if nobody was asked
     */
    public record Page(
            List<Part> parts,
            boolean asked,
            String source,
            String method,
            int enough,
            List<String> measured,
            List<String> supported) {}

    /**
     * One part of the organisation on the page.
     *
     * @param id unique on the page, for headings
     * @param known what is known and what is not, in sentences
     */
    public record Part(String id, Weighed weighed, List<String> known, BarChart chart) {}

    /** What the API answers. @param strength how many own answers the source is worth */
    public record Answer(
            String source,
            String method,
            int strength,
            double probability,
            List<Segment> segments,
            List<String> measured,
            List<String> supported) {}

    /**
     * One part of the organisation in the API.
     *
     * @param segment as elsewhere: {@code everybody}, or {@code unit:} and its name
     * @param own whether plans call its weights the organisation's own
     */
    public record Segment(
            String segment,
            long answers,
            boolean own,
            Optional<String> survey,
            Optional<LocalDate> ended,
            List<Weight> weights,
            Weight unstated,
            List<String> known) {
        static Segment of(Weighed weighed) {
            return new Segment(
                    weighed.segment().key(),
                    weighed.answers(),
                    weighed.own(),
                    Optional.of(weighed.survey()).filter(survey -> !survey.isEmpty()),
                    weighed.on(),
                    weighed.weights(),
                    weighed.unstated(),
                    inWords(weighed));
        }
    }

    private Reply page(Exchange exchange) {
        Voices.Book book = voices.of(exchange.workspace());
        var parts = new ArrayList<Part>();
        all(book).forEach(weighed -> {
            String id = "part-" + (parts.size() + 1);
            parts.add(new Part(id, weighed, inWords(weighed), chart(id, weighed)));
        });
        return Reply.page(
                "plan/voices.jte",
                "Whose opinion counts",
                new Page(
                        parts,
                        book.anybodyAsked(),
                        SOURCE,
                        METHOD,
                        Weighed.STRENGTH,
                        measured(book.factors()),
                        supported(book)));
    }

    private Reply get(Exchange exchange) {
        Voices.Book book = voices.of(exchange.workspace());
        return Reply.json(new Answer(
                SOURCE,
                METHOD,
                Weighed.STRENGTH,
                Weighed.PROBABILITY,
                all(book).map(Segment::of).toList(),
                measured(book.factors()),
                supported(book)));
    }

    /** What the support from line managers makes of the weights, the whole organisation first. */
    static List<String> supported(Voices.Book book) {
        return book.supports().values().stream()
                .sorted(Comparator.comparing((Support support) ->
                                !(support.score().segment() instanceof org.takeup.people.Segment.Everybody))
                        .thenComparing(support -> support.score().whose()))
                .map(Support::sentence)
                .toList();
    }

    /** What measured steps make of the weights that builders get. */
    static List<String> measured(Map<Messenger, Worth.Factor> factors) {
        return factors.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> Stream.of(Voice.values())
                        .filter(voice ->
                                voice.messenger().filter(each.getKey()::equals).isPresent())
                        .findFirst()
                        .map(voice -> String.format(
                                Locale.ROOT,
                                "%s: times %.2f, by %d measured %s.",
                                voice.label(),
                                each.getValue().times(),
                                each.getValue().steps(),
                                each.getValue().steps() == 1 ? "step" : "steps")))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Stream<Weighed> all(Voices.Book book) {
        return Stream.concat(Stream.of(book.everybody()), book.units().stream());
    }

    /** What is known of a part of the organisation and what is not, in plain words. */
    static List<String> inWords(Weighed weighed) {
        var said = new ArrayList<String>();
        Weight first = weighed.weights().stream()
                .reduce((one, other) -> other.share() > one.share() ? other : one)
                .orElseThrow();
        said.add("Most heard: " + first.label() + ", about " + Weight.percent(first.share()) + " % (90 % interval "
                + first.interval() + ").");
        boolean clear = weighed.weights().stream().allMatch(each -> each == first || each.high() < first.low());
        said.add(
                clear
                        ? "That is clear: no other interval reaches into it."
                        : "That is not certain: the interval of another voice reaches into it.");
        if (weighed.answers() == 0) {
            said.add("None of your own people have answered yet, so these are the source's figures alone.");
        } else if (weighed.own()) {
            said.add("Own weights are used here: " + weighed.answers()
                    + " answers of your own have at least half the say.");
        } else {
            said.add(weighed.answers() + " answers of your own are in it; from " + Weighed.STRENGTH
                    + " on they have at least half the say"
                    + (weighed.segment() instanceof org.takeup.people.Segment.Unit
                            ? ", and plans use them instead of the whole organisation's."
                            : "."));
        }
        return said;
    }

    private static BarChart chart(String id, Weighed weighed) {
        List<BarChart.Bar> bars = rows(weighed).stream()
                .map(each -> new BarChart.Bar(each.label(), 100 * each.share(), 100 * each.low(), 100 * each.high()))
                .toList();
        String words = rows(weighed).stream()
                .map(each -> each.label() + " " + Weight.percent(each.share()) + " %, likely " + each.interval())
                .collect(Collectors.joining("; "));
        return BarChart.of(id + "-chart", "Shares in percent", words + ".", 100, bars);
    }

    /** Without own answers, what the source is silent about is one line; with them, each answer has its own. */
    static List<Weight> rows(Weighed weighed) {
        return weighed.answers() > 0
                ? weighed.weights()
                : Stream.concat(weighed.weights().stream().filter(Weight::stated), Stream.of(weighed.unstated()))
                        .toList();
    }
}
