package org.takeup.plugin.lms.oneroster;

import java.util.Map;
import org.takeup.plugin.api.Finding;

/** A row cannot become a record. Carries the reason to the loop over the rows; cheap, since there may be many. */
final class LeftOut extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Finding why;

    LeftOut(String column, String key, Map<String, ?> values) {
        super(key, null, false, false);
        this.why = Words.error(column, key, values);
    }

    Finding why() {
        return why;
    }
}
