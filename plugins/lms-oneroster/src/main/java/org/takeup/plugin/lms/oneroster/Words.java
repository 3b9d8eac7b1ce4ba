package org.takeup.plugin.lms.oneroster;

import java.util.Map;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.Finding.Severity;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.Texts;

/** What the connector says, from its text files. */
final class Words {
    private static final Texts TEXTS = Texts.beside(Words.class, "texts", "en", "de", "fr", "es");

    private Words() {}

    static LocalizedText text(String key, Map<String, ?> values) {
        return TEXTS.text(key, values);
    }

    static LocalizedText text(String key) {
        return TEXTS.text(key);
    }

    static Finding error(String where, String key, Map<String, ?> values) {
        return new Finding(Severity.ERROR, where, text(key, values));
    }

    static Finding warning(String where, String key, Map<String, ?> values) {
        return new Finding(Severity.WARNING, where, text(key, values));
    }
}
