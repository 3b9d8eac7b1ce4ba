package org.takeup.question;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.http.Problem;
import org.takeup.survey.words.ThemeTally;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/** What is published: searched, read, rated, and found while somebody types. Thread-safe; calls block on the store. */
final class Faq {
    static final int PAGE = 50;
    private static final int LONGEST_SEARCH = 1_000;
    private static final int MOST_SIMILAR = 5;
    private static final int MOST_LISTED = 100;
    /** Below this two questions have a common word or two by chance. */
    static final double SIMILAR = 0.3;

    private static final double FOUND = 0.05;
    /** Whoever finds more has searched for too little. */
    private static final int MOST_FOUND = 500;

    private final FaqIndex index = new FaqIndex();

    FaqIndex.Held held(Workspace workspace) {
        return index.of(workspace);
    }

    /** What the index found. @param stems that were looked for and are there */
    private record Match(String id, String language, double score, Set<String> stems) {}

    /** The language of a text, by its small words. @param otherwise where none is */
    static String language(String text, String otherwise) {
        return ThemeTally.language(text, otherwise);
    }

    /** Published questions like this one, in its own language, the most alike first. */
    List<Similar> similar(Workspace workspace, String text, String reader) {
        String asked = shortened(Cleaned.of(text));
        String language = language(asked, reader);
        FaqIndex.Held held = held(workspace);
        TermIndex questions = held.questions().get(language);
        return questions == null
                ? List.of()
                : shown(workspace, matches(language, questions.search(asked, MOST_SIMILAR, SIMILAR)));
    }

    private static List<Match> matches(String language, List<TermIndex.Hit> hits) {
        return hits.stream()
                .map(hit -> new Match(hit.id(), language, hit.score(), hit.stems()))
                .toList();
    }

    /** With their words as they are now; what was withdrawn meanwhile is left out. */
    private static List<Similar> shown(Workspace workspace, List<Match> matches) {
        Map<String, Question> full = new QuestionStore(workspace)
                .byId(matches.stream().map(Match::id).toList());
        var shown = new ArrayList<Similar>();
        for (Match match : matches) {
            Optional<Question> question = Optional.ofNullable(full.get(match.id()));
            Optional<Question.Wording> wording = question.flatMap(Question::faq)
                    .flatMap(faq -> Optional.ofNullable(faq.texts().get(match.language())));
            if (question.isPresent() && wording.isPresent()) {
                shown.add(new Similar(
                        question.get(),
                        match.language(),
                        match.score(),
                        Marked.in(wording.get().question(), match.language(), match.stems()),
                        wording.get().answer()));
            }
        }
        return shown;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_SEARCH ? text : text.substring(0, LONGEST_SEARCH);
    }

    /** A part of what is published. @param next what {@code after} is for the part behind it */
    record Part(List<Similar> entries, Optional<String> next) {}

    /**
     * What is published, the latest first, or the best found first.
     *
     * @param search words to look for in questions, categories and answers; empty for all
     * @param category one of {@link FaqIndex.Held#categories()}; empty for all
     * @param after id of the last one of the part before
     */
    Part list(Workspace workspace, String search, String category, Optional<String> after, String reader) {
        FaqIndex.Held held = held(workspace);
        List<Match> all = search.isBlank() ? all(held, reader) : found(held, Cleaned.of(search), reader);
        List<Match> fitting = category.isEmpty()
                ? all
                : all.stream()
                        .filter(each -> held.find(each.id())
                                .filter(entry -> entry.categories().contains(category))
                                .isPresent())
                        .toList();
        int from = after.map(id -> place(fitting, id)).orElse(0);
        List<Match> part = fitting.stream().skip(from).limit(PAGE).toList();
        boolean more = from + PAGE < fitting.size();
        return new Part(
                shown(workspace, part), more ? Optional.of(part.getLast().id()) : Optional.empty());
    }

    private static int place(List<Match> all, String id) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(id)) {
                return i + 1;
            }
        }
        return 0;
    }

    private static List<Match> all(FaqIndex.Held held, String reader) {
        return held.entries().stream()
                .map(entry -> new Match(entry.id(), entry.in(reader), 0, Set.of()))
                .toList();
    }

    /** In the reader's language first, then in the others. */
    private static List<Match> found(FaqIndex.Held held, String search, String reader) {
        var found = new ArrayList<Match>();
        var there = new HashSet<String>();
        held.everything().entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, TermIndex> each) ->
                                !each.getKey().equals(reader))
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(each ->
                        matches(each.getKey(), each.getValue().search(shortened(search), MOST_FOUND, FOUND)).stream()
                                .filter(match -> there.add(match.id()))
                                .forEach(found::add));
        return found;
    }

    /** @throws Problem not found, also for what is not published */
    Question entry(Workspace workspace, String id) {
        return new QuestionStore(workspace)
                .find(id)
                .filter(question -> question.faq().isPresent())
                .orElseThrow(Problem::notFound);
    }

    void viewed(Workspace workspace, String id) {
        new QuestionStore(workspace).viewed(id);
    }

    /** What somebody said last about an answer. */
    Optional<Boolean> mark(Workspace workspace, String id, Caller caller) {
        return new MarkStore(workspace).of(id, caller.personId());
    }

    /** Says whether an answer helped; whoever says it again changes what they said. */
    void rate(Workspace workspace, String id, Caller caller, boolean helped) {
        entry(workspace, id);
        var marks = new MarkStore(workspace);
        marks.put(id, caller.personId(), helped);
        new QuestionStore(workspace).rated(id, marks.count(id, true), marks.count(id, false));
    }

    /** Open questions that everybody may read, the latest first. */
    List<Question> open(Workspace workspace) {
        return new QuestionStore(workspace)
                .listed(MOST_LISTED).stream()
                        .filter(question -> question.state().open())
                        .toList();
    }

    /** Ids of those of these questions that somebody asked or said "me too" to. */
    Set<String> waitedFor(Workspace workspace, Caller caller, List<Question> questions) {
        return new AskerStore(workspace)
                .waitedFor(questions.stream().map(Question::id).toList(), caller.personId());
    }

    /**
     * Says "me too" to an open question, or takes it back.
     *
     * @throws Problem not found, also for what is not open to everybody
     */
    void vote(Workspace workspace, String id, Caller caller, boolean yes) {
        var store = new QuestionStore(workspace);
        Question question = store.find(id)
                .filter(each -> each.listed() && each.state().open())
                .orElseThrow(Problem::notFound);
        var askers = new AskerStore(workspace);
        if (yes) {
            var _ = askers.add(new Asker(
                    id,
                    caller.personId(),
                    Asker.Kind.VOTED,
                    false,
                    false,
                    Asking.order(workspace.clock().instant(), id)));
        } else {
            askers.unvote(id, caller.personId());
        }
        Asking.count(store, askers, question.id());
    }
}
