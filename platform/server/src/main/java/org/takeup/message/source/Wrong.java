package org.takeup.message.source;

/** A text that is not taken: where, and what to write instead. */
public final class Wrong extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;
    private final String what;

    /** @param line from 1 @param column from 1, in characters as people count them @param what is wrong and what to write instead */
    Wrong(int line, int column, String what) {
        super("Line " + line + ", column " + column + ": " + what, null, false, false);
        this.line = line;
        this.column = column;
        this.what = what;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    /** What is wrong and what to write instead, without the place. */
    public String what() {
        return what;
    }

    /** The whole sentence for the writer. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
