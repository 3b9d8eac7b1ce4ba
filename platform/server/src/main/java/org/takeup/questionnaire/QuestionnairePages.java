package org.takeup.questionnaire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Dates;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.plugin.Plugins;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.reading.ReadingGrade;
import org.takeup.questionnaire.format.Format;
import org.takeup.questionnaire.format.QuestionnaireWriter;
import org.takeup.questionnaire.format.Wording;
import org.takeup.tenant.Role;

/** The pages for questionnaires as wholes: the list, new ones, one at a glance, its file, publishing. */
public final class QuestionnairePages {
    /** Where the format's JSON Schema is published. */
    public static final String SCHEMA = "/schema/questionnaire-v1.json";

    private static final String ALL = "/questionnaires";
    private static final String OWN = ALL + "/{own}";
    /** Each character of a form may be sent as three or more. */
    private static final long MOST_FORM = 4L * Format.MOST_CHARACTERS;

    private final Questionnaires questionnaires;
    private final Copies copies;

    public QuestionnairePages(Questionnaires questionnaires, Plugins plugins) {
        this.questionnaires = questionnaires;
        this.copies = new Copies(plugins);
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        var text = new Body.Form(MOST_FORM);
        var file =
                new Body.Upload(QuestionnaireFiles.MOST_BYTES + Body.SMALL, Set.of(".yaml", ".yml", ".json", ".lss"));
        return new Room(
                List.of(
                        Route.page("questionnaires", ALL, planners, this::list),
                        Route.page("questionnaire-new", ALL + "/new", planners, this::prepare),
                        Route.form("questionnaire-create", ALL, planners, this::create),
                        Route.form("questionnaire-copy", ALL + "/new/copy", planners, this::copy),
                        Route.form("questionnaire-included-copy", ALL + "/new/included", planners, this::include),
                        Route.form("questionnaire-paste", ALL + "/new/paste", planners, this::paste)
                                .accepting(text),
                        Route.form("questionnaire-upload", ALL + "/new/upload", planners, this::upload)
                                .accepting(file),
                        Route.page("questionnaire", OWN, planners, this::one),
                        Route.form("questionnaire-publish-form", OWN + "/publication", planners, this::publish),
                        Route.page("questionnaire-file", OWN + "/file", planners, this::file),
                        Route.form("questionnaire-file-save", OWN + "/file", planners, this::saveFile)
                                .accepting(text),
                        Route.page("questionnaire-schema", SCHEMA, Access.everyone(), QuestionnairePages::schema)
                                .in(Route.Realm.PLATFORM)),
                List.of(new Room.Entry(Room.Group.ASK, 12, "Questionnaires", ALL, planners)));
    }

    /** The list. */
    public record Overview(List<Line> questionnaires) {}

    /** One of the list. @param version the newest published one; 0 if there is none */
    public record Line(String id, String title, int pages, int items, String changed, int version, boolean ahead) {}

    /**
     * Ways to begin.
     *
     * @param included questionnaires that come along
     * @param originals names of instruments that can be copied, by plugin
     */
    public record Beginning(
            List<Along> included, Map<String, String> originals, String language, String text, List<String> faults) {}

    /** One that comes along. @param language of its title and purpose */
    public record Along(String id, String title, String purpose, int questions, int minutes, String language) {}

    /** What is in a file and what it loses by being taken in. */
    public record Taken(String title, int pages, int items, List<String> languages, List<Lost> lost, String text) {}

    /** One at a glance. @param uses what its results are used for, in words */
    public record One(
            EditorView.Head head,
            String purpose,
            int minutes,
            List<String> languages,
            List<String> uses,
            int version,
            boolean ahead,
            List<Check> checks,
            List<Grade> grades,
            List<PartLine> parts,
            List<ScaleLine> scales) {
        public boolean blocked() {
            return checks.stream().anyMatch(Check::blocks);
        }
    }

    /** How hard it is to read in one language. */
    public record Grade(String language, String measure, String value, boolean easy) {}

    /** A page. */
    public record PartLine(String id, String title, int items, String shownIf) {}

    /** A scale. */
    public record ScaleLine(String id, String name, int items) {}

    /** The file. @param lost what LimeSurvey's file would lose */
    public record FilePage(EditorView.Head head, String text, List<String> faults, List<Lost> lost) {}

