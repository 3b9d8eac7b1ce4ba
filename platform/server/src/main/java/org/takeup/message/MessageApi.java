package org.takeup.message;

import io.vertx.core.http.HttpMethod;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.message.format.Format;
import org.takeup.message.format.Rendered;
import org.takeup.tenant.Role;

/** The words of steps in the API, and a workspace's own terms. */
public final class MessageApi {
    private static final String WORDS = "/plans/{plan}/steps/{step}/words";
    private static final String VARIANT = WORDS + "/variants/{variant}";

    private final Messages messages;
    private final Terms terms;

    public MessageApi(Messages messages, Terms terms) {
        this.messages = messages;
        this.terms = terms;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.api("message-get", HttpMethod.GET, WORDS, planners, this::get),
                        Route.api("message-variant-save", HttpMethod.PUT, VARIANT, planners, this::save),
                        Route.api("message-variant-remove", HttpMethod.DELETE, VARIANT, planners, this::remove),
                        Route.api("message-lead", HttpMethod.PUT, WORDS + "/details", planners, this::lead),
                        Route.api("message-term", HttpMethod.POST, WORDS + "/terms", planners, this::term),
                        Route.api("message-overrule", HttpMethod.POST, WORDS + "/override", planners, this::overrule),
                        Route.api("message-check", HttpMethod.POST, WORDS + "/checks", planners, this::check),
                        Route.api(
                                "message-format", HttpMethod.GET, WORDS + "/formats/{format}", planners, this::format),
                        Route.api("vocabulary-list", HttpMethod.GET, "/vocabulary", planners, this::list),
                        Route.api("vocabulary-add", HttpMethod.POST, "/vocabulary/terms", planners, this::add),
                        Route.api(
                                "vocabulary-remove",
                                HttpMethod.DELETE,
                                "/vocabulary/terms/{term}",
                                planners,
                                this::removeTerm),
                        Route.api("vocabulary-limit", HttpMethod.PUT, "/vocabulary/limit", planners, this::limit)),
                List.of());
    }

    /** Subject and words of a variant. */
    public record TextBody(
            @Nullable String subject, @Nullable String words) {}

    /** Where a message leads. */
    public record LeadBody(@Nullable String link, @Nullable LocalDate deadline) {}

    /** What becomes of a proposed replacement. */
    public record TermBody(
            @Nullable String variant,
            @Nullable String term,
            @Nullable Boolean take) {}

    /** Why hard words may go out. */
    public record ReasonBody(@Nullable String reason) {}

    /** The limit. */
    public record LimitBody(int lix) {}

    /** A format. @param content as text; for a PDF see the page's downloads @param missing what was not known of the recipient */
    public record FormatView(
            String format,
            String variant,
            String language,
            String mediaType,
            String subject,
            String text,
            String content,
            List<MessageView.MissingView> missing,
            List<String> notes) {}

    /** The workspace's own terms, and its limit. */
    public record VocabularyView(List<OwnTerm> terms, int limit) {}

    static PlanRef ref(Exchange exchange) {
        return new PlanRef(exchange.path("plan"), exchange.path("step"));
    }

    static Format format(String key) {
        return Format.of(key).orElseThrow(Problem::notFound);
    }

    private Reply get(Exchange exchange) {
        return shown(exchange, messages.words(exchange.workspace(), ref(exchange)));
    }

    private Reply shown(Exchange exchange, Words words) {
        MessageView view = MessageView.of(
                words, messages.proofs().checks(exchange.workspace(), words), terms.limit(exchange.workspace()));
        return Reply.json(view).withHeader("etag", Versions.tag(view.version()));
    }

    private Reply save(Exchange exchange) {
        long seen = Versions.seen(exchange);
        TextBody body = exchange.json(TextBody.class);
        String key = exchange.path("variant");
        String language = key.equals(Variant.DEFAULT) ? "" : key.substring(key.indexOf('.') + 1);
        String audience = key.indexOf('.') > 0 ? key.substring(0, key.indexOf('.')) : "";
        // A key without a dot is a language, or else an audience.
        boolean only = audience.isEmpty() && language.length() > 3;
        return shown(
                exchange,
                messages.save(
                        exchange.workspace(),
                        exchange.caller(),
                        ref(exchange),
                        seen,
                        new VariantEntry(
                                only ? language : audience, only ? "" : language, body.subject(), body.words())));
    }

    private Reply remove(Exchange exchange) {
        return shown(
                exchange,
                messages.remove(
                        exchange.workspace(),
                        exchange.caller(),
                        ref(exchange),
                        Versions.seen(exchange),
                        exchange.path("variant")));
    }

    private Reply lead(Exchange exchange) {
        long seen = Versions.seen(exchange);
        LeadBody body = exchange.json(LeadBody.class);
        return shown(
                exchange,
                messages.lead(
                        exchange.workspace(),
                        exchange.caller(),
                        ref(exchange),
                        seen,
                        body.link() == null ? "" : body.link(),
                        Optional.ofNullable(body.deadline())));
    }

    private Reply term(Exchange exchange) {
        long seen = Versions.seen(exchange);
        TermBody body = exchange.json(TermBody.class);
        if (body.term() == null || body.take() == null) {
            throw Problem.invalid("term", "Name a term and say whether to take the replacement.");
        }
        return shown(
                exchange,
                messages.decide(
                        exchange.workspace(),
                        exchange.caller(),
                        ref(exchange),
                        seen,
                        body.variant() == null ? Variant.DEFAULT : body.variant(),
                        body.term(),
                        body.take()));
    }

    private Reply overrule(Exchange exchange) {
        long seen = Versions.seen(exchange);
        ReasonBody body = exchange.json(ReasonBody.class);
        return shown(
                exchange,
                messages.overrule(
                        exchange.workspace(),
                        exchange.caller(),
                        ref(exchange),
                        seen,
                        body.reason() == null ? "" : body.reason()));
    }

    private Reply check(Exchange exchange) {
        VariantEntry entry = exchange.json(VariantEntry.class);
        return Reply.json(MessageView.ChecksView.of(messages.proofs()
                .check(exchange.workspace(), messages.words(exchange.workspace(), ref(exchange)), entry)));
    }

    private Reply format(Exchange exchange) {
        Proofs.Shown shown = messages.proofs()
                .preview(
                        exchange.workspace(),
                        messages.words(exchange.workspace(), ref(exchange)),
                        exchange.query("person").orElse(""),
                        exchange.query("variant").orElse(""),
                        format(exchange.path("format")));
        Rendered rendered = shown.rendered();
        boolean file = rendered.format().mediaType().equals("application/pdf");
        return Reply.json(new FormatView(
                rendered.format().key(),
                shown.variant(),
                rendered.language(),
                rendered.format().mediaType(),
                rendered.subject(),
                rendered.text(),
                file ? "" : rendered.content(),
                MessageView.MissingView.of(rendered.missing()),
                rendered.notes()));
    }

    private Reply list(Exchange exchange) {
        return Reply.json(new VocabularyView(terms.all(exchange.workspace()), terms.limit(exchange.workspace())));
    }

    private Reply add(Exchange exchange) {
        return Reply.json(201, terms.add(exchange.workspace(), exchange.json(OwnTerm.Entry.class)));
    }

    private Reply removeTerm(Exchange exchange) {
        terms.remove(exchange.workspace(), exchange.path("term"));
        return Reply.empty();
    }

    private Reply limit(Exchange exchange) {
        terms.limit(exchange.workspace(), exchange.json(LimitBody.class).lix());
        return list(exchange);
    }

    /** The formats, for pages. */
    static List<Format> formats() {
        return Arrays.asList(Format.values());
    }
}
