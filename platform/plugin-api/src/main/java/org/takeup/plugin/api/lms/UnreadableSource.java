package org.takeup.plugin.api.lms;

import java.util.Locale;
import org.takeup.plugin.api.LocalizedText;

/** Nothing (more) can be read. The message says what, where and what to do; it is shown to the tenant as it is. */
public final class UnreadableSource extends Exception {
    private static final long serialVersionUID = 1;

    private final transient LocalizedText text;

    /** A reason that is told in English only. */
    public UnreadableSource(String message) {
        this(LocalizedText.english(message));
    }

    /** A reason in all languages of the plugin; {@link #getMessage} is the English one. */
    public UnreadableSource(LocalizedText text) {
        super(text.in(Locale.ENGLISH));
        this.text = text;
    }

    /** What is shown, in all languages there are. */
    public LocalizedText text() {
        return text;
    }
}
