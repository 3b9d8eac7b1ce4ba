package org.takeup.plugin.api.lms;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * An uploaded archive that the platform has opened. The platform has already refused climbing paths, duplicate names and
 * too many entries, and cuts a stream off when it unpacks to more than is allowed.
 */
public interface Archive {
    /** The names of all files in it, with {@code /} between folders. */
    Set<String> names();

    /**
     * The unpacked bytes of one file. The caller closes the stream.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws IOException if the archive is damaged or a limit is reached; the message says which
     */
    InputStream open(String name) throws IOException;

    /** Unpacked bytes of one file as the archive states them, or -1 if it does not say. For progress only. */
    long size(String name);
}
