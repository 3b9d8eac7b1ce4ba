package org.takeup.survey;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.takeup.http.Problem;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.tenant.Workspace;

/**
 * Takes answers: the only writer of ballots while a wave is open. One write to the store a page, and no read before it:
 * a ballot that is there proves the invitation. Thread-safe.
 */
final class Answering {
    private final InterimCounter counter;
    private final Directory directory;
    private final Refusals refusals;
    private final Tickets tickets;
    private final AllAtOnce allAtOnce;

    /** @param counter told of each ballot that was finished @param directory of whom people can be picked */
    Answering(Waves waves, InterimCounter counter, Directory directory) {
        this.counter = counter;
        this.directory = directory;
        var cells = new Cells();
        this.refusals = new Refusals(waves);
        this.tickets = new Tickets(waves, cells);
        this.allAtOnce = new AllAtOnce(waves, counter, directory, cells, refusals);
    }

    /** Of whom people can be picked. */
    Directory directory() {
        return directory;
    }

    /** Opens the ballots that pages are saved in. */
    Tickets tickets() {
        return tickets;
    }

    /** Takes a whole ballot from a program. */
    AllAtOnce allAtOnce() {
        return allAtOnce;
    }

    /**
     * Saves one page whose answers were checked. Answers to questions that are not asked any more because of it are gone then.
     * Repeating it changes nothing. Who has finished once stays so, also if what they change shows them more.
     *
     * @return the ballot as it is then
     */
    Ballot save(Workspace workspace, Held held, Questionnaire.Page page, Map<String, Answer> answers, Locale language) {
        held.known().keyForBegun(workspace);
        Questionnaire asked = held.known().snapshot().questionnaire();
        var store = new BallotStore(workspace, held.known().wave().id());
        Steps then = after(asked, held.ballot(), page, answers);
        var saved = new BallotStore.PageSaved(
                page.id(),
                answers,
                then.gone(page, held.ballot().answers(), answers),
                // Another tab may show more, or less: where something depends on answers, what is stored then decides.
                asked.shownIf().isEmpty() && then.isComplete(),
                hour(workspace),
                language.toLanguageTag());
        if (held.isAnonymous()) {
            return saveAnonymous(workspace, held, saved);
        }
        Ballot now = store.save(held.id(), saved).orElseThrow(() -> {
            Problem refused = refusals.ofWrite(workspace, held.known(), store, held.id());
            // Nobody has looked before whether the ticket opens anything.
            return held.unread() && refused.status() == 403 ? Problem.notFound() : refused;
        });
        List<String> strays = Steps.of(asked, now).strays(now.answers());
        Ballot clean = strays.isEmpty() ? now : store.drop(held.id(), strays).orElse(now);
        // Two pages that were saved at the same time do not know of each other.
        Ballot done = Steps.of(asked, clean).isComplete() && !clean.finished()
                ? store.finish(held.id()).orElse(clean)
                : clean;
        if (done.finished()) {
            counter.finished(workspace, held.known().wave());
        }
        return done;
    }

    private static Steps after(
            Questionnaire asked, Ballot before, Questionnaire.Page page, Map<String, Answer> answers) {
        Map<String, Answer> all = new HashMap<>(before.answers());
        page.items().forEach(item -> all.remove(item.id()));
        all.putAll(answers);
        Set<String> pages = new HashSet<>(before.pages());
        pages.add(page.id());
        return Steps.of(asked, all, pages);
    }

    private Ballot saveAnonymous(Workspace workspace, Held held, BallotStore.PageSaved page) {
        String wave = held.known().wave().id();
        return new AnonymousAnswers(workspace, wave)
                .save(held.secret(), page, held.known().snapshot().questionnaire())
                .orElseThrow(() -> refusals.ofAnonymousWrite(workspace, wave));
    }

    /** The moment of an answer as it is kept: no finer than an hour. */
    static Date hour(Workspace workspace) {
        Instant now = workspace.clock().instant();
        return Date.from(now.truncatedTo(ChronoUnit.HOURS));
    }
}
