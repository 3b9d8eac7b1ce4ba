package org.takeup.questionnaire;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Handler;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.questionnaire.format.Kind;
import org.takeup.questionnaire.format.Wording;
import org.takeup.tenant.Role;

/** The editor: pages and questions of a draft. Each change is one form, made to the revision that its page was drawn from. */
public final class EditorPages {
    private static final String OWN = "/questionnaires/{own}";
    private static final String PART = OWN + "/pages/{part}";
    private static final String QUESTION = OWN + "/items/{question}";
    private static final long MOST_BYTES = 512 * 1024;

    private final Questionnaires questionnaires;

    public EditorPages(Questionnaires questionnaires) {
        this.questionnaires = questionnaires;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        form("questionnaire-page-add", OWN + "/pages", this::addPage),
                        Route.page("questionnaire-page", PART, planners, this::page),
                        form("questionnaire-page-save", PART, this::savePage),
                        form("questionnaire-page-move", PART + "/move", this::movePage),
                        form("questionnaire-page-delete", PART + "/deletion", this::deletePage),
                        form("questionnaire-item-add", PART + "/items", this::addItem),
                        Route.page("questionnaire-item", QUESTION, planners, this::item),
                        form("questionnaire-item-save", QUESTION, this::saveItem),
                        form("questionnaire-item-kind", QUESTION + "/kind", this::changeKind),
                        form("questionnaire-item-row", QUESTION + "/row", this::addRow),
                        form("questionnaire-item-move", QUESTION + "/move", this::moveItem),
                        form("questionnaire-item-delete", QUESTION + "/deletion", this::deleteItem)),
                List.of());
    }

    private static Route form(String id, String path, Handler handler) {
        return Route.form(id, path, Access.role(Role.PLANNER), handler).accepting(new Body.Form(MOST_BYTES));
    }

    /** One page. @param number counts from 1 */
    public record PageView(
            EditorView.Head head,
            String id,
            int number,
            int pages,
            EditorView.Text title,
            EditorView.When when,
            List<Line> items,
            List<Kind> kinds,
            boolean failed) {}

    /** One question of a page. @param missing how many of its texts are still to be translated */
    public record Line(
            String id, String kind, String about, String text, boolean required, String shownIf, int missing) {}

    private Reply page(Exchange exchange) {
        return page(exchange, draft(exchange), Optional.empty(), List.of());
    }

    private Reply page(
            Exchange exchange, Draft draft, Optional<Map<String, String>> entered, List<Problem.Field> wrong) {
        OwnQuestionnaire own = draft.own();
        Questionnaire.Page page = Edits.findPage(own, exchange.path("part"));
        Map<String, String> stored = new java.util.HashMap<>();
        ItemForm.put(stored, "title", page.title());
        var fields = new EditorView.FieldsOf(own, entered.orElse(stored), wrong);
        Locale language = Locale.forLanguageTag(own.language());
        int at = own.asked().pages().indexOf(page);
        return Reply.page(
                "questionnaire/page.jte",
                page.title().in(language),
                new PageView(
                        EditorView.head(draft),
                        page.id(),
                        at + 1,
                        own.asked().pages().size(),
                        fields.text("title", "Heading of the page", "", false),
                        EditorView.when(own, page.id(), entered, wrong),
                        page.items().stream()
                                .map(item -> line(own, item, language))
                                .toList(),
                        List.of(Kind.values()),
                        !wrong.isEmpty()));
    }

    private static Line line(OwnQuestionnaire own, Item item, Locale language) {
        long missing = Placed.of(item)
                .filter(each -> !each.text().byLanguage().keySet().containsAll(own.languages()))
                .count();
        return new Line(
                item.id(),
                Kind.of(item).title(),
                item instanceof Item.Rating rating
                        ? rating.about().map(about -> about.in(language)).orElse("")
                        : "",
                item.text().in(language),
                item.required(),
                Optional.ofNullable(own.asked().shownIf().get(item.id()))
                        .map(ConditionWords::of)
                        .orElse(""),
                (int) missing);
    }

    private Reply addPage(Exchange exchange) {
        LocalizedText title = firstWords(exchange, "title", Wording.SHORT);
        Draft changed = change(exchange, own -> Edits.addPage(own, title));
        return toPage(exchange, changed.own().asked().pages().getLast().id());
    }

    /** A text in the language that the questionnaire is written in. */
    private LocalizedText firstWords(Exchange exchange, String field, int most) {
        OwnQuestionnaire own = draft(exchange).own();
        String text = Wording.tidy(exchange.form().required(field, most));
        Wording.fault(text, most).ifPresent(words -> {
            throw Problem.invalid(field, words + ".");
        });
        return new LocalizedText(Map.of(own.language(), text));
    }

    private Reply savePage(Exchange exchange) {
        Draft draft = draft(exchange);
        String id = exchange.path("part");
        try {
            change(exchange, own -> {
                var in = new Entered(exchange.form(), own.languages());
                LocalizedText title = in.text("title", Wording.SHORT);
                var shownIf = ConditionForm.read(
                        in, Optional.ofNullable(own.asked().shownIf().get(id)));
                in.refuse();
                return Edits.page(own, id, title, shownIf);
            });
            return toPage(exchange, id);
        } catch (Problem e) {
            refuseUnlessFields(e);
            return page(exchange, draft, Optional.of(entered(exchange.form())), e.fields())
                    .withStatus(422);
        }
    }

    private Reply movePage(Exchange exchange) {
        change(exchange, own -> Edits.movePage(own, exchange.path("part"), down(exchange)));
        return Reply.redirect(exchange.link(home(exchange)));
    }

    private Reply deletePage(Exchange exchange) {
        change(exchange, own -> Edits.deletePage(own, exchange.path("part")));
        return Reply.redirect(exchange.link(home(exchange)));
    }

    private Reply addItem(Exchange exchange) {
        LocalizedText text = firstWords(exchange, "text", Wording.LONGEST);
        Kind kind = kind(exchange);
        var id = new String[1];
        change(exchange, own -> {
            id[0] = Ids.fresh(own, text, kind.word());
            return Edits.addItem(own, exchange.path("part"), NewItems.of(kind, id[0], text, own));
        });
        return Reply.redirect(exchange.link(home(exchange) + "/items/" + id[0]));
    }

    private static Kind kind(Exchange exchange) {
        return Kind.of(exchange.form().required("kind", 20))
                .orElseThrow(() -> Problem.invalid("kind", "Please choose one of the options."));
    }

    private Reply item(Exchange exchange) {
        return item(draft(exchange), exchange.path("question"), Optional.empty(), List.of());
    }

    private static Reply item(
            Draft draft, String id, Optional<Map<String, String>> entered, List<Problem.Field> wrong) {
        EditorView.ItemPage page = EditorView.item(draft, id, entered, wrong);
        return Reply.page("questionnaire/item.jte", page.kind().title(), page);
    }

    private Reply saveItem(Exchange exchange) {
        Draft draft = draft(exchange);
        String id = exchange.path("question");
        try {
            change(exchange, own -> {
                var in = new Entered(exchange.form(), own.languages());
                Item item = ItemForm.read(Kind.of(Edits.findItem(own, id)), id, in);
                var shownIf = ConditionForm.read(
                        in, Optional.ofNullable(own.asked().shownIf().get(id)));
                in.refuse();
                return Edits.item(own, item, shownIf);
            });
            return toPage(exchange, Edits.pageOf(draft.own(), id).id());
        } catch (Problem e) {
            refuseUnlessFields(e);
            return item(draft, id, Optional.of(entered(exchange.form())), e.fields())
                    .withStatus(422);
        }
    }

    private Reply changeKind(Exchange exchange) {
        String id = exchange.path("question");
        Kind kind = kind(exchange);
        change(
                exchange,
                own -> Edits.item(
                        own,
                        NewItems.as(kind, Edits.findItem(own, id), own),
                        Optional.ofNullable(own.asked().shownIf().get(id))));
        return Reply.redirect(exchange.link(home(exchange) + "/items/" + id));
    }

    private Reply addRow(Exchange exchange) {
        LocalizedText text = firstWords(exchange, "text", Wording.LONGEST);
        String id = exchange.path("question");
        Draft changed = change(exchange, own -> Edits.addRow(own, id, text));
        return toPage(exchange, Edits.pageOf(changed.own(), id).id());
    }

    private Reply moveItem(Exchange exchange) {
        String id = exchange.path("question");
        Draft changed = change(exchange, own -> Edits.moveItem(own, id, down(exchange)));
        return toPage(exchange, Edits.pageOf(changed.own(), id).id());
    }

    private Reply deleteItem(Exchange exchange) {
        String id = exchange.path("question");
        String page = Edits.pageOf(draft(exchange).own(), id).id();
        change(exchange, own -> Edits.deleteItem(own, id));
        return toPage(exchange, page);
    }

    private static boolean down(Exchange exchange) {
        return exchange.form().text("by").orElse("").equals("down");
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

    private static Reply toPage(Exchange exchange, String page) {
        return Reply.redirect(exchange.link(home(exchange) + "/pages/" + page));
    }

    /** A form is shown again only with what is wrong in it. */
    static void refuseUnlessFields(Problem problem) {
        if (problem.status() != 422 || problem.fields().isEmpty()) {
            throw problem;
        }
    }

    static Map<String, String> entered(Form form) {
        return form.names().stream()
                .filter(name -> form.text(name).isPresent())
                .collect(Collectors.toMap(name -> name, name -> form.text(name).orElse("")));
    }
}
