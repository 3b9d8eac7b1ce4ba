package org.takeup.demo.journey;

import java.util.List;
import java.util.Map;
import org.takeup.demo.Company;

/** A questionnaire that Northbank writes, made when somebody first looks for it. */
final class Editor {
    private static final String HOME = "/w/" + Company.NORTHBANK.alias();
    private static final String TITLE = "How the new ones fare";

    private Editor() {}

    /** The address of one of its pages. @param rest behind the questionnaire's own, such as {@code /preview} */
    static java.util.function.Function<Window, String> at(String rest) {
        return window -> {
            window.open(HOME + "/questionnaires");
            if (!window.link(TITLE).isVisible()) {
                WorkspaceApi.of(window, HOME).post("/questionnaires", Map.of("questionnaire", file()));
                window.open(HOME + "/questionnaires");
            }
            return window.link(TITLE).getAttribute("href") + rest;
        };
    }

    private static Map<String, String> both(String english, String german) {
        return Map.of("en", english, "de", german);
    }

    /** With a translation that is missing, a condition, and a scale. */
    private static Map<String, Object> file() {
        return Map.of(
                "format", "takeup-questionnaire/1",
                "title", both(TITLE, "Wie es den Neuen geht"),
                "purpose", both("What helps in the first weeks", "Was in den ersten Wochen hilft"),
                "minutes", 3,
                "languages", List.of("de", "en"),
                "pages",
                        List.of(
                                Map.of("id", "weeks", "title", both("Weeks", "Wochen"), "items", List.of(matrix())),
                                Map.of("id", "more", "title", both("More", "Mehr"), "items", List.of(choice()))),
                "scales",
                        List.of(Map.of(
                                "id", "start",
                                "name", both("A good start", "Ein guter Anfang"),
                                "meaning", both("People found their feet", "Menschen sind angekommen"),
                                "items", List.of("pace", Map.of("item", "lost", "reverse", true)))));
    }

    private static Map<String, Object> matrix() {
        return Map.of(
                "kind", "matrix",
                "about", both("In my first weeks", "In meinen ersten Wochen"),
                "points", List.of(both("never", "nie"), both("seldom", "selten"), both("often", "oft")),
                "rows",
                        List.of(
                                Map.of("id", "pace", "text", both("I could follow.", "konnte ich folgen.")),
                                Map.of("id", "lost", "text", Map.of("de", "fühlte ich mich verloren."))));
    }

    private static Map<String, Object> choice() {
        return Map.of(
                "id", "helped",
                "kind", "multiple",
                "text", both("What helped?", "Was hat geholfen?"),
                "choices",
                        List.of(
                                Map.of("id", "people", "label", both("People", "Menschen")),
                                Map.of("id", "course", "label", both("A course", "Ein Kurs"))),
                "showIf", Map.of("item", "pace", "atMost", 2));
    }
}
