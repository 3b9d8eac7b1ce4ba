package org.takeup.questionnaire.lime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.questionnaire.format.Format;
import org.takeup.questionnaire.format.Wording;

/**
 * Groups as pages. There a question can depend on one of the same group, here only on one of an earlier page: where it does, a
 * new page begins, so that branching is kept and the order is too.
 */
final class LimePages {
    private final LimeImport all;
    private final LimeQuestions questions;
    private final List<Questionnaire.Page> pages = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    /** How many questions stand on the pages that are filled. */
    private int ended;

    /** What equations and texts can name, of the page that is being filled. */
    private final Map<String, Relevance.Asked> here = new HashMap<>();

    LimePages(LimeImport all) {
        this.all = all;
        this.questions = new LimeQuestions(all);
    }

    /** @throws LimeUnreadable if there are more questions than can be taken; no more of them are looked at then */
    List<Questionnaire.Page> taken() throws LimeUnreadable {
        List<LimeSource.Group> groups = all.source().groups();
        for (int i = 0; i < groups.size(); i++) {
            group(groups.get(i), Format.MOST_PAGES - (groups.size() - i - 1));
        }
        return pages;
    }

    /** @param most how many pages there may be behind it, so that each later group has one */
    private void group(LimeSource.Group group, int most) throws LimeUnreadable {
        int before = pages.size();
        LocalizedText title = all.text("", group.names(), Wording.SHORT)
                .orElseGet(() -> new LocalizedText(Map.of(all.source().tags().getFirst(), String.valueOf(before + 1))));
        String name = title.in(Locale.forLanguageTag(all.source().tags().getFirst()));
        LimeLosses.group(all, group, name);
        Optional<Condition> condition = all.condition("", group.relevance());
        for (LimeSource.Question question : all.source().questions(group.id())) {
            if (!items.isEmpty() && pages.size() + 1 < most && looksAtThisPage(question)) {
                end(title, condition);
            }
            question(question);
            if (ended + items.size() > Format.MOST_ITEMS) {
                throw new LimeUnreadable("The survey has more than " + Format.MOST_ITEMS
                        + " questions, counting rows of arrays and fields. Divide it in LimeSurvey.");
            }
        }
        end(title, condition);
        int made = pages.size() - before;
        if (made == 0) {
            all.lose("", "The group “" + name + "”, of which nothing is left.");
        } else if (made > 1) {
            all.lose(
                    "",
                    "That the group “" + name + "” is one page; it is " + made
                            + " here, because what is asked later in it depends on answers before.");
        }
    }

    private void question(LimeSource.Question question) {
        LimeQuestions.Taken found = questions.take(question);
        items.addAll(found.items());
        here.putAll(found.asked());
        all.source()
                .alsoCalled(question, found.asked().keySet())
                .forEach((other, name) -> here.putIfAbsent(
                        other, Objects.requireNonNull(found.asked().get(name))));
        if (found.items().isEmpty()) {
            return;
        }
        Optional<Condition> whole = all.condition(question.code(), question.relevance(), here);
        for (Item item : found.items()) {
            joined(
                            whole,
                            Optional.ofNullable(found.relevance().get(item.id()))
                                    .flatMap(equation -> all.condition(question.code(), equation, here)))
                    .ifPresent(condition -> all.showIf(item.id(), condition));
        }
    }

    private static Optional<Condition> joined(Optional<Condition> one, Optional<Condition> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(new Condition.All(List.of(one.get(), other.get())))
                : one.or(() -> other);
    }

    /** Ends a page, if there is anything on it. What it asks can be named from now on. */
    private void end(LocalizedText title, Optional<Condition> condition) {
        if (!items.isEmpty()) {
            String id = all.fresh("page " + (pages.size() + 1));
            condition.ifPresent(each -> all.showIf(id, each));
            pages.add(new Questionnaire.Page(id, title, List.copyOf(items)));
            ended += items.size();
            items.clear();
        }
        all.askedBefore(here);
        here.clear();
    }

    private boolean looksAtThisPage(LimeSource.Question question) {
        List<LimeSource.Question> parts = all.source().parts(question);
        Stream<String> equations = Stream.concat(
                Stream.of(question.relevance()),
                LimeQuestions.keepsConditionsOfParts(question)
                        ? parts.stream().map(LimeSource.Question::relevance)
                        : Stream.empty());
        Stream<String> texts = Stream.of(
                        Stream.of(question.texts()),
                        parts.stream().map(LimeSource.Question::texts),
                        all.source().options(question).stream().map(LimeSource.Option::texts))
                .flatMap(each -> each)
                .flatMap(each -> each.values().stream());
        return equations.anyMatch(equation -> all.isTakenOnlyWith(here, equation))
                || texts.anyMatch(text -> LimeTexts.shows(text, code -> Optional.ofNullable(here.get(code))));
    }
}
