package org.takeup.questionnaire;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Handler;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.questionnaire.format.Decimals;
import org.takeup.questionnaire.format.Format;
import org.takeup.questionnaire.format.QuestionnaireReader;
import org.takeup.questionnaire.format.Wording;
import org.takeup.tenant.Role;

/** The editor's pages for what holds for a questionnaire as a whole, and for its scales. */
public final class SettingsPages {
    private static final String OWN = "/questionnaires/{own}";
    private static final String SCALE = OWN + "/scales/{scale}";
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_PURPOSE = 500;

    private final Questionnaires questionnaires;

    public SettingsPages(Questionnaires questionnaires) {
        this.questionnaires = questionnaires;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("questionnaire-settings", OWN + "/settings", planners, this::settings),
                        form("questionnaire-settings-save", OWN + "/settings", this::saveSettings),
                        form("questionnaire-scale-add", OWN + "/scales", this::addScale),
                        Route.page("questionnaire-scale", SCALE, planners, this::scale),
                        form("questionnaire-scale-save", SCALE, this::saveScale),
                        form("questionnaire-scale-delete", SCALE + "/deletion", this::deleteScale)),
                List.of());
    }

    private static Route form(String id, String path, Handler handler) {
        return Route.form(id, path, Access.role(Role.PLANNER), handler).accepting(new Body.Form(512 * 1024));
    }

    /** What holds for the whole. @param uses what its results can be used for, to tick */
    public record Settings(
            EditorView.Head head,
            List<EditorView.Text> texts,
            List<EditorView.Small> smalls,
            List<EditorView.Small> uses,
            List<EditorView.Text> guide,
            EditorView.Small weeks,
            boolean failed) {}

    /** A scale. @param statements that it can count */
    public record ScalePage(
            EditorView.Head head,
            String id,
            List<EditorView.Text> texts,
            List<EditorView.Small> smalls,
            List<EditorView.Option> others,
            String within,
            List<Statement> statements,
            String problem,
            boolean failed) {}

    /** A statement and how it counts. */
    public record Statement(String id, String text, boolean counts, boolean reverse, String weight, String problem) {}

    private Reply settings(Exchange exchange) {
        return settings(draft(exchange), Optional.empty(), List.of());
    }

    private static Reply settings(Draft draft, Optional<Map<String, String>> entered, List<Problem.Field> wrong) {
        OwnQuestionnaire own = draft.own();
        Map<String, String> stored = new HashMap<>();
        ItemForm.put(stored, "title", own.title());
        ItemForm.put(stored, "purpose", own.purpose());
        stored.put("minutes", String.valueOf(own.minutes()));
        stored.put("smallestGroup", String.valueOf(own.smallestGroup()));
        stored.put("languages", String.join(", ", own.languages()));
        own.uses().forEach(use -> stored.put(field(use), "yes"));
        own.guide().ifPresent(guide -> {
            ItemForm.put(stored, "audience", guide.audience());
            ItemForm.put(stored, "scoring", guide.scoring());
            ItemForm.put(stored, "reading", guide.reading());
            stored.put("weeks", String.valueOf(guide.weeksBetween()));
        });
        var fields = new EditorView.FieldsOf(own, entered.orElse(stored), wrong);
        return Reply.page(
                "questionnaire/settings.jte",
                "About this questionnaire",
                new Settings(
                        EditorView.head(draft),
                        List.of(
                                fields.text("title", "Title", "", false),
                                fields.text(
                                        "purpose",
                                        "What one learns from it",
                                        "One or two sentences; respondents read it first.",
                                        true)),
                        List.of(
                                fields.small("minutes", "Minutes to answer it", "number", ""),
                                fields.small(
                                        "smallestGroup",
                                        "Smallest group with results",
                                        "number",
                                        "At least 3. The workspace's own limit counts if it is larger."),
                                fields.small(
                                        "languages",
                                        "Languages",
                                        "text",
                                        "Tags with commas between, such as en, de, fr. The first one is the language it is written in. Texts of a language that you take out are deleted.")),
                        Stream.of(Use.values())
                                .map(use -> fields.small(field(use), use.label(), "checkbox", ""))
                                .toList(),
                        List.of(
                                fields.text("audience", "Whom to ask", "", true),
                                fields.text("scoring", "How it is scored, in words", "", true),
                                fields.text("reading", "How to read the results", "", true)),
                        fields.small("weeks", "Weeks before asking the same people again", "number", ""),
                        !wrong.isEmpty()));
    }

    private static String field(Use use) {
        return "use." + use.word();
    }

    private Reply saveSettings(Exchange exchange) {
        Draft draft = draft(exchange);
        try {
            change(exchange, own -> saved(own, new Entered(exchange.form(), own.languages())));
            return Reply.redirect(exchange.link(home(exchange)));
        } catch (Problem e) {
            EditorPages.refuseUnlessFields(e);
            return settings(draft, Optional.of(EditorPages.entered(exchange.form())), e.fields())
                    .withStatus(422);
        }
    }

    private static OwnQuestionnaire saved(OwnQuestionnaire own, Entered in) {
        LocalizedText title = in.text("title", LONGEST_TITLE);
        LocalizedText purpose = in.text("purpose", LONGEST_PURPOSE);
        int minutes = in.whole("minutes", 1, 120);
        int smallest = in.whole("smallestGroup", 3, 1_000);
        List<String> languages = languages(in);
        Optional<OwnQuestionnaire.Guide> guide = guide(in);
        Set<Use> uses = uses(in, own);
        in.refuse();
        var changed = new OwnQuestionnaire(
                title, purpose, minutes, smallest, own.languages(), guide, own.asked(), own.scoring(), uses);
        return languages.equals(own.languages()) ? changed : Retold.in(languages, changed);
    }

    /** A tick that was there stays possible while its scales are being written; a new one needs them. */
    private static Set<Use> uses(Entered in, OwnQuestionnaire own) {
        Set<Use> uses = EnumSet.noneOf(Use.class);
        for (Use use : Use.values()) {
            if (in.ticked(field(use))) {
                uses.add(use);
                if (!own.uses().contains(use) && !use.fits(own.scoring())) {
                    in.fault(
                            field(use),
                            "That is read off scales with the ids " + String.join(", ", use.scales())
                                    + ", and not all of them are here. Copy the questionnaire that comes along for it, or add them.");
                }
            }
        }
        return uses;
    }

    private static List<String> languages(Entered in) {
        List<String> tags = Arrays.stream(in.plain("languages").orElse("").split("[,;\\s]+"))
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .toList();
        Optional<String> unknown =
                tags.stream().filter(tag -> !QuestionnaireReader.isTag(tag)).findFirst();
        if (tags.isEmpty() || tags.size() > Format.MOST_LANGUAGES || unknown.isPresent()) {
            in.fault(
                    "languages",
                    "Give 1 to " + Format.MOST_LANGUAGES
                            + " language tags such as en, de or fr-CA, with commas between them.");
            return List.of("en");
        }
        return tags;
    }

    private static Optional<OwnQuestionnaire.Guide> guide(Entered in) {
        Optional<LocalizedText> audience = in.textIfThere("audience", Wording.LONGEST);
        Optional<LocalizedText> scoring = in.textIfThere("scoring", Wording.LONGEST);
        Optional<LocalizedText> reading = in.textIfThere("reading", Wording.LONGEST);
        if (audience.isEmpty()
                && scoring.isEmpty()
                && reading.isEmpty()
                && in.plain("weeks").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new OwnQuestionnaire.Guide(
                in.text("audience", Wording.LONGEST),
                in.text("scoring", Wording.LONGEST),
                in.text("reading", Wording.LONGEST),
                in.whole("weeks", 1, 520)));
    }

    private Reply addScale(Exchange exchange) {
        OwnQuestionnaire now = draft(exchange).own();
        String name = Wording.tidy(exchange.form().required("name", Wording.SHORT));
        Wording.fault(name, Wording.SHORT).ifPresent(words -> {
            throw Problem.invalid("name", words + ".");
        });
        String id = Ids.fresh(
                now.scoring().scales().stream().map(ScoringModel.Scale::id).toList(), name, "scale");
        LocalizedText text = new LocalizedText(Map.of(now.language(), name));
        List<ScoringModel.ItemRef> items = ratings(now)
                .filter(item -> now.scoring().scales().stream()
                        .noneMatch(scale -> scale.items().stream()
                                .anyMatch(ref -> ref.itemId().equals(item.id()))))
                .map(item -> new ScoringModel.ItemRef(item.id(), false, 1))
                .toList();
        change(
                exchange,
                own -> Edits.scale(
                        own, new ScoringModel.Scale(id, text, text, items, Math.max(1, (items.size() + 1) / 2))));
        return Reply.redirect(exchange.link(home(exchange) + "/scales/" + id));
    }

    private static java.util.stream.Stream<Item.Rating> ratings(OwnQuestionnaire own) {
        return own.asked().items().filter(Item.Rating.class::isInstance).map(Item.Rating.class::cast);
    }

    private Reply scale(Exchange exchange) {
        return scale(draft(exchange), exchange.path("scale"), Optional.empty(), List.of());
    }

    private static Reply scale(
            Draft draft, String id, Optional<Map<String, String>> entered, List<Problem.Field> wrong) {
        OwnQuestionnaire own = draft.own();
        ScoringModel.Scale scale = Edits.findScale(own, id);
        Map<String, String> stored = new HashMap<>();
        ItemForm.put(stored, "name", scale.name());
        ItemForm.put(stored, "meaning", scale.meaning());
        stored.put("minAnswered", String.valueOf(scale.minAnswered()));
        stored.put("within", scale.within());
        if (scale.index()) {
            stored.put("index", "yes");
        }
        scale.items().forEach(ref -> {
            stored.put("counts." + ref.itemId(), "yes");
            stored.put(
                    "weight." + ref.itemId(),
                    BigDecimal.valueOf(ref.weight()).stripTrailingZeros().toPlainString());
            if (ref.reverse()) {
                stored.put("reverse." + ref.itemId(), "yes");
            }
        });
        Map<String, String> values = entered.orElse(stored);
        var fields = new EditorView.FieldsOf(own, values, wrong);
        Locale language = Locale.forLanguageTag(own.language());
        List<EditorView.Option> others = new ArrayList<>(List.of(new EditorView.Option("", "No, it stands by itself")));
        own.scoring().scales().stream()
                .filter(other -> !other.id().equals(id) && other.within().isEmpty())
                .forEach(other -> others.add(
                        new EditorView.Option(other.id(), "Of " + other.name().in(language))));
        return Reply.page(
                "questionnaire/scale.jte",
                scale.name().in(language),
                new ScalePage(
                        EditorView.head(draft),
                        id,
                        List.of(
                                fields.text("name", "Name", "As results show it.", false),
                                fields.text("meaning", "What a high score says", "One sentence.", true)),
                        List.of(
                                fields.small("minAnswered", "Answers that a score needs", "number", ""),
                                fields.small(
                                        "index",
                                        "The statements make the score up, like costs a sum, and need not go together",
                                        "checkbox",
                                        "")),
                        others,
                        values.getOrDefault("within", ""),
                        ratings(own)
                                .map(item -> new Statement(
                                        item.id(),
                                        item.text().in(language),
                                        values.containsKey("counts." + item.id()),
                                        values.containsKey("reverse." + item.id()),
                                        values.getOrDefault("weight." + item.id(), "1"),
                                        EditorView.problem(wrong, "weight." + item.id())))
                                .toList(),
                        EditorView.problem(wrong, "items"),
                        !wrong.isEmpty()));
    }

    private Reply saveScale(Exchange exchange) {
        Draft draft = draft(exchange);
        String id = exchange.path("scale");
        try {
            change(exchange, own -> {
                Edits.findScale(own, id);
                var in = new Entered(exchange.form(), own.languages());
                ScoringModel.Scale scale = read(own, id, in);
                in.refuse();
                return Edits.scale(own, scale);
            });
            return Reply.redirect(exchange.link(home(exchange)));
        } catch (Problem e) {
            EditorPages.refuseUnlessFields(e);
            return scale(draft, id, Optional.of(EditorPages.entered(exchange.form())), e.fields())
                    .withStatus(422);
        }
    }

    private static ScoringModel.Scale read(OwnQuestionnaire own, String id, Entered in) {
        List<ScoringModel.ItemRef> items = ratings(own)
                .filter(item -> in.ticked("counts." + item.id()))
                .map(item -> new ScoringModel.ItemRef(
                        item.id(), in.ticked("reverse." + item.id()), weight(in, "weight." + item.id())))
                .toList();
        if (items.isEmpty()) {
            in.fault("items", "Choose at least one statement.");
        }
        String within = in.plain("within").orElse("");
        boolean known = own.scoring().scales().stream()
                .anyMatch(scale -> scale.id().equals(within) && scale.within().isEmpty() && !within.equals(id));
        return new ScoringModel.Scale(
                id,
                in.text("name", Wording.SHORT),
                in.text("meaning", LONGEST_PURPOSE),
                items,
                in.whole("minAnswered", 1, Math.max(1, items.size())),
                in.ticked("index"),
                known ? within : "",
                range(own, id));
    }

    /** Only a file can give a scale another one than the usual. */
    private static ScoringModel.Range range(OwnQuestionnaire own, String id) {
        return own.scoring().scales().stream()
                .filter(scale -> scale.id().equals(id))
                .map(ScoringModel.Scale::range)
                .findFirst()
                .orElse(ScoringModel.Range.usual());
    }

    private static double weight(Entered in, String field) {
        Optional<BigDecimal> weight = Decimals.read(in.plain(field).orElse("1"));
        if (weight.isEmpty() || weight.get().signum() <= 0 || weight.get().compareTo(BigDecimal.valueOf(1_000)) > 0) {
            in.fault(field, "Please give a weight above 0, at most 1000.");
            return 1;
        }
        return weight.get().doubleValue();
    }

    private Reply deleteScale(Exchange exchange) {
        change(exchange, own -> Edits.deleteScale(own, exchange.path("scale")));
        return Reply.redirect(exchange.link(home(exchange)));
    }

    private Draft draft(Exchange exchange) {
        return questionnaires.find(exchange.workspace(), exchange.path("own"));
    }

    private Draft change(Exchange exchange, UnaryOperator<OwnQuestionnaire> change) {
        return questionnaires.change(exchange.workspace(), exchange.path("own"), Versions.ofForm(exchange), change);
    }

    private static String home(Exchange exchange) {
        return "/questionnaires/" + exchange.path("own");
    }
}
