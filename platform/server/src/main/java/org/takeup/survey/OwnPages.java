package org.takeup.survey;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.people.Segment;
import org.takeup.questionnaire.Draft;
import org.takeup.questionnaire.Questionnaires;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** What of own questionnaires needs surveys: how respondents will see one, and that none is deleted that is asked with. */
public final class OwnPages {
    private static final String OWN = "/questionnaires/{own}";

    private final Surveys surveys;
    private final Questionnaires questionnaires;

    public OwnPages(Surveys surveys, Questionnaires questionnaires) {
        this.surveys = surveys;
        this.questionnaires = questionnaires;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("questionnaire-preview", OWN + "/preview", planners, this::preview),
                        Route.form("questionnaire-delete-form", OWN + "/deletion", planners, this::deleteByForm),
                        Route.api("questionnaire-delete", HttpMethod.DELETE, OWN, planners, this::delete)),
                List.of());
    }

    /** All pages as respondents see them. @param languages to look at it in */
    public record Preview(String id, String title, String chosen, List<Language> languages, List<ShownIf.Page> pages) {}

    /** A language to choose. */
    public record Language(String tag, String name) {}

    private Reply preview(Exchange exchange) {
        Draft draft = questionnaires.find(exchange.workspace(), exchange.path("own"));
        List<String> tags = draft.own().languages();
        String tag = exchange.query("language")
                .filter(tags::contains)
                .orElse(draft.own().language());
        Locale language = Locale.forLanguageTag(tag);
        Waves.Known known = known(exchange.workspace(), draft);
        return Reply.page(
                "survey/ownPreview.jte",
                "Preview",
                new Preview(
                        draft.id(),
                        draft.own().title().in(language),
                        tag,
                        tags.stream().map(OwnPages::language).toList(),
                        ShownIf.preview(known, language)));
    }

    private static Language language(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        return new Language(tag, locale.getDisplayName(locale));
    }

    /** The wave that would be opened with the draft, for looking at it only. */
    private static Waves.Known known(Workspace workspace, Draft draft) {
        InstrumentView.Whole whole = Instruments.whole(Instruments.OWN + draft.id(), draft.own());
        Instant now = workspace.clock().instant();
        var instrument = new Instrument(
                whole.profile().id(),
                "",
                whole.profile().id(),
                draft.own().asked().version(),
                whole.profile().name(),
                whole.profile().purpose(),
                whole.profile().minutes());
        var wave = new Wave(
                "",
                whole.profile().name().in(workspace.settings().language()),
                Wave.State.PLANNED,
                now,
                now,
                Optional.empty(),
                instrument,
                Audience.of(Segment.everybody()),
                Confidentiality.of(
                        Confidentiality.Mode.ANONYMOUS,
                        workspace.settings().smallestGroup(),
                        whole.profile().smallestGroup()),
                List.of(),
                Participation.none(),
                Fieldwork.plain(workspace.settings().zone()));
        return new Waves.Known(wave, Optional.empty(), whole.snapshot(), now);
    }

    private Reply deleteByForm(Exchange exchange) {
        delete(exchange, Versions.ofForm(exchange));
        return Reply.redirect(exchange.link("/questionnaires"));
    }

    private Reply delete(Exchange exchange) {
        delete(exchange, Versions.seen(exchange));
        return Reply.empty();
    }

    private void delete(Exchange exchange, long revision) {
        String id = exchange.path("own");
        Draft draft = questionnaires.find(exchange.workspace(), id);
        if (surveys.asksWith(exchange.workspace(), id)) {
            throw new Problem(
                    409,
                    "questionnaire-in-use",
                    "A survey that is open or planned asks with this questionnaire.",
                    "Close or delete that survey first.");
        }
        questionnaires.delete(exchange.workspace(), id, revision);
        exchange.changes(
                "questionnaire",
                draft.own().title().in(exchange.workspace().settings().language()),
                null);
    }
}
