package org.takeup.question;

import java.util.Collection;
import java.util.Set;
import org.takeup.tenant.Workspace;

/** Where an answer lands for those who would rather find it inside the product than in a mail. Thread-safe; may block. */
public interface Inboxes {
    /** Nobody has an inbox: everybody gets a mail. */
    Inboxes NONE = new Inboxes() {
        @Override
        public Set<String> preferred(Workspace workspace, Collection<String> personIds) {
            return Set.of();
        }

        @Override
        public void put(Workspace workspace, Note note) {
            // Nobody is told here.
        }
    };

    /** Those of these people who want to be told in their inbox before they want a mail. At most a few hundred at a time. */
    Set<String> preferred(Workspace workspace, Collection<String> personIds);

    /** Puts it there, once: the second time with the same key nothing happens. */
    void put(Workspace workspace, Note note);

    /**
     * What is put there.
     *
     * @param key unique within the workspace
     * @param link a path of the workspace
     */
    record Note(String key, String personId, String subject, String words, String link) {}
}
