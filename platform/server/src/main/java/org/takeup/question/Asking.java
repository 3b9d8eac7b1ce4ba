package org.takeup.question;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.takeup.http.DailyLimit;
import org.takeup.http.Problem;
import org.takeup.survey.WorkingDays;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/** Asks questions, and shows people what became of theirs. Thread-safe; calls block on the store. */
final class Asking {
    static final int SHORTEST = 10;
    static final int LONGEST = 1_000;
    /** Working days until a question is due, unless the team says otherwise. */
    static final int DAYS = 3;
    /** Questions that one person can ask. */
    static final DailyLimit A_DAY = new DailyLimit(
            20,
            "too-many-questions",
            "You have asked {most} questions within a day.",
            "Ask the next one tomorrow. What you have asked is being answered.");

    private static final int MOST_SHOWN = 100;
    private static final int FURTHEST = 20;

    /**
     * What somebody asks.
     *
     * @param named whether everybody may know that it was them
     * @param from code of the page or mail where it came up; what is no code counts as empty
     * @param once tells a second sending of the same form from a second question
     */
    record Wish(String text, boolean named, String from, String once) {}

    /** A question that somebody waits for, as they see it. @param text in the words in which they asked */
    record Mine(String text, boolean asked, Question question) {}

    /** Sorts by moment; the id tells apart what came at once. */
    static String order(Instant at, String id) {
        return String.format(Locale.ROOT, "%015d%s", at.toEpochMilli(), id);
    }

    /** A code such as {@code my-surveys}; anything else counts as none. */
    static String code(String from) {
        return from.matches("[a-z0-9-]{1,40}") ? from : "";
    }

    /** What is wrong with a text, as a key of the words: {@code short}, {@code long}, or nothing. */
    static Optional<String> fault(String clean) {
        if (Cleaned.length(clean) < SHORTEST || clean.codePoints().noneMatch(Character::isLetter)) {
            return Optional.of("short");
        }
        return Cleaned.length(clean) > LONGEST ? Optional.of("long") : Optional.empty();
    }

    /**
     * Stores a question. The same wish of the same person again changes nothing.
     *
     * @throws Problem 422 if it is too short or too long
     * @throws DailyLimit.Reached if the person has asked very much today
     */
    Question ask(Workspace workspace, Caller caller, Wish wish, String reader) {
        String text = Cleaned.of(wish.text());
        if (fault(text).isPresent()) {
            throw Problem.invalid(
                    "text", "Please ask in " + SHORTEST + " to " + LONGEST + " characters, with words in it.");
        }
        var store = new QuestionStore(workspace);
        var askers = new AskerStore(workspace);
        Instant now = workspace.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        String id = id(caller.personId(), wish.once(), text);
        Question question = store.find(id).orElseGet(() -> {
            A_DAY.refuseBeyond(now, since -> askers.countSince(caller.personId(), order(since, "")));
            return fresh(workspace, id, text, code(wish.from()), now, reader);
        });
        var _ = store.insert(question);
        boolean first =
                askers.add(new Asker(id, caller.personId(), Asker.Kind.ASKED, wish.named(), false, question.order()));
        if (first) {
            count(store, askers, id);
        }
        return question;
    }

    private static Question fresh(
            Workspace workspace, String id, String text, String from, Instant now, String reader) {
        LocalDate due = WorkingDays.after(workspace.today(), DAYS);
        return new Question(
                id,
                order(now, id),
                text,
                Faq.language(text, reader),
                from,
                now,
                Question.State.NEW,
                "",
                due,
                false,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                new Question.Use(0, 0, 0),
                1);
    }

    private static String id(String person, String once, String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", person, once, text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Counts anew who waits, so that a run that was broken off is made good by the next one. */
    static void count(QuestionStore store, AskerStore askers, String id) {
        store.counted(id, askers.count(id, Asker.Kind.ASKED), askers.count(id, Asker.Kind.VOTED));
    }

    /** What somebody asked or said "me too" to, the latest first, with what became of it. */
    List<Mine> mine(Workspace workspace, Caller caller) {
        var store = new QuestionStore(workspace);
        List<Asker> asked = new AskerStore(workspace)
                .of(caller.personId(), MOST_SHOWN).stream()
                        .filter(asker -> !asker.moved())
                        .toList();
        Map<String, Question> known =
                store.byId(asked.stream().map(Asker::question).toList());
        var mine = new ArrayList<Mine>();
        for (Asker asker : asked) {
            Question question = known.get(asker.question());
            if (question != null) {
                mine.add(new Mine(question.text(), asker.kind() == Asker.Kind.ASKED, end(store, question)));
            }
        }
        return mine;
    }

    /** Where a question went: itself, or the one that it was put together with. */
    static Question end(QuestionStore store, Question question) {
        Question last = question;
        for (int i = 0; last.merged() && i < FURTHEST; i++) {
            Optional<Question> next = store.find(last.mergedInto());
            if (next.isEmpty()) {
                return last;
            }
            last = next.get();
        }
        return last;
    }
}
