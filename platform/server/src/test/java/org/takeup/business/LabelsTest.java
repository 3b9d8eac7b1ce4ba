package org.takeup.business;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever is refused reads what the field is called on the page, and not what it is called in here. */
class LabelsTest {
    private static final Pattern FIELD = Pattern.compile("<(?:input|select|textarea) [^>]*name=\"(\\w+)\"");
    private static final Pattern REFUSED = Pattern.compile(
            "(?:Problem\\.invalid|new Problem\\.Field|wrong\\.add\\(new Problem\\.Field)\\(\\s*\"([\\w.]+)\"");
    private static final Set<String> HIDDEN = Set.of("csrf", "version");

    @Test
    void everyFieldOfAFormHasALabel() throws IOException {
        assertEquals(Set.of(), withoutLabel(Path.of("src/main/jte/business"), FIELD));
    }

    @Test
    void everyFieldThatIsRefusedHasALabel() throws IOException {
        assertEquals(Set.of(), withoutLabel(Path.of("src/main/java/org/takeup/business"), REFUSED));
    }

    private static Set<String> withoutLabel(Path folder, Pattern name) throws IOException {
        var found = new TreeSet<String>();
        List<Path> files;
        try (var all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            name.matcher(Files.readString(file)).results().forEach(each -> found.add(each.group(1)));
        }
        assertTrue(found.size() > 10, "hardly anything was found: " + found);
        found.removeAll(HIDDEN);
        found.removeAll(Labels.OF.keySet());
        return found;
    }
}