    private Reply list(Exchange exchange) {
        var dates = new Dates(exchange.locale(), exchange.workspace().settings().zone());
        return Reply.page(
                "questionnaire/list.jte",
                "Questionnaires",
                new Overview(questionnaires.list(exchange.workspace()).stream()
                        .map(each -> line(each, exchange.locale(), dates))
                        .toList()));
    }

    private static Line line(Listed each, Locale locale, Dates dates) {
        Instant changed = each.changed();
        return new Line(
                each.id(),
                each.title().in(locale),
                each.pages(),
                each.items(),
                dates.day(changed),
                each.version().orElse(0),
                each.ahead());
    }

    private Reply prepare(Exchange exchange) {
        return beginning(exchange, "", List.of());
    }

    private Reply beginning(Exchange exchange, String text, List<String> faults) {
        return Reply.page(
                "questionnaire/new.jte",
                "New questionnaire",
                new Beginning(
                        Included.all().stream()
                                .map(each -> along(each, exchange.locale()))
                                .toList(),
                        copies.names(exchange.workspace(), exchange.locale()),
                        exchange.workspace().settings().language().toLanguageTag(),
                        text,
                        faults));
    }

    private static Along along(Included each, Locale reader) {
        OwnQuestionnaire own = each.own();
        return new Along(
                each.id(),
                own.title().in(reader),
                own.purpose().in(reader),
                (int) own.asked().items().count(),
                own.minutes(),
                each.shownIn(reader));
    }

    private Reply create(Exchange exchange) {
        String title = Wording.tidy(exchange.form().required("title", 120));
        Wording.fault(title, 120).ifPresent(words -> {
            throw Problem.invalid("title", words + ".");
        });
        String tag = exchange.form().required("language", 12);
        if (!org.takeup.questionnaire.format.QuestionnaireReader.isTag(tag)) {
            throw Problem.invalid("language", "Give a language tag such as en, de or fr.");
        }
        LocalizedText text = new LocalizedText(Map.of(tag, title));
        return created(
                exchange,
                new OwnQuestionnaire(
                        text,
                        text,
                        5,
                        Math.max(3, exchange.workspace().settings().smallestGroup()),
                        List.of(tag),
                        Optional.empty(),
                        new Questionnaire(OwnQuestionnaire.DRAFT, List.of()),
                        new ScoringModel(List.of())));
    }

    private Reply created(Exchange exchange, OwnQuestionnaire own) {
        Draft draft = questionnaires.create(exchange.workspace(), own);
        exchange.changes("questionnaire", null, EditorView.head(draft).title());
        return Reply.redirect(exchange.link(ALL + "/" + draft.id()));
    }

    private Reply include(Exchange exchange) {
        String id = exchange.form().required("included", 64);
        try {
            Draft draft = questionnaires.createPublished(
                    exchange.workspace(),
                    Included.require(id)
                            .startingWith(exchange.workspace().settings().language()));
            exchange.changes("questionnaire", null, EditorView.head(draft).title());
            exchange.changes("version", null, 1);
            return Reply.redirect(exchange.link(ALL + "/" + draft.id()));
        } catch (Problem e) {
            EditorPages.refuseUnlessFields(e);
            return beginning(exchange, "", words(e)).withStatus(422);
        }
    }

    private Reply copy(Exchange exchange) {
        String plugin = exchange.form().required("plugin", 100);
        try {
            return created(exchange, copies.copy(exchange.workspace(), plugin));
        } catch (Problem e) {
            EditorPages.refuseUnlessFields(e);
            return beginning(exchange, "", words(e)).withStatus(422);
        }
    }

    private Reply paste(Exchange exchange) {
        String text = exchange.form().values("text").stream().findFirst().orElse("");
        try {
            return created(exchange, FileText.read(text));
        } catch (Problem e) {
            EditorPages.refuseUnlessFields(e);
            return beginning(exchange, text, words(e)).withStatus(422);
        }
    }

    private static List<String> words(Problem problem) {
        return problem.fields().stream().map(Problem.Field::message).toList();
    }

    /** Nothing is kept yet: whoever sent the file sees what is in it and what it loses, and saves it or not. */
    private Reply upload(Exchange exchange) {
        Exchange.Upload upload = exchange.upload();
        try {
            return taken(QuestionnaireFiles.read(upload.name(), QuestionnaireFiles.bytes(upload)));
        } catch (Problem e) {
            EditorPages.refuseUnlessFields(e);
            return beginning(exchange, "", words(e)).withStatus(422);
        }
    }

