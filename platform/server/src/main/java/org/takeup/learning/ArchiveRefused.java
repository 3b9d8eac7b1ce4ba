package org.takeup.learning;

import java.util.List;
import org.takeup.http.Problem;

/** An uploaded file that is no archive we would open. Says what, where and what to do. */
final class ArchiveRefused extends Problem {
    private static final long serialVersionUID = 1;

    ArchiveRefused(String what, String remedy) {
        super(422, "archive-refused", what, remedy, List.of(new Field("file", what + " " + remedy)));
    }
}
