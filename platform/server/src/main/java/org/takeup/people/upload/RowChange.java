package org.takeup.people.upload;

import java.util.Locale;
import java.util.Optional;
import org.takeup.people.FileEntry;

/**
 * What a file changes of one person.
 *
 * @param number from 1, in the order of the file
 * @param before what the last file said of them, if it named them
 * @param person their id in the directory, if the last file named them
 */
public record RowChange(long number, Kind kind, FileEntry after, Optional<FileEntry> before, Optional<String> person) {
    /** What becomes of the person. */
    public enum Kind {
        ADDED,
        CHANGED,
        LEFT;

        /** How it is written in the API and in the store. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
