package org.takeup.plan;

import java.util.List;
import org.takeup.http.Problem;

/** A plugin made a draft that cannot be used. Names the plugin and everything that is wrong; nothing was stored. */
public final class DraftRefused extends Problem {
    private static final long serialVersionUID = 1;

    DraftRefused(String plugin, List<Field> wrong) {
        super(
                502,
                "bad-draft",
                "The plugin " + plugin + " made a draft that cannot be used.",
                "Tell its provider what is wrong with it, or choose another builder.",
                wrong);
    }
}
