package org.takeup.plugin.api.survey;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.takeup.plugin.api.LocalizedText;

/**
 * What is asked, page by page.
 *
 * @param version SemVer of the wording; waves keep the version they were opened with
 * @param pages at least one
 * @param shownIf by the id of an item or a page, when it is shown; what is not in here is always shown. A condition looks at
 *     items of earlier pages only. An item that is not shown has no answer, and a page without shown items is passed over.
 *     Since 1.2
 */
public record Questionnaire(String version, List<Page> pages, Map<String, Condition> shownIf) {
    public Questionnaire {
        pages = List.copyOf(pages);
        shownIf = Map.copyOf(shownIf);
    }

    /** A questionnaire of which everybody is asked everything. */
    public Questionnaire(String version, List<Page> pages) {
        this(version, pages, Map.of());
    }

    /** All items in the order in which they are asked. */
    public Stream<Item> items() {
        return pages.stream().flatMap(page -> page.items().stream());
    }

    /** The item with this id. */
    public Optional<Item> item(String id) {
        return items().filter(item -> item.id().equals(id)).findFirst();
    }

    /**
     * One screen.
     *
     * @param id stable within the questionnaire
     * @param title the page's heading; answers of earlier pages can stand in it as in {@link Item#text()}
     * @param items asked on this page, at least one
     */
    public record Page(String id, LocalizedText title, List<Item> items) {
        public Page {
            items = List.copyOf(items);
        }
    }
}
