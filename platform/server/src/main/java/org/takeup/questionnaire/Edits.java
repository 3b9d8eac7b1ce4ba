package org.takeup.questionnaire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.takeup.http.Problem;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.questionnaire.format.Format;

/**
 * What an editor does to a questionnaire, step by step. Each step takes one and gives the changed one. Conditions and texts that
 * look at what was deleted stay as they are and are found by {@link Checks}. All throw {@link Problem} not found for what is
 * not there, and with status 422 beyond a limit of the format.
 */
final class Edits {
    private Edits() {}

    static OwnQuestionnaire addPage(OwnQuestionnaire own, LocalizedText title) {
        List<Questionnaire.Page> pages = new ArrayList<>(own.asked().pages());
        if (pages.size() >= Format.MOST_PAGES) {
            throw Problem.invalid(
                    "title", "There are " + Format.MOST_PAGES + " pages, which is as many as there can be.");
        }
        pages.add(new Questionnaire.Page(Ids.fresh(own, title, "page"), title, List.of()));
        return with(own, pages, own.asked().shownIf());
    }

    static OwnQuestionnaire page(OwnQuestionnaire own, String id, LocalizedText title, Optional<Condition> shownIf) {
        return with(
                own,
                changed(own, id, page -> new Questionnaire.Page(id, title, page.items())),
                conditions(own, id, shownIf));
    }

    static OwnQuestionnaire movePage(OwnQuestionnaire own, String id, boolean down) {
        List<Questionnaire.Page> pages = new ArrayList<>(own.asked().pages());
        int from = pages.indexOf(findPage(own, id));
        int to = from + (down ? 1 : -1);
        if (to >= 0 && to < pages.size()) {
            Collections.swap(pages, from, to);
        }
        return with(own, pages, own.asked().shownIf());
    }

    static OwnQuestionnaire deletePage(OwnQuestionnaire own, String id) {
        Questionnaire.Page page = findPage(own, id);
        Set<String> gone = new HashSet<>(Set.of(id));
        page.items().forEach(item -> gone.add(item.id()));
        return without(
                own,
                own.asked().pages().stream()
                        .filter(each -> !each.id().equals(id))
                        .toList(),
                gone);
    }

    static OwnQuestionnaire addItem(OwnQuestionnaire own, String page, Item item) {
        if (own.asked().items().count() >= Format.MOST_ITEMS) {
            throw Problem.invalid(
                    "text", "There are " + Format.MOST_ITEMS + " questions, which is as many as there can be.");
        }
        return with(
                own,
                changed(own, page, each -> {
                    List<Item> items = new ArrayList<>(each.items());
                    items.add(item);
                    return new Questionnaire.Page(each.id(), each.title(), items);
                }),
                own.asked().shownIf());
    }

    /** One more statement right behind this one, on the same scale and about the same. */
    static OwnQuestionnaire addRow(OwnQuestionnaire own, String after, LocalizedText text) {
        if (!(findItem(own, after) instanceof Item.Rating rating)) {
            throw Problem.notFound();
        }
        var row = new Item.Rating(
                Ids.fresh(own, text, "statement"),
                text,
                rating.required(),
                rating.scale(),
                rating.notApplicable(),
                rating.about());
        OwnQuestionnaire added = addItem(own, pageOf(own, after).id(), row);
        return with(
                added,
                changed(added, pageOf(own, after).id(), page -> {
                    List<Item> items = new ArrayList<>(page.items());
                    items.add(items.indexOf(rating) + 1, items.removeLast());
                    return new Questionnaire.Page(page.id(), page.title(), items);
                }),
                added.asked().shownIf());
    }

    /** The question with the same id becomes this one. What a matrix's statements have in common changes for all of them. */
    static OwnQuestionnaire item(OwnQuestionnaire own, Item item, Optional<Condition> shownIf) {
        Item before = findItem(own, item.id());
        String page = pageOf(own, item.id()).id();
        return with(
                own,
                changed(
                        own,
                        page,
                        each -> new Questionnaire.Page(each.id(), each.title(), replaced(each.items(), before, item))),
                conditions(own, item.id(), shownIf));
    }

    private static List<Item> replaced(List<Item> items, Item before, Item after) {
        List<Item> all = new ArrayList<>(items);
        int at = all.indexOf(before);
        all.set(at, after);
        if (before instanceof Item.Rating was && was.about().isPresent() && after instanceof Item.Rating is) {
            for (int step : new int[] {-1, 1}) {
                for (int i = at + step; i >= 0 && i < all.size() && together(was, all.get(i)); i += step) {
                    Item.Rating other = (Item.Rating) all.get(i);
                    all.set(
                            i,
                            new Item.Rating(
                                    other.id(),
                                    other.text(),
                                    other.required(),
                                    is.scale(),
                                    is.notApplicable(),
                                    is.about()));
                }
            }
        }
        return all;
    }

    private static boolean together(Item.Rating one, Item other) {
        return other instanceof Item.Rating rating
                && rating.about().equals(one.about())
                && rating.scale().equals(one.scale())
                && rating.notApplicable() == one.notApplicable();
    }

