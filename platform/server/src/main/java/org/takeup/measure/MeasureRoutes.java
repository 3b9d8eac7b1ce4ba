package org.takeup.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.survey.Surveys;
import org.takeup.survey.Wave;
import org.takeup.survey.WaveResults;
import org.takeup.tenant.Role;

/** The library, one measure, and the shortlist of a survey, as pages for planners. */
public final class MeasureRoutes {
    private static final String ONE = "/measures/{measure}";
    private static final int AT_FIRST = 7;

    private final Measures measures;
    private final Surveys surveys;

    public MeasureRoutes(Measures measures, Surveys surveys) {
        this.measures = measures;
        this.surveys = surveys;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("measures", "/measures", planners, this::page),
                        // Before the page of one measure: new is no measure's id.
                        Route.page("measure-new", "/measures/new", planners, this::newPage),
                        Route.form("measure-add-form", "/measures", planners, this::add),
                        Route.page("measure", ONE, planners, this::one),
                        Route.form("measure-change-form", ONE + "/change", planners, this::change),
                        Route.form("measure-remove-form", ONE + "/removal", planners, this::remove),
                        Route.form("measure-decide-form", ONE + "/decision", planners, this::decide),
                        Route.page("survey-measures", "/surveys/{wave}/measures", planners, this::shortlist)),
                List.of(new Room.Entry(Room.Group.PLAN, 25, "Measures", "/measures", planners)));
    }

    /** Words of the reader's language for the templates. */
    public static final class Labels {
        private final Speech speech;
        private final Library library;

        private Labels(Library library, Locale language) {
            this.library = library;
            this.speech = Speech.in(language);
        }

        public String of(Measure.Effort effort) {
            return speech.of(effort);
        }

        public String of(Measure.Actor actor) {
            return speech.of(actor);
        }

        public String of(Measure.Format format) {
            return speech.of(format);
        }

        public String of(Measure.Data data) {
            return speech.of(data);
        }

        public String of(Measure.Strength strength) {
            return speech.of(strength);
        }

        /** The name of a need. */
        public String need(String id) {
            return library.need(id).map(Need::name).map(this::text).orElse(id);
        }

        public String text(LocalizedText text) {
            return text.in(speech.locale());
        }

        /** Everything that can be needed, by family. */
        public List<Library.Family> families() {
            return library.families();
        }
    }

    /**
     * The library.
     *
     * @param ours what was decided, by measure, the latest first
     * @param names of the measures in {@code ours}
     */
    public record LibraryPage(
            List<MeasureView> measures,
            Map<String, Decision> ours,
            Map<String, String> names,
            String need,
            String effort,
            String who,
            Labels labels) {
        public boolean filtered() {
            return !need.isEmpty() || !effort.isEmpty() || !who.isEmpty();
        }
    }

    /** One measure. @param decision what was decided about it, if anything */
    public record OnePage(MeasureView measure, Optional<Decision> decision, Labels labels) {}

    /** A form for a measure of one's own. */
    public record NewPage(Labels labels) {}

    /**
     * The shortlist of a survey.
     *
     * @param list none while the survey has no results
     * @param first those that are shown with their reasons at once
     * @param more the others
     * @param withheld why the survey shows nothing, if that is because of another one, in sentences; else empty
     * @param pain whether trainers were asked about pain now and gain later, so that the programmes' figures belong beside it
     */
    public record ShortPage(
            String wave,
            String title,
            Optional<Shortlist> list,
            List<Shortlist.Line> first,
            List<Shortlist.Line> more,
            String withheld,
            boolean pain) {}

    private Labels labels(Exchange exchange) {
        return new Labels(measures.library(), exchange.locale());
    }

    private Reply page(Exchange exchange) {
        Library library = measures.library();
        MeasureView.Filter filter = MeasureApi.filter(exchange, library);
        List<Measure> all = measures.all(exchange.workspace(), true);
        Map<String, Decision> ours = measures.decisions(exchange.workspace());
        var names = all.stream()
                .filter(measure -> ours.containsKey(measure.id()))
                .collect(Collectors.toMap(Measure::id, measure -> measure.name().in(exchange.locale())));
        ours.keySet().retainAll(names.keySet());
        return Reply.page(
                "measure/measures.jte",
                "Measures",
                new LibraryPage(
                        all.stream()
                                .filter(measure -> !measure.archived() && filter.takes(measure, library))
                                .map(measure -> MeasureView.of(measure, library, exchange.locale()))
                                .toList(),
                        ours,
                        names,
                        filter.need(),
                        filter.effort().map(Enum::name).orElse(""),
                        filter.who().map(Enum::name).orElse(""),
                        labels(exchange)));
    }

    private Reply newPage(Exchange exchange) {
        return Reply.page("measure/new.jte", "A measure of your own", new NewPage(labels(exchange)));
    }

    private Reply one(Exchange exchange) {
        Measure measure = measures.require(exchange.workspace(), exchange.path("measure"));
        MeasureView view = MeasureView.of(measure, measures.library(), exchange.locale());
        Optional<Decision> decision = measures.decision(exchange.workspace(), measure.id());
        return Reply.page("measure/measure.jte", view.name(), new OnePage(view, decision, labels(exchange)));
    }

    private Reply add(Exchange exchange) {
        return to(
                exchange,
                measures.add(exchange.workspace(), entry(exchange.form())).id());
    }

    private Reply change(Exchange exchange) {
        Measure changed = measures.change(
                exchange.workspace(), exchange.path("measure"), Versions.ofForm(exchange), entry(exchange.form()));
        return to(exchange, changed.id());
    }

    private Reply remove(Exchange exchange) {
        String id = exchange.path("measure");
        boolean archived = measures.remove(exchange.workspace(), id, Versions.ofForm(exchange));
        return archived ? to(exchange, id) : Reply.redirect(exchange.link("/measures"));
    }

    private Reply decide(Exchange exchange) {
        Form form = exchange.form();
        measures.decide(
                exchange.workspace(),
                exchange.caller(),
                exchange.path("measure"),
                Versions.ofForm(exchange),
                new DecisionEntry(
                        form.one("state", Decision.State.class),
                        form.text("note").orElse(""),
                        form.text("owner").orElse("")));
        return to(exchange, exchange.path("measure"));
    }

    private static MeasureEntry entry(Form form) {
        return new MeasureEntry(
                form.text("name").orElse(""),
                form.text("doing").orElse(""),
                form.values("direct"),
                form.values("partly"),
                form.one("effort", Measure.Effort.class),
                form.number("daysFrom", 0, MeasureEntry.MOST_DAYS),
                form.number("daysTo", 0, MeasureEntry.MOST_DAYS),
                form.number("weeksFrom", 0, MeasureEntry.MOST_WEEKS),
                form.number("weeksTo", 0, MeasureEntry.MOST_WEEKS),
                several(form, "who", Measure.Actor.class),
                several(form, "formats", Measure.Format.class),
                form.one("evidence", Measure.Strength.class),
                form.text("source").orElse(""),
                form.text("sign").orElse(""),
                several(form, "data", Measure.Data.class),
                form.text("archived").isPresent());
    }

    private static <E extends Enum<E>> List<E> several(Form form, String name, Class<E> type) {
        return form.values(name).stream()
                .map(value -> Arrays.stream(type.getEnumConstants())
                        .filter(each -> each.name().equals(value))
                        .findFirst()
                        .orElseThrow(() -> Problem.invalid(name, "Choose from the list.")))
                .toList();
    }

    private static Reply to(Exchange exchange, String measure) {
        return Reply.redirect(exchange.link("/measures/" + measure));
    }

    private Reply shortlist(Exchange exchange) {
        Wave wave = surveys.find(exchange.workspace(), exchange.path("wave"));
        Optional<WaveResults> results = wave.state() == Wave.State.SEPARATED
                ? Optional.of(surveys.outcomes().of(exchange.workspace(), wave.id()))
                : Optional.empty();
        Optional<Shortlist> list =
                results.map(some -> measures.shortlist(exchange.workspace(), some, exchange.locale()));
        List<Shortlist.Line> proposed = list.map(Shortlist::proposed).orElse(List.of());
        return Reply.page(
                "measure/shortlist.jte",
                "What to do",
                new ShortPage(
                        wave.id(),
                        wave.title(),
                        list,
                        proposed.stream().limit(AT_FIRST).toList(),
                        proposed.stream().skip(AT_FIRST).toList(),
                        results.map(WaveResults::withheld).orElse(""),
                        results.filter(TrainerReadiness::asked).isPresent()));
    }
}
