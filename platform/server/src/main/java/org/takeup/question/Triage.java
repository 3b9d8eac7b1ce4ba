package org.takeup.question;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Changed;
import org.takeup.http.Languages;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * What the learning team does with questions. Each change says which version it is made to; whoever is second is told so
 * and overwrites nothing. Thread-safe; calls block on the store.
 */
public final class Triage {
    static final int LONGEST_ANSWER = 4_000;
    static final int LONGEST_NOTE = 1_000;
    private static final int LONGEST_REASON = 300;
    private static final int LONGEST_CATEGORY = 40;
    private static final int MOST_CATEGORIES = 5;
    private static final int FURTHEST_DAYS = 365;

    private final People people;
    private final Faq faq;
    private final Telling telling;

    /** Has everybody told who waits for an answer. */
    @FunctionalInterface
    interface Telling {
        void tell(Workspace workspace);
    }

    Triage(People people, Faq faq, Telling telling) {
        this.people = people;
        this.faq = faq;
        this.telling = telling;
    }

    /**
     * Who sees to a question and until when.
     *
     * @param owner id or mail address of a person of the directory; empty for nobody
     * @param due last day; unchanged if left out
     * @param listed whether everybody may read it before it is answered
     */
    public record Care(
            @Nullable String owner,
            @Nullable LocalDate due,
            @Nullable Boolean listed) {}

    /** An answer. @param language tag; the question's if left out @param reason to send it although it is not plain */
    public record Reply(
            @Nullable String text,
            @Nullable String language,
            @Nullable String reason) {}

    /**
     * One language of what is published. What is left out is as the question and its answer say it.
     *
     * @param reason to publish it although it is not plain
     */
    public record Publication(
            @Nullable List<String> categories,
            @Nullable String language,
            @Nullable String question,
            @Nullable String answer,
            @Nullable String reason) {}

    /** @throws Problem not found */
    Question require(Workspace workspace, String id) {
        return new QuestionStore(workspace).find(id).orElseThrow(Problem::notFound);
    }

    private static Question changed(Workspace workspace, Question question, long seen, Bson... updates) {
        var store = new QuestionStore(workspace);
        if (!store.change(question.id(), seen, updates)) {
            throw new Changed("question");
        }
        return store.find(question.id()).orElseThrow(Problem::notFound);
    }

