package org.takeup.question;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.takeup.store.RandomCode;
import org.takeup.tenant.Workspace;

/** Makes questions in each state, for tests of all routes: as the store keeps them, asked by people who are not here. */
public final class QuestionThings {
    private final Workspace workspace;

    /** What was made. @param version of {@code asked} */
    public record Made(String open, String asked, String later, String published, long version) {}

    public QuestionThings(Workspace workspace) {
        this.workspace = workspace;
    }

    /** @param route whose needs {@code asked} meets: an answer where it is to be published, something published to withdraw */
    public Made make(String slug, String route) {
        Instant now = workspace.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        String open = asked("Open question of " + slug, now.minusSeconds(60));
        var _ = new QuestionStore(workspace)
                .change(open, 1, QuestionStore.owned("", LocalDate.ofInstant(now, ZoneOffset.UTC), true));
        String asked = asked("Question of " + slug + " about courses", now.minusSeconds(30));
        String later = asked("Later question of " + slug, now);
        String published = asked("Published question of " + slug, now.minusSeconds(90));
        publish(published, slug);
        long version = 1;
        if (route.startsWith("question-publish") || route.startsWith("question-done")) {
            answer(asked, slug);
            version = 2;
        }
        if (route.startsWith("question-withdraw")) {
            publish(asked, slug);
            version = 3;
        }
        return new Made(open, asked, later, published, version);
    }

    /** A question of somebody who is not in the directory. */
    String asked(String text, Instant at) {
        String id = RandomCode.hex(12);
        var store = new QuestionStore(workspace);
        var _ = store.insert(new Question(
                id,
                Asking.order(at, id),
                text,
                "en",
                "",
                at,
                Question.State.NEW,
                "",
                LocalDate.ofInstant(at, workspace.settings().zone()).plusDays(3),
                false,
                1,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                new Question.Use(0, 0, 0),
                1));
        var _ = new AskerStore(workspace)
                .add(new Asker(id, "gone-" + id, Asker.Kind.ASKED, false, false, Asking.order(at, id)));
        return id;
    }

    private void answer(String id, String slug) {
        Instant now = workspace.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        Bson answered = QuestionStore.answered(
                new Question.Answer("Answer of " + slug, "en", 1, now, now, "", "LIX 20 (at most 50)", ""),
                Question.State.ANSWERED);
        var _ = new QuestionStore(workspace).change(id, 1, answered);
    }

    /** Answered and published, as version 3. */
    void publish(String id, String slug) {
        answer(id, slug);
        publish(
                id,
                2,
                List.of("Start"),
                Map.of("en", new Question.Wording("How does " + slug + " begin?", "Like this.")));
    }

    void publish(String id, long version, List<String> categories, Map<String, Question.Wording> texts) {
        var store = new QuestionStore(workspace);
        var _ = store.change(
                id,
                version,
                QuestionStore.published(
                        new Question.Faq(categories, texts, workspace.clock().instant())));
        store.stamped();
    }
}
