package org.takeup.questionnaire;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.questionnaire.format.Format;
import org.takeup.questionnaire.format.QuestionnaireWriter;
import org.takeup.questionnaire.lime.LimeExport;
import org.takeup.tenant.Role;

/** Own questionnaires in the REST API: what the pages do, with whole files. */
public final class QuestionnaireApi {
    private static final String OWN = "/questionnaires/{own}";
    private static final String INCLUDED = "/questionnaires/files/included";

    private final Questionnaires questionnaires;

    public QuestionnaireApi(Questionnaires questionnaires) {
        this.questionnaires = questionnaires;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        var file = new Body.Json(4L * Format.MOST_CHARACTERS);
        return new Room(
                List.of(
                        Route.api("questionnaires-list", HttpMethod.GET, "/questionnaires", planners, this::list),
                        Route.api("questionnaire-make", HttpMethod.POST, "/questionnaires", planners, this::make)
                                .accepting(file),
                        Route.api("questionnaires-included", HttpMethod.GET, INCLUDED, planners, this::included),
                        Route.api("questionnaire-include", HttpMethod.POST, INCLUDED, planners, this::include),
                        Route.api("questionnaire-read", HttpMethod.GET, OWN, planners, this::read),
                        Route.api("questionnaire-write", HttpMethod.PUT, OWN, planners, this::write)
                                .accepting(file),
                        Route.api("questionnaire-checks", HttpMethod.GET, OWN + "/checks", planners, this::checks),
                        Route.api(
                                        "questionnaire-publish",
                                        HttpMethod.POST,
                                        OWN + "/publication",
                                        planners,
                                        this::publish)
                                .accepting(new Body.None()),
                        Route.api(
                                "questionnaire-yaml",
                                HttpMethod.GET,
                                OWN + "/questionnaire.yaml",
                                planners,
                                this::yaml),
                        Route.api("questionnaire-lss", HttpMethod.GET, OWN + "/questionnaire.lss", planners, this::lss),
                        Route.api(
                                        "questionnaire-take",
                                        HttpMethod.POST,
                                        "/questionnaires/files/lss",
                                        planners,
                                        this::take)
                                .accepting(
                                        new Body.Upload(QuestionnaireFiles.MOST_BYTES + Body.SMALL, Set.of(".lss")))),
                List.of());
    }

    /** All of the workspace. */
    public record Listing(List<Line> questionnaires) {}

    /** One in the list. @param version the newest published one */
    public record Line(
            String id,
            Map<String, String> title,
            int pages,
            int items,
            Instant changed,
            Optional<Integer> version,
            boolean ahead) {}

    /**
     * One.
     *
     * @param instrument what to give as {@code plugin} when a survey is opened, once it is published
     * @param questionnaire in the format of the file
     */
    public record One(
            String id,
            String instrument,
            Instant changed,
            Optional<Integer> version,
            boolean ahead,
            Map<String, Object> questionnaire) {}

    /**
     * What is written: one of the two.
     *
     * @param questionnaire in the format of the file
     * @param yaml the text of the file
     */
    public record FileBody(
            @Nullable JsonNode questionnaire, @Nullable String yaml) {}

    /** What comes along. */
    public record Along(List<Original> questionnaires) {}

    /** One that comes along. @param id what to name when it is copied; never changes */
    public record Original(
            String id,
            Map<String, String> title,
            Map<String, String> purpose,
            int minutes,
            int items,
            List<Counted> scales) {}

    /** A scale of it. @param id that a copy and its results keep */
    public record Counted(String id, Map<String, String> name, Map<String, String> meaning) {}

    /** Which one to copy. */
    public record IncludeBody(@Nullable String included) {}

    /** What to know before publishing. @param lostInLimeSurvey what a file for LimeSurvey would not keep */
    public record Findings(List<Check> checks, List<Lost> lostInLimeSurvey) {}

    /** What is in a file of LimeSurvey. Nothing is kept. @param lost what was not taken over */
    public record Taken(Map<String, Object> questionnaire, List<Lost> lost) {}

    private Reply list(Exchange exchange) {
        return Reply.json(new Listing(questionnaires.list(exchange.workspace()).stream()
                .map(each -> new Line(
                        each.id(),
                        each.title().byLanguage(),
                        each.pages(),
                        each.items(),
                        each.changed(),
                        each.version(),
                        each.ahead()))
                .toList()));
    }

