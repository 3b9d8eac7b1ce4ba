package org.takeup.plugin.isolated;

import java.util.concurrent.Callable;

/**
 * For whom, of which plugin and until when the guard makes a call. Bound to the thread that makes it, so that a proxy of
 * an isolated plugin can send it along without the extension points knowing of it.
 *
 * @param tenant id of the tenant
 * @param plugin id of the plugin
 * @param expires milliseconds since 1970
 */
public record CallTerms(String tenant, String plugin, long expires) {
    private static final ScopedValue<CallTerms> CURRENT = ScopedValue.newInstance();

    /** Makes the call under these terms, on this thread. */
    public <R> R call(Callable<R> call) throws Exception {
        return ScopedValue.where(CURRENT, this).call(call::call);
    }

    /** The terms of the call that this thread makes. @throws IllegalStateException if nobody has set any */
    static CallTerms current() {
        if (!CURRENT.isBound()) {
            throw new IllegalStateException("An isolated plugin is called by way of the guard only");
        }
        return CURRENT.get();
    }
}
