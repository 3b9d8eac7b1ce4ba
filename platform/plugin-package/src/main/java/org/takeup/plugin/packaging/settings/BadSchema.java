package org.takeup.plugin.packaging.settings;

/** A settings schema that cannot be used. The message says what is wrong, where, and what to do. */
public final class BadSchema extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String pointer;
    private final String what;
    private final String remedy;

    /** @param pointer JSON pointer (RFC 6901) of the place, empty for the whole document */
    BadSchema(String pointer, String what, String remedy) {
        super(
                "settings.schema.json " + (pointer.isEmpty() ? "" : "at " + pointer + " ") + what + ". " + remedy,
                null,
                false,
                false);
        this.pointer = pointer;
        this.what = what;
        this.remedy = remedy;
    }

    /** Where, as a JSON pointer; empty for the whole document. */
    public String pointer() {
        return pointer;
    }

    /** What is wrong, to follow the file's name. */
    public String what() {
        return what;
    }

    /** What to do. */
    public String remedy() {
        return remedy;
    }
}
