package org.takeup.plugin.asking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;

/**
 * What a person with these answers is asked. A condition sees the answers of earlier pages to questions that were shown, so
 * an answer to a question that one is not asked any more has no say.
 *
 * @param pages those that are shown, each with the items that are shown on it
 * @param answers those to shown items
 */
public record Shown(List<Questionnaire.Page> pages, Map<String, Answer> answers) {
    public Shown {
        pages = List.copyOf(pages);
        answers = Map.copyOf(answers);
    }

    /** @param answers by item id; those to unknown or hidden items are left out */
    public static Shown of(Questionnaire asked, Map<String, Answer> answers) {
        var pages = new ArrayList<Questionnaire.Page>();
        var said = new HashMap<String, Answer>();
        for (Questionnaire.Page page : asked.pages()) {
            List<Item> items = isShown(asked, page.id(), said)
                    ? page.items().stream()
                            .filter(item -> isShown(asked, item.id(), said))
                            .toList()
                    : List.of();
            if (!items.isEmpty()) {
                pages.add(
                        items.size() == page.items().size()
                                ? page
                                : new Questionnaire.Page(page.id(), page.title(), items));
            }
            // After the whole page: its own items do not decide about each other.
            for (Item item : items) {
                Answer answer = answers.get(item.id());
                if (answer != null) {
                    said.put(item.id(), answer);
                }
            }
        }
        return new Shown(pages, said);
    }

    private static boolean isShown(Questionnaire asked, String id, Map<String, Answer> said) {
        Condition condition = asked.shownIf().get(id);
        return condition == null || condition.holds(said);
    }

    /** The page as it is shown, if it is. */
    public Optional<Questionnaire.Page> page(String id) {
        return pages.stream().filter(page -> page.id().equals(id)).findFirst();
    }
}