    private Reply make(Exchange exchange) {
        Draft draft = questionnaires.create(exchange.workspace(), sent(exchange));
        exchange.changes("questionnaire", null, EditorView.head(draft).title());
        return made(exchange, draft);
    }

    private Reply included(Exchange exchange) {
        return Reply.json(new Along(
                Included.all().stream().map(QuestionnaireApi::original).toList()));
    }

    private static Original original(Included each) {
        OwnQuestionnaire own = each.own();
        return new Original(
                each.id(),
                own.title().byLanguage(),
                own.purpose().byLanguage(),
                own.minutes(),
                (int) own.asked().items().count(),
                own.scoring().scales().stream()
                        .map(scale -> new Counted(
                                scale.id(),
                                scale.name().byLanguage(),
                                scale.meaning().byLanguage()))
                        .toList());
    }

    private Reply include(Exchange exchange) {
        String id = exchange.json(IncludeBody.class).included();
        Included included = Included.require(Objects.requireNonNullElse(id, ""));
        Draft draft = questionnaires.createPublished(
                exchange.workspace(),
                included.startingWith(exchange.workspace().settings().language()));
        exchange.changes("questionnaire", null, EditorView.head(draft).title());
        exchange.changes("version", null, 1);
        return made(exchange, draft);
    }

    private static Reply made(Exchange exchange, Draft draft) {
        return tagged(201, draft).withHeader("location", exchange.link("/api/v1/questionnaires/" + draft.id()));
    }

    private static OwnQuestionnaire sent(Exchange exchange) {
        FileBody body = exchange.json(FileBody.class);
        if ((body.questionnaire() == null) == (body.yaml() == null)) {
            throw Problem.invalid("questionnaire", "Give either questionnaire, or its file as yaml.");
        }
        return body.questionnaire() == null
                ? FileText.read(Objects.requireNonNullElse(body.yaml(), ""))
                : FileText.read(body.questionnaire());
    }

    private static Reply tagged(int status, Draft draft) {
        return Reply.json(
                        status,
                        new One(
                                draft.id(),
                                "own:" + draft.id(),
                                draft.changed(),
                                draft.published().map(Draft.Published::number),
                                draft.isAhead(),
                                QuestionnaireWriter.tree(draft.own())))
                .withHeader("etag", Versions.tag(draft.revision()));
    }

    private Reply read(Exchange exchange) {
        return tagged(200, draft(exchange));
    }

    private Reply write(Exchange exchange) {
        long seen = Versions.seen(exchange);
        OwnQuestionnaire sent = sent(exchange);
        return tagged(200, questionnaires.change(exchange.workspace(), exchange.path("own"), seen, own -> sent));
    }

    private Reply checks(Exchange exchange) {
        OwnQuestionnaire own = draft(exchange).own();
        return Reply.json(new Findings(Checks.of(own), LimeExport.write(own).lost()));
    }

    private Reply publish(Exchange exchange) {
        Draft draft = questionnaires.publish(exchange.workspace(), exchange.path("own"), Versions.seen(exchange));
        exchange.changes(
                "version", null, draft.published().map(Draft.Published::number).orElse(0));
        return tagged(200, draft);
    }

    private Reply yaml(Exchange exchange) {
        Draft draft = draft(exchange);
        return Reply.bytes(
                        "application/yaml; charset=utf-8",
                        QuestionnaireWriter.yaml(draft.own()).getBytes(StandardCharsets.UTF_8))
                .withHeader("content-disposition", "attachment; filename=\"questionnaire-" + draft.id() + ".yaml\"");
    }

    private Reply lss(Exchange exchange) {
        Draft draft = draft(exchange);
        return Reply.bytes(
                        "application/xml; charset=utf-8",
                        LimeExport.write(draft.own()).xml().getBytes(StandardCharsets.UTF_8))
                .withHeader("content-disposition", "attachment; filename=\"questionnaire-" + draft.id() + ".lss\"");
    }

    private Reply take(Exchange exchange) {
        Exchange.Upload upload = exchange.upload();
        QuestionnaireFiles.Read read = QuestionnaireFiles.read(upload.name(), QuestionnaireFiles.bytes(upload));
        return Reply.json(new Taken(QuestionnaireWriter.tree(read.own()), read.lost()));
    }

    private Draft draft(Exchange exchange) {
        return questionnaires.find(exchange.workspace(), exchange.path("own"));
    }
}
