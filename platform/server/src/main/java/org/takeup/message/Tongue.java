package org.takeup.message;

import java.util.List;
import org.takeup.http.Languages;

/** A language to choose on a page. @param name as pages in English call it */
public record Tongue(String tag, String name) {
    /** Those of the platform. */
    static List<Tongue> all() {
        return Languages.TAGS.stream()
                .map(tag -> new Tongue(tag, MessageView.language(tag)))
                .toList();
    }
}
