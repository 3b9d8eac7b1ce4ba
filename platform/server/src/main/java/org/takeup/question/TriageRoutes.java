package org.takeup.question;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Languages;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Typed;
import org.takeup.http.Versions;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** The learning team's board and the page of a question. What is refused comes back as it was typed. */
public final class TriageRoutes {
    private static final Pattern COMMA = Pattern.compile(",");

    private final Questions questions;

    public TriageRoutes(Questions questions) {
        this.questions = questions;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        String all = "/questions";
        String one = all + "/{askedQuestion}";
        return new Room(
                List.of(
                        Route.page("questions", all, planners, this::board),
                        Route.page("question", one, planners, this::page),
                        Route.form("question-care-form", one + "/care", planners, this::care),
                        Route.form("question-reply-form", one + "/answer", planners, this::answer),
                        Route.form("question-publish-form", one + "/publication", planners, this::publish),
                        Route.form("question-withdraw-form", one + "/publication/removal", planners, this::withdraw),
                        Route.form("question-done-form", one + "/done", planners, this::done),
                        Route.form("question-merge-form", one + "/merging", planners, this::merge),
                        Route.form("question-gather-form", one + "/gathering", planners, this::gather),
                        Route.form("question-close-form", one + "/closing", planners, this::close)),
                List.of(new Room.Entry(Room.Group.TELL, 20, "Questions to answer", all, planners)));
    }

    /** The board. @param state whose questions are listed below; empty for those that are open */
    public record BoardPage(
            List<Line> open,
            List<List<Question>> alike,
            Waits waits,
            long overdue,
            String state,
            List<Question> listed,
            Optional<String> next) {
        public String median() {
            return Waits.words(waits.median());
        }

        public String ninetieth() {
            return Waits.words(waits.ninetieth());
        }
    }

    /** An open question. @param owner by name; empty if nobody sees to it */
    public record Line(Question question, String owner, boolean overdue) {}

    /**
     * A question's page.
     *
     * @param asked who asked, for the team alone
     * @param alike earlier questions that it could go into
     * @param helped how many the published answer helped, in words
     * @param refused why the last change was not made
     */
    public record QuestionPage(
            Question question,
            String owner,
            boolean overdue,
            String me,
            List<String> asked,
            Optional<Question> into,
            List<Question> alike,
            List<String> categories,
            String helped,
            Optional<Refused> refused) {
        /** What was typed into a form that was refused, or else what is there. */
        public String typed(String form, String field, String otherwise) {
            return refused.filter(each -> each.form().equals(form))
                    .map(each -> each.typed().one(field))
                    .orElse(otherwise);
        }

        public List<String> languages() {
            return Languages.TAGS;
        }
    }

    /** A refused form. @param form which one of the page it is */
    public record Refused(String form, Typed typed) {}

    /** What a form does. */
    @FunctionalInterface
    private interface Change {
        Question make(Workspace workspace, String id, long seen, Form form);
    }

    private Reply board(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        LocalDate today = workspace.today();
        Questions.Board board = questions.board(workspace);
        List<Line> open = board.open().stream()
                .map(question -> new Line(question, name(board.owners(), question.owner()), question.overdue(today)))
                .toList();
        Optional<Question.State> state = exchange.query("state").flatMap(TriageRoutes::state);
        List<Question> listed = state.map(
                        each -> questions.in(workspace, each, exchange.query("before"), Questions.PAGE + 1))
                .orElse(List.of());
        boolean more = listed.size() > Questions.PAGE;
        List<Question> shown = more ? listed.subList(0, Questions.PAGE) : listed;
        return Reply.page(
                "question/board.jte",
                "Questions to answer",
                new BoardPage(
                        open,
                        board.alike(),
                        board.waits(),
                        open.stream().filter(Line::overdue).count(),
                        state.map(Enum::name).orElse(""),
                        shown,
                        more ? Optional.of(shown.getLast().order()) : Optional.empty()));
    }

