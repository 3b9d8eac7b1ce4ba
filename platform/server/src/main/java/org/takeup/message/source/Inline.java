package org.takeup.message.source;

import java.util.List;
import java.util.Optional;

/** A piece of a line. */
public sealed interface Inline {
    /** Letters, as people read them. */
    record Text(String text) implements Inline {}

    /** What is said with weight. @param parts texts and values only */
    record Strong(List<Inline> parts) implements Inline {
        public Strong {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A link.
     *
     * @param label texts and values only
     * @param address https; empty for the link of the message, {@code {{link}}}
     */
    record Link(List<Inline> label, Optional<String> address) implements Inline {
        public Link {
            label = List.copyOf(label);
        }
    }

    /** A place where something of the recipient stands. @param otherwise what stands there if nothing is known, if the writer says so */
    record Value(Variable variable, Optional<String> otherwise) implements Inline {}

    /** The end of a line within a paragraph. */
    record Break() implements Inline {}
}
