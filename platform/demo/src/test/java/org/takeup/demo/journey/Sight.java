package org.takeup.demo.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A page to look at.
 *
 * @param route whose page it is
 * @param reader who looks at it
 * @param path finds it in the reader's window; within the product, or a whole address
 */
record Sight(String route, Reader reader, Function<Window, String> path) {
    static Sight of(String route, Reader reader, String path) {
        return new Sight(route, reader, any -> path);
    }

    /** @return what is wrong with it */
    List<String> look(Window window) {
        String where = path.apply(window);
        int status = where.startsWith("http") ? window.go(where) : window.open(where);
        List<String> wrong = new ArrayList<>(
                Looks.at(window, "page-" + route + "-" + reader.name().toLowerCase(java.util.Locale.ROOT)));
        if (status != 200) {
            wrong.add(route + " answers " + status + " to " + reader + " at " + where);
        }
        return wrong;
    }
}
