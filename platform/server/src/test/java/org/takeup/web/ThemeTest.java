package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThemeTest {
    private static final Theme.Colour WHITE = new Theme.Colour(255, 255, 255);

    @ParameterizedTest
    @ValueSource(strings = {"1d5c63", "ffffff", "000000", "ffe600", "ff0000", "7f7f7f", "767676", "e4572e"})
    void everyChosenColourGivesReadableText(String accent) {
        String css = Theme.css(Theme.Colour.parse(accent));
        assertTrue(variable(css, "on-accent").contrast(variable(css, "accent")) >= 4.5, css);
        assertTrue(variable(css, "accent-text").contrast(WHITE) >= 4.5, css);
    }

    @Test
    void contrastIsTheOneOfTheGuidelines() {
        assertEquals(21.0, WHITE.contrast(new Theme.Colour(0, 0, 0)), 1e-9);
        assertEquals(4.54, WHITE.contrast(Theme.Colour.parse("767676")), 0.01);
    }

    private static Theme.Colour variable(String css, String name) {
        Matcher matcher = Pattern.compile("--" + name + ":#([0-9a-f]{6})").matcher(css);
        assertTrue(matcher.find(), css);
        return Theme.Colour.parse(matcher.group(1));
    }
}
