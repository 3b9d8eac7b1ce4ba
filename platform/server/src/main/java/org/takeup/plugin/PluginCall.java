package org.takeup.plugin;

import org.pf4j.ExtensionPoint;

/**
 * What to ask an extension. Runs on a thread of the plugin's own, never on the caller's.
 *
 * @param <R> a value: records, lists, maps, texts and numbers; never an object of the plugin's own classes
 */
@FunctionalInterface
public interface PluginCall<E extends ExtensionPoint, R> {
    /**
     * Asks. An exception of the API that is an answer and no fault, such as {@code UnreadableSource}, is best caught here
     * and returned as a value; whatever leaves this method counts as a failure of the plugin.
     */
    R on(E extension) throws Exception;
}
