package org.takeup.question;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.takeup.delivery.Outbox;
import org.takeup.language.LocalWords;
import org.takeup.people.People;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/** The questions of a workspace and what is published of them. Thread-safe; calls block on the store. */
public final class Questions {
    /** What the pages and mails say that are for everybody. */
    static final LocalWords WORDS = LocalWords.beside(Questions.class, "question");

    public static final List<CollectionSpec> COLLECTIONS =
            List.of(QuestionStore.QUESTIONS, QuestionStore.STAMPS, AskerStore.ASKERS, MarkStore.MARKS);

    static final int MOST_OPEN = 200;
    static final int PAGE = 50;
    private static final String TELL = "question-tell";
    private static final int AT_ONCE = 200;
    private static final Duration LOOKED_BACK = Duration.ofDays(90);
    private static final int MOST_WAITS = 5_000;

    private final People people;
    private final TenantJobs jobs;
    private final QuestionMails mails;
    private final Faq faq = new Faq();
    private final Asking asking = new Asking();
    private final Triage triage;

    /** @param inboxes where those are told who would rather not have a mail */
    public Questions(People people, Outbox outbox, TenantJobs jobs, Inboxes inboxes, URI publicUrl) {
        this.people = people;
        this.jobs = jobs;
        this.mails = new QuestionMails(outbox, people, inboxes, publicUrl);
        this.triage = new Triage(people, faq, this::haveTold);
        jobs.register(TELL, (workspace, ignored) -> tell(workspace));
    }

    Faq faq() {
        return faq;
    }

    Asking asking() {
        return asking;
    }

    Triage triage() {
        return triage;
    }

    private void haveTold(Workspace workspace) {
        jobs.add(workspace, TELL, new Document());
    }

    /** Whoever was left out by a run that was broken off is told by the next one. */
    private void tell(Workspace workspace) {
        var store = new QuestionStore(workspace);
        List<Question> untold = store.untold(AT_ONCE);
        for (Question question : untold) {
            mails.tell(workspace, question);
            store.told(question.id(), question.version());
        }
        if (untold.size() == AT_ONCE) {
            haveTold(workspace);
        }
    }

    /**
     * The team's board.
     *
     * @param open those that wait for an answer, with what is due first
     * @param alike groups that ask for the same
     * @param waits of the first answers of the last 90 days
     * @param owners names by id
     */
    record Board(List<Question> open, List<List<Question>> alike, Waits waits, Map<String, String> owners) {}

    Board board(Workspace workspace) {
        var store = new QuestionStore(workspace);
        var open = new ArrayList<>(store.soonest(Question.State.NEW, MOST_OPEN));
        open.addAll(store.soonest(Question.State.BEING_ANSWERED, MOST_OPEN));
        open.sort(Comparator.comparing(Question::due).thenComparing(Question::order));
        var unpublished = new ArrayList<>(open);
        unpublished.addAll(store.latest(Question.State.ANSWERED, Optional.empty(), MOST_OPEN));
        return new Board(
                open,
                Alike.of(unpublished),
                waits(workspace),
                names(workspace, open.stream().map(Question::owner).toList()));
    }

    /** How long people waited for the first answers of the last 90 days. */
    Waits waits(Workspace workspace) {
        Instant since = workspace.clock().instant().minus(LOOKED_BACK);
        return Waits.of(new QuestionStore(workspace).waits(since, MOST_WAITS));
    }

    /** Those in a state, the latest first. @param before the {@link Question#order} of the last one of the page before */
    List<Question> in(Workspace workspace, Question.State state, Optional<String> before, int most) {
        return new QuestionStore(workspace).latest(state, before, most);
    }

    /** Earlier questions that this one could go into. */
    List<Question> alike(Workspace workspace, Question question) {
        var store = new QuestionStore(workspace);
        var others = new ArrayList<Question>();
        for (Question.State state : Question.State.values()) {
            if (state != Question.State.CLOSED) {
                others.addAll(store.latest(state, Optional.empty(), MOST_OPEN));
            }
        }
        return Alike.before(question, others);
    }

    /** Who waits for a question, for the team: those who asked first. */
    List<Asker> askers(Workspace workspace, String question) {
        return new AskerStore(workspace)
                .ofQuestion(question, PAGE).stream()
                        .sorted(Comparator.comparing(Asker::kind).thenComparing(Asker::order))
                        .toList();
    }

    Map<String, String> names(Workspace workspace, List<String> ids) {
        List<String> some = ids.stream().filter(id -> !id.isEmpty()).distinct().toList();
        return some.isEmpty() ? Map.of() : people.names(workspace, some);
    }

    /**
     * What nobody else asked and what is not published goes; the rest stays, and says nothing of who asked. For who is
     * erased.
     */
    public void forget(Workspace workspace, String person) {
        var store = new QuestionStore(workspace);
        var askers = new AskerStore(workspace);
        for (String id : askers.askedBy(person)) {
            boolean alone = askers.ofQuestion(id, 2).size() == 1;
            if (alone && store.find(id).filter(each -> each.faq().isEmpty()).isPresent()) {
                var _ = store.delete(id);
            }
        }
        // So that every node reads the texts anew, without the name that is taken out of them.
        store.stamped();
    }
}
