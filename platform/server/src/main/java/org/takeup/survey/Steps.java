package org.takeup.survey;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.asking.Shown;

/**
 * How far somebody is, by what their answers show them. Pages have the numbers that they have in the whole questionnaire, from
 * 0, so an address stays that of its page whatever is shown.
 *
 * @param saved ids of the pages that are saved
 */
record Steps(Questionnaire asked, Shown shown, Set<String> saved) {
    static Steps of(Questionnaire asked, Map<String, Answer> answers, Set<String> saved) {
        return new Steps(asked, Shown.of(asked, answers), saved);
    }

    static Steps of(Questionnaire asked, Ballot ballot) {
        return of(asked, ballot.answers(), ballot.pages());
    }

    /** Whether every shown page is saved. */
    boolean isComplete() {
        return shown.pages().stream().allMatch(page -> saved.contains(page.id()));
    }

    boolean isShown(int page) {
        return shown.page(id(page)).isPresent();
    }

    /** The page to go on at: the first shown one that is not saved, or else the last, on which one finishes. */
    int next() {
        return shownPages()
                .filter(page -> !saved.contains(id(page)))
                .findFirst()
                .orElseGet(() -> shownPages().max().orElse(0));
    }

    /** The shown page before this one. */
    OptionalInt before(int page) {
        return shownPages().filter(each -> each < page).max();
    }

    /** The shown page after this one. */
    OptionalInt after(int page) {
        return shownPages().filter(each -> each > page).findFirst();
    }

    /** Which of the shown pages this is, from 1. */
    int place(int page) {
        return (int) shownPages().filter(each -> each <= page).count();
    }

    int pages() {
        return shown.pages().size();
    }

    /** Items that have an answer and are not asked. */
    List<String> strays(Map<String, Answer> answers) {
        return answers.keySet().stream()
                .filter(item -> !shown.answers().containsKey(item))
                .sorted()
                .toList();
    }

    /** What is left empty once this page is saved with these answers: on the page, and wherever one is not asked any more. */
    List<String> gone(Questionnaire.Page page, Map<String, Answer> before, Map<String, Answer> answers) {
        return java.util.stream.Stream.concat(
                        page.items().stream().map(Item::id).filter(item -> !answers.containsKey(item)),
                        strays(before).stream().filter(item -> !answers.containsKey(item)))
                .distinct()
                .toList();
    }

    Progress progress(boolean finished) {
        int done = (int)
                shown.pages().stream().filter(page -> saved.contains(page.id())).count();
        return new Progress(done, pages(), finished);
    }

    private IntStream shownPages() {
        return IntStream.range(0, asked.pages().size()).filter(this::isShown);
    }

    private String id(int page) {
        return asked.pages().get(page).id();
    }
}
