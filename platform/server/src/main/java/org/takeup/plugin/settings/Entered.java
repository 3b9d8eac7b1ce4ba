package org.takeup.plugin.settings;

import java.util.Map;
import java.util.Set;

/**
 * What somebody sends for a plugin's settings. It is the whole: a value that is not in it is taken away. Secrets are the
 * exception, because nobody can send again what nobody is shown: one that is not in it stays, unless it is cleared.
 *
 * @param values by name; a blank one counts as not sent
 * @param secrets by name, in the clear; a blank one stays as it is
 * @param cleared names of secrets to forget
 */
public record Entered(Map<String, String> values, Map<String, String> secrets, Set<String> cleared) {
    public Entered {
        values = Map.copyOf(values);
        secrets = Map.copyOf(secrets);
        cleared = Set.copyOf(cleared);
    }

    /** Names what there is and shows none of it. */
    @Override
    public String toString() {
        return "Entered" + values.keySet() + secrets.keySet() + cleared;
    }
}
