package org.takeup.learning;

import org.takeup.http.Problem;

/** Another import of this workspace is under way. */
final class ImportRunning extends Problem {
    private static final long serialVersionUID = 1;

    ImportRunning(String importId) {
        super(
                409,
                "import-running",
                "Another import is running.",
                "Wait until it has finished, or cancel it; its page is /learning/imports/" + importId + ".");
    }
}
