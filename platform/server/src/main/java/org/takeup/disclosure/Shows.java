package org.takeup.disclosure;

import java.util.Map;
import org.takeup.tenant.Workspace;

/** Something that shows figures of groups: steps of plans, or pilots. Called on any thread; calls block on the store. */
public interface Shows {
    /** Everything that is shown already, by its id, for a workspace whose ledger is begun now. */
    Map<String, Compared> already(Workspace workspace);

    /** Who is compared in one of them, as far as they are still here, with their days; nobody if it is gone. */
    Compared compared(Workspace workspace, String id);

    /** How people call it, in the middle of a sentence. */
    String name(Workspace workspace, String id);
}
