package org.takeup.message;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.takeup.http.Access;
import org.takeup.http.ContentPolicy;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.message.check.Vocabulary;
import org.takeup.message.format.Format;
import org.takeup.message.source.Variable;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.people.Segment;
import org.takeup.plan.Stakeholder;
import org.takeup.plan.Stakeholders;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** The words of a step as a page: writing and checks. What they look like is shown by {@link PreviewRoutes}. */
public final class MessageRoutes {
    static final String WORDS = "/plans/{plan}/steps/{step}/words";
    private static final String NEW = "new";
    private static final int MOST_FOUND = 8;
    private static final int LOOKED_THROUGH = 20_000;
    private static final int LONGEST_TEXT = 10_000;

    private final Messages messages;
    private final Terms terms;
    private final Stakeholders stakeholders;
    private final People people;

    public MessageRoutes(Messages messages, Terms terms, Stakeholders stakeholders, People people) {
        this.messages = messages;
        this.terms = terms;
        this.stakeholders = stakeholders;
        this.people = people;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("message", WORDS, planners, this::page),
                        Route.form("message-save-form", WORDS, planners, this::save),
                        Route.form("message-remove-form", WORDS + "/removal", planners, this::remove),
                        Route.form("message-lead-form", WORDS + "/details", planners, this::lead),
                        Route.form("message-term-form", WORDS + "/terms", planners, this::term),
                        Route.form("message-overrule-form", WORDS + "/override", planners, this::overrule)),
                List.of());
    }

    /** Somebody who was found. */
    public record Found(String id, String name, String unit) {}

    /**
     * The page of a step's words.
     *
     * @param chosen the variant that is written; its key is empty for a new one
     * @param refused why the form came back, with what was typed in it
     * @param person whose view the previews have; an empty id for nobody in particular
     * @param gets key of the variant that they get
     * @param search what was searched for
     * @param sheets what stands on each format that is a sheet
     * @param mayOverrule whether the reader may give a reason for hard words
     */
    public record Page(
            MessageView message,
            String title,
            String subject,
            boolean out,
            MessageView.VariantView chosen,
            Optional<Problem> refused,
            List<Stakeholder> stakeholders,
            List<Tongue> languages,
            String language,
            Found person,
            String gets,
            List<MessageView.MissingView> missing,
            String search,
            List<Found> found,
            boolean mayOverrule,
            List<Format> formats,
            Map<Format, String> sheets,
            List<Variable> variables) {
        /** The name of an audience. */
        public String audience(String id) {
            return stakeholders.stream()
                    .filter(each -> each.id().equals(id))
                    .map(Stakeholder::name)
                    .findFirst()
                    .orElse("an audience that is not on the map any more");
        }

        /** What pages call a variant. */
        public String name(MessageView.VariantView variant) {
            String who = variant.audience().isEmpty() ? "Everybody" : audience(variant.audience());
            String tag = variant.language().isEmpty() ? language : variant.language();
            return who + ", " + MessageView.language(tag);
        }

        /** What is wrong with a field of the form that came back. */
        public Optional<String> wrong(String field) {
            return refused.stream()
                    .flatMap(problem -> problem.fields().stream())
                    .filter(each -> each.name().equals(field))
                    .map(Problem.Field::message)
                    .findFirst();
        }
    }

    private Reply page(Exchange exchange) {
        return page(exchange, exchange.query("variant").orElse(Variant.DEFAULT), Optional.empty(), Optional.empty());
    }

    private Reply page(Exchange exchange, String key, Optional<VariantEntry> typed, Optional<Problem> refused) {
        Workspace workspace = exchange.workspace();
        Words words = messages.words(workspace, MessageApi.ref(exchange));
        MessageView view = MessageView.of(words, messages.proofs().checks(workspace, words), terms.limit(workspace));
        String personId = exchange.query("person").orElse("");
        String search = exchange.query("q").orElse("");
        Proofs.Shown gets = messages.proofs().preview(workspace, words, personId, "", Format.SMS);
        MessageView.VariantView chosen = chosen(exchange, words, view, key, typed);
        Proofs.Shown shown = personId.isEmpty() && !chosen.key().isEmpty()
                ? messages.proofs().preview(workspace, words, "", chosen.key(), Format.SMS)
                : gets;
        var model = new Page(
                view,
                words.plan().title(),
                words.step().subject(),
                messages.isOut(workspace, MessageApi.ref(exchange)),
                chosen,
                refused,
                stakeholders.all(workspace),
                Tongue.all(),
                Recipients.language(workspace),
                people.find(workspace, personId).map(MessageRoutes::found).orElse(new Found("", "", "")),
                gets.variant(),
                MessageView.MissingView.of(gets.rendered().missing()),
                search,
                search.isEmpty() ? List.of() : search(workspace, search),
                messages.mayOverrule(exchange.caller(), words),
                MessageApi.formats(),
                shown.sheets(),
                List.of(Variable.values()));
        Reply page = Reply.page("message/words.jte", "Words of a step", model)
                .withHeader("content-security-policy", ContentPolicy.WITH_FRAMES);
        return refused.map(problem -> page.withStatus(problem.status())).orElse(page);
    }

    private MessageView.VariantView chosen(
            Exchange exchange, Words words, MessageView view, String key, Optional<VariantEntry> typed) {
        if (typed.isPresent() || key.equals(NEW)) {
            VariantEntry entry = typed.orElse(new VariantEntry("", "", "", ""));
            Variant bare = entry.bare();
            Checked checked = messages.proofs().check(exchange.workspace(), words, entry);
            return new MessageView.VariantView(
                    key.equals(NEW) ? "" : key,
                    bare.audience(),
                    bare.language(),
                    bare.subject(),
                    bare.words(),
                    MessageView.ChecksView.of(checked));
        }
        return view.variants().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private static Found found(Person person) {
        return new Found(person.id(), person.name(), person.unit().orElse(""));
    }

    /** By a part of the name, or by the whole address. */
    private List<Found> search(Workspace workspace, String text) {
        String part = Vocabulary.lower(text);
        if (part.indexOf('@') > 0) {
            return people.withAddress(workspace, List.of(part)).values().stream()
                    .flatMap(List::stream)
                    .map(MessageRoutes::found)
                    .toList();
        }
        try (Stream<Person> everybody = people.members(workspace, Segment.everybody())) {
            return everybody
                    .limit(LOOKED_THROUGH)
                    .filter(person -> Vocabulary.lower(person.name()).contains(part))
                    .limit(MOST_FOUND)
                    .map(MessageRoutes::found)
                    .toList();
        }
    }

    private Reply save(Exchange exchange) {
        Form form = exchange.form();
        var entry = new VariantEntry(
                form.text("audience").orElse(""),
                form.text("language").orElse(""),
                limited(form, "subject"),
                limited(form, "words"));
        String key = form.text("variant").orElse(entry.bare().key());
        try {
            messages.save(
                    exchange.workspace(),
                    exchange.caller(),
                    MessageApi.ref(exchange),
                    Versions.ofForm(exchange),
                    entry);
        } catch (Problem refused) {
            if (refused.status() == 404) {
                throw refused;
            }
            return page(exchange, key, Optional.of(entry), Optional.of(refused));
        }
        return to(exchange, entry.bare().key());
    }

    /** What is far too long is not even checked. */
    private static String limited(Form form, String name) {
        String text = form.text(name).orElse("");
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    private Reply remove(Exchange exchange) {
        messages.remove(
                exchange.workspace(),
                exchange.caller(),
                MessageApi.ref(exchange),
                Versions.ofForm(exchange),
                exchange.form().required("variant", 80));
        return to(exchange, Variant.DEFAULT);
    }

    private Reply lead(Exchange exchange) {
        Form form = exchange.form();
        messages.lead(
                exchange.workspace(),
                exchange.caller(),
                MessageApi.ref(exchange),
                Versions.ofForm(exchange),
                form.text("link").orElse(""),
                form.text("deadline").map(day -> form.date("deadline")));
        return to(exchange, form.text("variant").orElse(Variant.DEFAULT));
    }

    private Reply term(Exchange exchange) {
        Form form = exchange.form();
        String key = form.required("variant", 80);
        messages.decide(
                exchange.workspace(),
                exchange.caller(),
                MessageApi.ref(exchange),
                Versions.ofForm(exchange),
                key,
                form.required("term", 80),
                form.required("take", 3).equals("yes"));
        return to(exchange, key);
    }

    private Reply overrule(Exchange exchange) {
        Form form = exchange.form();
        messages.overrule(
                exchange.workspace(),
                exchange.caller(),
                MessageApi.ref(exchange),
                Versions.ofForm(exchange),
                form.text("reason").orElse(""));
        return to(exchange, form.text("variant").orElse(Variant.DEFAULT));
    }

    private static Reply to(Exchange exchange, String key) {
        String home = exchange.link("/plans/" + exchange.path("plan") + "/steps/" + exchange.path("step") + "/words");
        return Reply.redirect(key.equals(Variant.DEFAULT) ? home : home + "?variant=" + key);
    }
}
