package org.takeup.message;

import java.util.ArrayList;
import java.util.List;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Languages;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.message.check.Vocabulary;
import org.takeup.plan.Stakeholder;
import org.takeup.plan.Stakeholders;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** The page of the workspace's own terms: words that its people do not use, and how hard texts may be. */
public final class VocabularyRoutes {
    private static final String HOME = "/vocabulary";

    private final Terms terms;
    private final Stakeholders stakeholders;

    public VocabularyRoutes(Terms terms, Stakeholders stakeholders) {
        this.terms = terms;
        this.stakeholders = stakeholders;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("vocabulary", HOME, planners, this::list),
                        Route.form("vocabulary-add-form", HOME + "/terms", planners, this::add),
                        Route.form(
                                "vocabulary-remove-form", HOME + "/terms/{term}/removal", planners, this::removeTerm),
                        Route.form("vocabulary-limit-form", HOME + "/limit", planners, this::limit)),
                List.of());
    }

    /** The workspace's own terms. */
    public record ListPage(
            List<OwnTerm> terms, List<Stakeholder> stakeholders, List<Tongue> languages, int limit, int standard) {
        public String audience(String id) {
            return stakeholders.stream()
                    .filter(each -> each.id().equals(id))
                    .map(Stakeholder::name)
                    .findFirst()
                    .orElse("nobody any more");
        }
    }

    private Reply list(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        int standard = Languages.TAGS.stream()
                .mapToInt(tag -> Vocabulary.standard(tag).size())
                .sum();
        return Reply.page(
                "message/vocabulary.jte",
                "Plain words",
                new ListPage(
                        terms.all(workspace),
                        new ArrayList<>(stakeholders.all(workspace)),
                        Tongue.all(),
                        terms.limit(workspace),
                        standard));
    }

    private Reply add(Exchange exchange) {
        Form form = exchange.form();
        terms.add(
                exchange.workspace(),
                new OwnTerm.Entry(
                        form.text("language").orElse(""),
                        form.text("audience").orElse(""),
                        form.text("term").orElse(""),
                        form.text("instead").orElse("")));
        return Reply.redirect(exchange.link(HOME));
    }

    private Reply removeTerm(Exchange exchange) {
        terms.remove(exchange.workspace(), exchange.path("term"));
        return Reply.redirect(exchange.link(HOME));
    }

    private Reply limit(Exchange exchange) {
        terms.limit(exchange.workspace(), exchange.form().number("lix", Terms.EASIEST, Terms.HARDEST));
        return Reply.redirect(exchange.link(HOME));
    }
}