    private static Reply taken(QuestionnaireFiles.Read read) {
        OwnQuestionnaire own = read.own();
        return Reply.page(
                "questionnaire/taken.jte",
                "What is in the file",
                new Taken(
                        own.title().in(Locale.forLanguageTag(own.language())),
                        own.asked().pages().size(),
                        (int) own.asked().items().count(),
                        own.languages(),
                        read.lost(),
                        QuestionnaireWriter.yaml(own)));
    }

    private Reply one(Exchange exchange) {
        return one(exchange, draft(exchange));
    }

    private static Reply one(Exchange exchange, Draft draft) {
        OwnQuestionnaire own = draft.own();
        Locale language = Locale.forLanguageTag(own.language());
        return Reply.page(
                "questionnaire/one.jte",
                own.title().in(language),
                new One(
                        EditorView.head(draft),
                        own.purpose().in(language),
                        own.minutes(),
                        own.languages().stream()
                                .map(tag -> Locale.forLanguageTag(tag).getDisplayName(Locale.ENGLISH))
                                .toList(),
                        Use.labels(own.uses()),
                        draft.published().map(Draft.Published::number).orElse(0),
                        draft.isAhead(),
                        Checks.of(own),
                        grades(own),
                        own.asked().pages().stream()
                                .map(page -> new PartLine(
                                        page.id(),
                                        page.title().in(language),
                                        page.items().size(),
                                        Optional.ofNullable(
                                                        own.asked().shownIf().get(page.id()))
                                                .map(ConditionWords::of)
                                                .orElse("")))
                                .toList(),
                        own.scoring().scales().stream()
                                .map(scale -> new ScaleLine(
                                        scale.id(),
                                        scale.name().in(language),
                                        scale.items().size()))
                                .toList()));
    }

    private static List<Grade> grades(OwnQuestionnaire own) {
        if (own.asked().items().findAny().isEmpty()) {
            return List.of();
        }
        return own.languages().stream()
                .map(tag -> {
                    ReadingGrade grade = ReadingGrade.of(own.asked(), tag);
                    return new Grade(
                            Locale.forLanguageTag(tag).getDisplayName(Locale.ENGLISH),
                            grade.measure().title(),
                            String.valueOf(Math.round(grade.value() * 10) / 10.0),
                            grade.isEasy());
                })
                .toList();
    }

    private Reply publish(Exchange exchange) {
        long revision = Versions.ofForm(exchange);
        try {
            Draft draft = questionnaires.publish(exchange.workspace(), exchange.path("own"), revision);
            exchange.changes(
                    "version",
                    null,
                    draft.published().map(Draft.Published::number).orElse(0));
            return Reply.redirect(exchange.link(ALL + "/" + draft.id()));
        } catch (Problem e) {
            // The page says already what must be put right.
            EditorPages.refuseUnlessFields(e);
            return one(exchange, draft(exchange)).withStatus(422);
        }
    }

    private Reply file(Exchange exchange) {
        Draft draft = draft(exchange);
        return file(draft, QuestionnaireWriter.yaml(draft.own()), List.of());
    }

    private static Reply file(Draft draft, String text, List<String> faults) {
        return Reply.page(
                "questionnaire/file.jte",
                "The file",
                new FilePage(EditorView.head(draft), text, faults, QuestionnaireFiles.lostByExport(draft.own())));
    }

    private Reply saveFile(Exchange exchange) {
        String text = exchange.form().values("text").stream().findFirst().orElse("");
        Draft draft = draft(exchange);
        try {
            questionnaires.change(
                    exchange.workspace(), draft.id(), Versions.ofForm(exchange), own -> FileText.read(text));
            return Reply.redirect(exchange.link(ALL + "/" + draft.id()));
        } catch (Problem e) {
            EditorPages.refuseUnlessFields(e);
            return file(draft, text, words(e)).withStatus(422);
        }
    }

    private Draft draft(Exchange exchange) {
        return questionnaires.find(exchange.workspace(), exchange.path("own"));
    }

    private static Reply schema(Exchange exchange) {
        try (var in = QuestionnairePages.class.getResourceAsStream("questionnaire.schema.json")) {
            return Reply.bytes(
                    "application/schema+json",
                    java.util.Objects.requireNonNull(in, "the schema is in the jar")
                            .readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