    /** Takes care of a question; of one that was closed, opens it again. @throws Problem 404, 409, 412, 422 */
    Question care(Workspace workspace, String id, long seen, Care care) {
        Question question = require(workspace, id);
        if (question.merged()) {
            throw closed();
        }
        var wrong = new ArrayList<Problem.Field>();
        String owner = owner(workspace, question, care, wrong);
        LocalDate due = care.due() == null ? question.due() : care.due();
        LocalDate today = workspace.today();
        if (care.due() != null
                && !due.equals(question.due())
                && (due.isBefore(today) || due.isAfter(today.plusDays(FURTHEST_DAYS)))) {
            wrong.add(new Problem.Field("due", "Give a day from today on, within a year."));
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        boolean closed = question.state() == Question.State.CLOSED;
        boolean open = closed || question.state().open();
        boolean listed = open && (care.listed() == null ? question.listed() : care.listed());
        Bson state = closed
                ? QuestionStore.reopened()
                : QuestionStore.in(
                        question.state() == Question.State.NEW && !owner.isEmpty()
                                ? Question.State.BEING_ANSWERED
                                : question.state());
        return changed(workspace, question, seen, QuestionStore.owned(owner, due, listed), state);
    }

    private String owner(Workspace workspace, Question question, Care care, List<Problem.Field> wrong) {
        if (care.owner() == null) {
            return question.owner();
        }
        String given = care.owner().strip();
        if (given.isEmpty() || given.equals(question.owner())) {
            return given;
        }
        List<Person> there = given.indexOf('@') < 0
                ? people.active(workspace, List.of(given))
                : people.withAddress(workspace, List.of(given)).values().stream()
                        .flatMap(List::stream)
                        .toList();
        if (there.size() != 1) {
            wrong.add(new Problem.Field("owner", "Give the mail address of one person of your directory."));
            return "";
        }
        return there.getFirst().id();
    }

    /** Answers a question, and has everybody told who waits. @throws Problem 404, 409 if it is closed, 412, 422 */
    Question answer(Workspace workspace, Caller caller, String id, long seen, Reply reply) {
        Question question = require(workspace, id);
        if (question.state() == Question.State.CLOSED) {
            throw closed();
        }
        var wrong = new ArrayList<Problem.Field>();
        String text = Plain.text(cleaned(reply.text()), "text", LONGEST_ANSWER, true, wrong);
        String language = language(reply.language(), question.language(), wrong);
        String reason = Plain.line(cleaned(reply.reason()), "reason", LONGEST_REASON, false, wrong);
        String grade = plain(text, language, reason, "text", wrong);
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        Instant now = workspace.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        var answer = new Question.Answer(
                text,
                language,
                question.answer().map(Question.Answer::number).orElse(0) + 1,
                question.answer().map(Question.Answer::first).orElse(now),
                now,
                caller.personId(),
                grade,
                reason);
        boolean published = question.state() == Question.State.PUBLISHED;
        Question after = changed(
                workspace,
                question,
                seen,
                QuestionStore.answered(answer, published ? Question.State.PUBLISHED : Question.State.ANSWERED));
        telling.tell(workspace);
        return after;
    }

    private static @Nullable String cleaned(@Nullable String text) {
        return text == null ? null : Cleaned.of(text);
    }

    private static String language(@Nullable String given, String otherwise, List<Problem.Field> wrong) {
        String language = given == null || given.isBlank() ? otherwise : given.strip();
        if (Languages.of(language).isEmpty()) {
            wrong.add(new Problem.Field("language", "Choose one of " + String.join(", ", Languages.TAGS) + "."));
        }
        return language;
    }

    /** @return the grade in words */
    private static String plain(String text, String language, String reason, String field, List<Problem.Field> wrong) {
        if (!wrong.isEmpty()) {
            return "";
        }
        Optional<Plainness> found = Plainness.of(text, language);
        if (found.isEmpty()) {
            wrong.add(new Problem.Field(field, "Please answer in words."));
            return "";
        }
        Plainness plainness = found.get();
        if (!plainness.plain() && reason.isEmpty()) {
            wrong.add(new Problem.Field(
                    "reason", hard(plainness) + " Make it easier, or say why it must go out like this."));
        }
        return plainness.grade();
    }

    private static String hard(Plainness plainness) {
        var said = new ArrayList<String>();
        if (!plainness.easy()) {
            said.add("It is hard to read: " + plainness.grade() + ".");
        }
        if (!plainness.words().isEmpty()) {
            said.add("There are plainer words: "
                    + String.join(
                            ", ",
                            plainness.words().entrySet().stream()
                                    .map(word -> "“" + word.getKey() + "” → “" + word.getValue() + "”")
                                    .sorted()
                                    .toList())
                    + ".");
        }
        return String.join(" ", said);
    }

    /** Publishes one language of an answer. @throws Problem 404, 409 without an answer or with very many published, 412, 422 */
    Question publish(Workspace workspace, String id, long seen, Publication publication) {
        Question question = require(workspace, id);
        Question.Answer answer = question.answer().orElseThrow(Triage::unanswered);
        if (question.state() == Question.State.CLOSED) {
            throw closed();
        }
        var wrong = new ArrayList<Problem.Field>();
        String language = language(publication.language(), answer.language(), wrong);
        String asked = Plain.text(
                cleaned(otherwise(publication.question(), question.text())), "question", Asking.LONGEST, true, wrong);
        String said = Plain.text(
                cleaned(otherwise(publication.answer(), answer.text())), "answer", LONGEST_ANSWER, true, wrong);
        String reason = Plain.line(
                cleaned(otherwise(publication.reason(), answer.reason())), "reason", LONGEST_REASON, false, wrong);
        List<String> categories = categories(question, publication.categories(), wrong);
        var _ = plain(said, language, reason, "answer", wrong);
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        if (question.faq().isEmpty() && faq.held(workspace).entries().size() >= FaqIndex.MOST_ENTRIES) {
            throw new Problem(
                    409,
                    "faq-full",
                    "There are " + FaqIndex.MOST_ENTRIES + " published answers.",
                    "Withdraw those that nobody reads.");
        }
        Map<String, Question.Wording> texts =
                new LinkedHashMap<>(question.faq().map(Question.Faq::texts).orElse(Map.of()));
        texts.put(language, new Question.Wording(asked, said));
        Instant now = workspace.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        Question after =
                changed(workspace, question, seen, QuestionStore.published(new Question.Faq(categories, texts, now)));
        new QuestionStore(workspace).stamped();
        return after;
    }

    private static String otherwise(@Nullable String given, String known) {
        return given == null || given.isBlank() ? known : given;
    }

    private static List<String> categories(Question question, @Nullable List<String> given, List<Problem.Field> wrong) {
        if (given == null) {
            return question.faq().map(Question.Faq::categories).orElse(List.of());
        }
        List<String> all = given.stream()
                .map(Cleaned::of)
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
        if (all.size() > MOST_CATEGORIES) {
            wrong.add(new Problem.Field("categories", "Give at most " + MOST_CATEGORIES + "."));
        }
        return all.stream()
                .map(each -> Plain.line(each, "categories", LONGEST_CATEGORY, true, wrong))
                .toList();
    }

    /** Takes an answer out of what is published. @throws Problem 404, 409 if it is not published, 412 */
    Question withdraw(Workspace workspace, String id, long seen) {
        Question question = require(workspace, id);
        if (question.faq().isEmpty()) {
            throw unanswered();
        }
        Question after = changed(workspace, question, seen, QuestionStore.withdrawn());
        new QuestionStore(workspace).stamped();
        return after;
    }

    /** Says what was done because of a question, and has everybody told who asked. @throws Problem 404, 409, 412, 422 */
    Question done(Workspace workspace, String id, long seen, @Nullable String text) {
        Question question = require(workspace, id);
        if (question.answer().isEmpty() || question.merged()) {
            throw unanswered();
        }
        var wrong = new ArrayList<Problem.Field>();
        String clean = Plain.text(cleaned(text), "text", LONGEST_NOTE, true, wrong);
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        Instant now = workspace.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        int number = question.done().map(Question.Done::number).orElse(0) + 1;
        Question after = changed(workspace, question, seen, QuestionStore.done(new Question.Done(clean, number, now)));
        telling.tell(workspace);
        return after;
    }

    /**
     * Puts a question into an earlier one: whoever waits for it waits for that one from now on, and gets its answer. The
     * earlier one stays, so two that are put into each other at once cannot both go.
     *
     * @throws Problem 404, 409 if one of them is closed or the other one is later, 412
     */
    Question merge(Workspace workspace, String id, long seen, @Nullable String into) {
        Question question = require(workspace, id);
        Question target = new QuestionStore(workspace)
                .find(into == null ? "" : into)
                .orElseThrow(() -> Problem.invalid("into", "Choose a question of this list."));
        if (target.order().compareTo(question.order()) >= 0) {
            throw new Problem(
                    409,
                    "question-later",
                    "A question goes into one that was asked earlier.",
                    "Put the other one into this one.");
        }
        if (target.state() == Question.State.CLOSED || question.faq().isPresent() || question.merged()) {
            throw closed();
        }
        // Closed first: what is asked from now on, and who says "me too", goes to the target.
        changed(
                workspace,
                question,
                seen,
                QuestionStore.closed("It was asked before, and goes on there.", target.id()));
        bring(workspace, question.id(), target.id());
        telling.tell(workspace);
        return require(workspace, target.id());
    }

    /** Everybody who waits for one waits for the other as well. Safe to repeat. */
    private static void bring(Workspace workspace, String from, String to) {
        var askers = new AskerStore(workspace);
        var store = new QuestionStore(workspace);
        askers.each(
                from,
                batch -> batch.forEach(asker -> {
                    var _ = askers.add(new Asker(to, asker.person(), asker.kind(), asker.named(), true, asker.order()));
                }));
        Asking.count(store, askers, to);
        store.untold(to);
    }

    /** Closes a question without an answer. @throws Problem 404, 409 if it is closed or published, 412, 422 */
    Question close(Workspace workspace, String id, long seen, @Nullable String reason) {
        Question question = require(workspace, id);
        if (question.state() == Question.State.CLOSED || question.faq().isPresent()) {
            throw closed();
        }
        var wrong = new ArrayList<Problem.Field>();
        String clean = Plain.line(cleaned(reason), "reason", LONGEST_REASON, true, wrong);
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return changed(workspace, question, seen, QuestionStore.closed(clean, ""));
    }

    private static Problem closed() {
        return new Problem(
                409,
                "question-closed",
                "This question is closed, was put into another one, or is published.",
                "Open it again, or withdraw what is published, before you do this.");
    }

    private static Problem unanswered() {
        return new Problem(
                409,
                "question-unanswered",
                "There is no answer to do this with.",
                "Answer the question, or publish its answer, first.");
    }
}
