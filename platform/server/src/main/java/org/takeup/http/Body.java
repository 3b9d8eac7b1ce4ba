package org.takeup.http;

import java.util.Set;

/** What a route accepts as a body, and how much of it. More is refused with 413 before it is read. */
public sealed interface Body {
    /** Largest accepted body in bytes. */
    long mostBytes();

    /** No body. */
    record None() implements Body {
        @Override
        public long mostBytes() {
            return 0;
        }
    }

    /**
     * A form of a page.
     *
     * @param parts whether it may also come in parts, as multipart/form-data; files in it are passed over
     */
    record Form(long mostBytes, boolean parts) implements Body {
        /** As browsers send one without files. */
        public Form(long mostBytes) {
            this(mostBytes, false);
        }
    }

    /** A JSON document. */
    record Json(long mostBytes) implements Body {}

    /** A JSON document under SCIM's media type or JSON's own. Members that nobody knows are left out, not refused. */
    record Scim(long mostBytes) implements Body {}

    /**
     * A multipart form with one file, which is written to disk while it comes in.
     *
     * @param types accepted file name endings, lower case with the dot
     */
    record Upload(long mostBytes, Set<String> types) implements Body {
        public Upload {
            types = Set.copyOf(types);
        }
    }

    long SMALL = 64 * 1024;
}
