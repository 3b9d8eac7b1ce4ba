package org.takeup.plugin.packaging.settings;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.LocalizedText;

/**
 * One setting of a plugin.
 *
 * @param help one or two sentences, if there are any
 * @param preset its value as long as nobody set one
 * @param bounds what a value has to keep to
 */
public record Setting(
        String name,
        Kind kind,
        LocalizedText title,
        Optional<LocalizedText> help,
        Optional<String> preset,
        boolean required,
        Bounds bounds) {

    /** How a setting is asked and written. */
    public enum Kind {
        TEXT,
        INTEGER,
        NUMBER,
        BOOLEAN,
        CHOICE,
        LIST,
        URL,
        DATE,
        CRON,
        /** Sealed when it is stored; nobody is shown it again. */
        SECRET
    }

    /**
     * What values keep to. Lengths are of a text, or of each entry of a list, in characters.
     *
     * @param pattern found somewhere in the value, in RE2's language: its time grows with the text's length and no faster
     * @param choices of a CHOICE
     * @param mostEntries of a LIST
     */
    public record Bounds(
            @Nullable BigDecimal least,
            @Nullable BigDecimal most,
            int shortest,
            int longest,
            @Nullable Pattern pattern,
            List<String> choices,
            int mostEntries) {
        public Bounds {
            choices = List.copyOf(choices);
        }
    }

    /** Whether its value is sealed and never shown. */
    public boolean secret() {
        return kind == Kind.SECRET;
    }
}
