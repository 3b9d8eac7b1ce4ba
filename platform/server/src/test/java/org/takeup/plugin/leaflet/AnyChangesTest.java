package org.takeup.plugin.leaflet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AnyChangesTest {
    @Property(tries = 500)
    void noTextIsRefusedAndNoLineIsLongerThanItMayBe(@ForAll String text) {
        for (Notes notes : ChangeReader.read("## 1.0.0\n" + text)) {
            notes.lines().forEach(line -> assertTrue(!line.isBlank() && line.length() <= 501, line));
        }
    }
}
