package org.takeup.plugin.isolated.wire;

import org.jspecify.annotations.Nullable;

/**
 * How values of one type are written and read. Both sides make the shapes from the API's own types, so a frame says
 * values and never types: nothing outside of the allow-list has a way to be said. Immutable, thread-safe.
 */
public abstract sealed class Shape
        permits Basic, Shapes.Enumerated, Shapes.Maybe, Shapes.Many, Shapes.Mapping, Shapes.Recorded, Shapes.OneOf {
    /** Writes it, or that there is none. @throws NoValue if it does not fit */
    public final void write(Out out, @Nullable Object value) {
        out.part();
        out.flag(value != null);
        if (value != null) {
            out.deeper();
            writeThere(out, value);
            out.shallower();
        }
    }

    /** Reads what {@link #write} wrote. @throws ProtocolError if it is anything else */
    public final @Nullable Object read(In in) {
        in.part();
        if (!in.flag()) {
            return null;
        }
        in.deeper();
        Object value = readThere(in);
        in.shallower();
        return value;
    }

    abstract void writeThere(Out out, Object value);

    abstract Object readThere(In in);
}