    /** Within its page, or from its edge to the page beside it. */
    static OwnQuestionnaire moveItem(OwnQuestionnaire own, String id, boolean down) {
        Item item = findItem(own, id);
        List<Questionnaire.Page> pages = new ArrayList<>(own.asked().pages());
        int at = pages.indexOf(pageOf(own, id));
        List<Item> items = new ArrayList<>(pages.get(at).items());
        int from = items.indexOf(item);
        int to = from + (down ? 1 : -1);
        if (to >= 0 && to < items.size()) {
            Collections.swap(items, from, to);
            pages.set(at, withItems(pages.get(at), items));
        } else if (down ? at + 1 < pages.size() : at > 0) {
            int beside = at + (down ? 1 : -1);
            items.remove(from);
            List<Item> others = new ArrayList<>(pages.get(beside).items());
            others.add(down ? 0 : others.size(), item);
            pages.set(at, withItems(pages.get(at), items));
            pages.set(beside, withItems(pages.get(beside), others));
        }
        return with(own, pages, own.asked().shownIf());
    }

    static OwnQuestionnaire deleteItem(OwnQuestionnaire own, String id) {
        String page = pageOf(own, id).id();
        return without(
                own,
                changed(
                        own,
                        page,
                        each -> withItems(
                                each,
                                each.items().stream()
                                        .filter(item -> !item.id().equals(id))
                                        .toList())),
                Set.of(id));
    }

    /** The scale with the same id becomes this one, or it is added. */
    static OwnQuestionnaire scale(OwnQuestionnaire own, ScoringModel.Scale scale) {
        List<ScoringModel.Scale> scales = new ArrayList<>(own.scoring().scales());
        int at = scales.stream().map(ScoringModel.Scale::id).toList().indexOf(scale.id());
        if (at >= 0) {
            scales.set(at, scale);
        } else if (scales.size() >= Format.MOST_SCALES) {
            throw Problem.invalid(
                    "name", "There are " + Format.MOST_SCALES + " scales, which is as many as there can be.");
        } else {
            scales.add(scale);
        }
        return own.scoredBy(scales);
    }

    static OwnQuestionnaire deleteScale(OwnQuestionnaire own, String id) {
        findScale(own, id);
        return own.scoredBy(own.scoring().scales().stream()
                .filter(scale -> !scale.id().equals(id))
                .toList());
    }

    static Questionnaire.Page findPage(OwnQuestionnaire own, String id) {
        return own.asked().pages().stream()
                .filter(page -> page.id().equals(id))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    static Item findItem(OwnQuestionnaire own, String id) {
        return own.asked().item(id).orElseThrow(Problem::notFound);
    }

    static ScoringModel.Scale findScale(OwnQuestionnaire own, String id) {
        return own.scoring().scales().stream()
                .filter(scale -> scale.id().equals(id))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    /** The page on which this question stands. */
    static Questionnaire.Page pageOf(OwnQuestionnaire own, String item) {
        return own.asked().pages().stream()
                .filter(page -> page.items().stream().anyMatch(each -> each.id().equals(item)))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private static Questionnaire.Page withItems(Questionnaire.Page page, List<Item> items) {
        return new Questionnaire.Page(page.id(), page.title(), items);
    }

    private static List<Questionnaire.Page> changed(
            OwnQuestionnaire own, String id, UnaryOperator<Questionnaire.Page> change) {
        findPage(own, id);
        return own.asked().pages().stream()
                .map(page -> page.id().equals(id) ? change.apply(page) : page)
                .toList();
    }

    private static Map<String, Condition> conditions(OwnQuestionnaire own, String id, Optional<Condition> shownIf) {
        Map<String, Condition> conditions = new HashMap<>(own.asked().shownIf());
        conditions.remove(id);
        shownIf.ifPresent(condition -> conditions.put(id, condition));
        return conditions;
    }

    private static OwnQuestionnaire with(
            OwnQuestionnaire own, List<Questionnaire.Page> pages, Map<String, Condition> shownIf) {
        return own.asking(new Questionnaire(own.asked().version(), pages, shownIf));
    }

    /** What is gone counts in no scale any more. */
    private static OwnQuestionnaire without(OwnQuestionnaire own, List<Questionnaire.Page> pages, Set<String> gone) {
        Map<String, Condition> conditions = new HashMap<>(own.asked().shownIf());
        conditions.keySet().removeAll(gone);
        return with(own, pages, conditions)
                .scoredBy(own.scoring().scales().stream()
                        .map(scale -> {
                            List<ScoringModel.ItemRef> left = scale.items().stream()
                                    .filter(ref -> !gone.contains(ref.itemId()))
                                    .toList();
                            return new ScoringModel.Scale(
                                    scale.id(),
                                    scale.name(),
                                    scale.meaning(),
                                    left,
                                    Math.max(1, Math.min(scale.minAnswered(), left.size())),
                                    scale.index(),
                                    scale.within(),
                                    scale.range());
                        })
                        .toList());
    }
}
