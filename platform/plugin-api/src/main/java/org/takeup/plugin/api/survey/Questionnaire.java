package org.takeup.plugin.api.survey;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.takeup.plugin.api.LocalizedText;

/**
 * What is asked, page by page.
 *
 * @param version SemVer of the wording; waves keep the version they were opened with
 * @param pages at least one
 */
public record Questionnaire(String version, List<Page> pages) {
    public Questionnaire {
        pages = List.copyOf(pages);
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
     * @param title the page's heading
     * @param items asked on this page, at least one
     */
    public record Page(String id, LocalizedText title, List<Item> items) {
        public Page {
            items = List.copyOf(items);
        }
    }
}
