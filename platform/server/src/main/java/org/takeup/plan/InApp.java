package org.takeup.plan;

import org.takeup.tenant.Workspace;

/** Where something is put for a person to find inside the product. Thread-safe; may block. */
@FunctionalInterface
public interface InApp {
    /** Nobody finds anything: there is no inbox. */
    InApp NONE = (workspace, note) -> false;

    /**
     * Puts it there, once: the second time with the same key nothing happens.
     *
     * @return whether the person can find it; false if they have no inbox
     */
    boolean put(Workspace workspace, Note note);

    /**
     * What is put there.
     *
     * @param key unique within the workspace: the step, the person and the channel
     * @param reference of the step, {@code plan/step}
     */
    record Note(String key, String personId, String reference, String title, String text) {}
}