    static Optional<Question.State> state(String name) {
        for (Question.State each : Question.State.values()) {
            if (each.name().equals(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static String name(Map<String, String> names, String id) {
        return id.isEmpty() ? "" : names.getOrDefault(id, "Somebody who is not here any more");
    }

    private Reply page(Exchange exchange) {
        return page(exchange, Optional.empty());
    }

    private Reply page(Exchange exchange, Optional<Refused> refused) {
        Workspace workspace = exchange.workspace();
        Question question = questions.triage().require(workspace, exchange.path("askedQuestion"));
        List<Asker> askers = questions.askers(workspace, question.id());
        var ids = new ArrayList<>(askers.stream().map(Asker::person).toList());
        ids.add(question.owner());
        Map<String, String> names = questions.names(workspace, ids);
        return Reply.page(
                "question/question.jte",
                "A question",
                new QuestionPage(
                        question,
                        name(names, question.owner()),
                        question.overdue(workspace.today()),
                        exchange.caller().personId(),
                        askers.stream()
                                .map(asker -> name(names, asker.person())
                                        + (asker.kind() == Asker.Kind.VOTED ? " (me too)" : ""))
                                .toList(),
                        question.merged()
                                ? Optional.of(questions.triage().require(workspace, question.mergedInto()))
                                : Optional.empty(),
                        question.state() == Question.State.CLOSED
                                        || question.faq().isPresent()
                                ? List.of()
                                : questions.alike(workspace, question),
                        questions.faq().held(workspace).categories(),
                        Helped.of(question.use(), workspace.settings().smallestGroup())
                                .words(Questions.WORDS),
                        refused));
    }

    /** Makes a change to the version that the form was drawn from, and leads to the question. */
    private static Reply changed(Exchange exchange, Change change) {
        Question after = change.make(
                exchange.workspace(), exchange.path("askedQuestion"), Versions.ofForm(exchange), exchange.form());
        return Reply.redirect(exchange.link("/questions/" + after.id()));
    }

    /** As {@link #changed}, for forms in which something is written: what is refused comes back as it was typed. */
    private Reply change(Exchange exchange, String form, Change change) {
        questions.triage().require(exchange.workspace(), exchange.path("askedQuestion"));
        return Typed.keptUnlessGone(
                exchange,
                () -> changed(exchange, change),
                typed -> page(exchange, Optional.of(new Refused(form, typed))));
    }

    private static String text(Form form, String field) {
        return form.text(field).orElse("");
    }

    private Reply care(Exchange exchange) {
        return change(exchange, "care", (workspace, id, seen, form) -> {
            String owner = form.text("take").isPresent() ? exchange.caller().personId() : text(form, "owner");
            return questions
                    .triage()
                    .care(
                            workspace,
                            id,
                            seen,
                            new Triage.Care(
                                    owner, day(form), form.text("listed").isPresent()));
        });
    }

    private static LocalDate day(Form form) {
        try {
            return LocalDate.parse(form.required("due", 10));
        } catch (DateTimeException e) {
            throw Problem.invalid("due", "Please give a day like 2026-11-24.");
        }
    }

    private Reply answer(Exchange exchange) {
        return change(
                exchange,
                "answer",
                (workspace, id, seen, form) -> questions
                        .triage()
                        .answer(
                                workspace,
                                exchange.caller(),
                                id,
                                seen,
                                new Triage.Reply(text(form, "text"), text(form, "language"), text(form, "reason"))));
    }

    private Reply publish(Exchange exchange) {
        return change(
                exchange,
                "publication",
                (workspace, id, seen, form) -> questions
                        .triage()
                        .publish(
                                workspace,
                                id,
                                seen,
                                new Triage.Publication(
                                        COMMA.splitAsStream(text(form, "categories"))
                                                .toList(),
                                        text(form, "language"),
                                        text(form, "question"),
                                        text(form, "answer"),
                                        text(form, "reason"))));
    }

    private Reply withdraw(Exchange exchange) {
        return changed(
                exchange, (workspace, id, seen, form) -> questions.triage().withdraw(workspace, id, seen));
    }

    private Reply done(Exchange exchange) {
        return change(
                exchange,
                "done",
                (workspace, id, seen, form) -> questions.triage().done(workspace, id, seen, text(form, "text")));
    }

    private Reply merge(Exchange exchange) {
        return changed(
                exchange,
                (workspace, id, seen, form) -> questions.triage().merge(workspace, id, seen, text(form, "into")));
    }

    /** Puts several later questions into this one: each as its version was when the board was drawn. */
    private Reply gather(Exchange exchange) {
        return changed(exchange, (workspace, id, seen, form) -> {
            Question into = questions.triage().require(workspace, id);
            for (String other : form.values("other")) {
                int colon = other.indexOf(':');
                if (colon < 0 || !other.substring(colon + 1).matches("\\d{1,18}")) {
                    throw Problem.invalid("other", "Open the board again and use its form.");
                }
                into = questions
                        .triage()
                        .merge(workspace, other.substring(0, colon), Long.parseLong(other.substring(colon + 1)), id);
            }
            return into;
        });
    }

    private Reply close(Exchange exchange) {
        return change(
                exchange,
                "closing",
                (workspace, id, seen, form) -> questions.triage().close(workspace, id, seen, text(form, "reason")));
    }
}
