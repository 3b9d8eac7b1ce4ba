package org.takeup.message.source;

import java.util.List;

/** A part of a text with space around it. */
public sealed interface Block {
    /** Lines of text. */
    record Paragraph(List<Inline> parts) implements Block {
        public Paragraph {
            parts = List.copyOf(parts);
        }
    }

    /** A list. */
    record Points(boolean numbered, List<List<Inline>> items) implements Block {
        public Points {
            items = items.stream().map(List::copyOf).toList();
        }
    }
}
